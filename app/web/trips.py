"""Forward trips in the office: what leaves when, with which room, and what rides back with it."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import collections, loads, views
from app.db.queries import trips as queries
from app.db.queries.trips import Wanted
from app.domain.transitions import Move, TripState, allows
from app.services import transporting
from app.web import acts, current, listing, transport
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.routes import today

blueprint = Blueprint("trips", __name__, url_prefix="/trips")

LIST = Shape(
    room="trips",
    filters={"state": TripState, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="-day",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the trips that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked)
    with current.database().reading() as session:
        return render_template(
            "trips/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            states=[(each.value, word(f"trip_{each.value}")) for each in TripState],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked))
    heads = (
        _("Trip"), _("State"), _("Day"), _("Vehicle"), _("Stops"), _("Capacity in kilograms"), _("Capacity in litres"),
        _("Kilograms"), _("Litres"),
    )  # fmt: skip
    lines = (
        (
            row.number, row.state.value, row.leaves_on, row.vehicle, row.stops, row.capacity_kg, row.capacity_litres,
            row.kg, row.litres,
        )
        for row in rows
    )  # fmt: skip
    return list_file(f"trips-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        state=asked.read("state", TripState),
        since=asked.read("since", listing.DAY),
        until=asked.read("until", listing.DAY),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:trip_id>")
def show(trip_id: UUID) -> ResponseReturnValue:
    """Show one trip: its stops, the room behind each, and what it picks up."""
    by, site_id = current.principal(), current.principal().site_id
    with current.database().reading() as session:
        trip = queries.one(session, site_id, trip_id)
        if trip is None:
            raise NotFound
        load = loads.of_trip(session, site_id, trip_id)
        return render_template(
            "trips/show.html",
            trip=trip,
            moves={move.value for move in Move if allows(trip.state, move) and by.has(*transport.DESK)},
            plan=queries.plan_of(session, site_id, trip),
            load=load,
            signal=acts.told(session, transporting.SCOPE),
            pickups=collections.of_load(session, site_id, load.id) if load else [],
        )


@blueprint.post("/<uuid:trip_id>/cancellation")
def cancel(trip_id: UUID) -> ResponseReturnValue:
    """Let the trip not run."""
    act, seen = acts.read_act(transporting.SCOPE), transport.seen(trip_id)
    with current.database().unit_of_work() as session:
        transporting.cancel_trip(session, act, seen)
        found = queries.one(session, act.site_id, trip_id)
    if found is None:
        raise NotFound
    return go_to(url_for("trips.show", trip_id=trip_id, answer=act.client_id))
