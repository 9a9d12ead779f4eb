"""Decontaminating: by which method, on which day and by whom a carton of medical goods was made safe to open.

A second person confirms it. Until then the carton is locked; after it, its units are counted by their UDI. Each public
verb is one act, answered once (see `services.acting`); its result is the carton that the screen shows next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Decontamination, Hold, table_of
from app.db.queries import cartons, decontaminations, isolating, pallets
from app.db.queries import destroying as people
from app.db.queries.cartons import StandingCarton
from app.domain.approvals import DEFAULTS, ApprovalAct, Extent
from app.domain.decontamination import METHOD_OF, NOTHING_SAID, DecontaminationMethod, Treatment
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.ledger import Entry, about_carton
from app.domain.messages import medical as say
from app.domain.messages.approving import SECOND_PERSON
from app.domain.messages.core import Said, Units, Word, Words
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import STANDS_STILL
from app.domain.vocabulary import Command, HoldReason
from app.services import accruing, approving, correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.isolating.marking import Marked, locks_on, show
from app.services.locking import unlock_lines
from app.services.moving import Standing, touch_carton
from app.services.reading import plate_of, readings_of
from app.services.recording import record
from app.services.routing.calendar import today

SCOPE = "decontaminating"
DONE, HOLD = table_of(Decontamination), table_of(Hold)


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the carton, what is said of it, and what undo takes back."""

    carton_id: UUID | None = None
    treatment: Treatment = NOTHING_SAID
    last: str = ""


def scan(session: Session, act: Act, screen: Screen) -> Answered[UUID]:
    """Take up the carton whose plate was scanned, or do what a command code says: a method records that method."""
    return answer(session, act, lambda: _take(session, act, screen))


def record_treatment(session: Session, act: Act, screen: Screen) -> Answered[UUID]:
    """Record how the carton was decontaminated, once a second person has confirmed it."""
    return answer(session, act, lambda: _record(session, act, screen))


def undo(session: Session, act: Act, last: str) -> Answered[UUID]:
    """Take back what was recorded last: the goods are locked again."""
    return answer(session, act, lambda: correcting.undo(session, act, last))


def _take(session: Session, act: Act, screen: Screen) -> Outcome[UUID]:
    first = readings_of(act)[0]
    if first.command is Command.UNDO:
        return correcting.undo(session, act, screen.last)
    if method := METHOD_OF.get(first.command) if first.command else None:
        said = replace(screen.treatment, method=method)
        return _record(session, act, replace(screen, treatment=said))
    if first.kind not in (ReadingKind.PLATE, ReadingKind.SSCC):
        raise Refused(say.PLATE_EXPECTED, text=first.text, kind=Word(first.kind.value))
    return _take_up(session, act, first)


def _take_up(session: Session, act: Act, plate: Reading) -> Outcome[UUID]:
    carton = cartons.standing_by_plate(session, act.site_id, plate_of(plate))
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate_of(plate))
    units = decontaminations.waits(session, act.site_id, _meant_by(session, act, carton))
    if not units:
        raise Refused(say.NOT_WAITING, lpn=carton.lpn)
    said = Said(say.TAKEN_UP, {"lpn": carton.lpn, "tail": tail(carton.lpn), "units": Units(units)})
    return Outcome(said, pending={"carton": str(carton.id)}, result=carton.id)


def _meant_by(session: Session, act: Act, carton: StandingCarton) -> list[UUID]:
    """Return the carton, or all that stand on the pallet: acting on that acts on those."""
    if not carton.is_pallet:
        return [carton.id]
    return [each.id for each in pallets.standing_on(session, act.site_id, carton.id, locked=True)]


def _record(session: Session, act: Act, screen: Screen) -> Outcome[UUID]:
    carton = _locked(session, act, screen)
    targets = _meant_by(session, act, carton)
    pieces = isolating.pieces(session, decontaminations.waiting(act.site_id, targets))
    if not pieces:
        raise Refused(say.NOT_WAITING, lpn=carton.lpn)
    done_on = screen.treatment.on(today(act))
    assert screen.treatment.method is not None, "or there is no day"
    who = _confirmer(session, act, carton)
    freed = _free(session, act, pieces)
    touch_carton(session, act, Standing(carton.id, carton.lpn, carton.state, carton.version))
    event_id = record(session, act, _entry(act, carton, freed))
    holding = sorted({piece.carton_id for piece in pieces})
    rows = [_row(act, each, screen.treatment.method, done_on, who, event_id) for each in holding]
    session.execute(sa.insert(DONE), rows)
    accruing.restate(session, act, freed.receipt_lines, event_id)
    said = Said(say.DECONTAMINATED, {
        "lpn": carton.lpn, "tail": tail(carton.lpn), "method": Word(screen.treatment.method.value), "day": done_on,
        "who": people.name_of(session, who), "units": Units(freed.units),
    })  # fmt: skip
    return Outcome(said, event_id)


def _locked(session: Session, act: Act, screen: Screen) -> StandingCarton:
    carton = cartons.standing_by_id(session, act.site_id, screen.carton_id, lock=True) if screen.carton_id else None
    if carton is None:
        raise Refused(say.CARTON_FIRST)
    if carton.state not in STANDS_STILL:
        raise Refused(say.NOT_STILL, lpn=carton.lpn, state=Word(carton.state.value))
    return carton


def _confirmer(session: Session, act: Act, carton: StandingCarton) -> UUID:
    """Return who confirms it: whoever approves it by the table, and never the one who did it."""
    request = Request(ApprovalAct.APPROVE_DECONTAMINATION, carton.lpn, Extent(1), carton.id)
    who = approving.check(session, act, request)
    if who == act.by.operator_id:
        roles = Words(tuple(sorted(role.value for role in DEFAULTS[request.deed].roles)))
        raise Refused(SECOND_PERSON, deed=Word(request.deed.value), what=carton.lpn, roles=roles)
    return who


def _free(session: Session, act: Act, pieces: Sequence[isolating.Piece]) -> Marked:
    """Take that lock alone off the goods; whatever else locks them stays."""
    locked = locks_on(session, act, pieces)
    unlock_lines(session, act, [piece.id for piece in pieces], None, HOLD.c.reason == HoldReason.DECONTAMINATION)
    rest = {
        line_id: [lock for lock in locks if lock.reason is not HoldReason.DECONTAMINATION]
        for line_id, locks in locked.items()
    }
    return show(session, act, pieces, rest)


def _entry(act: Act, carton: StandingCarton, freed: Marked) -> Entry:
    return Entry(
        kind=EventKind.DECONTAMINATED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.OTHER,
        disposition=Disposition.RETURNED,
        items=(about_carton(carton.id, carton.lpn), *freed.items),
        biz_location=act.station_id,
        biz_transactions=({"type": "receipt", "id": str(carton.receipt_id)},) if carton.receipt_id else (),
        changes=freed.changes,
    )


def _row(
    act: Act, carton_id: UUID, method: DecontaminationMethod, done_on: date, who: UUID, event_id: UUID
) -> dict[str, object]:
    return {
        "site_id": act.site_id, "id": new_id(), "carton_id": carton_id, "method": method, "done_on": done_on,
        "recorded_at": act.now, "done_by": act.by.operator_id, "confirmed_by": who, "event_id": event_id,
    }  # fmt: skip
