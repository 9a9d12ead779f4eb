"""Letting a pick-up ride with a forward delivery: judged again inside the write, since others may have been first."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Trip, table_of
from app.db.queries import loads, trips
from app.db.queries.collections import Request
from app.domain.collecting import Terms
from app.domain.combining import Combination, kilometres, ways_to_combine
from app.domain.errors import Refused
from app.domain.messages import transport as say
from app.domain.messages.core import Params, Said
from app.domain.transitions import Move, TripState
from app.services.acting import Act, Answered, Outcome, answer
from app.services.transporting.guarding import Seen, a_load, a_request, move_request, touch_load
from app.services.transporting.planning import make_load

TRIP = table_of(Trip)


def combine(
    session: Session, act: Act, load_id: UUID, seen: Seen, trip_id: UUID, terms: Terms, today: date
) -> Answered[UUID]:
    """Let the request ride with the trip, which brings it back as its load: the one it has, else `load_id`."""
    return answer(session, act, lambda: _combine(session, act, load_id, seen, trip_id, terms, today))


def _combine(
    session: Session, act: Act, load_id: UUID, seen: Seen, trip_id: UUID, terms: Terms, today: date
) -> Outcome[UUID]:
    _lock(session, act, trip_id)
    request = a_request(session, act, seen, Move.PLAN)
    way = _best_way(session, act, request, trip_id, terms, today)
    brings, number = _load_of(session, act, load_id, way)
    move_request(session, act, request, Move.PLAN, load_id=brings, stop_id=way.stop.id)
    said: Params = {
        "number": request.number, "trip": way.trip.number, "day": way.trip.day, "load": number,
        "saved": kilometres(way.saved), "cost": way.cost_saved,
    }  # fmt: skip
    return Outcome(Said(say.COMBINED, said), result=brings)


def _lock(session: Session, act: Act, trip_id: UUID) -> None:
    # the room of a trip is shared: whoever takes of it does so one at a time
    where = (TRIP.c.site_id == act.site_id, TRIP.c.id == trip_id)
    session.execute(sa.select(TRIP.c.id).where(*where).with_for_update(key_share=True))


def _best_way(session: Session, act: Act, request: Request, trip_id: UUID, terms: Terms, today: date) -> Combination:
    trip = trips.one(session, act.site_id, trip_id)
    if trip is None:
        raise Refused(say.UNKNOWN_TRIP)
    home = trips.home(session, act.site_id).point
    if home is None:
        raise Refused(say.NO_HOME)
    plan = trips.plan_of(session, act.site_id, trip)
    ways = (
        ways_to_combine(request.as_pickup(), plan, home, terms)
        if plan.day >= today and trip.state is TripState.PLANNED
        else iter(())
    )
    way = max(ways, key=lambda one: one.saved, default=None)
    if way is None:
        raise Refused(say.NO_LONGER_FITS, trip=trip.number, day=trip.leaves_on, number=request.number)
    return way


def _load_of(session: Session, act: Act, load_id: UUID, way: Combination) -> tuple[UUID, str]:
    """Return the load that the trip brings back, made now if this is its first pick-up."""
    known = loads.of_trip(session, act.site_id, way.trip.id)
    if known is None:
        vehicle = trips.one(session, act.site_id, way.trip.id)
        trailer = vehicle.vehicle if vehicle else ""
        return load_id, make_load(session, act, load_id, way.trip.day, way.trip.id, trailer)
    touch_load(session, act, a_load(session, act, Seen(known.id, known.version), Move.EDIT))
    return known.id, known.number
