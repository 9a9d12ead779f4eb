"""A correction of a whole lot: an operation that ran once is recorded for every order of the lot in the queue."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import pallets
from app.db.queries import reworking as queries
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, about_carton
from app.domain.messages import reworking as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.reworking import BIZ_STEP, shares
from app.domain.transitions import Move, OperationState, WorkOrderState
from app.domain.work_orders import Order, Step
from app.services.acting import Act, Outcome
from app.services.moving import touch_carton
from app.services.recording import record
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.working import added, running
from app.services.reworking.writing import check_free, locked, standing
from app.services.work_orders import about_order, change_order, change_step


def finish_lot(session: Session, act: Act, screen: Screen) -> Outcome[Sheet]:
    """Finish the operation that the operator is at for every order of its lot that waits here; they share its labour.

    Orders whose goods are locked, at which others are with the same operation, or that have it behind them, stay.
    """
    cartons = _cartons(session, act, screen.sheet)
    carton, order = locked(session, act, screen.sheet)
    step = running(act, order)
    if not order.lot:
        raise Refused(say.NO_LOT, product=order.product.said)
    orders = _alike(session, act, order, step)
    split = shares(step.seconds_at(act.now), [each.quantity for each in orders])
    changes: tuple[Change, ...] = ()
    for each, seconds in zip(orders, split, strict=True):
        changes += _finish(session, act, each, step, seconds)
    named = [cartons[each] for each in sorted({each.carton_id for each in orders} | {carton.id})]
    event_id = _write(session, act, step, named, orders, changes)
    sheet = Sheet(carton.id, order.id)
    return Outcome(_said(act, order, step, orders, named), event_id, sheet.to_params(), sheet)


def _cartons(session: Session, act: Act, sheet: Sheet) -> dict[UUID, StandingCarton]:
    """Lock every carton that an order of the lot is in, by id: the one on the bench among them."""
    chosen = queries.one(session, act.site_id, sheet.order_id)
    ids = {sheet.carton_id} if sheet.carton_id else set()
    if chosen and chosen.lot:
        ids |= {each.carton_id for each in queries.of_lot(session, act.site_id, chosen.product.id, chosen.lot)}
    return pallets.lock(session, act.site_id, sorted(ids))


def _alike(session: Session, act: Act, order: Order, step: Step) -> list[Order]:
    """Return the orders that the operation is finished for, the one it ran on first."""
    found = queries.of_lot(session, act.site_id, order.product.id, order.lot)
    others = [each for each in found if each.id != order.id and each.hold is None and _takes(each, step)]
    return [order, *others]


def _takes(order: Order, step: Step) -> bool:
    mine = order.step(step.kind)
    return mine is None or mine.state not in (OperationState.RUNNING, OperationState.FINISHED)


def _finish(session: Session, act: Act, order: Order, step: Step, seconds: int) -> tuple[Change, ...]:
    check_free(order)
    if order.step(step.kind) is not None and order.step(step.kind) == step:
        return change_step(session, act, step, Move.FINISH, seconds=seconds, since=None)
    mine = order.step(step.kind) or added(session, act, order, step.kind)
    by = act.by.operator_id
    changes = change_step(session, act, mine, Move.FINISH, seconds=mine.seconds + seconds, operator_id=by)
    if order.state is WorkOrderState.OPEN:
        changes += change_order(session, act, order, Move.START)
    return changes


def _write(
    session: Session,
    act: Act,
    step: Step,
    cartons: Sequence[StandingCarton],
    orders: Sequence[Order],
    changes: tuple[Change, ...],
) -> UUID:
    for carton in cartons:
        touch_carton(session, act, standing(carton))
    entry = Entry(
        kind=EventKind.LOT_CORRECTED,
        action=EpcisAction.OBSERVE,
        biz_step=BIZ_STEP[step.kind],
        disposition=Disposition.IN_PROGRESS,
        items=tuple(about_carton(carton.id, carton.lpn) for carton in cartons),
        biz_location=act.station_id,
        biz_transactions=tuple(about_order(order) for order in orders),
        changes=changes,
        detail={"operation": step.kind.value},
    )
    return record(session, act, entry)


def _said(act: Act, order: Order, step: Step, orders: Sequence[Order], cartons: Sequence[StandingCarton]) -> Said:
    params: dict[str, Param] = {
        "operation": Word(step.kind.value), "lot": order.lot, "product": order.product.said,
        "units": Units(sum(each.quantity for each in orders)), "cartons": len(cartons),
        "minutes": step.minutes_at(act.now),
    }  # fmt: skip
    return Said(say.LOT_FINISHED, params)
