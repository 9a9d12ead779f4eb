"""Goods under customs entries: where there is room for what comes, which regime stands where, what covers it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    CustomsEntry,
    CustomsLine,
    CustomsPaper,
    Product,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.db.queries.customs import RECEIVED
from app.domain.circumstances import Regime
from app.domain.customs import shown
from app.domain.transitions import CustomsEntryState

ENTRY, LINE, LINK = table_of(CustomsEntry), table_of(CustomsLine), table_of(CustomsPaper)
PAPER, PRODUCT, CARTON = table_of(Authorization), table_of(Product), table_of(Carton)
RECEIPT, COUNTED, STANDS = table_of(Receipt), table_of(ReceiptLine), table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class Room:
    """A line of an open entry under which `left` base units may still come, of the authorizations `papers`."""

    line_id: UUID
    papers: frozenset[UUID]
    left: int


def rooms(session: Session, site_id: UUID, papers: Collection[UUID], product_id: UUID) -> list[Room]:
    """Return where there is room for a product, the entry that was cleared first standing first; entries are locked."""
    named = sa.select(LINK.c.entry_id).where(LINK.c.site_id == site_id, LINK.c.authorization_id.in_(papers))
    is_open = (ENTRY.c.site_id == site_id, ENTRY.c.state == CustomsEntryState.OPEN, ENTRY.c.id.in_(named))
    session.execute(sa.select(ENTRY.c.id).where(*is_open).order_by(ENTRY.c.id).with_for_update(key_share=True)).all()
    rows = session.execute(
        sa.select(LINE.c.id, LINE.c.quantity - RECEIVED, LINK.c.authorization_id)
        .join(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .join(LINK, (LINK.c.site_id == LINE.c.site_id) & (LINK.c.entry_id == LINE.c.entry_id))
        .where(*is_open, LINE.c.product_id == product_id, LINK.c.authorization_id.in_(papers))
        .order_by(ENTRY.c.cleared_on, ENTRY.c.number)
    ).all()
    left: dict[UUID, int] = {row[0]: int(row[1]) for row in rows}
    return [Room(each, frozenset(row[2] for row in rows if row[0] == each), left[each]) for each in left]


def regimes_in(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> set[Regime | None]:
    """Return the customs regimes of what stands in cartons; None for goods under none."""
    rows = session.execute(
        sa.select(COUNTED.c.regime)
        .join(STANDS, (STANDS.c.site_id == COUNTED.c.site_id) & (STANDS.c.receipt_line_id == COUNTED.c.id))
        .where(STANDS.c.site_id == site_id, STANDS.c.carton_id.in_(carton_ids), STANDS.c.quantity > 0)
        .distinct()
    )
    return {row[0] for row in rows}


def uncovered_of(site_id: UUID, papers: Collection[UUID]) -> "sa.Select[Any]":
    """Return the query of receipt lines that no entry covers, of those of `papers` that import temporarily."""
    imports = sa.exists().where(
        LINK.c.site_id == RECEIPT.c.site_id, LINK.c.authorization_id == RECEIPT.c.authorization_id
    )
    return (
        sa.select(COUNTED.c.id)
        .join(RECEIPT, (RECEIPT.c.site_id == COUNTED.c.site_id) & (RECEIPT.c.id == COUNTED.c.receipt_id))
        .where(COUNTED.c.site_id == site_id, COUNTED.c.customs_line_id.is_(None), imports)
        .where(RECEIPT.c.authorization_id.in_(papers))
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counted goods of a paper that imports temporarily, which no entry covers: `quantity` base units."""

    receipt_line_id: UUID
    product_id: UUID
    sku: str
    product: Mapping[str, str]
    lot: str
    serial: str
    quantity: int
    number: str
    receipt: str


def waiting(session: Session, site_id: UUID, entry_id: UUID) -> list[Waiting]:
    """Return what came under the authorizations of an entry and is under none, in the order in which it was counted."""
    named = sa.select(LINK.c.authorization_id).where(LINK.c.site_id == site_id, LINK.c.entry_id == entry_id)
    rows = session.execute(
        sa.select(
            COUNTED.c.id, PRODUCT.c.id, PRODUCT.c.sku, PRODUCT.c.name, COUNTED.c.lot, COUNTED.c.serial,
            COUNTED.c.quantity, PAPER.c.number, RECEIPT.c.number,
        )
        .join(RECEIPT, (RECEIPT.c.site_id == COUNTED.c.site_id) & (RECEIPT.c.id == COUNTED.c.receipt_id))
        .join(PAPER, (PAPER.c.site_id == RECEIPT.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .join(PRODUCT, PRODUCT.c.id == COUNTED.c.product_id)
        .where(COUNTED.c.site_id == site_id, COUNTED.c.customs_line_id.is_(None), COUNTED.c.quantity > 0)
        .where(RECEIPT.c.authorization_id.in_(named))
        .order_by(COUNTED.c.id)
    )  # fmt: skip
    return [Waiting(*row) for row in rows]


def lines_left(session: Session, site_id: UUID, entry_id: UUID) -> dict[UUID, tuple[UUID | None, int]]:
    """Return the line of an entry by product, with how many base units may still come under it."""
    mine = (LINE.c.site_id == site_id, LINE.c.entry_id == entry_id)
    rows = session.execute(sa.select(LINE.c.product_id, LINE.c.id, LINE.c.quantity - RECEIVED).where(*mine))
    return {row[0]: (row[1], int(row[2])) for row in rows}


@dataclass(frozen=True, slots=True)
class UnderRegime:
    """Goods in a carton that are under a regime still; `entry` is empty for what no entry covers."""

    lpn: str
    product: Mapping[str, str]
    regime: Regime
    entry: str


def under_regime(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> list[UnderRegime]:
    """Return what stands in cartons under a customs regime, one row for each receipt line in each."""
    rows = session.execute(
        sa.select(CARTON.c.lpn, PRODUCT.c.name, COUNTED.c.regime, ENTRY.c.number)
        .select_from(STANDS)
        .join(CARTON, (CARTON.c.site_id == STANDS.c.site_id) & (CARTON.c.id == STANDS.c.carton_id))
        .join(COUNTED, (COUNTED.c.site_id == STANDS.c.site_id) & (COUNTED.c.id == STANDS.c.receipt_line_id))
        .join(PRODUCT, PRODUCT.c.id == STANDS.c.product_id)
        .outerjoin(LINE, (LINE.c.site_id == COUNTED.c.site_id) & (LINE.c.id == COUNTED.c.customs_line_id))
        .outerjoin(ENTRY, (ENTRY.c.site_id == LINE.c.site_id) & (ENTRY.c.id == LINE.c.entry_id))
        .where(STANDS.c.site_id == site_id, STANDS.c.carton_id.in_(carton_ids), STANDS.c.quantity > 0)
        .where(COUNTED.c.regime != "")
        .order_by(STANDS.c.id)
    )
    return [UnderRegime(row[0], row[1], row[2], shown(row[3]) if row[3] else "-") for row in rows]


def others_in(session: Session, site_id: UUID, carton_id: UUID, line_ids: Collection[UUID]) -> bool:
    """Tell whether a carton holds goods under no regime, other than those of receipt lines."""
    row = session.execute(
        sa.select(STANDS.c.id)
        .join(COUNTED, (COUNTED.c.site_id == STANDS.c.site_id) & (COUNTED.c.id == STANDS.c.receipt_line_id))
        .where(STANDS.c.site_id == site_id, STANDS.c.carton_id == carton_id, STANDS.c.quantity > 0)
        .where(STANDS.c.receipt_line_id.not_in(line_ids), COUNTED.c.regime != Regime.IMMEX)
        .limit(1)
    ).one_or_none()
    return row is not None
