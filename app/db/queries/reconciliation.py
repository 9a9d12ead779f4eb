"""What the three-way match of one authorization compares: its lines, what its receipts counted, what memos credit."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    CartonLine,
    CreditMemo,
    CreditMemoLine,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.db.queries.authorization import Paper
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.matched import Authorized, Credited, Match, Received
from app.domain.reconciliation import BY_MEMO, match
from app.domain.transitions import CreditMemoState
from app.domain.vocabulary import Condition, LineVerdict

RECEIPT, COUNTED, HELD = table_of(Receipt), table_of(ReceiptLine), table_of(CartonLine)
MEMO, CREDITED = table_of(CreditMemo), table_of(CreditMemoLine)
SHIPMENT, SHIPPED = table_of(Shipment), table_of(ShipmentLine)

BINDING = (CreditMemoState.ISSUED, CreditMemoState.SETTLED)
"""Memos that credit: a draft does not yet, a void one no more."""


def match_of(session: Session, site_id: UUID, paper: Paper) -> Match:
    """Match an authorization with all that its receipts counted and its memos credit: five statements."""
    lines = [
        Authorized(each.id, each.position, each.product, each.lot, each.expiry, each.serial, each.reason, each.quantity)
        for each in paper.lines
    ]
    received = _received(session, site_id, paper)
    return match(lines, received, _credited(session, site_id, paper), paper.party, by_memo=paper.program in BY_MEMO)


def _received(session: Session, site_id: UUID, paper: Paper) -> list[Received]:
    mine = _of_paper(site_id, paper)
    names = ("id", "authorization_line_id", "lot", "expiry", "verdict", "quantity")
    rows = session.execute(
        sa.select(*(COUNTED.c[name] for name in names), *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == COUNTED.c.product_id)
        .where(mine, COUNTED.c.quantity > 0, COUNTED.c.verdict != LineVerdict.DECLARED)  # nobody has seen those
        .order_by(COUNTED.c.id)
    ).all()
    stands = _stands(session, site_id, mine)
    strange = {row.product_id for row in rows if row.verdict is LineVerdict.UNEXPECTED}
    known = _ever_shipped(session, site_id, paper.party_id, strange)
    return [_as_received(row, stands[row.id], known) for row in rows]


def _of_paper(site_id: UUID, paper: Paper) -> "sa.ColumnElement[bool]":
    """Match the counts of its lines in whatever receipt, and what its own receipts counted beside any line."""
    own = sa.select(RECEIPT.c.id).where(RECEIPT.c.site_id == site_id, RECEIPT.c.authorization_id == paper.id)
    beside = sa.and_(COUNTED.c.authorization_line_id.is_(None), COUNTED.c.receipt_id.in_(own))
    named = COUNTED.c.authorization_line_id.in_([line.id for line in paper.lines])
    return sa.and_(COUNTED.c.site_id == site_id, sa.or_(named, beside))


def _stands(session: Session, site_id: UUID, mine: "sa.ColumnElement[bool]") -> dict[UUID, list[Any]]:
    """Return how the goods of each count stand now, wherever they were moved."""
    kept = ("receipt_line_id", "hold", "grade", "condition")
    of_mine = HELD.c.receipt_line_id.in_(sa.select(COUNTED.c.id).where(mine))
    rows = session.execute(
        sa.select(*(HELD.c[name] for name in kept), sa.func.sum(HELD.c.quantity).label("units"))
        .where(HELD.c.site_id == site_id, HELD.c.quantity > 0, of_mine)
        .group_by(*(HELD.c[name] for name in kept))
    )
    stands: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        stands[row.receipt_line_id].append(row)
    return stands


def _as_received(row: Any, stands: Iterable[Any], known: Collection[UUID]) -> Received:
    held = [each for each in stands if each.hold]
    graded = [each for each in stands if not each.hold and each.grade]
    ungraded = [each for each in stands if not each.hold and not each.grade]
    return Received(
        line_id=row.authorization_line_id,
        product=product_from(row),
        lot=row.lot,
        expiry=row.expiry,
        verdict=row.verdict,
        counted=row.quantity,
        accepted=_sum(graded),
        held=_sum(held),
        ungraded=_sum(ungraded),
        working=_sum(each for each in graded if Condition.FUNCTIONAL in each.condition),
        damaged=_sum(each for each in graded if Condition.DAMAGED in each.condition),
        was_shipped=row.verdict is not LineVerdict.UNEXPECTED or row.product_id in known,
    )


def _sum(rows: Iterable[Any]) -> int:
    return sum(int(row.units) for row in rows)


def _ever_shipped(session: Session, site_id: UUID, party_id: UUID, products: Collection[UUID]) -> set[UUID]:
    if not products:
        return set()
    return set(
        session.scalars(
            sa.select(SHIPPED.c.product_id)
            .join(SHIPMENT, (SHIPMENT.c.site_id == SHIPPED.c.site_id) & (SHIPMENT.c.id == SHIPPED.c.shipment_id))
            .where(SHIPPED.c.site_id == site_id, SHIPMENT.c.party_id == party_id, SHIPPED.c.product_id.in_(products))
            .distinct()
        )
    )


def _credited(session: Session, site_id: UUID, paper: Paper) -> list[Credited]:
    rows = session.execute(
        sa.select(CREDITED.c.authorization_line_id, CREDITED.c.lot, CREDITED.c.quantity, *COLUMNS)
        .join(MEMO, (MEMO.c.site_id == CREDITED.c.site_id) & (MEMO.c.id == CREDITED.c.credit_memo_id))
        .join(PRODUCT, PRODUCT.c.id == CREDITED.c.product_id)
        .where(CREDITED.c.site_id == site_id, MEMO.c.authorization_id == paper.id, MEMO.c.state.in_(BINDING))
        .order_by(CREDITED.c.id)
    )
    return [Credited(row.authorization_line_id, product_from(row), row.lot, row.quantity) for row in rows]
