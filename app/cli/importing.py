"""`flask --app app import KIND FILE`: the rows of a file, from a terminal."""

from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.cli.ground import backdock, refusing, require_newest, site_id
from app.domain.importing import ImportKind
from app.domain.plain import in_english
from app.domain.transitions import ImportState
from app.exchange.cells import DATE_FORMS, DECIMAL_FORMS
from app.imports import FileToImport, import_file
from app.memory import settle


@click.command("import")
@click.argument("kind", type=click.Choice([kind.value for kind in ImportKind]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out; otherwise one bad row stops all.")
@click.option(
    "--dates", type=click.Choice(list(DATE_FORMS)), help="How dates are written, where the file leaves doubt."
)
@click.option("--decimals", type=click.Choice(list(DECIMAL_FORMS)), help="The decimal sign, where there is doubt.")
@click.option("--site", default="", help="Code of the building; needed where there are several.")
@with_appcontext
def import_(kind: str, file: Path, skip_bad: bool, dates: str | None, decimals: str | None, site: str) -> None:
    """Import the rows of FILE, CSV or XLSX: all of them, or none and what is wrong with each. Exit 1 when refused."""
    require_newest()
    settle()
    with refusing():
        file_to_import = FileToImport(ImportKind(kind), file, dates or "", decimals or "")
        run, faults = import_file(backdock(), file_to_import, _site_id(site), skips_bad=skip_bad)
    for fault in faults:
        click.echo(fault, err=True)
    if run.state is not ImportState.IMPORTED:
        raise click.ClickException(in_english(run.said) if run.said else "The import is not finished.")
    click.echo(in_english(run.said) if run.said else "")


def _site_id(code: str) -> UUID:
    with backdock().database.reading() as session:
        return site_id(session, code)
