"""Advance notices in the office: what is announced, by whom, and how much of it has come."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries import notices as queries
from app.db.queries import parties, views
from app.db.queries.notices import Wanted
from app.domain.transitions import AuthorizationState
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.routes import today

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

LIST = Shape(
    room="notices",
    filters={"state": AuthorizationState, "party": listing.ID, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="-expected",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the notices that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "notices/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in AuthorizationState],
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Authorization"), _("State"), _("Party"), _("Expected on"), _("Pallets"), _("Cartons"), _("Cartons here"),
        _("Units"),
    )  # fmt: skip
    lines = (
        (
            row.number, row.state.value, row.party, row.expected_on or "", row.pallets, row.cartons, row.here,
            row.units,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"notices-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", AuthorizationState),
        party_id=asked.read("party", listing.ID),
        since=asked.read("since", listing.DAY),
        until=asked.read("until", listing.DAY),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )
