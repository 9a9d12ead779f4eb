"""Forward trips as the office types them: written down, changed while what they bring back still fits, given up."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Trip, TripStop, table_of
from app.db.queries import answers, loads, trips
from app.db.queries.trips import Listed
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.messages import trips as say
from app.domain.messages.core import Said, Word
from app.domain.messages.transport import UNKNOWN_TRIP
from app.domain.transitions import Move, TripState, allows, moved
from app.domain.trip_drafts import TripDraft
from app.services.acting import Act, Answered, Outcome, answer
from app.services.transporting.guarding import SCOPE, SITE, Seen

TRIP, STOP = table_of(Trip), table_of(TripStop)


def write_trip(session: Session, act: Act, trip_id: UUID, draft: TripDraft) -> Answered[UUID]:
    """Write a new trip under `trip_id`."""
    return answer(session, act, lambda: _write(session, act, trip_id, draft))


def _write(session: Session, act: Act, trip_id: UUID, draft: TripDraft) -> Outcome[UUID]:
    # numbers are given one at a time for each site
    session.execute(sa.select(SITE.c.id).where(SITE.c.id == act.site_id).with_for_update(key_share=True))
    named = (TRIP.c.site_id == act.site_id, TRIP.c.number == draft.number)
    known = session.execute(sa.select(TRIP.c.leaves_on).where(*named)).scalar_one_or_none()
    if known:
        raise Refused(say.EXISTS, trip=draft.number, day=known)
    session.execute(
        sa.insert(TRIP).values(
            site_id=act.site_id, id=trip_id, number=draft.number, state=TripState.PLANNED, version=0, **_head(draft)
        )
    )
    _write_stops(session, act, trip_id, draft)
    return Outcome(Said(say.WRITTEN, {"trip": draft.number, "day": draft.leaves_on}), result=trip_id)


def _head(draft: TripDraft) -> dict[str, Any]:
    room = {"capacity_kg": draft.capacity.kg, "capacity_litres": draft.capacity.litres}
    return {"leaves_on": draft.leaves_on, "vehicle": draft.vehicle, **room}


def edit_trip(session: Session, act: Act, seen: Seen, draft: TripDraft) -> Answered[UUID]:
    """Let a trip say what `draft` says; its number stays."""
    return answer(session, act, lambda: _edit(session, act, seen, draft))


def _edit(session: Session, act: Act, seen: Seen, draft: TripDraft) -> Outcome[UUID]:
    trip = _locked(session, act, seen, Move.EDIT)
    load = loads.of_trip(session, act.site_id, trip.id)
    if load and draft.leaves_on != trip.leaves_on:
        raise Refused(say.BRINGS_BACK, trip=trip.number, load=load.number, day=trip.leaves_on)
    mine = (TRIP.c.site_id == act.site_id, TRIP.c.id == trip.id)
    session.execute(sa.update(TRIP).where(*mine).values(version=trip.version + 1, **_head(draft)))
    _write_stops(session, act, trip.id, draft)
    if load and not _still_fits(session, act, trip.id):
        raise Refused(say.NO_ROOM, trip=trip.number, load=load.number)
    return Outcome(Said(say.EDITED, {"trip": trip.number}), result=trip.id)


def _locked(session: Session, act: Act, seen: Seen, move: Move) -> Listed:
    mine = (TRIP.c.site_id == act.site_id, TRIP.c.id == seen.id)
    session.execute(sa.select(TRIP.c.id).where(*mine).with_for_update(key_share=True))
    trip = trips.one(session, act.site_id, seen.id)
    if trip is None:
        raise Refused(UNKNOWN_TRIP)
    if trip.version != seen.version:
        raise _overtaken(session, act, trip)
    if not allows(trip.state, move):
        raise Refused(say.NOT_NOW, trip=trip.number, day=trip.leaves_on, move=Word(move.value))
    return trip


def _overtaken(session: Session, act: Act, trip: Listed) -> FloorError:
    keys = (say.WRITTEN.key, say.EDITED.key, say.CANCELLED.key)
    last = answers.last(session, act.site_id, SCOPE, keys, ("trip", trip.number))
    if last is None:
        return Overtaken(say.IMPORTED, trip=trip.number)
    return Overtaken(say.OVERTAKEN, who=last[0], trip=trip.number, when=last[1])


def _write_stops(session: Session, act: Act, trip_id: UUID, draft: TripDraft) -> None:
    """Write the stops in their order; one that is as it was keeps its id, which a pick-up behind it names."""
    mine = (STOP.c.site_id == act.site_id, STOP.c.trip_id == trip_id)
    ids = defaultdict(list)
    for row in session.execute(sa.select(STOP).where(*mine).order_by(STOP.c.position)):
        ids[row.party_id, row.kg, row.litres].append(row.id)
    session.execute(sa.delete(STOP).where(*mine))
    rows = []
    for position, stop in enumerate(draft.stops, start=1):
        same = ids[stop.party_id, stop.freight.kg, stop.freight.litres]
        rows.append({
            "site_id": act.site_id, "id": same.pop(0) if same else new_id(), "trip_id": trip_id, "position": position,
            "party_id": stop.party_id, "kg": stop.freight.kg, "litres": stop.freight.litres,
        })  # fmt: skip
    session.execute(sa.insert(STOP), rows)


def _still_fits(session: Session, act: Act, trip_id: UUID) -> bool:
    trip = trips.one(session, act.site_id, trip_id)
    assert trip is not None, "it is locked"
    room = trips.plan_of(session, act.site_id, trip).room_after(0)
    return room.kg >= 0 and room.litres >= 0


def cancel_trip(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Let a trip not run; refused while a load counts on it."""
    return answer(session, act, lambda: _cancel(session, act, seen))


def _cancel(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    trip = _locked(session, act, seen, Move.CANCEL)
    load = loads.of_trip(session, act.site_id, trip.id)
    if load:
        raise Refused(say.STILL_BRINGS, trip=trip.number, load=load.number, state=Word(load.state.value))
    mine = (TRIP.c.site_id == act.site_id, TRIP.c.id == trip.id)
    after = moved(trip.state, Move.CANCEL)
    session.execute(sa.update(TRIP).where(*mine).values(version=trip.version + 1, state=after))
    return Outcome(Said(say.CANCELLED, {"trip": trip.number, "day": trip.leaves_on}), result=trip.id)
