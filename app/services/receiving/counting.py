"""Counting one scanned item: look it up, complete it, judge it, book it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.queries import cartons, isolating, products
from app.domain.approvals import ApprovalAct, Extent
from app.domain.errors import Question, Refused
from app.domain.holds import Lock, shown
from app.domain.messages import customs as uncovered
from app.domain.messages import delivered, floor
from app.domain.messages import isolating as held
from app.domain.messages import receiving as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.pending import Pending
from app.domain.products import Product, ScannedItem
from app.domain.readings import Reading
from app.domain.receipts import Board, OpenCarton
from app.domain.receiving import (
    IN_PLACE,
    NAMES_QUARANTINE,
    Ask,
    SerialTrace,
    Share,
    Shipped,
    check_serial,
    complete,
    judge,
    known_lots,
    matching,
)
from app.domain.transitions import CartonState
from app.domain.vocabulary import HoldReason, HoldScope, LineVerdict, Role
from app.services import approving
from app.services.acting import Act, Outcome
from app.services.approving import Request
from app.services.customs.arriving import under_entries
from app.services.customs.mixing import check_one_regime
from app.services.reading import meanings
from app.services.receiving import unopened
from app.services.receiving.booking import Booked, book
from app.services.receiving.opening import still_open
from app.services.resolving import Ambiguous, Found, Unknown, resolve_item


def count(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    """Count what `pending` stands for into the open carton, or ask what is still missing."""
    try:
        return _count(session, act, board, pending)
    except Question as question:
        asked = replace(pending, ask=Ask(question.ask))
        raise question.keeping(asked.to_json()) from None


def _count(session: Session, act: Act, board: Board, pending: Pending) -> Outcome[Board]:
    open_carton = still_open(session, act, board, Refused(say.CARTON_NEEDED, text=pending.text))
    item = identify(session, board, pending)
    is_clean = unopened.check_open(session, act, item, open_carton)
    shipped = shipped_of(session, act, board, item)
    item = complete(item, board, shipped, pending.accepted)
    _check_serial(session, act, item)
    try:
        shares = judge(item, _as_told(board, pending), shipped, pending.accepted, _today(act))
    except Question as question:
        raise _naming_quarantine(session, act, _naming_other(act, question, shipped)) from None
    if board.is_ordered:
        shares = _under_orders(session, act, board, item, shares, pending, open_carton, is_clean=is_clean)
    if board.imports:
        shares = _under_entries(session, act, board, item, shares, pending)
    _check_tolerance(session, act, board, item, shares)
    carton = _taking(session, act, open_carton, shares)
    if board.imports and carton is open_carton:
        check_one_regime(session, act, carton, item.product, (share.regime for share in shares))
    booked = book(session, act, board, item, shares, carton)
    return Outcome(_counted(session, act, item, shares, booked, carton), booked.event_id, result=booked.board)


def _today(act: Act) -> date:
    return act.now.astimezone(ZoneInfo(act.by.time_zone)).date()


def _under_orders(
    session: Session, act: Act, board: Board, item: ScannedItem, shares: tuple[Share, ...], pending: Pending,
    carton: OpenCarton, *, is_clean: bool,
) -> tuple[Share, ...]:  # fmt: skip
    """Return the shares with the orders to hold that they fall under. Raises Question, or Refused for a held carton.

    What `is_clean`, having been decontaminated, falls under no order that asks for that.
    """
    papers = {line.id: line.paper_id for line in board.named}
    under = {
        (share.line_id and papers.get(share.line_id)) or (board.paper.id if board.paper else None) for share in shares
    }
    orders = isolating.meeting(
        session, act.site_id, item.product.id, item.lot, [each for each in under if each], carton.id, _today(act)
    )
    orders = [each for each in orders if not (is_clean and each.reason is HoldReason.DECONTAMINATION)]
    for order in orders:
        facts: dict[str, Param] = {"order": order.number, "reason": Word(order.reason.value)}
        if order.scope is HoldScope.CARTON:
            raise Refused(held.CARTON_HELD, lpn=carton.lpn, **facts)
        if Ask.ORDERED not in pending.accepted:
            lot_text = f", {item.lot}" if item.lot else ""
            question = Question(held.ORDERED, Ask.ORDERED, product=item.product.said, lot_text=lot_text, **facts)
            raise _naming_quarantine(session, act, question)
    locks = tuple(Lock(order.reason, order.code, order.id) for order in orders)
    return tuple(replace(share, orders=locks) for share in shares)


def _under_entries(
    session: Session, act: Act, board: Board, item: ScannedItem, shares: tuple[Share, ...], pending: Pending
) -> tuple[Share, ...]:
    """Return the shares by the customs entries that they come under. Raises Question where no entry covers all."""
    covered = under_entries(session, act, board, item.product.id, shares)
    goes_there = any(share.orders or share.hold not in IN_PLACE for share in shares)
    if any(share.orders for share in covered) and not goes_there and Ask.CUSTOMS not in pending.accepted:
        lot_text = f", {item.lot}" if item.lot else ""
        facts: dict[str, Param] = {"product": item.product.said, "lot_text": lot_text, "units": Units(item.quantity)}
        raise _naming_quarantine(
            session, act, Question(uncovered.NOT_COVERED, Ask.CUSTOMS, **facts, number=board.number)
        )
    return covered


def _as_told(board: Board, pending: Pending) -> Board:
    """Return the board with the lines of the authorization alone that an operator said the goods came with."""
    told = next((paper for paper in board.papers if paper.number == pending.paper), None)
    return board.under(told) if told else board


def identify(session: Session, board: Board, pending: Pending) -> ScannedItem:
    """Return the item that `pending` scanned, with the answers given so far filled in."""
    readings = meanings(pending.text, pending.symbology)[pending.reading :]
    if not readings:
        raise Refused(floor.NOTHING_ASKED)
    if readings[0].needs_confirming and Ask.FIELDS not in pending.accepted:
        raise Question(floor.CHECK_FIELDS, Ask.FIELDS, text=pending.text)
    match resolve_item(session, readings, named_products(board)):
        case Found(item=item):
            return _with_answers(item, pending)
        case Ambiguous(candidates=candidates):
            picked = [each.item for each in candidates if str(each.item.product.id) == pending.product]
            if picked:
                return _with_answers(picked[0], pending)
            raise Question(floor.AMBIGUOUS, Ask.PRODUCT, text=pending.text)
        case Unknown(reading=reading, is_case=is_case):
            raise _unknown(reading, is_case)


def named_products(board: Board) -> list[Product]:
    """Return the products on the paper: what a code is looked up in first."""
    return [line.product for line in board.named]


def _with_answers(item: ScannedItem, pending: Pending) -> ScannedItem:
    """Fill in what was answered; what the code itself carries is never overwritten by an empty field."""
    return replace(
        item,
        quantity=item.quantity * pending.times,
        lot=pending.lot or item.lot,
        expiry=pending.expiry or item.expiry,
        serial=pending.serial or item.serial,
    )


def _unknown(reading: Reading, is_case: bool) -> Refused:
    if is_case and (gtin := reading.gtin or reading.content):
        return Refused(floor.UNKNOWN_PACK, gtin=gtin.value)
    return Refused(floor.UNKNOWN_CODE, text=reading.text, kind=Word(reading.kind.value))


def shipped_of(session: Session, act: Act, board: Board, item: ScannedItem) -> Shipped:
    """Read what was shipped only when the paper does not settle lot, expiry and serial by itself."""
    if board.paper is None:
        return Shipped()
    return Shipped(_shipped_lots(session, act, board, item), _serial_trace(session, act, board, item))


def _shipped_lots(session: Session, act: Act, board: Board, item: ScannedItem) -> Mapping[str, date | None]:
    named = known_lots(item.product, board, Shipped())
    is_settled = item.lot in named and (named[item.lot] or item.expiry or not item.product.expiry_tracked)
    if board.paper is None or not item.product.lot_tracked or is_settled:
        return {}
    parties = dict.fromkeys(paper.party_id for paper in board.papers)
    found = [products.shipped_lots(session, act.site_id, party, item.product.id) for party in parties]
    return {lot: expiry for lots in found for lot, expiry in lots.items()}


def _serial_trace(session: Session, act: Act, board: Board, item: ScannedItem) -> SerialTrace | None:
    named = {line.serial for line in board.named if line.product.id == item.product.id}
    if board.paper is None or not item.serial or item.serial in named:
        return None
    parties = {paper.party_id for paper in board.papers}
    return products.serial_trace(session, act.site_id, parties, item.product.id, item.serial)


def _check_serial(session: Session, act: Act, item: ScannedItem) -> None:
    if item.serial:
        cartons.lock_serials(session, item.product.id)
        here = cartons.holding_serial(session, act.site_id, item.product.id, item.serial)
        if here:
            check_serial(item, here.lpn, here.since)


MAY_KNOW = (Role.OFFICE, Role.SUPERVISOR, Role.QUALITY)
"""Who is told to which other party goods were shipped: that is not the driver's to overhear."""


def _naming_other(act: Act, question: Question, shipped: Shipped) -> Question:
    other = shipped.serial.other if shipped.serial else ""
    if question.ask != Ask.WRONG_SERIAL or not other or not act.by.has(*MAY_KNOW):
        return question
    return Question(delivered.SERIAL_OF_ANOTHER, question.ask, **question.said.params, other=other)


def _naming_quarantine(session: Session, act: Act, question: Question) -> Question:
    if Ask(question.ask) not in NAMES_QUARANTINE:
        return question
    quarantine = _quarantine(session, act)
    params: dict[str, Param] = {**question.said.params, "lpn": quarantine.lpn, "place": quarantine.place}
    return Question(question.said.message, question.ask, **params)


def _quarantine(session: Session, act: Act) -> cartons.Quarantine:
    quarantine = cartons.quarantine(session, act.site_id)
    if quarantine is None:
        raise Refused(say.NO_QUARANTINE)
    return quarantine


def _check_tolerance(session: Session, act: Act, board: Board, item: ScannedItem, shares: tuple[Share, ...]) -> None:
    """Have it approved that more than a little is kept beyond what was expected of the product. Raises Refused."""
    over = sum(share.quantity for share in shares if share.verdict is LineVerdict.OVER)
    if over:
        lines = [line for line in board.lines if line.product.id == item.product.id]
        extent = Extent(over + sum(line.over for line in lines), sum(line.expected for line in lines))
        asked = Request(ApprovalAct.OVER_BEYOND_TOLERANCE, item.product.said, extent, board.receipt_id)
        approving.check(session, act, asked)


def _taking(session: Session, act: Act, carton: OpenCarton, shares: tuple[Share, ...]) -> OpenCarton:
    """Return the carton that takes the goods: held ones never enter the carton being received."""
    if not any(share.orders or share.hold not in IN_PLACE for share in shares):
        return carton
    quarantine = _quarantine(session, act)
    return OpenCarton(quarantine.id, quarantine.lpn, CartonState.OPEN, 0)


def _counted(
    session: Session, act: Act, item: ScannedItem, shares: tuple[Share, ...], booked: Booked, carton: OpenCarton
) -> Said:
    board = booked.board
    hold = shown(lock for share in shares if share.orders or share.hold not in IN_PLACE for lock in share.locks)
    facts: dict[str, Param] = {"product": item.product.said, "quantity": item.quantity, "lot": item.lot}
    if hold:
        place = _quarantine(session, act).place
        return Said(say.COUNTED_HELD, {**facts, "reason": Word(hold.value), "lpn": carton.lpn, "place": place})
    if any(share.hold is HoldReason.RECALL for share in shares):
        units: dict[str, Param] = {"product": item.product.said, "units": Units(item.quantity)}
        return Said(held.COUNTED_RECALLED, {**units, "number": board.number})
    if board.paper is None:
        return Said(say.COUNTED_BLIND, {**facts, "counted": _units_of(board, item)})
    lines = matching(item, board)
    facts |= {"counted": sum(line.counted + line.over for line in lines), "number": board.number}
    facts["expected"] = sum(line.expected for line in lines)
    over = sum(share.quantity for share in shares if share.verdict is LineVerdict.OVER)
    if over:
        return Said(say.COUNTED_OVER, {**facts, "over": over})
    return Said(say.COUNTED if item.lot else say.COUNTED_PLAIN, facts)


def _units_of(board: Board, item: ScannedItem) -> int:
    return sum(count.quantity for count in board.counts if count.product.id == item.product.id)
