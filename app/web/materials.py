"""Material recovery: what went out through which stream in a period, and how much of it was diverted from disposal."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.db.queries import streams as queries
from app.db.queries.packaging_streams import Stream, streams
from app.db.queries.streams import Wanted
from app.domain.certificates import Fate
from app.domain.principals import Principal
from app.domain.streams import DIVERTED
from app.domain.vocabulary import Program
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import in_language, word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("materials", __name__, url_prefix="/materials")

LIST = Shape("materials", {"program": Program, "since": listing.DAY, "until": listing.DAY}, ("weight",), "-weight")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the figures of the period and program that were asked for."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows, figures = queries.recovered(session, by.site_id, _wanted(asked, by))
        packaging = _packaging(session, by, _wanted(asked, by))
    context: dict[str, Any] = {
        "diverted": figures.percent(DIVERTED),
        "landfilled": figures.percent({Fate.LANDFILL}),
        "looped": figures.percent({Fate.BACK_TO_PRODUCTION}),
        "programs": [(each.value, word(each.value)) for each in Program],
    }
    return render_template(
        "materials/index.html", asked=asked, rows=rows, figures=figures, packaging=packaging, **context
    )


def _packaging(session: Session, by: Principal, wanted: Wanted) -> list[Stream]:
    """Return the packaging of the period that cannot be used again; of another program there is none."""
    if wanted.program not in (None, Program.PACKAGING):
        return []
    return [each for each in streams(session, by.site_id, wanted.since, wanted.until) if each.grams or each.pieces]


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the figures as a file."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows, figures = queries.recovered(session, by.site_id, _wanted(asked, by))
        packaging = _packaging(session, by, _wanted(asked, by))
    heads = (_("Stream code"), _("Stream"), _("Where it goes"), _("Grams"), _("Certificates"), _("From"), _("Until"))
    about = (figures.certificates, asked["since"], asked["until"])
    lines = [(row.stream.code, in_language(row.stream.name), word(row.fate.value), row.grams, *about) for row in rows]
    if figures.destroyed:
        lines.append(("-", _("Destroyed here"), "", figures.destroyed, *about))
    lines += [("-", word(each.material.value), _("Packaging beyond reuse"), each.grams, *about) for each in packaging]
    return list_file(f"materials-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked, by: Principal) -> Wanted:
    since, until = (_midnight(asked[name], by, days) for name, days in (("since", 0), ("until", 1)))
    return Wanted(since, until, asked.read("program", Program))


def _midnight(day: str, by: Principal, days: int) -> datetime | None:
    if not day:
        return None
    wanted = date.fromisoformat(day) + timedelta(days=days)
    return datetime(wanted.year, wanted.month, wanted.day, tzinfo=ZoneInfo(by.time_zone)).astimezone(UTC)
