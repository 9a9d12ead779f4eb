"""The HTTP API, version 1: forward trips, written and changed by the system that plans routes."""

from collections.abc import Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import trips
from app.db.queries.trips import Listed
from app.domain.collecting import Freight
from app.domain.errors import Refused
from app.domain.importing import Fault, FileRow, Unfit
from app.domain.messages import trips as say
from app.domain.messages.core import Said
from app.domain.trip_drafts import StopDraft, TripDraft
from app.exchange.api.entries import Entry
from app.exchange.api.transport_entries import StopEntry, TripChange, TripEntry
from app.exchange.api.writings import BY_NAME as WRITINGS
from app.services import transporting
from app.services.acting import Act
from app.services.importing.resolving import Names, names_in
from app.services.replying import Reply
from app.services.transporting import Seen
from app.web import api_requests as requests
from app.web.api_writing import done, named

blueprint = Blueprint("api_trips", __name__, url_prefix="/api/v1/trips")


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Write a new trip."""
    writing = WRITINGS["create_trip"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, TripEntry)
        capacity = Freight(entry.capacity_kg, entry.capacity_litres)
        stops = _stops(session, entry.lines)
        draft = _fitting(TripDraft(entry.number, entry.leaves_on, entry.vehicle.upper(), capacity, stops))
        own = requests.in_scope(act, transporting.SCOPE)
        return done(session, act, writing, transporting.write_trip(session, own, new_id(), draft), 201)

    return requests.answer_once(writing, do)


@blueprint.patch("/<which>")
def change(which: str) -> ResponseReturnValue:
    """Let a trip say what the body says, if nobody changed it since it was seen."""
    writing = WRITINGS["change_trip"]

    def do(session: Session, act: Act, entry: Entry) -> Reply:
        assert isinstance(entry, TripChange)
        trip = trips.one(session, act.site_id, named(session, act, writing.collection, which)["id"])
        assert trip is not None, "it was found by its name"
        seen, draft = Seen(trip.id, requests.version()), _changed(session, act, trip, entry)
        own = requests.in_scope(act, transporting.SCOPE)
        return done(session, act, writing, transporting.edit_trip(session, own, seen, draft), 200)

    return requests.answer_again(writing, do)


def _changed(session: Session, act: Act, trip: Listed, entry: TripChange) -> TripDraft:
    """Return the whole trip: what is said of it, and what was before of the rest."""
    said = entry.model_fields_set
    kg, litres, leaves_on, vehicle = (
        getattr(entry if name in said else trip, name)
        for name in ("capacity_kg", "capacity_litres", "leaves_on", "vehicle")
    )
    before = trips.plan_of(session, act.site_id, trip).stops
    kept = tuple(StopDraft(stop.party_id, stop.freight) for stop in before)
    stops = _stops(session, entry.lines) if "lines" in said else kept
    return _fitting(TripDraft(trip.number, leaves_on, vehicle.upper(), Freight(kg, litres), stops))


def _stops(session: Session, lines: Sequence[StopEntry]) -> tuple[StopDraft, ...]:
    """Return the stops with their parties looked up. Raises Unfit for those that nobody knows."""
    names = names_in(session, [FileRow(0, {"party": line.party}) for line in lines])
    faults = [
        Fault(said, f"/lines/{at}/party") for at, line in enumerate(lines) if (said := _unknown(names, line.party))
    ]
    if faults:
        raise Unfit(faults)
    return tuple(StopDraft(names.party(line.party), Freight(line.kg, line.litres)) for line in lines)


def _unknown(names: Names, party: str) -> Said | None:
    try:
        names.party(party)
    except Refused as refused:
        return refused.said
    return None


def _fitting(draft: TripDraft) -> TripDraft:
    if draft.freight.fits(draft.capacity):
        return draft
    both = {"kg": draft.freight.kg, "litres": draft.freight.litres}
    most = {"most_kg": draft.capacity.kg, "most_litres": draft.capacity.litres}
    raise Unfit([Fault(Said(say.OVERLOADED, {**both, **most}), "/capacity_kg")])
