"""The Annex-24 reports in the office, each as a list and as a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import customs_reports as queries
from app.db.queries.customs_reports import Row, Wanted
from app.domain.customs_reports import COLUMNS, NAMES, NUMBERS, TITLES, Report
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import language, word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("customs_reports", __name__, url_prefix="/customs/reports")

LIST = Shape(
    "customs_reports",
    {"report": Report, "since": listing.DAY, "until": listing.DAY},
    tuple(TITLES),
    "",
)
WORDS = frozenset({"tariff_unit", "method", "kind"})


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show a report, the one of what is still to be discharged unless another is asked for."""
    asked = Asked.parse(LIST, request.args)
    report, rows = _read(asked)
    return render_template(
        "customs/reports.html",
        asked=asked,
        report=report,
        reports=[(each.value, _(NAMES[each])) for each in Report],
        columns=[(name, _(TITLES[name]), "n" if name in NUMBERS else "") for name in COLUMNS[report]],
        rows=rows[asked.first - 1 : asked.first - 1 + listing.PAGE],
        total=len(rows),
        words=WORDS,
    )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the report as a file, all pages of it."""
    report, rows = _read(Asked.parse(LIST, request.args))
    heads = [_(TITLES[name]) for name in COLUMNS[report]]
    name = f"annex-24-{report.value}-{today(current.principal()).isoformat()}"
    return list_file(name, kind, heads, (_cells(row, COLUMNS[report]) for row in rows))


def _cells(row: Row, columns: Sequence[str]) -> list[Any]:
    return [word(row[name]) if name in WORDS else row[name] for name in columns]


def _read(asked: Asked) -> tuple[Report, list[Row]]:
    by = current.principal()
    report = asked.read("report", Report) or Report.BALANCE
    since, until = (asked.read(name, date.fromisoformat) for name in ("since", "until"))
    order = asked.order if asked.order in COLUMNS[report] else ""
    wanted = Wanted(today(by), since, until, asked.find, order, asked.falls, language())
    with current.database().reading() as session:
        return report, queries.rows(session, by.site_id, report, wanted)
