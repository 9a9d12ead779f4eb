"""Authorizations that a blind receipt may answer, and what their parties were sent of its goods."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Party,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.matching import Deliveries
from app.domain.receipts import Count, Paper, PaperLine
from app.domain.transitions import MOVES, AuthorizationState, Move

PAPER, LINE, PARTY = table_of(Authorization), table_of(AuthorizationLine), table_of(Party)
RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)
SHIPMENT, SHIPMENT_LINE = table_of(Shipment), table_of(ShipmentLine)

MOST = 40
"""Authorizations that are compared with one receipt; whoever misses one finds it by its number."""

RECEIVABLE = sorted(
    {AuthorizationState.RECEIVING} | {start for start, move in MOVES[AuthorizationState] if move is Move.RECEIVE}
)
"""States in which goods may still come."""


def likely(session: Session, site_id: UUID, counts: Collection[Count], limit: int = MOST) -> list[UUID]:
    """Return the authorizations that name a counted product: those that name its serial, then its lot, first."""
    products, lots, serials = ({value for value in values if value} for values in _named(counts))
    nearness = sa.case((LINE.c.serial.in_(serials), 3), (LINE.c.lot.in_(lots), 2), else_=1)
    rows = session.execute(
        sa.select(PAPER.c.id)
        .join(LINE, (LINE.c.site_id == PAPER.c.site_id) & (LINE.c.authorization_id == PAPER.c.id))
        .where(PAPER.c.site_id == site_id, PAPER.c.state.in_(RECEIVABLE), LINE.c.product_id.in_(products))
        .group_by(PAPER.c.id, PAPER.c.created_at)
        .order_by(sa.func.max(nearness).desc(), PAPER.c.created_at.desc(), PAPER.c.id)
        .limit(limit)
    )
    return list(rows.scalars())


def _named(counts: Iterable[Count]) -> "tuple[list[UUID], list[str], list[str]]":
    told = list(counts)
    return [each.product.id for each in told], [each.lot for each in told], [each.serial for each in told]


def papers(session: Session, site_id: UUID, ids: Collection[UUID]) -> list[Paper]:
    """Return those authorizations as a receipt sees them."""
    columns = ("id", "number", "program", "state", "party_id", "credit_memo", "purchase_order")
    rows = session.execute(
        sa.select(*(PAPER.c[name] for name in columns), PARTY.c.name.label("party"))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(PAPER.c.site_id == site_id, PAPER.c.id.in_(ids))
    )
    return [Paper(**row._mapping) for row in rows]


def lines(session: Session, site_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, tuple[PaperLine, ...]]:
    """Return the expected lines of authorizations, in their order."""
    own = ("id", "authorization_id", "lot", "expiry", "serial", "quantity")
    rows = session.execute(
        sa.select(*(LINE.c[name] for name in own), *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.authorization_id.in_(ids))
        .order_by(LINE.c.authorization_id, LINE.c.position)
    )
    found: dict[UUID, list[PaperLine]] = defaultdict(list)
    for row in rows:
        line = PaperLine(row.id, product_from(row), row.lot, row.expiry, row.serial, row.quantity)
        found[row.authorization_id].append(line)
    return {paper_id: tuple(of) for paper_id, of in found.items()}


def counted(session: Session, site_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, tuple[Count, ...]]:
    """Return what the receipts of authorizations counted so far."""
    own = ("id", "receipt_id", "lot", "expiry", "serial", "verdict", "quantity")
    rows = session.execute(
        sa.select(
            *(RECEIPT_LINE.c[name] for name in own),
            RECEIPT_LINE.c.authorization_line_id.label("line_id"),
            RECEIPT.c.authorization_id,
            *COLUMNS,
        )
        .select_from(RECEIPT)
        .join(RECEIPT_LINE, (RECEIPT_LINE.c.site_id == RECEIPT.c.site_id) & (RECEIPT_LINE.c.receipt_id == RECEIPT.c.id))
        .join(PRODUCT, PRODUCT.c.id == RECEIPT_LINE.c.product_id)
        .where(RECEIPT.c.site_id == site_id, RECEIPT.c.authorization_id.in_(ids), RECEIPT_LINE.c.quantity > 0)
    )
    found: dict[UUID, list[Count]] = defaultdict(list)
    for row in rows:
        same = {name: getattr(row, name) for name in (*own, "line_id")}
        found[row.authorization_id].append(Count(product=product_from(row), **same))
    return {paper_id: tuple(of) for paper_id, of in found.items()}


def deliveries(
    session: Session, site_id: UUID, parties: Collection[UUID], counts: Collection[Count]
) -> Mapping[UUID, Deliveries]:
    """Return what each of `parties` was sent of the counted products."""
    rows = _sent(session, site_id, counts, SHIPMENT.c.party_id.in_(parties))
    holders = _holders(session, site_id, counts)
    sent: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        sent[row.party_id].append(row)
    return {
        party: Deliveries(
            products=frozenset(row.product_id for row in sent[party]),
            lots={(row.product_id, row.lot): row.expiry for row in sent[party] if row.lot},
            serials=frozenset((row.product_id, row.serial) for row in sent[party] if row.serial),
            others={unit: name for unit, holder, name in holders if holder != party},
        )
        for party in parties
    }


def _sent(session: Session, site_id: UUID, counts: Collection[Count], where: sa.ColumnElement[bool]) -> list[Any]:
    products, _, _ = _named(counts)
    goods = (SHIPMENT_LINE.c.product_id, SHIPMENT_LINE.c.lot, SHIPMENT_LINE.c.expiry, SHIPMENT_LINE.c.serial)
    return list(
        session.execute(
            sa.select(SHIPMENT.c.party_id, *goods)
            .join(SHIPMENT_LINE, _OF_SHIPMENT)
            .where(SHIPMENT_LINE.c.site_id == site_id, SHIPMENT_LINE.c.product_id.in_(set(products)), where)
            .distinct()
        )
    )


_OF_SHIPMENT = (SHIPMENT_LINE.c.site_id == SHIPMENT.c.site_id) & (SHIPMENT_LINE.c.shipment_id == SHIPMENT.c.id)


def _holders(session: Session, site_id: UUID, counts: Collection[Count]) -> list[tuple[tuple[UUID, str], UUID, str]]:
    """Return to whom each counted serial was delivered."""
    serials = {count.serial for count in counts if count.serial}
    if not serials:
        return []
    rows = session.execute(
        sa.select(SHIPMENT_LINE.c.product_id, SHIPMENT_LINE.c.serial, SHIPMENT.c.party_id, PARTY.c.name)
        .select_from(SHIPMENT_LINE)
        .join(SHIPMENT, _OF_SHIPMENT)
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(SHIPMENT_LINE.c.site_id == site_id, SHIPMENT_LINE.c.serial.in_(serials))
        .order_by(PARTY.c.name)
    )
    return [((row.product_id, row.serial), row.party_id, row.name) for row in rows]


def senders(session: Session, site_id: UUID, counts: Collection[Count], limit: int = 5) -> list[tuple[UUID, str]]:
    """Return who was sent such goods: by serial before by lot before by product, then by how many of them."""
    products, lots, serials = ({value for value in values if value} for values in _named(counts))
    nearness = sa.case((SHIPMENT_LINE.c.serial.in_(serials), 100), (SHIPMENT_LINE.c.lot.in_(lots), 10), else_=1)
    rows = session.execute(
        sa.select(PARTY.c.id, PARTY.c.name)
        .select_from(SHIPMENT_LINE)
        .join(SHIPMENT, _OF_SHIPMENT)
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(SHIPMENT_LINE.c.site_id == site_id, SHIPMENT_LINE.c.product_id.in_(products))
        .group_by(PARTY.c.id, PARTY.c.name)
        .order_by(sa.func.max(nearness).desc(), sa.func.sum(SHIPMENT_LINE.c.quantity).desc(), PARTY.c.name)
        .limit(limit)
    )
    return [(row.id, row.name) for row in rows]
