"""Making a load of requests, saying who brings it where and when, taking requests off, giving it up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.queries import collections, loads
from app.db.queries.collections import Request
from app.domain.collecting import Freight, total
from app.domain.errors import Refused
from app.domain.messages import transport as say
from app.domain.messages.core import Said, Word
from app.domain.transitions import LoadState, Move, allows
from app.services.acting import Act, Answered, Outcome, answer
from app.services.transporting.guarding import (
    LOAD,
    Seen,
    a_load,
    a_request,
    move_load,
    move_request,
    next_number,
    touch_load,
)

PREFIX = "LOAD-"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the office says of a load: who, with what, sealed how, to which door, when. None and empty are not known."""

    planned_on: date
    carrier_id: UUID | None = None
    trailer: str = ""
    seal: str = ""
    dock_id: UUID | None = None
    appointment: tuple[datetime, datetime] | None = None


def plan(
    session: Session, act: Act, load_id: UUID, requests: Iterable[UUID], day: date, trailer: Freight
) -> Answered[UUID]:
    """Make one load, `load_id`, of `requests` on `day`; `trailer` is what one trailer takes."""
    wanted = sorted(set(requests))
    return answer(session, act, lambda: _plan(session, act, load_id, wanted, day, trailer))


def plan_whole(
    session: Session, act: Act, load_id: UUID, requests: Iterable[UUID], facts: Facts, trailer: Freight
) -> Answered[UUID]:
    """Make one load of `requests`, and say at once what is known of it."""
    wanted = sorted(set(requests))
    return answer(session, act, lambda: plan_whole_now(session, act, load_id, wanted, facts, trailer))


def plan_whole_now(
    session: Session, act: Act, load_id: UUID, wanted: Sequence[UUID], facts: Facts, trailer: Freight
) -> Outcome[UUID]:
    """Make a load as a part of what `act` does, such as an import. Raises Refused."""
    planned = _plan(session, act, load_id, wanted, facts.planned_on, trailer)
    edit_now(session, act, Seen(load_id, 0), facts)
    return planned


def _plan(
    session: Session, act: Act, load_id: UUID, wanted: Sequence[UUID], day: date, trailer: Freight
) -> Outcome[UUID]:
    found = collections.several(session, act.site_id, list(wanted))
    if not found:
        raise Refused(say.NOTHING_CHOSEN)
    for each in found:
        check_plannable(each, day)
    check_room(found, trailer)
    number = make_load(session, act, load_id, day)
    for each in found:
        move_request(session, act, each, Move.PLAN, load_id=load_id)
    return Outcome(Said(say.PLANNED, {"load": number, "requests": _numbers(found), "day": day}), result=load_id)


def check_plannable(each: Request, day: date) -> None:
    """Raise Refused unless the request waits to be planned and may be fetched on `day`."""
    if not allows(each.state, Move.PLAN):
        raise Refused(say.NOT_NOW, number=each.number, state=Word(each.state.value), move=Word(Move.PLAN.value))
    check_ready(each, day)


def check_ready(each: Request, day: date) -> None:
    """Raise Refused unless the request may be fetched on `day`."""
    if not each.as_pickup().is_ready(day):
        raise Refused(say.NOT_READY_THEN, number=each.number, first=each.ready_from, last=each.ready_until, day=day)


def check_room(found: Sequence[Request], trailer: Freight) -> None:
    """Raise Refused unless one trailer takes them all."""
    freight = total(each.freight for each in found)
    if not freight.fits(trailer):
        raise Refused(
            say.TOO_MUCH, requests=_numbers(found), kg=freight.kg, litres=freight.litres, most_kg=trailer.kg,
            most_litres=trailer.litres,
        )  # fmt: skip


def _numbers(found: Iterable[Request]) -> str:
    return ", ".join(sorted(each.number for each in found))


def make_load(
    session: Session, act: Act, load_id: UUID, day: date, trip_id: UUID | None = None, trailer: str = ""
) -> str:
    """Write a planned load and return its number."""
    number = next_number(session, act, LOAD, PREFIX)
    row = {
        "site_id": act.site_id, "id": load_id, "number": number, "state": LoadState.PLANNED, "planned_on": day,
        "trip_id": trip_id, "trailer": trailer, "seal": "", "seal_found": "", "created_at": act.now,
        "changed_at": act.now, "changed_by": act.by.operator_id, "version": 0,
    }  # fmt: skip
    session.execute(sa.insert(LOAD).values(**row))
    return number


def edit(session: Session, act: Act, seen: Seen, facts: Facts) -> Answered[UUID]:
    """Let the load say what `facts` say."""
    return answer(session, act, lambda: edit_now(session, act, seen, facts))


def edit_now(session: Session, act: Act, seen: Seen, facts: Facts) -> Outcome[UUID]:
    """Change a load as a part of what `act` does, such as an import. Raises Refused or Overtaken."""
    found = a_load(session, act, seen, Move.EDIT)
    for each in collections.of_load(session, act.site_id, found.id):
        check_ready(each, facts.planned_on)
    check_door(session, act, found.id, facts)
    start, end = facts.appointment or (None, None)
    move_load(
        session, act, found, Move.EDIT, planned_on=facts.planned_on, carrier_id=facts.carrier_id,
        trailer=facts.trailer.strip().upper(), seal=facts.seal.strip().upper(), dock_id=facts.dock_id,
        appointment_from=start, appointment_until=end,
    )  # fmt: skip
    return Outcome(Said(say.LOAD_EDITED, {"load": found.number}), result=found.id)


def check_door(session: Session, act: Act, load_id: UUID, facts: Facts) -> None:
    """Raise Refused where another load than `load_id` has the door at that time."""
    if not facts.dock_id or not facts.appointment:
        return
    start, end = facts.appointment
    other = loads.at_the_door(session, act.site_id, facts.dock_id, start, end, but=load_id)
    if other and other.appointment_from and other.appointment_until:
        raise Refused(
            say.DOOR_TAKEN, door=other.dock, other=other.number, start=other.appointment_from,
            end=other.appointment_until,
        )  # fmt: skip


def drop(session: Session, act: Act, seen: Seen, request_id: UUID) -> Answered[UUID]:
    """Take a request off the load, which then has room for another; `seen` is the load."""
    return answer(session, act, lambda: _drop(session, act, seen, request_id))


def _drop(session: Session, act: Act, seen: Seen, request_id: UUID) -> Outcome[UUID]:
    found = a_load(session, act, seen, Move.EDIT)
    mine = {each.id: each for each in collections.of_load(session, act.site_id, found.id)}
    if request_id not in mine:
        raise Refused(say.UNKNOWN_REQUEST)
    taken = a_request(session, act, Seen(request_id, mine[request_id].version), Move.DROP)
    touch_load(session, act, found)
    move_request(session, act, taken, Move.DROP, load_id=None, stop_id=None)
    return Outcome(Said(say.DROPPED, {"number": taken.number, "load": found.number}), result=found.id)


def cancel_load(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Let the load not run: what it would have brought waits to be planned again."""
    return answer(session, act, lambda: _cancel_load(session, act, seen))


def _cancel_load(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = a_load(session, act, seen, Move.CANCEL)
    move_load(session, act, found, Move.CANCEL)
    for each in sorted(collections.of_load(session, act.site_id, found.id), key=lambda one: one.id):
        a_request(session, act, Seen(each.id, each.version), Move.DROP)  # what a driver has cannot be called back
        move_request(session, act, each, Move.DROP, load_id=None, stop_id=None)
    return Outcome(Said(say.LOAD_CANCELLED, {"load": found.number}), result=found.id)
