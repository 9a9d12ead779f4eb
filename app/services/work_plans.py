"""The plan of the workshop as the office writes it: bench, priority, the order of operations, what is cancelled.

A plan moves no goods, so that no event tells of it: it has a history of its own. Each verb is one act, answered once,
guarded by the version that its page showed; the carton is locked before its order is read, as on the floor.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operation, WorkOrder, WorkOrderEvent, table_of
from app.db.queries import cartons, reworking, work_orders
from app.db.queries.grading import goods_of
from app.domain.errors import Overtaken, Refused
from app.domain.messages import work_plans as say
from app.domain.messages.core import Params, Said, Units, Word
from app.domain.transitions import Move, allows
from app.domain.work_orders import Order
from app.domain.work_plans import Plan, PlanAct, brought_forward
from app.services.acting import Act, Answered, Outcome, answer
from app.services.work_orders import change_order

ORDER, OPERATION, HISTORY = table_of(WorkOrder), table_of(Operation), table_of(WorkOrderEvent)
SCOPE = "work_orders"
LONGEST_REASON = 200

Changes = Iterable[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """An order as the page showed it when the operator decided."""

    id: UUID
    version: int


def plan(session: Session, act: Act, seen: Seen, wished: Plan) -> Answered[UUID]:
    """Say at which bench an order is worked on, and how soon."""
    return answer(session, act, lambda: _plan(session, act, seen, wished))


def _plan(session: Session, act: Act, seen: Seen, wished: Plan) -> Outcome[UUID]:
    order = _seen(session, act, seen)
    bench = next((each for each in work_orders.benches(session, act.site_id) if each.id == wished.bench_id), None)
    if wished.bench_id and bench is None:
        raise Refused(say.NO_BENCH)
    if not order.is_unfinished:
        raise _not_now(order)
    code = bench.code if bench else ""
    changes = (("bench", order.bench, code), ("priority", order.priority.value, wished.priority.value))
    _touch(session, act, order, bench_id=wished.bench_id, priority=wished.priority)
    _tell(session, act, order, PlanAct.PLANNED, [each for each in changes if each[1] != each[2]])
    facts: Params = {**_facts(order), "bench": code, "priority": Word(wished.priority.value)}
    return Outcome(Said(say.PLANNED if bench else say.PLANNED_ANYWHERE, facts), result=order.id)


def bring_forward(session: Session, act: Act, seen: Seen, operation_id: UUID) -> Answered[UUID]:
    """Plan an operation that nobody began before the planned one ahead of it."""
    return answer(session, act, lambda: _bring_forward(session, act, seen, operation_id))


def _bring_forward(session: Session, act: Act, seen: Seen, operation_id: UUID) -> Outcome[UUID]:
    order = _seen(session, act, seen)
    if not order.is_unfinished:
        raise _not_now(order)
    pair = brought_forward(order.steps, operation_id)
    if pair is None:
        raise Refused(say.FIRST_ALREADY, number=order.number)
    step, other = pair
    for each, position in ((step, other.position), (other, step.position)):
        mine = (OPERATION.c.site_id == act.site_id, OPERATION.c.id == each.id)
        session.execute(sa.update(OPERATION).where(*mine).values(position=position))
    _touch(session, act, order)
    _tell(session, act, order, PlanAct.REORDERED, [("first", other.kind.value, step.kind.value)])
    facts: Params = {"number": order.number, "operation": Word(step.kind.value), "other": Word(other.kind.value)}
    return Outcome(Said(say.REORDERED, facts), result=order.id)


def cancel(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Take an order that nobody began out of the plan: its goods wait to be decided anew."""
    return answer(session, act, lambda: _cancel(session, act, seen, reason))


def _cancel(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    order = _seen(session, act, seen)
    if not allows(order.state, Move.CANCEL):
        raise _not_now(order)
    why = reason.strip()[:LONGEST_REASON]
    if not why:
        raise Refused(say.NO_REASON, number=order.number)
    change_order(session, act, order, Move.CANCEL)
    _tell(session, act, order, PlanAct.CANCELLED, reason=why)
    return Outcome(Said(say.CANCELLED, _facts(order)), result=order.id)


def reopen(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Plan an order again that was cancelled, as long as its goods were not decided anew."""
    return answer(session, act, lambda: _reopen(session, act, seen))


def _reopen(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    order = _seen(session, act, seen)
    if not allows(order.state, Move.REOPEN):
        raise _not_now(order)
    left = goods_of(session, act.site_id, order.line_id).quantity
    if not left:
        raise Refused(say.GOODS_GONE, number=order.number, lpn=order.lpn)
    change_order(session, act, order, Move.REOPEN, quantity=left)
    _tell(session, act, order, PlanAct.REOPENED)
    return Outcome(Said(say.REOPENED, {**_facts(order), "units": Units(left)}), result=order.id)


def _seen(session: Session, act: Act, seen: Seen) -> Order:
    """Return the order as it was seen, its carton locked. Raises Overtaken when somebody changed it since."""
    found = reworking.one(session, act.site_id, seen.id)
    assert found is not None, "its page was asked for"
    cartons.standing_by_id(session, act.site_id, found.carton_id, lock=True)
    order = reworking.one(session, act.site_id, seen.id)
    assert order is not None, "an order stays for the ledger"
    if order.version != seen.version:
        raise _overtaken(session, act, order)
    return order


def _overtaken(session: Session, act: Act, order: Order) -> Overtaken:
    last = next(iter(work_orders.told(session, act.site_id, order)), None)
    who, when = (last.who, last.at) if last else ("Backdock", order.state_since)
    return Overtaken(say.OVERTAKEN, who=who, when=when, number=order.number, state=Word(order.state.value))


def _not_now(order: Order) -> Refused:
    return Refused(say.NOT_NOW, number=order.number, state=Word(order.state.value))


def _touch(session: Session, act: Act, order: Order, **columns: Any) -> None:
    mine = (ORDER.c.site_id == act.site_id, ORDER.c.id == order.id, ORDER.c.version == order.version)
    changed = session.execute(sa.update(ORDER).where(*mine).values(version=order.version + 1, **columns))
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, act, order)


def _tell(session: Session, act: Act, order: Order, told: PlanAct, changes: Changes = (), reason: str = "") -> None:
    row = {
        "site_id": act.site_id, "id": new_id(), "work_order_id": order.id, "act": told, "at": act.now,
        "operator_id": act.by.operator_id, "client_id": act.client_id, "changes": [list(each) for each in changes],
        "reason": reason,
    }  # fmt: skip
    session.execute(sa.insert(HISTORY).values(row))


def _facts(order: Order) -> dict[str, Any]:
    return {"number": order.number, "product": order.product.said, "units": Units(order.quantity), "lpn": order.lpn}
