"""What a scan means on the rework screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.domain.errors import Refused
from app.domain.messages import floor
from app.domain.messages import reworking as say
from app.domain.messages.core import Said, Word
from app.domain.own_codes import redacted
from app.domain.readings import Reading, ReadingKind
from app.domain.reworking import OPERATION_OF
from app.domain.vocabulary import Command, DispositionCode
from app.services import correcting
from app.services.acting import Act, Outcome
from app.services.reading import plate_of
from app.services.reworking import choosing, contracting, ending, lots, scrapping, starting, working
from app.services.reworking.screen import Screen, Sheet


def take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Sheet]:
    """Do what the scan asks for. A plate is the carton to take up, or the tote that takes what is given up."""
    first = readings[0]
    match first.kind:
        case ReadingKind.COMMAND:
            return _command(session, act, screen, first)
        case ReadingKind.PLATE | ReadingKind.SSCC if screen.sheet.scrap:
            return scrapping.give_up(session, act, screen, plate_of(first))
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return starting.take_up(session, act, plate_of(first))
        case ReadingKind.PLACE | ReadingKind.BADGE:
            raise _not_here(screen, first)
        case _ if screen.sheet.scrap:
            return scrapping.count(session, act, screen, readings)
        case _ if first.gln:
            return contracting.send_out(session, act, screen, first.gln.value)
        case _:
            return choosing.take(session, act, screen, readings)


def _command(session: Session, act: Act, screen: Screen, reading: Reading) -> Outcome[Sheet]:
    """Run a command barcode: the same as the button it stands for."""
    command = reading.command
    if command and command in OPERATION_OF:
        return working.start(session, act, screen, OPERATION_OF[command])
    if command in _GIVEN_UP:
        return scrapping.ask(session, act, screen, _GIVEN_UP[command])
    verb = VERBS.get(command) if command else None
    if verb is None:
        raise _not_here(screen, reading)
    return verb(session, act, screen)


def take_back(session: Session, act: Act, screen: Screen) -> Outcome[Sheet]:
    """Set an open question aside; without one, take back the last act of this screen."""
    bare = screen.sheet.bare
    if screen.sheet != bare:
        return Outcome(Said(say.SET_ASIDE), pending=bare.to_params(), result=bare)
    undone = correcting.undo(session, act, screen.last)
    return replace(undone, pending=bare.to_params(), result=bare)


def _not_here(screen: Screen, reading: Reading) -> Refused:
    text, kind = redacted(reading.text), Word(reading.kind.value)
    expected = Word("item_or_plate" if screen.sheet.carton_id else "plate")
    return Refused(floor.NOT_WHAT_WAS_ASKED, text=text, kind=kind, expected=expected)


_GIVEN_UP: dict[Command | None, DispositionCode] = {
    Command.RECYCLE: DispositionCode.RECYCLE,
    Command.DESTROY: DispositionCode.DESTROY,
}

VERBS: dict[Command, Callable[[Session, Act, Screen], Outcome[Sheet]]] = {
    Command.PAUSE: working.pause,
    Command.FINISH: working.finish,
    Command.WHOLE_LOT: lots.finish_lot,
    Command.CONFIRM: ending.confirm,
    Command.UNDO: take_back,
}
