"""Forward trips by their number: each row is one stop. What is picked up along the way must still fit in."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Trip, TripStop, table_of
from app.db.queries import loads
from app.db.queries import trips as queries
from app.db.queries.imports import Run
from app.domain.collecting import Freight
from app.domain.combining import Stop
from app.domain.combining import Trip as Planned
from app.domain.importing import ImportVerdict
from app.domain.messages import trips as say
from app.domain.messages.core import Said, Word
from app.domain.transitions import Move, TripState, allows
from app.services.importing import papers
from app.services.importing.papers import Paper
from app.services.importing.records import Judged, Record, refused


def _why_not(stored: Any) -> Said | None:
    if allows(stored["state"], Move.EDIT):
        return None
    facts = {"trip": stored["number"], "day": stored["leaves_on"], "move": Word(Move.EDIT.value)}
    return Said(say.NOT_NOW, facts)


TRIPS = Paper(
    head=table_of(Trip),
    line=table_of(TripStop),
    parent="trip_id",
    head_fields=("number", "leaves_on", "vehicle", "capacity_kg", "capacity_litres"),
    fresh=lambda _now: {"state": TripState.PLANNED, "vehicle": "", "version": 0},
    line_fields=("party_id", "kg", "litres"),
    empty_line=MappingProxyType({"litres": 0}),
    has_positions=True,
    why_not=_why_not,
)


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the trips that are planned, and each with what its vehicle takes on every leg."""
    judged = papers.judge(TRIPS, session, run, records, lock=lock)
    changed = [one.id for one in judged if one.id and one.verdict is ImportVerdict.UPDATED]
    plans = queries.plans_of(session, run.site_id, changed)
    return [_fitting(session, run, one, plans) for one in judged]


def _fitting(session: Session, run: Run, one: Judged, plans: Mapping[UUID, Planned]) -> Judged:
    if one.verdict not in (ImportVerdict.CREATED, ImportVerdict.UPDATED):
        return one
    before = plans[one.id] if one.id else Planned(new_id(), one.record.key, one.changes["leaves_on"], Freight(), ())
    after = _rewritten(one, before)
    why_not = _overloaded(after) or _in_the_way(session, run, before, after)
    return refused(one.record, why_not) if why_not else one


def _rewritten(one: Judged, before: Planned) -> Planned:
    room = (one.changes.get("capacity_kg", before.capacity.kg), one.changes.get("capacity_litres"))
    capacity = Freight(room[0], before.capacity.litres if room[1] is None else room[1])
    comes = [Stop(new_id(), 0, line["party_id"], "", None, Freight(line["kg"], line["litres"])) for line in one.comes]
    return before.rewritten(one.changes.get("leaves_on", before.day), capacity, one.goes, comes)


def _overloaded(after: Planned) -> Said | None:
    load = after.delivers
    if load.fits(after.capacity):
        return None
    most = {"most_kg": after.capacity.kg, "most_litres": after.capacity.litres}
    return Said(say.OVERLOADED, {"kg": load.kg, "litres": load.litres, **most})


def _in_the_way(session: Session, run: Run, before: Planned, after: Planned) -> Said | None:
    """Say how the load that a trip brings back keeps it from becoming `after`, or return None."""
    load = loads.of_trip(session, run.site_id, before.id)
    if load is None:
        return None
    facts = {"trip": before.number, "load": load.number}
    if after.day != before.day:
        return Said(say.BRINGS_BACK, {**facts, "day": before.day})
    room = after.room_after(0)
    return None if room.kg >= 0 and room.litres >= 0 else Said(say.NO_ROOM, facts)
