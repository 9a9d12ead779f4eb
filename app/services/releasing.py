"""Releasing: goods that were locked go on, by the word of someone who may say so and with the reason.

Out of the quarantine carton they go into another, whose plate is scanned; anywhere else they are free where they are.
Either way units move from the locked line to a free one, so that the ledger shows it and undo takes it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, table_of
from app.db.queries import cartons, holds, pallets, segregation
from app.db.queries import grading as grading_queries
from app.db.queries.cartons import StandingCarton
from app.domain.approvals import Extent
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.holds import NEVER_RELEASED, HeldCarton, HeldLine, release_acts, waits_for_entry
from app.domain.ledger import Change, Entry, Moved, Spot
from app.domain.messages import medical
from app.domain.messages import releasing as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.readings import Reading, ReadingKind
from app.domain.segregation import check_together
from app.domain.transitions import STANDS_STILL, CartonState
from app.domain.vocabulary import Command, HoldReason, ReleaseReason
from app.services import accruing, approving, correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.customs.mixing import check_one_regime
from app.services.locking import unlock_lines
from app.services.moving import Standing, plate_in_use, touch_carton
from app.services.parting import part
from app.services.reading import plate_of, readings_of
from app.services.receiving.opening import is_new
from app.services.recording import record
from app.services.stowing import add_to_line, line_values

SCOPE = "releasing"
CARTON, LINE = table_of(Carton), table_of(CartonLine)
TAKES_GOODS = frozenset({CartonState.RECEIVED, CartonState.PLACED})


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the locked line, why it may go, the id of a carton that it opens, what undo takes back.

    `sends` is whether the goods leave under the one code that their locks allow, and are not released (`sending_out`).
    """

    line_id: UUID
    why: ReleaseReason | None = None
    new_carton_id: UUID | None = None
    last: str = ""
    sends: bool = False


@dataclass(frozen=True, slots=True)
class _Target:
    """The carton that takes the goods, and what the act changed for it."""

    id: UUID
    lpn: str
    changes: tuple[Change, ...] = ()
    items: tuple[Moved, ...] = ()


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: the plate of the carton that takes the goods, or a command code for what a button does."""
    return answer(session, act, lambda: _take(session, act, screen))


def release(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Let the line go where it stands."""
    return answer(session, act, lambda: _release(session, act, screen))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Lock again what the last act of this screen released."""
    return answer(session, act, lambda: correcting.undo(session, act, screen.last))


def pick(session: Session, act: Act) -> Answered[None]:
    """Take up the first locked goods of the carton whose plate was scanned; the line is left pending."""
    return answer(session, act, lambda: _pick(session, act))


REASON_OF: Mapping[Command, ReleaseReason] = {
    Command.INSPECTED: ReleaseReason.INSPECTED,
    Command.CORRECTED: ReleaseReason.PAPER_CORRECTED,
    Command.AGREED: ReleaseReason.PARTY_AGREED,
    Command.IN_ERROR: ReleaseReason.LOCKED_IN_ERROR,
}
"""Which command code says which reason."""


def _take(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    match readings_of(act)[0].command:
        case Command.UNDO:
            return correcting.undo(session, act, screen.last)
        case Command.NEXT_LINE:
            return _next(session, act, screen)
        case Command() as command if command in REASON_OF:
            return _because(session, act, screen, REASON_OF[command])
        case Command.CONFIRM:
            return _release(session, act, screen)
        case _:
            return _release(session, act, screen, readings_of(act)[0])


def _pick(session: Session, act: Act) -> Outcome[None]:
    first = readings_of(act)[0]
    if first.kind not in (ReadingKind.PLATE, ReadingKind.SSCC):
        raise Refused(say.PICK_EXPECTED, text=first.text, kind=Word(first.kind.value))
    known = cartons.standing_by_plate(session, act.site_id, plate_of(first))
    carton = holds.held_carton(session, act.site_id, known.id) if known else None
    if carton is None or not carton.lines:
        raise Refused(say.NOTHING_IN, text=plate_of(first))
    return _picked(carton, carton.lines[0])


def _next(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    """Take up the locked goods of the same carton that come after these, round and round."""
    carton_id = holds.carton_of(session, act.site_id, screen.line_id)
    carton = holds.held_carton(session, act.site_id, carton_id) if carton_id else None
    if carton is None or not carton.lines:
        raise Refused(say.NOTHING_LOCKED)
    ids = [each.id for each in carton.lines]
    here = ids.index(screen.line_id) if screen.line_id in ids else -1
    return _picked(carton, carton.lines[(here + 1) % len(ids)])


def _picked(carton: HeldCarton, line: HeldLine) -> Outcome[None]:
    facts: dict[str, Param] = {
        "product": line.product.said, "units": Units(line.quantity), "lpn": carton.lpn, "reason": Word(line.hold.value),
    }  # fmt: skip
    return Outcome(Said(say.PICKED, facts), pending={"line": str(line.id)})


def _because(session: Session, act: Act, screen: Screen, why: ReleaseReason) -> Outcome[None]:
    line, _source = locked(session, act, screen.line_id)
    said = Said(say.BECAUSE, {"why": Word(why.value), "product": line.product.said})
    return Outcome(said, pending={"line": str(line.id), "why": why.value})


def _release(session: Session, act: Act, screen: Screen, scanned: Reading | None = None) -> Outcome[None]:
    line, source = locked(session, act, screen.line_id)
    if never := next((NEVER_RELEASED[each.reason] for each in line.locks if each.reason in NEVER_RELEASED), None):
        raise Refused(never, product=line.product.said)
    if waits_for_entry(line.locks):
        raise Refused(say.UNCOVERED_STAYS, product=line.product.said)
    check_medical(line)
    if screen.why is None:
        raise Refused(say.WHY)
    for deed in release_acts(line):
        approving.check(session, act, Request(deed, line.product.said, Extent(line.quantity), line.id))
    target = _target(session, act, screen, line, source, scanned)
    moved = _move(session, act, line, source, target, screen.why)
    event_id = record(session, act, _entry(act, line, (moved, *target.items), target.changes))
    accruing.restate(session, act, {line.receipt_line_id}, event_id)
    facts: dict[str, Param] = {"product": line.product.said, "units": Units(line.quantity), "lpn": target.lpn}
    return Outcome(Said(say.RELEASED, {**facts, "why": Word(screen.why.value)}), event_id)


def check_medical(line: HeldLine) -> None:
    """Refuse medical goods that wait for something that no word of anybody replaces."""
    if any(lock.reason is HoldReason.DECONTAMINATION and lock.order_id is None for lock in line.locks):
        raise Refused(medical.RECORD_IT, product=line.product.said)
    if any(lock.reason is HoldReason.UDI_UNREADABLE for lock in line.locks) and not (line.lot or line.serial):
        raise Refused(medical.UNIDENTIFIED, product=line.product.said)


def locked(session: Session, act: Act, line_id: UUID) -> tuple[HeldLine, StandingCarton]:
    """Return the line as it stands once its carton is ours. Raises Refused, or Overtaken naming who took it first."""
    carton_id = holds.carton_of(session, act.site_id, line_id)
    source = pallets.lock(session, act.site_id, [carton_id]).get(carton_id) if carton_id else None
    carton = holds.held_carton(session, act.site_id, carton_id) if carton_id else None
    line = carton.of(line_id) if carton else None
    if line is None or source is None:
        raise _gone(session, act, line_id)
    if not source.is_quarantine and source.state not in STANDS_STILL:
        raise Refused(say.NOT_STILL, lpn=source.lpn, state=Word(source.state.value))
    return line, source


def _gone(session: Session, act: Act, line_id: UUID) -> FloorError:
    last = grading_queries.last_taken(session, act.site_id, line_id)
    return Overtaken(say.GONE, who=last.who, when=last.when) if last else Refused(say.NOTHING_LOCKED)


def _target(
    session: Session, act: Act, screen: Screen, line: HeldLine, source: StandingCarton, scanned: Reading | None
) -> _Target:
    if not source.is_quarantine:
        touch_carton(session, act, Standing(source.id, source.lpn, source.state, source.version))
        return _Target(source.id, source.lpn)
    if scanned is None:
        raise Refused(say.PLATE_NEEDED, product=line.product.said, lpn=source.lpn)
    if scanned.kind not in (ReadingKind.PLATE, ReadingKind.SSCC):
        raise Refused(say.PLATE_EXPECTED, text=scanned.text, kind=Word(scanned.kind.value), lpn=source.lpn)
    known = cartons.standing_by_plate(session, act.site_id, plate_of(scanned), lock=True)
    if known:
        check_one_regime(session, act, known, line.product, [line.regime])
        check_together(line.product, known.lpn, segregation.kinds(session, act.site_id, [known.id]))
    return _into(session, act, known) if known else _opened(session, act, screen, line, plate_of(scanned))


def _into(session: Session, act: Act, known: StandingCarton) -> _Target:
    if known.is_quarantine or known.is_pallet or known.code or known.state not in TAKES_GOODS:
        raise Refused(say.TAKES_NOTHING, lpn=known.lpn, state=Word(known.state.value))
    parted = part(session, act, known)
    touch_carton(session, act, Standing(known.id, known.lpn, known.state, known.version), **parted.columns)
    return _Target(known.id, known.lpn, parted.changes, parted.items if parted.pallet else ())


def _opened(session: Session, act: Act, screen: Screen, line: HeldLine, lpn: str) -> _Target:
    assert screen.new_carton_id is not None, "a screen that scans a plate makes the id of the carton it may open"
    row = {
        "site_id": act.site_id, "id": screen.new_carton_id, "lpn": lpn, "state": CartonState.RECEIVED,
        "state_since": act.now, "receipt_id": line.receipt_id, "location_id": act.station_id, "code": None,
        "is_quarantine": False, "version": 0,
    }  # fmt: skip
    if not is_new(session, CARTON, row):
        known = cartons.standing_by_plate(session, act.site_id, lpn)
        raise plate_in_use(session, act, known) if known else Refused(say.NOTHING_LOCKED)
    opened = Change("carton", screen.new_carton_id, "state", CartonState.CANCELLED, CartonState.RECEIVED)
    return _Target(screen.new_carton_id, lpn, (opened,))


def _move(
    session: Session, act: Act, line: HeldLine, source: StandingCarton, target: _Target, why: ReleaseReason
) -> Moved:
    session.execute(sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id).values(quantity=0))
    unlock_lines(session, act, [line.id], why)
    free_id, _quantity = add_to_line(session, line_values(act, line, target.id, None), line.quantity)
    return line.moved(Spot.line(source.id, line.id), Spot.line(target.id, free_id), target.lpn)


def _entry(act: Act, line: HeldLine, items: tuple[Moved, ...], changes: tuple[Change, ...]) -> Entry:
    receipt = {"type": "receipt", "id": str(line.receipt_id)}
    return Entry(
        kind=EventKind.HOLD_RELEASED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=Disposition.RETURNED,
        items=items,
        biz_location=act.station_id,
        biz_transactions=(receipt, {"type": "rma", "id": str(line.paper_id)}) if line.paper_id else (receipt,),
        changes=changes,
    )
