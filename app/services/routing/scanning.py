"""What a scan means on the routing screen."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.db.queries import routing as queries
from app.db.queries.routing import Moving
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.messages import floor
from app.domain.messages import routing as say
from app.domain.messages.core import Word
from app.domain.readings import Reading, ReadingKind
from app.domain.vocabulary import Command
from app.services.acting import Act, Outcome
from app.services.reading import plate_of
from app.services.routing import changing, placing, starting
from app.services.routing.trip import Ask, Screen, Trip


def take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Trip]:
    """Do what the scan asks for. With a carton on its way only its place is expected, else only a carton."""
    first = readings[0]
    moving = _on_the_way(session, act, screen)
    if first.kind is ReadingKind.COMMAND:
        return _command(session, act, screen, first, moving)
    if first.kind is ReadingKind.PLACE and screen.trip.carton_id:
        diverted = changing.divert(session, act, screen.trip, first.place)
        return diverted or placing.confirm(session, act, screen.trip, first.place)
    if moving:
        return _again(session, act, first, moving)
    if first.kind in (ReadingKind.PLATE, ReadingKind.SSCC):
        return starting.start(session, act, plate_of(first))
    raise Refused(say.CARTON_EXPECTED, text=first.text, kind=Word(first.kind.value))


def _on_the_way(session: Session, act: Act, screen: Screen) -> Moving | None:
    moving = queries.moving(session, act.site_id, screen.trip.carton_id) if screen.trip.carton_id else None
    return moving if moving and moving.started_by == act.by.operator_id else None


def _again(session: Session, act: Act, reading: Reading, moving: Moving) -> Outcome[Trip]:
    """The same plate shows the way again; nothing else than the place is expected."""
    if reading.kind in (ReadingKind.PLATE, ReadingKind.SSCC) and plate_of(reading) == moving.lpn:
        return starting.start(session, act, moving.lpn)
    kind = Word(reading.kind.value)
    raise Refused(say.PLACE_EXPECTED, text=reading.text, kind=kind, tail=tail(moving.lpn), place=moving.to.code)


def _command(session: Session, act: Act, screen: Screen, reading: Reading, moving: Moving | None) -> Outcome[Trip]:
    """Run a command barcode. Confirm answers a question; where a carton stands only the place itself can say."""
    match reading.command:
        case Command.CONFIRM if screen.trip.ask:
            return accept(session, act, screen)
        case Command.CONFIRM if moving:
            raise Refused(say.CONFIRM_IS_NO_PLACE, tail=tail(moving.lpn), place=moving.to.code)
        case Command.UNDO:
            return changing.undo(session, act, screen)
        case _ if moving:
            kind = Word(reading.kind.value)
            raise Refused(say.PLACE_EXPECTED, text=reading.text, kind=kind, tail=tail(moving.lpn), place=moving.to.code)
        case _:
            raise Refused(say.CARTON_EXPECTED, text=reading.text, kind=Word(reading.kind.value))


def accept(session: Session, act: Act, screen: Screen) -> Outcome[Trip]:
    """Do what the open question asks to confirm. Raises Refused when none is open."""
    match screen.trip.ask:
        case None:
            raise Refused(floor.NOTHING_ASKED)
        case Ask.TAKE_OVER:
            return changing.take_over(session, act, screen.trip.plate)
        case ask:
            return starting.start(session, act, screen.trip.plate, ask)
