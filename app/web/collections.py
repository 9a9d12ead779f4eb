"""Collection requests in the office: the list, one of them, and what is done to it."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import collections as queries
from app.db.queries import parties, views
from app.db.queries.collections import Wanted
from app.domain.transitions import CollectionState, Move, allows
from app.services import transporting
from app.services.acting import Act, Answered
from app.services.transporting import Seen
from app.web import acts, current, listing, transport
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("collections", __name__, url_prefix="/collections")

LIST = Shape(
    room="collections",
    filters={"state": CollectionState, "party": listing.ID, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="ready",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the requests that were asked for, those that are ready first before the others."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "collections/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(each.value)) for each in CollectionState],
            parties=[(each.id, each.name) for each in parties.named(session)],
            views=views.of_room(session, by.operator_id, LIST.room),
            today=today(by),
            signal=acts.told(session, transporting.SCOPE),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Number"), _("State"), _("Party"), _("Address"), _("Postal code"), _("Country"), _("Ready from"),
        _("Ready until"), _("Kilograms"), _("Litres"), _("Pallets"), _("Cartons"), _("Authorizations"), _("Load"),
    )  # fmt: skip
    lines = (
        (
            row.number, row.state.value, row.party, row.address, row.postal_code, row.country, row.ready_from,
            row.ready_until, row.kg, row.litres, row.pallets, row.cartons,
            " ".join(paper.number for paper in row.papers), row.load,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"collections-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", CollectionState),
        party_id=asked.read("party", listing.ID),
        since=asked.read("since", listing.DAY),
        until=asked.read("until", listing.DAY),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:request_id>")
def show(request_id: UUID) -> ResponseReturnValue:
    """Show one request with what it is for, and the verdict of the last act."""
    by = current.principal()
    with current.database().reading() as session:
        found = queries.one(session, by.site_id, request_id)
        if found is None:
            raise NotFound
        may_act = by.has(*transport.DESK)
        moves = {move.value for move in Move if allows(found.state, move) and may_act}
        signal = acts.told(session, transporting.SCOPE)
        return render_template("collections/show.html", request=found, moves=moves, signal=signal)


DEEDS: dict[str, Callable[[Session, Act, Seen], Answered[UUID]]] = {
    "cancellation": transporting.cancel,
    "pickup": transporting.collect,
}


@blueprint.post("/<uuid:request_id>/<any(cancellation, pickup):deed>")
def do(request_id: UUID, deed: str) -> ResponseReturnValue:
    """Give the request up, or note that a driver has it."""
    act, seen = acts.read_act(transporting.SCOPE), transport.seen(request_id)
    with current.database().unit_of_work() as session:
        DEEDS[deed](session, act, seen)
        found = queries.one(session, act.site_id, request_id)
    if found is None:
        raise NotFound
    return go_to(url_for("collections.show", request_id=request_id, answer=act.client_id))
