"""The approvals that were given: of what, by whom, at whose asking."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import approvals as queries
from app.db.queries import views
from app.db.queries.approvals import Given, Wanted
from app.domain.approvals import ApprovalAct
from app.domain.principals import Principal
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import moment, word
from app.web.listing import Asked, Shape
from app.web.routes import today
from app.web.signals import written

blueprint = Blueprint("approvals", __name__, url_prefix="/approvals")

ANOTHER = "another"
WHO = (ANOTHER,)

LIST = Shape(
    room="approvals",
    filters={"deed": ApprovalAct, "who": WHO.index, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="-when",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show what was approved, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(by, asked)
    with current.database().reading() as session:
        return render_template(
            "approvals/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            deeds=[(each.value, word(each.value)) for each in ApprovalAct],
            written=written,
            leads_to=_leads_to,
            views=views.of_room(session, by.operator_id, LIST.room),
        )


PAGES = {
    ApprovalAct.OVER_BEYOND_TOLERANCE: ("receipts.show", "receipt_id"),
    ApprovalAct.REOPEN_RECEIPT: ("receipts.show", "receipt_id"),
    ApprovalAct.REOPEN_AUTHORIZATION: ("authorizations.show", "paper_id"),
    ApprovalAct.REOPEN_RECALL: ("authorizations.show", "paper_id"),
    ApprovalAct.OVERRIDE_ELIGIBILITY: ("eligibility.show", "line_id"),
    ApprovalAct.LARGE_REFUND: ("refunds.show", "refund_id"),
}
"""Where one may look at what was approved: the endpoint, and the name of its id."""


def _leads_to(row: Given) -> str:
    endpoint, name = PAGES.get(row.deed, ("", ""))
    at: dict[str, Any] = {name: row.about_id}
    return url_for(endpoint, **at) if endpoint and row.about_id else ""


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(by, asked))
    heads = (
        _("When"), _("Approved"), _("Of what"), _("Units"), _("Amount"), _("Currency"), _("Asked by"), _("Approved by"),
    )  # fmt: skip
    lines = (
        (moment(row.given_at), word(row.deed.value), written(row.what), "" if row.units is None else row.units,
         row.money.amount if row.money else "", row.money.currency if row.money else "", row.asked_by, row.approved_by)
        for row in rows
    )  # fmt: skip
    return list_file(f"approvals-{today(by).isoformat()}", kind, heads, lines)


def _wanted(by: Principal, asked: Asked) -> Wanted:
    zone = ZoneInfo(by.time_zone)
    since, until = asked.read("since", listing.DAY), asked.read("until", listing.DAY)
    return Wanted(
        deed=asked.read("deed", ApprovalAct),
        since=datetime.combine(since, time(), zone) if since else None,
        before=datetime.combine(until, time(), zone) + timedelta(days=1) if until else None,
        by_another=asked["who"] == ANOTHER,
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )
