"""Goods that are not worth the work, or do not stand it: given up into a tote for recycling or destruction."""

from collections.abc import Sequence
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
from app.domain.messages.core import Message, Money, Param, Said, Units, Word
from app.domain.readings import Reading
from app.domain.transitions import Move
from app.domain.vocabulary import DispositionCode
from app.domain.work_orders import Order
from app.services import accruing, approving
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.grading import totes
from app.services.moving import Standing, move_carton, touch_carton
from app.services.recording import record
from app.services.resolving import Found, resolve_item
from app.services.reworking.screen import Screen, Sheet
from app.services.reworking.writing import locked, standing
from app.services.stowing import add_to_line
from app.services.work_orders import about_order, change_order, set_order

LINE = table_of(CartonLine)


def ask(session: Session, act: Act, screen: Screen, code: DispositionCode) -> Outcome[Sheet]:
    """Ask for the tote that takes the goods of the chosen order; nothing changes yet."""
    carton, order = locked(session, act, screen.sheet)
    _check_idle(act, order)
    sheet = replace(screen.sheet.bare, carton_id=carton.id, order_id=order.id, scrap=code)
    question = say.ASK_SCRAP_SEVERAL if order.quantity > 1 else say.ASK_SCRAP
    return _asked(order, sheet, question, order.quantity)


def count(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Sheet]:
    """Count a scanned unit among those that are given up. Raises Refused for another product or lot."""
    _carton, order = locked(session, act, screen.sheet)
    match resolve_item(session, readings, [order.product]):
        case Found(item=item) if item.product.id == order.product.id and item.lot in ("", order.lot):
            return _count(order, screen.sheet, screen.sheet.units + item.quantity)
        case _:
            raise Refused(say.SCRAP_OTHER, text=act.text, product=order.product.said, lot=order.lot or "-")


def say_units(session: Session, act: Act, screen: Screen, typed: str) -> Outcome[Sheet]:
    """Say how many units are given up, instead of scanning each."""
    _carton, order = locked(session, act, screen.sheet)
    return _count(order, screen.sheet, int(typed) if typed.isascii() and typed.isdecimal() else 0)


def _count(order: Order, sheet: Sheet, units: int) -> Outcome[Sheet]:
    if sheet.scrap is None:
        raise Refused(say.NO_SCRAP)
    if not 0 < units <= order.quantity:
        raise Refused(say.SCRAP_TOO_MANY, wanted=Units(units), product=order.product.said, units=Units(order.quantity))
    return _asked(order, replace(sheet, order_id=order.id, units=units), say.SCRAP_COUNTED, units)


def _asked(order: Order, sheet: Sheet, question: Message, units: int) -> Outcome[Sheet]:
    facts: dict[str, Param] = {
        "units": Units(units), "product": order.product.said, "code": Word(str(sheet.scrap)), "all": order.quantity,
    }  # fmt: skip
    return Outcome(Said(question, facts), pending=sheet.to_params(), result=sheet)


def _check_idle(act: Act, order: Order) -> None:
    for step in order.running:
        raise Refused(say.STILL_RUNS, operation=Word(step.kind.value), who=step.who, when=step.since or act.now)


def give_up(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[Sheet]:
    """Give up the goods of the chosen order, or as many as were counted, into the tote with `plate`.

    Raises Refused until it is approved, and for a tote that must not take them.
    """
    code = screen.sheet.scrap
    if code is None:
        raise Refused(say.NO_SCRAP)
    order = queries.one(session, act.site_id, screen.sheet.order_id)
    if order is not None:
        _have_approved(session, act, _share(order, screen.sheet))
    tote = totes.find_or_open(session, act, plate, code, screen.new_tote_id)
    ids = sorted(each for each in (tote.id, screen.sheet.carton_id) if each)
    pallets.lock(session, act.site_id, ids)
    carton, order = locked(session, act, screen.sheet)
    _check_idle(act, order)
    tote, goods = _again(session, act, tote, order)
    check_tote(tote, goods, code)
    return _give_up(session, act, carton, order, screen.sheet, goods, totes.bind(session, act, tote, code))


def _share(order: Order, sheet: Sheet) -> Order:
    """Return what of the order is given up, as an order of so many units."""
    return replace(order, quantity=min(sheet.units, order.quantity) or order.quantity)


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
    sheet: Sheet,
    goods: Goods,
    tote: Tote,
) -> Outcome[Sheet]:
    touch_carton(session, act, Standing(tote.id, tote.lpn, tote.state, tote.version))
    share, code = _share(order, sheet), DispositionCode(str(sheet.scrap))
    moved = _move(session, act, share, goods, tote, code)
    changes = _changed(session, act, order, share) + _source(session, act, carton)
    event_id = _write(session, act, carton, share, moved, changes, code)
    accruing.restate(session, act, {order.receipt_line_id}, event_id)
    left = order.quantity - share.quantity
    after = (
        Sheet(carton.id, order.id if left else None) if queries.of_carton(session, act.site_id, carton.id) else Sheet()
    )
    facts: dict[str, Param] = {
        "units": Units(share.quantity),
        "product": order.product.said,
        "tote": tote.lpn,
        "code": Word(code.value),
    }
    said = Said(say.SCRAPPED_SOME, {**facts, "left": left}) if left else Said(say.SCRAPPED, facts)
    return Outcome(said, event_id, after.to_params(), after)


def _changed(session: Session, act: Act, order: Order, share: Order) -> tuple[Change, ...]:
    """End the order with all its units; with some, it goes on with the others."""
    if share.quantity == order.quantity:
        return change_order(session, act, order, Move.SCRAP)
    left, given_up = order.quantity - share.quantity, order.given_up + share.quantity
    return set_order(session, act, order, quantity=left, given_up=given_up)


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
