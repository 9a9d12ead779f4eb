"""Sending out: locked goods get the one code that their locks allow, and may go where it leads without being released.

Out of the quarantine carton they go into a tote of that code, whose plate is scanned; anywhere else the whole carton
gets the code where it stands. They stay locked: nothing but their zone takes them.
"""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.db.queries import grading, holds
from app.db.queries.cartons import StandingCarton
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.holds import HeldLine
from app.domain.identifiers import tail
from app.domain.inspection import check_tote
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages import sending_out as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.readings import Reading, ReadingKind
from app.domain.vocabulary import Command, DispositionCode
from app.services import correcting, customs
from app.services.acting import Act, Answered, Outcome, answer
from app.services.grading import totes
from app.services.locking import lock_line, unlock_lines
from app.services.moving import Standing, touch_carton
from app.services.reading import plate_of, readings_of
from app.services.recording import record
from app.services.releasing import Screen, locked
from app.services.stowing import add_to_line, line_values

LINE = table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class _Target:
    """The carton that takes the goods, and what the act changed for it."""

    id: UUID
    lpn: str
    changes: tuple[Change, ...] = ()


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: the plate of the tote that takes the goods, or a command code for what a button does."""
    return answer(session, act, lambda: _take(session, act, screen))


def send(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Give the whole carton its code where it stands."""
    return answer(session, act, lambda: _send(session, act, screen))


def _take(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    reading = readings_of(act)[0]
    match reading.command:
        case Command.UNDO:
            return correcting.undo(session, act, screen.last)
        case Command.CONFIRM:
            return _send(session, act, screen)
        case _:
            return _send(session, act, screen, reading)


def _send(session: Session, act: Act, screen: Screen, scanned: Reading | None = None) -> Outcome[None]:
    line, source = locked(session, act, screen.line_id)
    code = line.way_out
    if code is None:
        raise Refused(say.NO_WAY_OUT, product=line.product.said, reason=Word(line.hold.value))
    customs.check_may_go(session, act, [source.id], code)
    lines, target = _target(session, act, screen, line, source, code, scanned)
    moved = tuple(_move(session, act, each, source, target, code) for each in lines)
    event_id = record(session, act, _entry(act, lines, moved, target.changes, code))
    facts: dict[str, Param] = {
        "units": Units(sum(each.quantity for each in lines)), "lpn": target.lpn, "tail": tail(target.lpn),
        "code": Word(code.value),
    }  # fmt: skip
    return Outcome(Said(say.SENT_OUT, facts), event_id)


def _target(
    session: Session, act: Act, screen: Screen, line: HeldLine, source: StandingCarton, code: DispositionCode,
    scanned: Reading | None,
) -> tuple[tuple[HeldLine, ...], _Target]:  # fmt: skip
    """Return the lines that go, and what takes them."""
    if source.is_quarantine:
        return (line,), _tote(session, act, screen, line, source, code, scanned)
    carton = holds.held_carton(session, act.site_id, source.id)
    assert carton is not None, "it is locked"
    if {each.way_out for each in carton.lines} != {code} or sum(each.quantity for each in carton.lines) < carton.units:
        raise Refused(say.MIXED, lpn=carton.lpn, code=Word(code.value))
    touch_carton(session, act, Standing(source.id, source.lpn, source.state, source.version), code=code)
    coded = Change("carton", source.id, "code", source.code.value if source.code else "", code.value)
    going = tuple(each for each in carton.lines if each.code is not code)
    if not going:
        raise Refused(say.SENT_ALREADY, lpn=carton.lpn, code=Word(code.value))
    return going, _Target(source.id, source.lpn, (coded,))


def _tote(
    session: Session, act: Act, screen: Screen, line: HeldLine, source: StandingCarton, code: DispositionCode,
    scanned: Reading | None,
) -> _Target:  # fmt: skip
    facts: dict[str, Param] = {"product": line.product.said, "code": Word(code.value), "lpn": source.lpn}
    if scanned is None:
        raise Refused(say.TOTE_NEEDED, **facts)
    if scanned.kind not in (ReadingKind.PLATE, ReadingKind.SSCC):
        raise Refused(say.TOTE_EXPECTED, text=scanned.text, kind=Word(scanned.kind.value), **facts)
    found = totes.find_or_open(session, act, plate_of(scanned), code, screen.new_carton_id)
    again = grading.lock_tote(session, act.site_id, found.id)
    check_tote(again, line, code)
    tote = totes.bind(session, act, again, code)
    touch_carton(session, act, Standing(tote.id, tote.lpn, tote.state, tote.version))
    return _Target(tote.id, tote.lpn)


def _move(
    session: Session, act: Act, line: HeldLine, source: StandingCarton, target: _Target, code: DispositionCode
) -> Moved:
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id).values(quantity=0))
    values = {**line_values(act, line, target.id, line.hold), "code": code}
    line_id, quantity = add_to_line(session, values, line.quantity)
    unlock_lines(session, act, [line.id])
    lock_line(session, act, line_id, line.locks, was_empty=quantity == line.quantity)
    return line.moved(Spot.line(source.id, line.id), Spot.line(target.id, line_id), target.lpn)


def _entry(
    act: Act, lines: tuple[HeldLine, ...], moved: tuple[Moved, ...], changes: tuple[Change, ...], code: DispositionCode
) -> Entry:
    named = {("receipt", each.receipt_id): True for each in lines}
    named |= {("rma", each.paper_id): True for each in lines if each.paper_id}
    return Entry(
        kind=EventKind.HELD_GOODS_SENT_OUT,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.HOLDING,
        disposition=DISPOSITION_OF[code],
        items=moved,
        biz_location=act.station_id,
        biz_transactions=tuple({"type": kind, "id": str(id_)} for kind, id_ in named),
        changes=changes,
    )
