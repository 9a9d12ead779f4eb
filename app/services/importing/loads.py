"""Inbound loads, one in a row, known again by the collection requests that they bring.

The house numbers them, and day, trailer and door are what a second file comes to change: none of these names a load.
A request is on one load at a time, so those that a row names do, for as long as the load runs; another set of them is
another load. What a row does not say stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Collection, Load, table_of
from app.db.queries import collections, loads
from app.db.queries.collections import Request
from app.db.queries.imports import Run
from app.db.queries.loads import Inbound
from app.domain.collecting import Freight
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import importing as say_import
from app.domain.messages import transport as say
from app.domain.messages.core import Word
from app.domain.transitions import Move, allows
from app.services.acting import Act
from app.services.importing.acting import act_of
from app.services.importing.records import Facts as RowFacts
from app.services.importing.records import Judged, Record, refused
from app.services.importing.resolving import Names, key_of, numbers_in
from app.services.transporting import Facts, Seen
from app.services.transporting.guarding import lock_site
from app.services.transporting.planning import (
    check_door,
    check_plannable,
    check_ready,
    check_room,
    edit_now,
    plan_whole_now,
)

COLLECTION, LOAD = table_of(Collection), table_of(Load)

Slot = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the records of one step are judged with. `taken` and `slots` are what those before will have taken."""

    session: Session
    act: Act
    trailer: Freight
    carriers: frozenset[UUID]
    doors: Mapping[str, UUID]
    taken: dict[UUID, Record]
    slots: list[tuple[UUID, Slot, Record]]


def resolve(row: FileRow, names: Names) -> RowFacts:
    """Return what `row` says, its requests in one order and the carrier by id. Raises Refused for unknown names."""
    said = str(row.values.get("requests", ""))
    facts = {**row.values, "requests": numbers_in(said)}
    if said and not facts["requests"]:
        raise Refused(say.UNKNOWN_NAME, got=said)
    if "carrier" not in facts:
        return facts
    return {**facts, "carrier_id": names.party(str(facts.pop("carrier")))}


def key(facts: RowFacts) -> str:
    """Return the natural key: the requests that the load brings."""
    return key_of(str(facts.get("requests", "")))


def name(record: Record) -> str:
    """Return how a sentence calls the load."""
    return str(record.head["requests"])


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the loads that are planned already, and what is new with what one trailer takes."""
    act = act_of(session, run, run.created_at)
    if lock:
        _lock(session, act, records)
    carriers = frozenset(carrier_id for carrier_id, _name in loads.carriers(session))
    doors = {each.code: each.id for each in loads.doors(session, act.site_id)}
    desk = _Desk(session, act, _trailer(run), carriers, doors, {}, [])
    judged = []
    for record in records:
        try:
            judged.append(_judge(desk, record))
        except Refused as error:
            judged.append(refused(record, error.said))
    return judged


def _lock(session: Session, act: Act, records: Sequence[Record]) -> None:
    """Keep others from these requests and their loads: site, loads, requests, in the order of all acts."""
    lock_site(session, act)
    named = {number for record in records for number in name(record).split(", ")}
    ids = sorted(collections.ids_by_name(session, act.site_id, named).values())
    mine = sa.select(COLLECTION.c.id).where(COLLECTION.c.site_id == act.site_id, COLLECTION.c.id.in_(ids))
    bring = sa.select(LOAD.c.id).where(
        LOAD.c.site_id == act.site_id, LOAD.c.id.in_(mine.with_only_columns(COLLECTION.c.load_id))
    )
    session.execute(bring.order_by(LOAD.c.id).with_for_update(key_share=True)).all()
    session.execute(mine.order_by(COLLECTION.c.id).with_for_update(key_share=True)).all()


def _trailer(run: Run) -> Freight:
    assert run.trailer is not None, "whoever works on an import says what a trailer takes"
    return run.trailer


def _judge(desk: _Desk, record: Record) -> Judged:
    found = _requests(desk, record)
    stored = _standing(desk, found)
    facts = _wanted(desk, record.head, stored)
    if stored is None:
        _check_new(desk, found, facts)
        _take_door(desk, record, new_id(), facts)
        return Judged(record, ImportVerdict.CREATED, changes={"facts": facts, "requests": [each.id for each in found]})
    if facts == _said(stored):
        return Judged(record, ImportVerdict.UNCHANGED, id=stored.id)
    if not allows(stored.state, Move.EDIT):
        raise Refused(say.NOT_NOW, number=stored.number, state=Word(stored.state.value), move=Word(Move.EDIT.value))
    for each in found:
        check_ready(each, facts.planned_on)
    _take_door(desk, record, stored.id, facts)
    return Judged(record, ImportVerdict.UPDATED, id=stored.id, changes={"facts": facts, "version": stored.version})


def _requests(desk: _Desk, record: Record) -> list[Request]:
    numbers = name(record).split(", ")
    ids = collections.ids_by_name(desk.session, desk.act.site_id, numbers)
    for number in numbers:
        if number not in ids:
            raise Refused(say.UNKNOWN_NAME, got=number)
    found = collections.several(desk.session, desk.act.site_id, sorted(set(ids.values())))
    for each in found:
        other = desk.taken.setdefault(each.id, record)
        if other is not record:
            raise Refused(say_import.REPEATED, record=each.number, other=other.lines[0].number)
    return found


def _standing(desk: _Desk, found: Sequence[Request]) -> Inbound | None:
    """Return the load that brings these requests and no others. Raises Refused where one is on another load."""
    on = next((each for each in found if each.load_id), None)
    if on is None or on.load_id is None:
        return None
    brings = collections.of_load(desk.session, desk.act.site_id, on.load_id)
    if {each.id for each in brings} != {each.id for each in found}:
        numbers = ", ".join(each.number for each in brings)
        raise Refused(say.ON_A_LOAD, number=on.number, load=on.load, requests=numbers)
    return loads.one(desk.session, desk.act.site_id, on.load_id)


def _wanted(desk: _Desk, head: RowFacts, stored: Inbound | None) -> Facts:
    before = _said(stored) if stored else Facts(head["planned_on"])
    carrier_id, door = head.get("carrier_id", before.carrier_id), str(head.get("door", ""))
    if carrier_id != before.carrier_id and carrier_id not in desk.carriers:
        raise Refused(say.NOT_A_CARRIER, party=collections.place_of(desk.session, carrier_id).name)
    if door and door.upper() not in desk.doors:
        raise Refused(say.UNKNOWN_DOOR, got=door)
    trailer, seal = (
        str(head[field]).upper() if field in head else kept
        for field, kept in (("trailer", before.trailer), ("seal", before.seal))
    )
    dock_id = desk.doors[door.upper()] if door else before.dock_id
    appointment = _appointment(head, before, ZoneInfo(desk.act.by.time_zone))
    return Facts(head["planned_on"], carrier_id, trailer, seal, dock_id, appointment)


def _appointment(head: RowFacts, before: Facts, zone: ZoneInfo) -> Slot | None:
    """Return when it is at its door, in the hours of the site; what is not said moves along with the day."""
    day, later = head["planned_on"], head["planned_on"] - before.planned_on
    kept = tuple(at.astimezone(zone) + later for at in before.appointment or ())
    said = (head.get("appointment_from"), head.get("appointment_until"))
    if not any(said):
        return (kept[0], kept[1]) if kept else None
    start, end = (
        datetime.combine(day, time.fromisoformat(text), zone) if text else kept[at] if kept else None
        for at, text in enumerate(said)
    )
    if start is None or end is None or end <= start:
        raise Refused(say.HALF_AN_APPOINTMENT)
    return start, end


def _said(stored: Inbound) -> Facts:
    start, end = stored.appointment_from, stored.appointment_until
    appointment = (start, end) if start and end else None
    return Facts(stored.planned_on, stored.carrier_id, stored.trailer, stored.seal, stored.dock_id, appointment)


def _check_new(desk: _Desk, found: Sequence[Request], facts: Facts) -> None:
    for each in found:
        check_plannable(each, facts.planned_on)
    check_room(found, desk.trailer)


def _take_door(desk: _Desk, record: Record, load_id: UUID, facts: Facts) -> None:
    """Keep the door for `record`. Raises Refused where a load has it then, or a row before is to have it."""
    check_door(desk.session, desk.act, load_id, facts)
    if not facts.dock_id or not facts.appointment:
        return
    start, end = facts.appointment
    for dock_id, (other_start, other_end), other in desk.slots:
        if dock_id == facts.dock_id and other_start < end and other_end > start:
            door = next(code for code, known in desk.doors.items() if known == dock_id)
            raise Refused(say.DOOR_TAKEN, door=door, other=name(other), start=other_start, end=other_end)
    desk.slots.append((facts.dock_id, facts.appointment, record))


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated."""
    act = act_of(session, run, now)
    for one in judged:
        if one.verdict is ImportVerdict.CREATED:
            requests, facts = one.changes["requests"], one.changes["facts"]
            plan_whole_now(session, act, new_id(), requests, facts, _trailer(run))
        elif one.verdict is ImportVerdict.UPDATED and one.id:
            edit_now(session, act, Seen(one.id, one.changes["version"]), one.changes["facts"])
