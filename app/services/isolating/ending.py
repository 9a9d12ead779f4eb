"""Ending an order to hold: by somebody who may say so, or because its last day has passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.gates import close_gate
from app.db.models import Hold, HoldOrder, table_of
from app.db.queries import hold_orders, isolating
from app.db.queries.hold_orders import Order
from app.db.queries.isolating import Piece
from app.domain.approvals import Extent
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Overtaken, Refused
from app.domain.holds import release_act
from app.domain.ledger import Change, Entry
from app.domain.messages import isolating as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.transitions import HoldOrderState, Move, moved
from app.domain.vocabulary import ReleaseReason
from app.services import accruing, approving, correcting
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.isolating.marking import Marked, in_parts, locks_on, show, standing
from app.services.locking import unlock_lines
from app.services.recording import record

ORDER, HOLD = table_of(HoldOrder), table_of(Hold)


@dataclass(frozen=True, slots=True)
class Freed:
    """What an ended order let go: `waiting` base units stand in quarantine, and are free once they are taken out."""

    marked: Marked
    waiting: int
    event_id: UUID


def lift(session: Session, act: Act, order_id: UUID, why: ReleaseReason | None) -> Outcome[UUID]:
    """Let go what the order holds. Raises Refused, and Overtaken when somebody ended it first."""
    order = hold_orders.one(session, act.site_id, order_id)
    if order is None:
        raise Refused(say.UNKNOWN)
    if why is None:
        raise Refused(say.WHY, number=order.number)
    approving.check(session, act, Request(release_act(order.reason), order.number, Extent(order.units), order.id))
    freed = end(session, act, order, Move.LIFT, why)
    facts: dict[str, Param] = {"number": order.number, "units": Units(freed.marked.units)}
    if freed.waiting:
        facts["more"] = Units(freed.waiting)
    return Outcome(
        Said(say.LIFTED_IN_QUARANTINE if freed.waiting else say.LIFTED, facts), freed.event_id, result=order.id
    )


def end(session: Session, act: Act, order: Order, move: Move, why: ReleaseReason | None) -> Freed:
    """End an order in force, and take its lock off what stands outside quarantine."""
    close_gate(session, act.site_id)
    ended = _write(session, act, order, move, why)
    held = standing(session, act.site_id, isolating.locked_by(act.site_id, order.id))
    going = [piece for piece in held if not piece.is_quarantine]
    marked = _free(session, act, order, going, why)
    event_id = record(session, act, _entry(act, order, marked, ended))
    accruing.restate(session, act, marked.receipt_lines, event_id)
    return Freed(marked, sum(piece.quantity for piece in held if piece.is_quarantine), event_id)


def _write(session: Session, act: Act, order: Order, move: Move, why: ReleaseReason | None) -> Change:
    after = moved(HoldOrderState.ACTIVE, move)
    changed = session.execute(
        sa.update(ORDER)
        .where(ORDER.c.site_id == act.site_id, ORDER.c.id == order.id, ORDER.c.state == HoldOrderState.ACTIVE)
        .values(state=after, ended_at=act.now, ended_by=act.by.operator_id, ended_why=why, version=ORDER.c.version + 1)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, act, order)
    return Change("hold_order", order.id, "state", HoldOrderState.ACTIVE, after)


def _overtaken(session: Session, act: Act, order: Order) -> Overtaken:
    now = hold_orders.one(session, act.site_id, order.id) or order
    return Overtaken(
        say.ENDED, number=now.number, state=Word(now.state.value), when=now.ended_at or now.placed_at,
        who=now.ended_by or now.who,
    )  # fmt: skip


def _free(
    session: Session, act: Act, order: Order, going: Sequence[Piece], why: ReleaseReason | None
) -> Marked:  # fmt: skip
    locked = locks_on(session, act, going)
    for some in in_parts([piece.id for piece in going]):
        unlock_lines(session, act, some, why, HOLD.c.order_id == order.id)
    rest = {line_id: [lock for lock in locks if lock.order_id != order.id] for line_id, locks in locked.items()}
    return show(session, act, going, rest)


def _entry(act: Act, order: Order, marked: Marked, ended: Change) -> Entry:
    return Entry(
        kind=EventKind.HOLD_LIFTED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=Disposition.RETURNED,
        items=marked.items,
        biz_location=act.station_id,
        biz_transactions=({"type": "hold_order", "id": str(order.id)},),
        changes=(ended, *marked.changes),
    )


def take_back(session: Session, act: Act, last: str) -> Outcome[UUID]:
    """Undo an order, or its lifting. Raises Refused where goods came since that it holds, or would hold."""
    undone = correcting.undo(session, act, last)
    order_id = isolating.order_of(session, act.site_id, undone.event_id)
    order = hold_orders.one(session, act.site_id, order_id)
    assert order is not None, "the event names it"
    locked = {piece.id for piece in isolating.pieces(session, isolating.locked_by(act.site_id, order.id))}
    if order.state is not HoldOrderState.ACTIVE:
        if locked:
            raise Refused(say.HELD_SINCE)
    elif any(
        piece.id not in locked for piece in isolating.pieces(session, isolating.lines_of(act.site_id, order.about))
    ):
        raise Refused(say.CAME_SINCE)
    return Outcome(undone.said, undone.event_id, result=order.id)
