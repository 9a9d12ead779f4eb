"""`flask --app app ...`: what an administrator does from a terminal."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app import config
from app.context import Backdock
from app.db.locks import SecondServer
from app.db.migrating import SchemaBehind, require_newest, upgrade
from app.db.models import Site, table_of
from app.domain.errors import FloorError
from app.domain.importing import ImportKind
from app.domain.plain import in_english
from app.domain.transitions import ImportState
from app.exchange.cells import DATE_FORMS, DECIMAL_FORMS
from app.imports import FileToImport, import_file

COMMANDS: list[click.Command] = []


def register(app: Flask) -> None:
    """Add the commands to `app`."""
    for command in COMMANDS:
        app.cli.add_command(command)


def _command(does: Callable[..., Any]) -> click.Command:
    made = click.command(does.__name__.strip("_"))(with_appcontext(does))
    COMMANDS.append(made)
    return made


@_command
def prepare() -> None:
    """Make everything ready for a first look: secret key, schema, demo site; say how to sign in."""
    settings = _backdock().settings
    config.keep_secret_key(settings.data_dir)
    _upgrade()
    if not _sites():
        _load_demo()
    if _is_demo():
        click.echo(_sign_ins())
        click.echo(f"Barcodes to print and scan: http://{settings.host}:{settings.port}/labels/demo")


@_command
def migrate() -> None:
    """Bring the database to the newest revision. On SQLite the server must be stopped."""
    _upgrade()
    click.echo("The database is at the newest revision.")


@_command
def demo() -> None:
    """Load the demo site into an empty database and say how to sign in."""
    _upgrade()
    if not _sites():
        _load_demo()
    if not _is_demo():
        raise click.ClickException("This database has a site of its own. The demo is loaded into an empty one only.")
    click.echo(_sign_ins())


@_command
def verify() -> None:
    """Check every event of the ledger: its digest, and that goods are conserved. Exit 1 at the first that fails."""
    from app.services.verifying import Broken, Verified
    from app.services.verifying import verify as verify_ledger

    _require_newest()
    with _backdock().database.reading() as session:
        match verify_ledger(session):
            case Verified(events=events):
                click.echo(f"The ledger holds: {events} events verified.")
            case Broken(event_id=event_id, sentence=sentence):
                where = f"at event {event_id}" if event_id else "beside its events"
                raise click.ClickException(f"The ledger is broken {where}: {sentence}.")


@_command
def expire() -> None:
    """Expire approved authorizations whose last day for sending has passed. Meant to be run every night."""
    from app.services.authorizing import expire_due

    _require_newest()
    expired = 0
    while batch := _in_one_transaction(expire_due):
        expired += batch
    click.echo(f"Authorizations expired: {expired}.")


def _in_one_transaction(does: Callable[[Session, datetime], int]) -> int:
    with _backdock().database.unit_of_work() as session:
        return does(session, datetime.now(UTC))


@_command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the SQLite database to FILE while the server runs. Photos are copied apart, as plain files."""
    url = _backdock().database.engine.url
    if url.get_backend_name() != "sqlite":
        raise click.ClickException("This database is PostgreSQL: back it up with pg_dump, which also works under load.")
    if file.exists():
        raise click.ClickException(f"{file} exists already. Name a new file.")
    _copy(str(url.database), file)
    click.echo(f"{file} holds the whole database. Copy {_backdock().settings.photo_dir} beside it for the photos.")


@_command
@click.argument("kind", type=click.Choice([kind.value for kind in ImportKind]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out; otherwise one bad row stops all.")
@click.option(
    "--dates", type=click.Choice(list(DATE_FORMS)), help="How dates are written, where the file leaves doubt."
)
@click.option("--decimals", type=click.Choice(list(DECIMAL_FORMS)), help="The decimal sign, where there is doubt.")
@click.option("--site", help="Code of the site, where there are several.")
def import_(kind: str, file: Path, skip_bad: bool, dates: str | None, decimals: str | None, site: str | None) -> None:
    """Import the rows of FILE, CSV or XLSX: all of them, or none and what is wrong with each. Exit 1 when refused."""
    _require_newest()
    with _refusing():
        file_to_import = FileToImport(ImportKind(kind), file, dates or "", decimals or "")
        run, faults = import_file(_backdock(), file_to_import, _site_id(site), skips_bad=skip_bad)
    for fault in faults:
        click.echo(fault, err=True)
    if run.state is not ImportState.IMPORTED:
        raise click.ClickException(in_english(run.said) if run.said else "The import is not finished.")
    click.echo(in_english(run.said) if run.said else "")


def _site_id(code: str | None) -> UUID:
    site = table_of(Site)
    with _backdock().database.reading() as session:
        found = session.execute(sa.select(site.c.id, site.c.code).order_by(site.c.code)).all()
    named = [row.id for row in found if code in (None, row.code)]
    if len(named) != 1:
        codes = ", ".join(row.code for row in found) or "none"
        raise click.ClickException(f"Say which site with --site CODE. Sites here: {codes}.")
    return UUID(str(named[0]))


def _copy(database: str, file: Path) -> None:
    """Copy by SQLite's online backup; under its own name only once it is whole."""
    unfinished = file.with_name(file.name + ".unfinished")
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(file)


def _upgrade() -> None:
    backdock = _backdock()
    with _refusing(), backdock.alone():
        upgrade(backdock.database.engine)


def _require_newest() -> None:
    with _refusing():
        require_newest(_backdock().database.engine)


def _sites() -> list[str]:
    with _backdock().database.reading() as session:
        return list(session.execute(sa.select(table_of(Site).c.code)).scalars())


def _is_demo() -> bool:
    from app.demo.site import SITE_CODE

    return _sites() == [SITE_CODE]


def _load_demo() -> None:
    from app.demo import load_demo

    load_demo(_backdock().database)


def _sign_ins() -> str:
    from app.demo.people import DEMO_OPERATORS

    rows = [f"  BADGE-{who.badge}  PIN {who.pin}  {who.name}: {', '.join(who.roles)}" for who in DEMO_OPERATORS]
    return "\n".join(["Badges of the demo site:", *rows])


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (SchemaBehind, SecondServer) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except FloorError as refusal:
        raise click.ClickException(in_english(refusal.said)) from refusal


def _backdock() -> Backdock:
    backdock: Backdock = current_app.extensions["backdock"]
    return backdock
