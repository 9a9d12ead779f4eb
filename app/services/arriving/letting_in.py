"""Letting a load in: the door where it stands, the seal on its doors, its arrival."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.db.queries import collections
from app.db.queries.collections import Request
from app.db.queries.loads import Door, Inbound
from app.domain.epcis import EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change
from app.domain.messages import transport as say
from app.domain.messages.core import Params, Said, Word
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import Move, moved
from app.domain.vocabulary import ExceptionKind
from app.services.acting import Act, Outcome
from app.services.arriving.screen import SHOWN, Screen, door_at, entry_of
from app.services.excepting import raise_exception
from app.services.recording import record
from app.services.transporting.guarding import move_load, move_request, touch_load

NO_SEAL = "-"
"""What stands for a trailer whose doors carry no seal."""

SEAL = "seal"
"""The question whether to go on although the seal differs."""


def door_or_seal(session: Session, act: Act, screen: Screen, load: Inbound, reading: Reading) -> Outcome[None]:
    """Take the door's code, the load's own sheet again, or else the seal that is on the doors."""
    if reading.kind is ReadingKind.PLACE:
        return _at_door(session, act, load, reading)
    if reading.kind is ReadingKind.LOAD and reading.load == load.number:  # its sheet again: still the same load
        return Outcome(Said(say.LOAD_FOUND, {"load": load.number, "day": load.planned_on}))
    return sealed(session, act, screen, load, reading.text.strip().upper(), Word(reading.kind.value))


def _at_door(session: Session, act: Act, load: Inbound, reading: Reading) -> Outcome[None]:
    door = door_at(session, act, reading.place)
    if door is None:
        raise Refused(say.NOT_A_DOOR, text=reading.text, load=load.number)
    other = load.dock and load.dock != door.code
    said: Params = {"load": load.number, "door": door.code} | ({"planned": load.dock} if other else {})
    return Outcome(Said(say.OTHER_DOOR if other else say.DOOR_SET, said), pending={"door": door.code})


def sealed(session: Session, act: Act, screen: Screen, load: Inbound, found: str, kind: Word) -> Outcome[None]:
    """Compare the seal with what was told before, and let the load in where they agree."""
    door = door_of(session, act, screen)
    if door is None:
        raise Refused(say.NO_DOOR_YET, text=found[:SHOWN], kind=kind, load=load.number)
    if load.seal and _bare(found) != _bare(load.seal):
        return _differs(session, act, load, door, found)
    return arrive(session, act, load, door, found)


def door_of(session: Session, act: Act, screen: Screen) -> Door | None:
    """Return the door that was scanned, else the one where the operator stands."""
    return door_at(session, act, screen.door or (act.by.station.code if act.by.station else ""))


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
    return Outcome(Said(message, said), pending={"door": door.code, "ask": SEAL})


def arrive(session: Session, act: Act, load: Inbound, door: Door, found: str) -> Outcome[None]:
    """Let the load in at a door, with the seal that was found; its requests have arrived with it."""
    found = found[:40]
    requests = sorted(collections.of_load(session, act.site_id, load.id), key=lambda one: one.id)
    entry = entry_of(session, act, load, door, EventKind.LOAD_ARRIVED, _changes(load, door, found, requests))
    move_load(session, act, load, Move.ARRIVE, dock_id=door.id, seal_found=found, arrived_at=act.now)
    for each in requests:
        move_request(session, act, each, Move.ARRIVE)
    event_id = record(session, act, entry)
    said: Params = {"load": load.number, "door": door.code}
    if load.seal and _bare(found) != _bare(load.seal):
        return Outcome(Said(say.ARRIVED_BROKEN, said), event_id)
    if found == NO_SEAL:
        return Outcome(Said(say.ARRIVED_UNSEALED, said), event_id)
    return Outcome(Said(say.ARRIVED, {**said, "seal": found}), event_id)


def _changes(load: Inbound, door: Door, found: str, requests: Sequence[Request]) -> tuple[Change, ...]:
    """Return what undo sets back besides the state of the load: where it was planned for, and what it brings."""
    planned_for = str(load.dock_id or "")
    told = (("dock_id", planned_for, str(door.id)), ("seal_found", load.seal_found, found))
    return (
        *(Change("load", load.id, *each) for each in told if each[1] != each[2]),
        *(Change("collection", each.id, "state", each.state, moved(each.state, Move.ARRIVE)) for each in requests),
    )
