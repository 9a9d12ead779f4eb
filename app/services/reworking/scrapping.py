"""Goods that are not worth the work, or do not stand it: given up into a tote for recycling or destruction."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.db.queries import grading as bench
from app.db.queries import pallets
from app.db.queries import reworking as queries
from app.db.queries.cartons import StandingCarton
from app.domain.approvals import ApprovalAct, Extent
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, EpcisAction, EventKind, ItemRole
from app.domain.errors import Refused
from app.domain.inspection import Goods, Tote, check_tote
from app.domain.ledger import Change, Entry, Moved, Spot, about_carton
from app.domain.messages import reworking as say
from app.domain.messages.core import Money, Param, Said, Units, Word
from app.domain.transitions import Move
from app.domain.vocabulary import DispositionCode
from app.domain.work_orders import Order
from app.services import accruing, approving
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.grading import totes
from app.services.moving import Standing, move_carton, touch_carton
from app.services.recording import record
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.writing import locked, standing
from app.services.stowing import add_to_line
from app.services.work_orders import about_order, change_order

LINE = table_of(CartonLine)


def ask(session: Session, act: Act, screen: Screen, code: DispositionCode) -> Outcome[Sheet]:
    """Ask for the tote that takes the goods of the chosen order; nothing changes yet."""
    carton, order = locked(session, act, screen.sheet)
    _check_idle(act, order)
    sheet = replace(screen.sheet.bare, carton_id=carton.id, order_id=order.id, scrap=code)
    said = Said(
        say.ASK_SCRAP, {"units": Units(order.quantity), "product": order.product.said, "code": Word(code.value)}
    )
    return Outcome(said, pending=sheet.to_params(), result=sheet)


def _check_idle(act: Act, order: Order) -> None:
    for step in order.running:
        raise Refused(say.STILL_RUNS, operation=Word(step.kind.value), who=step.who, when=step.since or act.now)


def give_up(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[Sheet]:
    """Give up the goods of the chosen order into the tote with `plate`.

    Raises Refused until it is approved, and for a tote that must not take them.
    """
    code = screen.sheet.scrap
    if code is None:
        raise Refused(say.NO_SCRAP)
    order = queries.one(session, act.site_id, screen.sheet.order_id)
    if order is not None:
        _have_approved(session, act, order)
    tote = totes.find_or_open(session, act, plate, code, screen.new_tote_id)
    ids = sorted(each for each in (tote.id, screen.sheet.carton_id) if each)
    pallets.lock(session, act.site_id, ids)
    carton, order = locked(session, act, screen.sheet)
    _check_idle(act, order)
    tote, goods = _again(session, act, tote, order)
    check_tote(tote, goods, code)
    return _give_up(session, act, carton, order, goods, totes.bind(session, act, tote, code), code)


def _have_approved(session: Session, act: Act, order: Order) -> None:
    """Giving up is an override of the decision: what the work was expected to bring is lost. Raises Refused."""
    lost = Money(order.worth.expected * order.quantity, order.currency)
    extent = Extent(order.quantity, money=lost)
    approving.check(
        session, act, Request(ApprovalAct.OVERRIDE_DISPOSITION, order.product.said, extent, order.carton_id)
    )


def _again(session: Session, act: Act, tote: Tote, order: Order) -> tuple[Tote, Goods]:
    again, goods = bench.tote_by_id(session, act.site_id, tote.id), bench.goods_of(session, act.site_id, order.line_id)
    assert again is not None, "a carton's row stays for the ledger"
    return again, goods


def _give_up(
    session: Session,
    act: Act,
    carton: StandingCarton,
    order: Order,
    goods: Goods,
    tote: Tote,
    code: DispositionCode,
) -> Outcome[Sheet]:
    touch_carton(session, act, Standing(tote.id, tote.lpn, tote.state, tote.version))
    moved = _move(session, act, order, goods, tote, code)
    changes = change_order(session, act, order, Move.SCRAP) + _source(session, act, carton)
    event_id = _write(session, act, carton, order, moved, changes, code)
    accruing.restate(session, act, {order.receipt_line_id}, event_id)
    orders = queries.of_carton(session, act.site_id, carton.id)
    sheet = Sheet(carton.id) if orders else Sheet()
    facts: dict[str, Param] = {
        "units": Units(order.quantity),
        "product": order.product.said,
        "tote": tote.lpn,
        "code": Word(code.value),
    }
    return Outcome(Said(say.SCRAPPED, facts), event_id, sheet.to_params(), sheet)


def _source(session: Session, act: Act, carton: StandingCarton) -> tuple[Change, ...]:
    """Claim the carton, or close it when nothing is left in it."""
    if bench.holds_goods(session, act.site_id, carton.id):
        touch_carton(session, act, standing(carton))
        return ()
    return move_carton(session, act, standing(carton), Move.EMPTY)


def _move(session: Session, act: Act, order: Order, goods: Goods, tote: Tote, code: DispositionCode) -> Moved:
    mine = (LINE.c.site_id == act.site_id, LINE.c.id == order.line_id)
    session.execute(sa.update(LINE).where(*mine).values(quantity=LINE.c.quantity - order.quantity))
    line = {
        "site_id": act.site_id, "carton_id": tote.id, "receipt_line_id": goods.receipt_line_id,
        "product_id": goods.product.id, "owner_id": goods.product.owner_id, "lot": goods.lot, "expiry": goods.expiry,
        "serial": goods.serial, "condition": goods.condition, "grade": order.grade,
        "regrade": goods.regrade, "code": code, "hold": goods.hold,
    }  # fmt: skip
    line_id, _units = add_to_line(session, line, order.quantity)
    return moved_line(order, Spot.line(order.carton_id, order.line_id), Spot.line(tote.id, line_id), tote.lpn)


def moved_line(order: Order, source: Spot, target: Spot, lpn: str) -> Moved:
    """Return the item that says that all units of an order went from one spot to another."""
    return Moved(
        role=ItemRole.CHILD,
        source=source,
        target=target,
        quantity=order.quantity,
        product_id=order.product.id,
        owner_id=order.product.owner_id,
        lot=order.lot,
        expiry=order.expiry,
        serial=order.serial,
        lpn=lpn,
        receipt_line_id=order.receipt_line_id,
    )


def _write(
    session: Session,
    act: Act,
    carton: StandingCarton,
    order: Order,
    item: Moved,
    changes: tuple[Change, ...],
    code: DispositionCode,
) -> UUID:
    entry = Entry(
        kind=EventKind.UNITS_SCRAPPED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=DISPOSITION_OF[code],
        items=(about_carton(carton.id, carton.lpn), item),
        biz_location=act.station_id,
        biz_transactions=(about_order(order),),
        changes=changes,
    )
    return record(session, act, entry)
