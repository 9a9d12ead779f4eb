"""Holding: locked goods are split out of a carton into the quarantine carton, and the rest of the carton goes on.

Each public verb but `split_out` is one act, answered once (see `services.acting`). What the answer leaves pending is
the line that is chosen: the browser sends it back with the next act.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.db.queries import cartons, holds
from app.db.queries import grading as grading_queries
from app.db.queries.cartons import Quarantine
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.holds import HeldCarton, HeldLine, disposition_of
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages import floor
from app.domain.messages import holding as say
from app.domain.messages.core import Local, Message, Param, Said, Units, Word
from app.domain.messages.grading import TAKEN
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import STANDS_STILL, Move
from app.domain.vocabulary import Command
from app.services import correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.locking import lock_line, unlock_lines
from app.services.moving import Standing, move_carton, touch_carton
from app.services.parting import part
from app.services.reading import plate_of, readings_of
from app.services.recording import record
from app.services.resolving import Found, resolve_item
from app.services.stowing import add_to_line, line_values

SCOPE = "holding"
LINE = table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the carton, the locked line that is chosen, and what undo would take back."""

    carton_id: UUID
    line_id: UUID | None = None
    last: str = ""


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: locked goods, then the quarantine carton or its place."""
    return _answer(session, act, screen, lambda: _take(session, act, screen, readings_of(act)))


def split(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Split the chosen line out, as if the quarantine carton had been scanned."""
    return _answer(session, act, screen, lambda: split_out(session, act, screen.carton_id, screen.line_id))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Set aside what is only chosen; else take back the last act of this screen."""
    return _answer(session, act, screen, lambda: _take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[None]]) -> Answered[None]:
    return answer(session, act, lambda: _keeping_the_line(screen, do))


def _keeping_the_line(screen: Screen, do: Callable[[], Outcome[None]]) -> Outcome[None]:
    """A refusal changes nothing, so what was chosen stays chosen."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(_choosing(screen.line_id)) from None


def _choosing(line_id: UUID | None) -> Mapping[str, str]:
    return {"line": str(line_id)} if line_id else {}


def _take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[None]:
    first = readings[0]
    if first.kind is ReadingKind.COMMAND:
        return _command(session, act, screen, first)
    if names_quarantine(session, act, first):
        return split_out(session, act, screen.carton_id, screen.line_id)
    carton, quarantine = _carton(session, act, screen.carton_id), quarantine_of(session, act)
    if first.kind in (ReadingKind.PLATE, ReadingKind.SSCC) and plate_of(first) == carton.lpn:
        facts: dict[str, Param] = {"lpn": carton.lpn, "tail": tail(carton.lpn), "quarantine": quarantine.lpn}
        return Outcome(Said(say.TAKEN_UP, facts))
    if first.kind in (ReadingKind.PLATE, ReadingKind.SSCC, ReadingKind.PLACE, ReadingKind.BADGE):
        raise _not_here(carton, quarantine, first)
    return _choose(session, carton, quarantine, readings)


def _command(session: Session, act: Act, screen: Screen, reading: Reading) -> Outcome[None]:
    match reading.command:
        case Command.CONFIRM | Command.HOLD:
            return split_out(session, act, screen.carton_id, screen.line_id)
        case Command.UNDO:
            return _take_back(session, act, screen)
        case _:
            carton, quarantine = _carton(session, act, screen.carton_id), quarantine_of(session, act)
            raise _not_here(carton, quarantine, reading)


def _not_here(carton: HeldCarton, quarantine: Quarantine, reading: Reading) -> Refused:
    return Refused(
        say.QUARANTINE_EXPECTED, text=reading.text, kind=Word(reading.kind.value), lpn=carton.lpn,
        quarantine=quarantine.lpn, place=quarantine.place,
    )  # fmt: skip


def names_quarantine(session: Session, act: Act, reading: Reading) -> bool:
    """Tell whether the scan is the quarantine carton that a screen names, or the place where it stands."""
    quarantine = cartons.quarantine(session, act.site_id)
    return quarantine is not None and (reading.place == quarantine.place or plate_of(reading) == quarantine.lpn)


def quarantine_of(session: Session, act: Act) -> Quarantine:
    """Return the carton that takes locked goods. Raises Refused when the site has none."""
    quarantine = cartons.quarantine(session, act.site_id)
    if quarantine is None:
        raise Refused(say.NO_QUARANTINE)
    return quarantine


def _choose(session: Session, carton: HeldCarton, quarantine: Quarantine, readings: Sequence[Reading]) -> Outcome[None]:
    lines = _named(session, carton, readings)
    # lines that differ by paper alone are one to the eye and to a scanner
    if len({(line.lot, line.expiry, line.serial, line.hold) for line in lines}) > 1:
        raise Refused(say.WHICH, lpn=carton.lpn)
    line = lines[0]
    facts: dict[str, Param] = {
        "product": line.product.said, "units": Units(line.quantity), "reason": Word(line.hold.value),
        "lpn": carton.lpn, "quarantine": quarantine.lpn, "place": quarantine.place,
    }  # fmt: skip
    return Outcome(Said(say.CHOSEN, facts), pending=_choosing(line.id))


def _named(session: Session, carton: HeldCarton, readings: Sequence[Reading]) -> list[HeldLine]:
    """Return the locked lines that a scan can mean, at least one. Raises Refused for goods that are not locked here."""
    literal = {reading.text.strip() for reading in readings if reading.kind is ReadingKind.PLAIN}
    by_serial = [line for line in carton.lines if line.serial and line.serial in literal]
    if by_serial:
        return by_serial
    found = resolve_item(session, readings, [line.product for line in carton.lines])
    if not isinstance(found, Found):
        raise Refused(floor.UNKNOWN_CODE, text=readings[0].text, kind=Word(readings[0].kind.value))
    item = found.item
    lines = [line for line in carton.lines if line.fits(item)]
    if not lines:
        detail = "".join(f", {text}" for text in (item.lot, item.serial) if text)
        raise Refused(say.NOT_HELD, product=item.product.said, detail=detail, lpn=carton.lpn)
    return lines


def split_out(session: Session, act: Act, carton_id: UUID, line_id: UUID | None) -> Outcome[None]:
    """Move all units of a locked line into the quarantine carton; an emptied carton is closed.

    Without `line_id` the only locked line is meant. The lock goes along. Raises Refused for what cannot be split out
    now, Overtaken when someone else took the units first.
    """
    carton, quarantine = _carton(session, act, carton_id, lock=True), quarantine_of(session, act)
    line = carton.of(line_id)
    if line is None:
        raise _not_there(session, act, carton, line_id)
    changes, left = _take_out(session, act, carton, line)
    moved = _put_in(session, act, carton, line, quarantine)
    event_id = record(session, act, _entry(line, (moved, *left), changes, act))
    return Outcome(_said(carton, line, quarantine), event_id)


def _carton(session: Session, act: Act, carton_id: UUID, *, lock: bool = False) -> HeldCarton:
    carton = holds.held_carton(session, act.site_id, carton_id, lock=lock)
    if carton is None:
        raise Refused(floor.UNKNOWN_THING)
    if carton.is_quarantine:
        raise Refused(say.IN_QUARANTINE, lpn=carton.lpn)
    if carton.lines and carton.state not in STANDS_STILL:
        raise Refused(say.NOT_STILL, lpn=carton.lpn, state=Word(carton.state.value))
    return carton


def _not_there(session: Session, act: Act, carton: HeldCarton, line_id: UUID | None) -> FloorError:
    last = grading_queries.last_taken(session, act.site_id, line_id) if line_id else None
    if last:
        return Overtaken(TAKEN, who=last.who, when=last.when, product=Local(last.product), lpn=carton.lpn, left=0)
    return Refused(say.WHICH if carton.lines else say.NOTHING_HELD, lpn=carton.lpn)


def _take_out(
    session: Session, act: Act, carton: HeldCarton, line: HeldLine
) -> tuple[tuple[Change, ...], tuple[Moved, ...]]:
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id).values(quantity=0))
    unlock_lines(session, act, [line.id])
    standing = Standing(carton.id, carton.lpn, carton.state, carton.version)
    if carton.units == line.quantity:
        stands = cartons.standing_by_id(session, act.site_id, carton.id)
        assert stands is not None, "its lines were read"
        parted = part(session, act, stands)  # an empty carton stands on no pallet
        changes = move_carton(session, act, standing, Move.EMPTY, **parted.columns)
        return (*changes, *parted.changes), parted.items if parted.pallet else ()
    touch_carton(session, act, standing)
    return (), ()


def _put_in(session: Session, act: Act, carton: HeldCarton, line: HeldLine, quarantine: Quarantine) -> Moved:
    line_id, quantity = add_to_line(session, line_values(act, line, quarantine.id, line.hold), line.quantity)
    lock_line(session, act, line_id, line.locks, was_empty=quantity == line.quantity)
    return line.moved(Spot.line(carton.id, line.id), Spot.line(quarantine.id, line_id), quarantine.lpn)


def _entry(line: HeldLine, moved: tuple[Moved, ...], changes: tuple[Change, ...], act: Act) -> Entry:
    receipt = {"type": "receipt", "id": str(line.receipt_id)}
    return Entry(
        kind=EventKind.HELD_GOODS_SPLIT_OUT,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.HOLDING,
        disposition=disposition_of(line.hold),
        items=moved,
        biz_location=act.station_id,
        biz_transactions=(receipt, {"type": "rma", "id": str(line.paper_id)}) if line.paper_id else (receipt,),
        changes=changes,
    )


def _said(carton: HeldCarton, line: HeldLine, quarantine: Quarantine) -> Said:
    message: Message = say.SPLIT_OUT if len(carton.lines) == 1 else say.SPLIT_OUT_MORE
    facts: dict[str, Param] = {
        "units": Units(line.quantity), "product": line.product.said, "lpn": carton.lpn, "tail": tail(carton.lpn),
        "quarantine": quarantine.lpn, "place": quarantine.place,
    }  # fmt: skip
    return Said(say.SPLIT_OUT_LAST if carton.units == line.quantity else message, facts)


def _take_back(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    if screen.line_id:
        return Outcome(Said(say.DROPPED))
    return correcting.undo(session, act, screen.last)
