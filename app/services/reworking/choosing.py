"""What an item scan means in the workshop: the goods of an order, or a part that goes into them."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import PartUsed, table_of
from app.db.queries import products
from app.db.queries import reworking as queries
from app.domain.epcis import Boundary, EventKind, ItemRole
from app.domain.errors import Question, Refused
from app.domain.ledger import OUTSIDE, Moved, Spot
from app.domain.messages import floor
from app.domain.messages import reworking as say
from app.domain.messages.core import Money, Param, Said, Word
from app.domain.products import Product, ScannedItem
from app.domain.readings import Reading, ReadingKind
from app.domain.reworking import BIZ_STEP
from app.domain.work_orders import Order
from app.services.acting import Act, Outcome
from app.services.resolving import Ambiguous, Found, Unknown, resolve_item
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.starting import choose
from app.services.reworking.working import running
from app.services.reworking.writing import check_workable, locked, on_the_bench, write

PART = table_of(PartUsed)


def take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Sheet]:
    """Choose the order that the scan names, else use what was scanned as a part of the chosen one."""
    carton = on_the_bench(session, act, screen.sheet)
    orders = queries.of_carton(session, act.site_id, carton.id)
    if screen.sheet.part_id and (item := _lot_of(session, screen.sheet.part_id, readings)):
        return _use(session, act, screen, item)
    if by_serial := _of_serial(orders, readings):
        return choose(act, by_serial)
    match resolve_item(session, readings, [order.product for order in orders]):
        case Found(item=item):
            return _found(session, act, screen, orders, item)
        case Ambiguous():
            raise Question(floor.AMBIGUOUS, "product", text=act.text)
        case Unknown(reading=reading):
            raise Refused(floor.UNKNOWN_CODE, text=reading.text, kind=Word(reading.kind.value))


def _of_serial(orders: Sequence[Order], readings: Sequence[Reading]) -> Order | None:
    literal = {reading.text.strip() for reading in readings if reading.kind is ReadingKind.PLAIN}
    return next((order for order in orders if order.serial and order.serial in literal), None)


def _lot_of(session: Session, part_id: UUID, readings: Sequence[Reading]) -> ScannedItem | None:
    """Return the part that waits for its lot with the lot that this scan is, if it is one."""
    first = readings[0]
    if first.kind not in (ReadingKind.LOT, ReadingKind.PLAIN):
        return None
    product, lot = products.by_ids(session, [part_id]).get(part_id), first.lot or first.text.strip()
    return ScannedItem(product, 1, lot=lot[:40]) if product and lot else None


def _found(session: Session, act: Act, screen: Screen, orders: Sequence[Order], item: ScannedItem) -> Outcome[Sheet]:
    fits = [order for order in orders if order.product.id == item.product.id and item.lot in ("", order.lot)]
    named = [order for order in fits if item.serial in ("", order.serial)]
    if len(named) == 1:
        return choose(act, named[0])
    if named:
        raise Refused(say.SEVERAL_ORDERS, lpn=named[0].lpn, product=item.product.said)
    return _use(session, act, screen, item)


def _use(session: Session, act: Act, screen: Screen, item: ScannedItem) -> Outcome[Sheet]:
    """Use a part for the operation that runs. Raises Refused without one, Question for a lot that its code lacks."""
    carton, order = locked(session, act, screen.sheet)
    check_workable(order)
    part = item.product
    if not order.running:
        raise Refused(say.PART_TOO_EARLY, part=part.said, lpn=carton.lpn)
    if part.currency != order.currency:
        raise Refused(say.PART_CURRENCY, part=part.said, theirs=part.currency, ours=order.currency)
    if part.lot_tracked and not item.lot:
        question = Question(say.PART_LOT, "lot", part=part.said)
        raise question.keeping(Sheet(carton.id, order.id, part_id=part.id).to_params())
    step = running(act, order)
    event_id = write(
        session, act, EventKind.PART_USED, BIZ_STEP[step.kind], carton, (), orders=(order,),
        items=(_consumed(item),), detail={"operation": step.kind.value},
    )  # fmt: skip
    _keep(session, act, order, item, event_id)
    sheet = Sheet(carton.id, order.id)
    return Outcome(_said(order, item), event_id, sheet.to_params(), sheet)


def _consumed(item: ScannedItem) -> Moved:
    """Parts come from a store that nobody counts here, and are consumed at once."""
    return Moved(
        role=ItemRole.INPUT,
        source=OUTSIDE,
        target=Spot(Boundary.TRANSFORMED),
        quantity=item.quantity,
        product_id=item.product.id,
        owner_id=item.product.owner_id,
        lot=item.lot,
        expiry=item.expiry,
        serial=item.serial,
    )


def _keep(session: Session, act: Act, order: Order, item: ScannedItem, event_id: UUID) -> None:
    row = {
        "site_id": act.site_id, "id": new_id(), "work_order_id": order.id, "event_id": event_id,
        "product_id": item.product.id, "lot": item.lot, "serial": item.serial, "quantity": item.quantity,
        "unit_cost": item.product.unit_cost, "currency": item.product.currency, "used_at": act.now,
        "used_by": act.by.operator_id, "undone_at": None,
    }  # fmt: skip
    session.execute(sa.insert(PART).values(row))


def _said(order: Order, item: ScannedItem) -> Said:
    product: Product = item.product
    params: dict[str, Param] = {
        "part": product.said, "quantity": item.quantity, "product": order.product.said,
        "cost": Money(product.unit_cost * item.quantity, product.currency),
    }  # fmt: skip
    return Said(say.PART_USED, {**params, "lot": item.lot}) if item.lot else Said(say.PART_USED_PLAIN, params)
