"""What every act in the workshop shares: its carton and order locked, changes that undo can take back, its event."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import cartons
from app.db.queries import reworking as queries
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, Moved, about_carton
from app.domain.messages import reworking as say
from app.domain.messages.core import Word
from app.domain.transitions import CartonState, WorkOrderState
from app.domain.work_orders import Order
from app.services.acting import Act
from app.services.moving import Standing, touch_carton
from app.services.recording import record
from app.services.reworking.screen import Sheet
from app.services.work_orders import about_order


def locked(session: Session, act: Act, sheet: Sheet) -> tuple[StandingCarton, Order]:
    """Return the carton of the sheet, locked, and its chosen order. Raises Refused where nothing is to be done."""
    carton = on_the_bench(session, act, sheet)
    orders = queries.of_carton(session, act.site_id, carton.id)
    order = chosen(orders, sheet)
    if order is None:
        raise Refused(say.ITEM_FIRST, lpn=carton.lpn) if orders else Refused(say.NO_WORK, lpn=carton.lpn)
    check_free(order)
    return carton, order


def on_the_bench(session: Session, act: Act, sheet: Sheet) -> StandingCarton:
    """Return the carton of the sheet, locked. Raises Refused when there is none, or it is not in work."""
    carton = cartons.standing_by_id(session, act.site_id, sheet.carton_id, lock=True) if sheet.carton_id else None
    if carton is None:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    if carton.state is not CartonState.REWORKING:
        raise Refused(say.NOT_FOR_WORK, lpn=carton.lpn, state=Word(carton.state.value))
    return carton


def chosen(orders: list[Order], sheet: Sheet) -> Order | None:
    """Return the order of the sheet; of several none is chosen by itself."""
    if sheet.order_id is None:
        return orders[0] if len(orders) == 1 else None
    return next((order for order in orders if order.id == sheet.order_id), None)


def check_free(order: Order) -> None:
    """Refuse goods that a hold locks."""
    if order.hold is not None:
        raise Refused(say.LOCKED, product=order.product.said, lpn=order.lpn, reason=Word(order.hold.value))


def check_workable(order: Order) -> None:
    """Refuse an order that is done already, or away."""
    if order.state not in (WorkOrderState.OPEN, WorkOrderState.IN_WORK):
        raise Refused(say.NOT_IN_WORK, product=order.product.said, state=Word(order.state.value))


def standing(carton: StandingCarton) -> Standing:
    """Return the carton as the guarded changes take it."""
    return Standing(carton.id, carton.lpn, carton.state, carton.version)


def write(
    session: Session,
    act: Act,
    kind: EventKind,
    biz_step: BizStep,
    carton: StandingCarton,
    changes: tuple[Change, ...],
    *,
    orders: tuple[Order, ...],
    items: tuple[Moved, ...] = (),
    detail: Mapping[str, object] | None = None,
) -> UUID:
    """Claim the carton and record the act on it as one event that names the orders; return the event's id."""
    touch_carton(session, act, standing(carton))
    entry = Entry(
        kind=kind,
        action=EpcisAction.OBSERVE,
        biz_step=biz_step,
        disposition=Disposition.IN_PROGRESS,
        items=(about_carton(carton.id, carton.lpn), *items),
        biz_location=carton.location_id,
        biz_transactions=tuple(about_order(order) for order in orders),
        changes=changes,
        detail=detail or {},
    )
    return record(session, act, entry)
