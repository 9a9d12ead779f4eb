"""How well first grades hold, in the office: blind checks by inspector, and how many inspections are checked."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import blind_checks as queries
from app.db.queries.blind_checks import Inspector
from app.domain.principals import Principal
from app.services import acting, grading
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("grading_quality", __name__, url_prefix="/grading-quality")
SCOPE = "grading_quality"
DAYS = 90

ORDERS = ("inspector", "checked", "rate", "kappa")
LIST = Shape(
    room="grading_quality",
    filters={"since": listing.DAY, "until": listing.DAY},
    columns=ORDERS,
    order="inspector",
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the site's own calendar, both included."""

    since: date
    until: date


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what blind checks say of each inspector's grades in a period, and the share that is checked."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    period = _period(by, asked)
    with current.database().reading() as session:
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
        return render_template(
            "grading_quality/index.html",
            asked=asked,
            rows=_sorted(queries.by_inspector(session, by.site_id, *_instants(by, period)), asked),
            period=period,
            percent=queries.percent(session, by.site_id),
            signal=acts.shown(answered) if answered else None,
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the figures as a file, with their period."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    period = _period(by, asked)
    with current.database().reading() as session:
        rows = _sorted(queries.by_inspector(session, by.site_id, *_instants(by, period)), asked)
    heads = (
        _("Inspector"), _("From"), _("To"), _("Checked"), _("Unchanged"), _("Right first time"), _("Kappa"),
        _("Waiting"),
    )  # fmt: skip
    lines = (
        (row.name, period.since, period.until, row.agreement.checked, row.agreement.unchanged,
         _share(row), _kappa(row), row.waiting)
        for row in rows
    )  # fmt: skip
    return list_file(f"grading-quality-{today(by).isoformat()}", kind, heads, lines)


@blueprint.post("")
def update() -> ResponseReturnValue:
    """Keep which share of inspections is checked blind."""
    act = acts.read_act(SCOPE)
    with current.database().unit_of_work() as session:
        answered = grading.set_share(session, act, current.form().get("percent", ""))
    return go_to(url_for("grading_quality.index", answer=answered.client_id))


def _period(by: Principal, asked: Asked) -> Period:
    until = asked.read("until", listing.DAY) or today(by)
    return Period(asked.read("since", listing.DAY) or until - timedelta(days=DAYS - 1), until)


def _instants(by: Principal, period: Period) -> tuple[datetime, datetime]:
    zone = ZoneInfo(by.time_zone)
    return (
        datetime.combine(period.since, time.min, zone),
        datetime.combine(period.until + timedelta(days=1), time.min, zone),
    )


def _sorted(rows: list[Inspector], asked: Asked) -> list[Inspector]:
    keys = {
        "inspector": lambda row: row.name.lower(),
        "checked": lambda row: row.agreement.checked,
        "rate": lambda row: row.agreement.right_first_time or 0,
        "kappa": lambda row: row.agreement.kappa or 0,
    }
    found = [row for row in rows if asked.find.lower() in row.name.lower()]
    return sorted(found, key=keys[asked.order], reverse=asked.falls)


def _share(row: Inspector) -> str:
    rate = row.agreement.right_first_time
    return "" if rate is None else f"{rate:.3f}"


def _kappa(row: Inspector) -> str:
    return "" if row.agreement.kappa is None else f"{row.agreement.kappa:.3f}"
