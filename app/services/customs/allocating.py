"""Goods that came before an entry covered them: taken under it once it does, and free of the lock of customs."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.gates import close_gate
from app.db.models import CartonLine, Hold, ReceiptLine, table_of
from app.db.queries import customs_goods as queries
from app.db.queries.customs_goods import Waiting
from app.db.queries.isolating import Piece
from app.domain.circumstances import Regime
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Entry
from app.domain.messages import customs as say
from app.domain.messages.core import Said, Units
from app.domain.vocabulary import HoldReason, ReleaseReason
from app.services import accruing
from app.services.acting import Act, Answered, Outcome, answer
from app.services.customs.guarding import SeenEntry, change, facts, may_change
from app.services.isolating.marking import Marked, in_parts, locks_on, show, standing
from app.services.locking import unlock_lines
from app.services.recording import record

LINE, COUNTED, HOLD = table_of(CartonLine), table_of(ReceiptLine), table_of(Hold)


def allocate(session: Session, act: Act, seen: SeenEntry) -> Answered[UUID]:
    """Take what waits under an entry as far as it covers that, the first to come first. It is final."""
    return answer(session, act, lambda: _allocate(session, act, seen))


def _allocate(session: Session, act: Act, seen: SeenEntry) -> Outcome[UUID]:
    close_gate(session, act.site_id)
    waiting = queries.waiting(session, act.site_id, seen.id)
    here = standing(session, act.site_id, _on_lines(act, (each.receipt_line_id for each in waiting)))  # cartons first
    entry = may_change(session, act, seen)
    covered = list(_covered(session, act, seen.id, waiting))
    if not covered:
        left = Units(sum(each.quantity for each in waiting))
        raise Refused(say.NOTHING_WAITS, entry=entry.said, units=left)
    for each, line_id in covered:
        _assign(session, act, each, line_id)
    change(session, act, entry, None)
    taken = {each.receipt_line_id for each, _line_id in covered}
    freed = _free(session, act, [piece for piece in here if piece.receipt_line_id in taken])
    event_id = record(session, act, _entry(entry.id, freed))
    accruing.restate(session, act, taken, event_id)
    units = Units(sum(each.quantity for each, _line_id in covered))
    return Outcome(Said(say.ALLOCATED, {**facts(entry), "units": units}), event_id, result=entry.id)


def _on_lines(act: Act, line_ids: Iterable[UUID]) -> tuple["sa.ColumnElement[bool]", ...]:
    return (LINE.c.site_id == act.site_id, LINE.c.quantity > 0, LINE.c.receipt_line_id.in_(list(line_ids)))


def _covered(
    session: Session, act: Act, entry_id: UUID, waiting: Iterable[Waiting]
) -> Iterable[tuple[Waiting, UUID]]:  # fmt: skip
    """Yield what the entry covers whole, with its line: a counted quantity is under one line or under none."""
    lines = queries.lines_left(session, act.site_id, entry_id)
    for each in waiting:
        line_id, left = lines.get(each.product_id, (None, 0))
        if line_id and each.quantity <= left:
            lines[each.product_id] = (line_id, left - each.quantity)
            yield each, line_id


def _assign(session: Session, act: Act, waiting: Waiting, line_id: UUID) -> None:
    mine = (COUNTED.c.site_id == act.site_id, COUNTED.c.id == waiting.receipt_line_id)
    session.execute(sa.update(COUNTED).where(*mine).values(customs_line_id=line_id, regime=Regime.IMMEX))


def _free(session: Session, act: Act, pieces: list[Piece]) -> Marked:
    """Take the lock of customs off what stands outside quarantine; out of quarantine goods are released by scan."""
    going = [piece for piece in pieces if not piece.is_quarantine]
    locked = locks_on(session, act, going)
    own = (HOLD.c.reason == HoldReason.CUSTOMS, HOLD.c.order_id.is_(None))
    for some in in_parts([piece.id for piece in going]):
        unlock_lines(session, act, some, ReleaseReason.PAPER_CORRECTED, *own)
    rest = {
        line_id: [lock for lock in locks if lock.order_id or lock.reason is not HoldReason.CUSTOMS]
        for line_id, locks in locked.items()
    }
    return show(session, act, going, rest)


def _entry(entry_id: UUID, freed: Marked) -> Entry:
    return Entry(
        kind=EventKind.ENTRY_ASSIGNED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.ACCEPTING,
        disposition=Disposition.RETURNED,
        items=freed.items,
        biz_transactions=({"type": "customs_entry", "id": str(entry_id)},),
        changes=freed.changes,
    )
