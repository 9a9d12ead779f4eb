"""Writing a judged item: carton line, receipt line, hold, exception, tally, event."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import ReceiptLine, table_of
from app.db.prepared import Prepared
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind, ItemRole
from app.domain.holds import disposition_of, shown
from app.domain.ledger import OUTSIDE, Entry, Moved, Spot
from app.domain.messages.core import Params
from app.domain.products import ScannedItem
from app.domain.receipts import Board, Count, OpenCarton
from app.domain.receiving import Share
from app.domain.vocabulary import ExceptionKind, HoldReason, LineVerdict, TallyKind
from app.services.acting import Act
from app.services.excepting import raise_exception
from app.services.locking import lock_line
from app.services.recording import record
from app.services.stowing import add_to_line
from app.services.tallying import tally

RECEIPT_LINE = table_of(ReceiptLine)


@dataclass(frozen=True, slots=True)
class Booked:
    """The written event and the board as it stands after it."""

    event_id: UUID
    board: Board


def book(
    session: Session, act: Act, board: Board, item: ScannedItem, shares: tuple[Share, ...], carton: OpenCarton
) -> Booked:
    """Write `shares` of `item` into `carton` and return the event with the new board."""
    moved = []
    for share in shares:
        board, count = _count(session, act, board, item, share)
        moved.append(_into_carton(session, act, item, share, count, carton))
        _except(session, act, board, item, share, carton)
    tally(session, act, TallyKind.UNITS_RECEIVED, item.quantity)
    event_id = record(session, act, _entry(board, item, shares, tuple(moved)))
    return Booked(event_id, _with_units(board, carton, item))


def _count(session: Session, act: Act, board: Board, item: ScannedItem, share: Share) -> tuple[Board, Count]:
    known = next((count for count in board.counts if _same(count, board, item, share)), None)
    if known is None:
        count = Count(
            new_id(), board.receipt_of(share.line_id), share.line_id, item.product, item.lot, item.expiry, item.serial,
            share.verdict, share.quantity, share.customs_line_id, share.regime,
        )  # fmt: skip
        session.execute(sa.insert(RECEIPT_LINE).values(_receipt_line(act, count)))
        return replace(board, counts=(*board.counts, count), last_count_id=count.id), count
    count = replace(known, quantity=known.quantity + share.quantity)
    _MORE.run(session, {"of_site": act.site_id, "of_line": count.id, "more": share.quantity})
    counts = tuple(count if each.id == count.id else each for each in board.counts)
    return replace(board, counts=counts, last_count_id=count.id), count


_MORE = Prepared(
    sa.update(RECEIPT_LINE)
    .where(RECEIPT_LINE.c.site_id == sa.bindparam("of_site"), RECEIPT_LINE.c.id == sa.bindparam("of_line"))
    .values(quantity=RECEIPT_LINE.c.quantity + sa.bindparam("more"))
)


def _same(count: Count, board: Board, item: ScannedItem, share: Share) -> bool:
    counted = (count.product.id, count.lot, count.expiry, count.serial)
    judged = (count.line_id, count.verdict, count.customs_line_id, count.regime)
    return (
        counted == (item.product.id, item.lot, item.expiry, item.serial)
        and judged == (share.line_id, share.verdict, share.customs_line_id, share.regime)
        and count.receipt_id == board.receipt_of(share.line_id)
    )


def _receipt_line(act: Act, count: Count) -> dict[str, Any]:
    return {
        "site_id": act.site_id,
        "id": count.id,
        "receipt_id": count.receipt_id,
        "authorization_line_id": count.line_id,
        "customs_line_id": count.customs_line_id,
        "regime": count.regime,
        "product_id": count.product.id,
        "lot": count.lot,
        "expiry": count.expiry,
        "serial": count.serial,
        "verdict": count.verdict,
        "quantity": count.quantity,
    }


def _into_carton(
    session: Session, act: Act, item: ScannedItem, share: Share, count: Count, carton: OpenCarton
) -> Moved:
    line = {
        "site_id": act.site_id,
        "carton_id": carton.id,
        "receipt_line_id": count.id,
        "product_id": item.product.id,
        "owner_id": item.product.owner_id,
        "lot": item.lot,
        "expiry": item.expiry,
        "serial": item.serial,
        "condition": frozenset(),
        "grade": None,
        "code": None,
        "hold": shown(share.locks),
    }
    line_id, quantity = add_to_line(session, line, share.quantity)
    if share.locks and (share.orders or quantity == share.quantity):
        lock_line(session, act, line_id, share.locks, was_empty=quantity == share.quantity)
    return Moved(
        role=ItemRole.CHILD,
        source=OUTSIDE,
        target=Spot.line(carton.id, line_id),
        quantity=share.quantity,
        product_id=item.product.id,
        owner_id=item.product.owner_id,
        lot=item.lot,
        expiry=item.expiry,
        serial=item.serial,
        lpn=carton.lpn,
        receipt_line_id=count.id,
    )


RAISES = {
    LineVerdict.OVER: ExceptionKind.OVER,
    LineVerdict.UNEXPECTED: ExceptionKind.UNEXPECTED,
    LineVerdict.WRONG_LOT: ExceptionKind.WRONG_LOT,
    LineVerdict.WRONG_SERIAL: ExceptionKind.WRONG_SERIAL,
    LineVerdict.EXPIRED: ExceptionKind.EXPIRED,
    LineVerdict.LOT_UNREADABLE: ExceptionKind.LOT_UNREADABLE,
    LineVerdict.UDI_UNREADABLE: ExceptionKind.UDI_UNREADABLE,
}


def _except(session: Session, act: Act, board: Board, item: ScannedItem, share: Share, carton: OpenCarton) -> None:
    kind = RAISES.get(share.verdict)
    if kind is None:
        return
    params: Params = {
        "product": item.product.said, "lot": item.lot, "quantity": share.quantity, "number": board.number,
        "lpn": carton.lpn,
    }  # fmt: skip
    raise_exception(session, act, kind, params, board.receipt_id, carton.id)


def _entry(board: Board, item: ScannedItem, shares: tuple[Share, ...], moved: tuple[Moved, ...]) -> Entry:
    hold = shown(lock for share in shares for lock in share.locks)
    return Entry(
        kind=EventKind.UNITS_RECEIVED,
        action=EpcisAction.ADD,
        biz_step=BizStep.HOLDING if hold and hold is not HoldReason.UNMATCHED else BizStep.RECEIVING,
        disposition=disposition_of(hold) if hold else Disposition.RETURNED,
        items=moved,
        biz_transactions=transactions(board),
        detail={"tally": [[TallyKind.UNITS_RECEIVED, item.quantity]]},
    )


def transactions(board: Board) -> tuple[dict[str, str], ...]:
    """Return the receipt and its authorization, and those that joined, as EPCIS business transactions."""
    receipt = {"type": "receipt", "id": str(board.receipt_id)}
    others = ({"type": "receipt", "id": str(each.receipt_id)} for each in board.joined)
    return (receipt, *({"type": "rma", "id": str(paper.id)} for paper in board.papers), *others)


def _with_units(board: Board, carton: OpenCarton, item: ScannedItem) -> Board:
    medical = item.quantity if item.product.medical else 0
    cartons = tuple(
        replace(each, units=each.units + item.quantity, medical=each.medical + medical)
        if each.id == carton.id
        else each
        for each in board.cartons
    )
    return replace(board, cartons=cartons)
