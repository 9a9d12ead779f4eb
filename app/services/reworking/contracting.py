"""Work that a contractor does: a carton leaves with all that is in it, and comes back by the scan of its plate."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, WorkOrder, table_of
from app.db.queries import cartons, contracting
from app.db.queries import reworking as queries
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.errors import Refused
from app.domain.ledger import Change, Entry, Moved, Spot, about_carton
from app.domain.messages import reworking as say
from app.domain.messages.core import Money, Said, Units, Word
from app.domain.money import split
from app.domain.transitions import CartonState, Move, WorkOrderState
from app.domain.vocabulary import Condition
from app.domain.work_orders import Order
from app.services import accruing, customs
from app.services.acting import Act, Outcome
from app.services.isolating.arriving import hold_what_came
from app.services.moving import move_carton
from app.services.parting import part
from app.services.recording import record
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.writing import check_free, standing
from app.services.work_orders import about_order, change_order

LINE, ORDER = table_of(CartonLine), table_of(WorkOrder)
MOST = Decimal(1_000_000)


def send_out(session: Session, act: Act, screen: Screen, party: str) -> Outcome[Sheet]:
    """Send the carton of the sheet to the contractor with that id or GLN, with all that is in it.

    Raises Refused for anybody else, for goods that a hold locks, and while somebody is at an operation.
    """
    carton, orders = _ready(session, act, screen.sheet)
    contractor = contracting.contractor(session, party)
    if contractor is None:
        raise Refused(say.NO_CONTRACTOR, text=party[:40] or "-")
    _check_data(orders)
    customs.check_may_depart(session, act.site_id, contracting.lines(session, act.site_id, carton.id))
    parted = part(session, act, carton)
    moved = _move_out(session, act, carton)
    changes = parted.changes
    for order in orders:
        if order.state is not WorkOrderState.DONE:
            changes += change_order(session, act, order, Move.SEND_OUT, contractor_id=contractor.id)
    changes += move_carton(session, act, standing(carton), Move.SEND_OUT, location_id=None, **parted.columns)
    changes += (Change("carton", carton.id, "location_id", str(carton.location_id or ""), ""),)
    entry = Entry(
        kind=EventKind.SENT_TO_CONTRACTOR,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.DEPARTING,
        disposition=Disposition.IN_TRANSIT,
        items=(*parted.items, *moved),
        biz_transactions=tuple(about_order(order) for order in orders),
        changes=changes,
        detail={"party": str(contractor.id)},
    )
    event_id = record(session, act, entry)
    accruing.restate(session, act, {each.receipt_line_id for each in moved if each.receipt_line_id}, event_id)
    sheet = Sheet()
    units = Units(sum(each.quantity for each in moved))
    said = Said(say.SENT, {"party": contractor.name, "lpn": carton.lpn, "units": units})
    return Outcome(said, event_id, sheet.to_params(), sheet)


def _ready(session: Session, act: Act, sheet: Sheet) -> tuple[StandingCarton, list[Order]]:
    """Return the carton, locked, with its orders. Raises Refused for one that must not leave now."""
    carton = cartons.standing_by_id(session, act.site_id, sheet.carton_id, lock=True) if sheet.carton_id else None
    if carton is None:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    if carton.state not in (CartonState.PLACED, CartonState.REWORKING):
        raise Refused(say.NOT_FOR_WORK, lpn=carton.lpn, state=Word(carton.state.value))
    orders = queries.of_carton(session, act.site_id, carton.id)
    if not orders:
        raise Refused(say.NO_WORK, lpn=carton.lpn)
    for order in orders:
        check_free(order)
        for step in order.running:
            at = Word(step.kind.value)
            raise Refused(say.SEND_FIRST, who=step.who, operation=at, lpn=carton.lpn, when=step.since or act.now)
    return carton, orders


def _check_data(orders: list[Order]) -> None:
    """Refuse devices with data on them: opened ones do not leave the building as they came."""
    for order in orders:
        if order.product.data_bearing and Condition.UNOPENED not in order.condition:
            raise Refused(say.SEND_DATA, product=order.product.said, lpn=order.lpn)


def _move_out(session: Session, act: Act, carton: StandingCarton) -> tuple[Moved, ...]:
    lines = contracting.lines(session, act.site_id, carton.id)
    _set(session, act, {line.id: 0 for line in lines})
    return tuple(_moved(line, carton, line.quantity) for line in lines)


def _moved(line: Any, carton: StandingCarton, quantity: int, *, is_back: bool = False) -> Moved:
    here, out = Spot.line(carton.id, line.id), Spot(Boundary.OUT)
    return Moved(
        role=ItemRole.CHILD,
        source=out if is_back else here,
        target=here if is_back else out,
        quantity=quantity,
        product_id=line.product_id,
        owner_id=line.owner_id,
        lot=line.lot,
        expiry=line.expiry,
        serial=line.serial,
        lpn=carton.lpn,
        receipt_line_id=line.receipt_line_id,
    )


def _set(session: Session, act: Act, quantities: dict[UUID, int]) -> None:
    for line_id, quantity in sorted(quantities.items()):
        mine = (LINE.c.site_id == act.site_id, LINE.c.id == line_id)
        session.execute(sa.update(LINE).where(*mine).values(quantity=quantity))


def take_back(session: Session, act: Act, carton: StandingCarton) -> Outcome[Sheet]:
    """Take the locked carton back from its contractor, with all that left in it; what an order holds meanwhile is held.

    The act passed the gate of the site.
    """
    away = contracting.away(session, act.site_id, carton.id)
    _set(session, act, {line.id: line.quantity for line in away})
    orders = queries.of_carton(session, act.site_id, carton.id)
    here = act.station_id
    changes = hold_what_came(session, act, LINE.c.carton_id == carton.id)
    for order in orders:
        if order.state is WorkOrderState.AWAY:
            changes += change_order(session, act, order, Move.COME_BACK)
    changes += move_carton(session, act, standing(carton), Move.COME_BACK, location_id=here)
    changes += (Change("carton", carton.id, "location_id", "", str(here or "")),)
    moved = tuple(_moved(line, carton, line.quantity, is_back=True) for line in away)
    entry = Entry(
        kind=EventKind.BACK_FROM_CONTRACTOR,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.ARRIVING,
        disposition=Disposition.IN_PROGRESS,
        items=(about_carton(carton.id, carton.lpn), *moved),
        biz_location=here,
        biz_transactions=tuple(about_order(order) for order in orders),
        changes=changes,
    )
    event_id = record(session, act, entry)
    accruing.restate(session, act, {each.receipt_line_id for each in moved if each.receipt_line_id}, event_id)
    sheet = Sheet(carton.id, orders[0].id if len(orders) == 1 else None)
    units = Units(sum(each.quantity for each in moved))
    said = Said(say.BACK, {"lpn": carton.lpn, "units": units, "party": _party(orders)})
    return Outcome(said, event_id, sheet.to_params(), sheet)


def _party(orders: list[Order]) -> str:
    return next((order.contractor for order in orders if order.contractor), "-")


def charge(session: Session, act: Act, screen: Screen, typed: str) -> Outcome[Sheet]:
    """Note what the contractor asked for the carton of the sheet: its orders share it by units.

    What it says replaces what was noted before. No goods move, so that no event tells of it.
    """
    carton, orders = _ready(session, act, screen.sheet)
    mine = [order for order in orders if order.contractor_id]
    if not mine:
        raise Refused(say.NO_CONTRACTOR, text="-")
    amount, currency = _amount(typed), mine[0].currency
    split_ = split(amount, [order.quantity for order in mine], currency)
    for order, share in zip(mine, split_, strict=True):
        its = (ORDER.c.site_id == act.site_id, ORDER.c.id == order.id)
        session.execute(sa.update(ORDER).where(*its).values(charged=share, version=order.version + 1))
    sheet = screen.sheet.bare
    said = Said(say.CHARGED, {"party": _party(mine), "cost": Money(amount, currency), "lpn": carton.lpn})
    return Outcome(said, pending=sheet.to_params(), result=sheet)


def _amount(typed: str) -> Decimal:
    try:
        amount = Decimal(typed.strip())
    except InvalidOperation:
        raise Refused(say.NOT_AN_AMOUNT, text=typed[:20] or "-") from None
    if not amount.is_finite() or not 0 <= amount < MOST or amount != amount.quantize(Decimal("0.01")):
        raise Refused(say.NOT_AN_AMOUNT, text=typed[:20])
    return amount
