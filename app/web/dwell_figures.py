"""Figures of dwell in the office: how long what waits has waited, and what goods took from the dock."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import dwell_figures as queries
from app.domain.dwell_figures import Spread
from app.domain.dwell_words import STAGE_WORDS
from app.exchange.writing import Exported
from app.web import current
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.routes import today

blueprint = Blueprint("dwell_figures", __name__, url_prefix="/dwell-targets/figures")

PERIODS = (7, 30, 90)
USUAL = 30
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was timed, by base units or by cartons; `is_now` for what waits, else of the period."""

    name: str
    spread: Spread | None
    is_now: bool = False
    by_units: bool = False

    def line(self, days: int) -> tuple[Exported, ...]:
        """Return the row of a file, in hours; of nothing there are no figures."""
        head = (self.name, _("Units") if self.by_units else _("Cartons"), 0 if self.is_now else days)
        found = self.spread
        if found is None:
            return (*head, 0, None, None, None)
        return (*head, found.n, *(round(span / HOUR, 1) for span in (found.p50, found.p90, found.longest)))


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show how long goods wait in each stage, and took from the dock, in the last days."""
    days = _days()
    return render_template("dwell_targets/figures.html", figures=_figures(days), days=days, periods=PERIODS)


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the figures as a file, in hours."""
    days = _days()
    heads = (_("What is timed"), _("Counted in"), _("Days"), "n", "P50", "P90", _("Longest"))
    rows = (each.line(days) for each in _figures(days))
    return list_file(f"dwell-{today(current.principal()).isoformat()}", kind, heads, rows)


def _days() -> int:
    return next((days for days in PERIODS if str(days) == request.args.get("days", "")), USUAL)


def _figures(days: int) -> list[Figure]:
    site_id, now = current.principal().site_id, current.now()
    since = now - timedelta(days=days)
    with current.database().reading() as session:
        waiting = queries.by_stage(session, site_id, now)
        decided = queries.dock_to_disposition(session, site_id, since)
        stocked = queries.dock_to_stock(session, site_id, since)
    return [
        *(Figure(word(STAGE_WORDS[stage]), found, is_now=True) for stage, found in waiting.items()),
        Figure(_("Dock to disposition"), decided, by_units=True),
        Figure(_("Dock to stock"), stocked),
    ]
