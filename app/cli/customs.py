"""`flask --app app customs report`: the Annex-24 reports, from a terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from app.cli.ground import backdock, require_newest, site_id
from app.db.models import Site, table_of
from app.db.queries import customs_reports
from app.db.queries.customs_reports import Wanted
from app.domain.customs_reports import COLUMNS, TITLES, Report
from app.exchange.writing import Exported, csv_pieces, xlsx_pieces

SITE = table_of(Site)
Pieces = Callable[[Sequence[str], Iterable[Sequence[Exported]]], Iterator[bytes]]

FORMATS: Mapping[str, Pieces] = {"csv": csv_pieces, "xlsx": xlsx_pieces}
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("customs")
def customs() -> None:
    """Temporary imports (IMMEX)."""


@customs.command("report")
@click.option("--format", "kind", type=click.Choice(sorted(FORMATS)), default="csv", show_default=True)
@click.option(
    "--report", type=click.Choice([each.value for each in Report]), default="balance", show_default=True,
    help="What entered, what left, what is still to be discharged, or all of it by material.",
)  # fmt: skip
@click.option("--since", type=DAY, help="First day, as 2027-03-31: of clearance, of the document, or the last day.")
@click.option("--until", type=DAY, help="Last day of the same.")
@click.option("--site", default="", help="Code of the building; needed where there are several.")
@with_appcontext
def report(kind: str, report: str, since: datetime | None, until: datetime | None, site: str) -> None:
    """Write one of the Annex-24 reports to standard output."""
    require_newest()
    wanted = Report(report)
    with backdock().database.reading() as session:
        building = site_id(session, site)
        zone = session.execute(sa.select(SITE.c.time_zone).where(SITE.c.id == building)).scalar_one()
        first, last = (each.date() if each else None for each in (since, until))
        asked = Wanted(datetime.now(UTC).astimezone(ZoneInfo(zone)).date(), first, last)
        rows = customs_reports.rows(session, building, wanted, asked)
    heads = [TITLES[name] for name in COLUMNS[wanted]]
    write: Pieces = FORMATS[kind]
    for piece in write(heads, ([row[name] for name in COLUMNS[wanted]] for row in rows)):
        click.echo(piece, nl=False)
