"""Declared goods: units that a notice or a label names, in the books until somebody counts them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import ReceiptLine, table_of
from app.domain.epcis import ItemRole
from app.domain.ledger import OUTSIDE, Moved, Spot
from app.domain.pallets import Declared
from app.domain.receipts import Board, Count
from app.domain.receiving import Share, matching
from app.domain.vocabulary import LineVerdict
from app.services.acting import Act
from app.services.customs.arriving import under_entries
from app.services.stowing import add_to_line

RECEIPT_LINE = table_of(ReceiptLine)


def take(session: Session, act: Act, board: Board, said: Declared, lpn: str) -> tuple[Board, tuple[Moved, ...]]:
    """Write units as declared and put them into their carton; return what the event of the act must say of it."""
    moved: list[Moved] = []
    for share in _shares(session, act, board, said):
        board, count = _declare(session, act, board, said, share)
        moved.append(_put_in(session, act, replace(said, quantity=share.quantity), count, lpn))
    return board, tuple(moved)


def _shares(session: Session, act: Act, board: Board, said: Declared) -> tuple[Share, ...]:
    """Return the units as declared, beside the line of the paper that they may fill once they are counted."""
    line_id = next((line.id for line in matching(said.item, board)), None)
    share = Share(line_id, said.quantity, LineVerdict.DECLARED)
    return under_entries(session, act, board, said.product.id, (share,)) if board.imports else (share,)


def _declare(session: Session, act: Act, board: Board, said: Declared, share: Share) -> tuple[Board, Count]:
    count = Count(
        new_id(), board.receipt_of(share.line_id), share.line_id, said.product, said.lot, said.expiry, said.serial,
        share.verdict, share.quantity, share.customs_line_id, share.regime,
    )  # fmt: skip
    return add_count(session, act, board, count)


def add_count(session: Session, act: Act, board: Board, count: Count) -> tuple[Board, Count]:
    """Write a count as a line of the receipt, or add it to the line that is equal but for its quantity."""
    known = next((each for each in board.counts if replace(each, id=count.id, quantity=count.quantity) == count), None)
    if known is None:
        session.execute(sa.insert(RECEIPT_LINE).values(**_row(act, count)))
        return replace(board, counts=(*board.counts, count)), count
    more = replace(known, quantity=known.quantity + count.quantity)
    add_to_count(session, act, known.id, count.quantity)
    return replace(board, counts=tuple(more if each.id == known.id else each for each in board.counts)), more


def _row(act: Act, count: Count) -> dict[str, Any]:
    own = {name: getattr(count, name) for name in _OWN}
    return {**own, "site_id": act.site_id, "authorization_line_id": count.line_id, "product_id": count.product.id}


_OWN = ("id", "receipt_id", "customs_line_id", "regime", "lot", "expiry", "serial", "verdict", "quantity")


def add_to_count(session: Session, act: Act, receipt_line_id: UUID, quantity: int) -> None:
    """Count `quantity` more (or fewer, below zero) on a receipt line."""
    session.execute(
        sa.update(RECEIPT_LINE)
        .where(RECEIPT_LINE.c.site_id == act.site_id, RECEIPT_LINE.c.id == receipt_line_id)
        .values(quantity=RECEIPT_LINE.c.quantity + quantity)
    )


def _put_in(session: Session, act: Act, said: Declared, count: Count, lpn: str) -> Moved:
    line_id, _units = add_to_line(session, carton_line(act, said, count.id), said.quantity)
    return moved_units(said, lpn, count.id, OUTSIDE, Spot.line(said.carton_id, line_id))


def carton_line(act: Act, said: Declared, receipt_line_id: UUID) -> dict[str, Any]:
    """Return the line of a carton that holds `said` as received under a receipt line."""
    return {
        "site_id": act.site_id, "carton_id": said.carton_id, "receipt_line_id": receipt_line_id,
        "product_id": said.product.id, "owner_id": said.product.owner_id, "lot": said.lot, "expiry": said.expiry,
        "serial": said.serial, "condition": frozenset(), "grade": None, "code": None, "hold": None,
    }  # fmt: skip


def moved_units(said: Declared, lpn: str, receipt_line_id: UUID, source: Spot, target: Spot) -> Moved:
    """Return the item of the event that says where declared units went, on whose account."""
    return Moved(
        role=ItemRole.CHILD,
        source=source,
        target=target,
        quantity=said.quantity,
        product_id=said.product.id,
        owner_id=said.product.owner_id,
        lot=said.lot,
        expiry=said.expiry,
        serial=said.serial,
        lpn=lpn,
        receipt_line_id=receipt_line_id,
    )
