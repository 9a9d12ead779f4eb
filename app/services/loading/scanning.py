"""What a scan means on the loading screen."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.db.queries import cartons, loading, outbound
from app.domain.errors import Refused
from app.domain.messages import floor
from app.domain.messages import loading as say
from app.domain.messages.core import Said, Word
from app.domain.own_codes import redacted
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import CartonState, Move, allows
from app.domain.vocabulary import Command
from app.services import correcting
from app.services.acting import Act, Outcome
from app.services.loading import departing, putting_on, taking_off
from app.services.loading.freezing import Write
from app.services.loading.screen import SHOWN, Ask, Screen
from app.services.reading import plate_of


def take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading], write: Write) -> Outcome[None]:
    """Do what the scan asks for. While the seal is asked for, whatever is no plate, sheet or command is the seal."""
    first = readings[0]
    match first.kind:
        case ReadingKind.COMMAND:
            return _command(session, act, screen, first, write)
        case ReadingKind.LOAD:
            return _choose(session, act, first.load)
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return _plate(session, act, screen, plate_of(first))
        case ReadingKind.BADGE | ReadingKind.PLACE:
            raise _not_here(session, act, screen, first)
        case _ if screen.ask is Ask.SEAL:
            return departing.sealed(session, act, screen, first.text)
        case _:
            raise _not_here(session, act, screen, first)


def _command(session: Session, act: Act, screen: Screen, reading: Reading, write: Write) -> Outcome[None]:
    """Run a command barcode: the same as the button it stands for."""
    match reading.command:
        case Command.UNDO:
            return take_back(session, act, screen)
        case Command.CLOSE:
            return departing.ask_seal(session, act, screen)
        case Command.CONFIRM:
            return confirm(session, act, screen, write)
        case _:
            raise _not_here(session, act, screen, reading)


def confirm(session: Session, act: Act, screen: Screen, write: Write) -> Outcome[None]:
    """Do what the screen asks about. Raises Refused when nothing is asked."""
    match screen.ask:
        case Ask.TAKE_OFF:
            return taking_off.take_off(session, act, screen)
        case Ask.SEAL:
            return departing.sealed(session, act, screen, "")
        case Ask.DEPART:
            return departing.depart(session, act, screen, write)
        case _:
            raise Refused(floor.NOTHING_ASKED)


def take_back(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    """Set an open question aside; without one, take back the last act of this screen."""
    if screen.ask:
        return Outcome(Said(say.SET_ASIDE), pending=screen.bare.to_params())
    undone = correcting.undo(session, act, screen.last)
    return Outcome(undone.said, undone.event_id, screen.bare.to_params())


def _choose(session: Session, act: Act, code: str) -> Outcome[None]:
    load = outbound.by_code(session, act.site_id, code)
    if load is None:
        raise Refused(say.UNKNOWN_LOAD, text=code)
    if not allows(load.state, Move.LOAD):
        raise Refused(say.NOT_OPEN, load=load.number, state=Word(load.state.value))
    said = Said(say.CHOSEN, {"load": load.number, "party": load.party, "code": Word(load.code.value)})
    return Outcome(said, pending=Screen(load.id).to_params())


def _plate(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[None]:
    """Put it on the chosen load; where none is chosen, what is on a load says which one is meant."""
    if screen.load_id:
        return putting_on.put_on(session, act, screen, plate)
    carton = cartons.standing_by_plate(session, act.site_id, plate)
    if carton is None or carton.state is not CartonState.LOADED:
        raise Refused(say.LOAD_FIRST, text=plate)
    return _choose(session, act, loading.loading_of(session, act.site_id, carton.id).load)


def _not_here(session: Session, act: Act, screen: Screen, reading: Reading) -> Refused:
    text, kind = redacted(reading.text)[:SHOWN], Word(reading.kind.value)
    load = outbound.one(session, act.site_id, screen.load_id) if screen.load_id else None
    return Refused(say.PLATE_EXPECTED, text=text, kind=kind, load=load.number) if load else Refused(
        say.LOAD_FIRST, text=text
    )  # fmt: skip
