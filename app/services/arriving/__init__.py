"""A load at the dock: found by its sheet or trailer, its seal compared, unloaded paper by paper, closed.

The door and an open question travel with each act (`Screen`), since no conversation lives in the session.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.db.queries import loads
from app.db.queries.loads import Inbound
from app.domain.errors import Refused
from app.domain.messages import transport as say
from app.domain.messages.core import Said, Word
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import LoadState, Move
from app.domain.vocabulary import Command
from app.services import correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.arriving import letting_in, unloading
from app.services.arriving.finding import by_scan, find
from app.services.arriving.letting_in import NO_SEAL
from app.services.arriving.screen import SCOPE, Screen, load_of
from app.services.arriving.unloading import CLOSING, NOT_COME
from app.services.reading import readings_of

__all__ = ["NOT_COME", "SCOPE", "Screen", "by_scan", "close", "confirm", "find", "scan", "seal", "undo"]


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: the door, the seal, or, once it has arrived, the paper of goods that are unloaded."""
    return answer(session, act, lambda: _scan(session, act, screen))


def _scan(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    readings = readings_of(act)
    if other := _another(session, act, screen, readings):
        return Outcome(Said(say.LOAD_FOUND, {"load": other.number, "day": other.planned_on}))
    if readings[0].command is Command.UNDO:
        return _undo(session, act, screen)
    load = load_of(session, act, screen)
    match readings[0].command, load.state:
        case Command.CONFIRM, _:
            return _confirm(session, act, screen, load)
        case Command.CLOSE, LoadState.ARRIVED:
            return unloading.close(session, act, load, acknowledged=False)
        case _, LoadState.PLANNED:
            return letting_in.door_or_seal(session, act, screen, load, readings[0])
        case _:
            return unloading.paper_of(session, act, load, readings)


def _another(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Inbound | None:
    """Return the load that a scan goes on with instead: by its sheet, and where this one is closed by its trailer."""
    if readings[0].kind is not ReadingKind.LOAD:
        shown = loads.one(session, act.site_id, screen.load_id)
        if shown is None or shown.state is not LoadState.CLOSED:
            return None
    found = by_scan(session, act.site_id, readings)
    return found if found and found.id != screen.load_id else None


def seal(session: Session, act: Act, screen: Screen, text: str) -> Answered[None]:
    """Tell the seal by hand; empty text says that the doors carry none."""
    return answer(session, act, lambda: _seal(session, act, screen, text))


def _seal(session: Session, act: Act, screen: Screen, text: str) -> Outcome[None]:
    load = load_of(session, act, screen)
    if load.state is not LoadState.PLANNED:
        raise Refused(say.NOT_NOW, number=load.number, state=Word(load.state.value), move=Word(Move.ARRIVE.value))
    found, kind = text.strip().upper()[:40] or NO_SEAL, Word(ReadingKind.PLAIN.value)
    return letting_in.sealed(session, act, screen, load, found, kind)


def confirm(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Go on although the seal differs, or although not all came."""
    return answer(session, act, lambda: _confirm(session, act, screen, load_of(session, act, screen)))


def _confirm(session: Session, act: Act, screen: Screen, load: Inbound) -> Outcome[None]:
    door = letting_in.door_of(session, act, screen)
    if load.state is LoadState.PLANNED and door:
        if screen.ask == letting_in.SEAL and load.seal_found:
            return letting_in.arrive(session, act, load, door, load.seal_found)
        # asked for the seal, the confirm code says what the empty field does: the doors carry none
        return letting_in.sealed(session, act, screen, load, NO_SEAL, Word(ReadingKind.PLAIN.value))
    if load.state is LoadState.ARRIVED and screen.ask == CLOSING:
        return unloading.close(session, act, load, acknowledged=True)
    raise Refused(say.NOTHING_TO_CONFIRM, load=load.number)


def close(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Close the load when all it brought was received; what did not come is asked about first."""
    return answer(
        session, act, lambda: unloading.close(session, act, load_of(session, act, screen), acknowledged=False)
    )


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take an arrival back that was scanned in error, as long as nothing that the load brings was received."""
    return answer(session, act, lambda: _undo(session, act, screen))


def _undo(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    undone = correcting.undo(session, act, screen.last)
    load = load_of(session, act, screen)
    return Outcome(Said(say.TAKEN_BACK, {"load": load.number}), undone.event_id)
