"""A load at the dock: found by its sheet or trailer, its seal compared, unloaded paper by paper, closed.

The door and an open question travel with each act (`Screen`), since no conversation lives in the session.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import collections, loads, papers
from app.db.queries.collections import COLLECTABLE
from app.db.queries.loads import Door, Inbound, LoadPaper
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Question, Refused
from app.domain.ledger import Change, Entry
from app.domain.messages import transport as say
from app.domain.messages.core import Message, Params, Said, Word
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import AuthorizationState, CollectionState, LoadState, Move, moved
from app.domain.vocabulary import Command, ExceptionKind
from app.services.acting import Act, Answered, Outcome, answer
from app.services.excepting import raise_exception
from app.services.reading import readings_of
from app.services.recording import record
from app.services.transporting.guarding import move_load, move_request, touch_load

SCOPE = "arriving"
NO_SEAL = "-"
"""What stands for a trailer whose doors carry no seal."""

CLOSING = "closing"
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Screen:
    """What the arrival screen knows: the load, the door that was scanned, the question that is open."""

    load_id: UUID
    door: str = ""
    ask: str = ""


def find(session: Session, act: Act) -> Answered[UUID]:
    """Find the load that a sheet or a trailer names; the result is its id."""
    return answer(session, act, lambda: _find(session, act))


def _find(session: Session, act: Act) -> Outcome[UUID]:
    readings = readings_of(act)
    load = by_scan(session, act.site_id, readings)
    if load is None:
        kind = readings[0].kind
        text = readings[0].text[:SHOWN]
        if kind in (ReadingKind.PLAIN, ReadingKind.LOAD):
            raise Refused(say.NOT_EXPECTED, text=text)
        raise Refused(say.LOAD_EXPECTED, text=text, kind=Word(kind.value))
    return Outcome(Said(say.LOAD_FOUND, {"load": load.number, "day": load.planned_on}), result=load.id)


def by_scan(session: Session, site_id: UUID, readings: Sequence[Reading]) -> Inbound | None:
    """Return the load that a scan names: by its sheet, or by the number of its trailer."""
    if code := readings[0].load:
        return loads.by_code(session, site_id, code)
    text = next((each.text for each in readings if each.kind is ReadingKind.PLAIN), "")
    return loads.by_trailer(session, site_id, text) if text else None


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: the door, the seal, or, once it has arrived, the paper of goods that are unloaded."""
    return answer(session, act, lambda: _scan(session, act, screen))


def _scan(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    load, first = _load(session, act, screen), readings_of(act)
    match first[0].command, load.state:
        case Command.CONFIRM, _:
            return _confirm(session, act, screen, load)
        case Command.CLOSE, LoadState.ARRIVED:
            return _close(session, act, load, acknowledged=False)
        case _, LoadState.PLANNED:
            return _door_or_seal(session, act, screen, load, first[0])
        case _:
            return _paper(session, act, load, first)


def _load(session: Session, act: Act, screen: Screen) -> Inbound:
    load = loads.one(session, act.site_id, screen.load_id)
    if load is None:
        raise Refused(say.UNKNOWN_LOAD)
    if load.state is LoadState.CLOSED:
        raise Refused(say.CLOSED_BEFORE, load=load.number, who=load.changed_by, when=load.changed_at)
    if load.state is LoadState.CANCELLED:
        move = Word(Move.ARRIVE.value)
        raise Refused(say.NOT_NOW, number=load.number, state=Word(load.state.value), move=move)
    return load


def _door_or_seal(session: Session, act: Act, screen: Screen, load: Inbound, reading: Reading) -> Outcome[None]:
    if reading.kind is ReadingKind.PLACE:
        return _at_door(session, act, load, reading)
    if reading.kind is ReadingKind.LOAD and reading.load == load.number:  # its sheet again: still the same load
        return Outcome(Said(say.LOAD_FOUND, {"load": load.number, "day": load.planned_on}))
    return _sealed(session, act, screen, load, reading.text.strip().upper(), Word(reading.kind.value))


def _at_door(session: Session, act: Act, load: Inbound, reading: Reading) -> Outcome[None]:
    door = _door(session, act, reading.place)
    if door is None:
        raise Refused(say.NOT_A_DOOR, text=reading.text, load=load.number)
    other = load.dock and load.dock != door.code
    said: Params = {"load": load.number, "door": door.code} | ({"planned": load.dock} if other else {})
    return Outcome(Said(say.OTHER_DOOR if other else say.DOOR_SET, said), pending={"door": door.code})


def _door(session: Session, act: Act, code: str) -> Door | None:
    return next((each for each in loads.doors(session, act.site_id) if each.code == code), None)


def seal(session: Session, act: Act, screen: Screen, text: str) -> Answered[None]:
    """Tell the seal by hand; empty text says that the doors carry none."""
    return answer(session, act, lambda: _seal(session, act, screen, text))


def _seal(session: Session, act: Act, screen: Screen, text: str) -> Outcome[None]:
    load = _load(session, act, screen)
    if load.state is not LoadState.PLANNED:
        raise Refused(say.NOT_NOW, number=load.number, state=Word(load.state.value), move=Word(Move.ARRIVE.value))
    return _sealed(session, act, screen, load, text.strip().upper()[:40] or NO_SEAL, Word(ReadingKind.PLAIN.value))


def _sealed(session: Session, act: Act, screen: Screen, load: Inbound, found: str, kind: Word) -> Outcome[None]:
    door = _door_of(session, act, screen)
    if door is None:
        raise Refused(say.NO_DOOR_YET, text=found[:SHOWN], kind=kind, load=load.number)
    if load.seal and _bare(found) != _bare(load.seal):
        return _differs(session, act, load, door, found)
    return _arrive(session, act, load, door, found)


def _door_of(session: Session, act: Act, screen: Screen) -> Door | None:
    """Return the door that was scanned, else the one where the operator stands."""
    return _door(session, act, screen.door or (act.by.station.code if act.by.station else ""))


def _bare(seal: str) -> str:
    return "".join(each for each in seal.upper() if each.isalnum())


def _differs(session: Session, act: Act, load: Inbound, door: Door, found: str) -> Outcome[None]:
    """Tell the supervisor, once for each seal that was read, and ask before anybody opens the doors."""
    if load.seal_found != found[:40]:
        touch_load(session, act, load, seal_found=found[:40])
        told: Params = {"number": load.number, "place": door.code, "expected": load.seal, "seal": found[:40]}
        raise_exception(session, act, ExceptionKind.SEAL_DIFFERS, told)
    message = say.SEAL_MISSING if found == NO_SEAL else say.SEAL_DIFFERS
    said: Params = {"load": load.number, "expected": load.seal}
    if found != NO_SEAL:
        said = {**said, "seal": found[:40]}
    return Outcome(Said(message, said), pending={"door": door.code, "ask": "seal"})


def confirm(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Go on although the seal differs, or although not all came."""
    return answer(session, act, lambda: _confirm(session, act, screen, _load(session, act, screen)))


def _confirm(session: Session, act: Act, screen: Screen, load: Inbound) -> Outcome[None]:
    door = _door_of(session, act, screen)
    if load.state is LoadState.PLANNED and screen.ask == "seal" and load.seal_found and door:
        return _arrive(session, act, load, door, load.seal_found)
    if load.state is LoadState.ARRIVED and screen.ask == CLOSING:
        return _close(session, act, load, acknowledged=True)
    raise Refused(say.NOTHING_TO_CONFIRM, load=load.number)


def _arrive(session: Session, act: Act, load: Inbound, door: Door, found: str) -> Outcome[None]:
    move_load(session, act, load, Move.ARRIVE, dock_id=door.id, seal_found=found[:40], arrived_at=act.now)
    for each in sorted(collections.of_load(session, act.site_id, load.id), key=lambda one: one.id):
        move_request(session, act, each, Move.ARRIVE)
    event_id = record(session, act, _entry(session, act, load, door, EventKind.LOAD_ARRIVED))
    said: Params = {"load": load.number, "door": door.code}
    if load.seal and _bare(found) != _bare(load.seal):
        return Outcome(Said(say.ARRIVED_BROKEN, said), event_id)
    if found == NO_SEAL:
        return Outcome(Said(say.ARRIVED_UNSEALED, said), event_id)
    return Outcome(Said(say.ARRIVED, {**said, "seal": found[:40]}), event_id)


# CBV 2.0: arriving is being at the site, unloading is being taken off the vehicle.
_STEPS: Mapping[EventKind, tuple[BizStep, Move]] = {
    EventKind.LOAD_ARRIVED: (BizStep.ARRIVING, Move.ARRIVE),
    EventKind.LOAD_UNLOADED: (BizStep.UNLOADING, Move.CLOSE),
}


def _entry(session: Session, act: Act, load: Inbound, door: Door, kind: EventKind) -> Entry:
    step, move = _STEPS[kind]
    rmas = [{"type": "rma", "id": str(each.id)} for each in loads.papers(session, act.site_id, load.id)]
    return Entry(
        kind=kind,
        action=EpcisAction.OBSERVE,
        biz_step=step,
        disposition=Disposition.RETURNED,
        read_point=door.id,
        biz_location=door.id,
        biz_transactions=({"type": "load", "id": str(load.id)}, *rmas),
        changes=(Change("load", load.id, "state", load.state, moved(load.state, move)),),
    )


def _paper(session: Session, act: Act, load: Inbound, readings: Sequence[Reading]) -> Outcome[None]:
    mine = {each.id: each for each in loads.papers(session, act.site_id, load.id)}
    for found in papers.by_code(session, act.site_id, papers.codes_of(readings)):
        if found.id in mine:
            return Outcome(Said(say.PAPER_FOUND, {"paper": found.number, "load": load.number}))
    raise Refused(say.NOT_ON_LOAD, text=readings[0].text[:SHOWN], load=load.number)


def close(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Close the load when all it brought was received; what did not come is asked about first."""
    return answer(session, act, lambda: _close(session, act, _load(session, act, screen), acknowledged=False))


def _close(session: Session, act: Act, load: Inbound, *, acknowledged: bool) -> Outcome[None]:
    brought = loads.papers(session, act.site_id, load.id)
    if open_ones := [each for each in brought if each.state is AuthorizationState.RECEIVING]:
        raise Refused(say.STILL_RECEIVING, papers=_numbers(open_ones))
    missing = [each for each in brought if each.state in NOT_COME]
    if missing and not acknowledged:
        question = Question(say.DID_NOT_COME, CLOSING, papers=_numbers(missing), load=load.number)
        raise question.keeping({"ask": CLOSING})
    return _closed(session, act, load, missing)


NOT_COME = COLLECTABLE | {AuthorizationState.EXPIRED}
"""States of an authorization of which nothing was received."""


def _numbers(found: Sequence[LoadPaper]) -> str:
    return ", ".join(each.number for each in found)


def _closed(session: Session, act: Act, load: Inbound, missing: Sequence[LoadPaper]) -> Outcome[None]:
    door = _door(session, act, load.dock)
    if door is None or load.arrived_at is None:
        raise Refused(say.NO_DOOR_YET, text=load.number, kind=Word("load"), load=load.number)
    entry = _entry(session, act, load, door, EventKind.LOAD_UNLOADED)
    move_load(session, act, load, Move.CLOSE, closed_at=act.now)
    _let_go(session, act, load, {each.id for each in missing})
    if missing:
        told: Params = {"number": load.number, "place": load.dock, "papers": _numbers(missing)}
        raise_exception(session, act, ExceptionKind.DID_NOT_COME, told)
    event_id = record(session, act, entry)
    said: Params = {"load": load.number} | ({"papers": _numbers(missing)} if missing else {})
    message: Message = say.CLOSED_SHORT if missing else say.CLOSED
    return Outcome(Said(message, said), event_id)


def _let_go(session: Session, act: Act, load: Inbound, missing: set[UUID]) -> None:
    """Let requests of which nothing at all came wait to be planned again."""
    for each in sorted(collections.of_load(session, act.site_id, load.id), key=lambda one: one.id):
        nothing_came = all(paper.id in missing for paper in each.papers)
        if nothing_came and each.state is CollectionState.ARRIVED:
            move_request(session, act, each, Move.MISS, load_id=None, stop_id=None)
