"""All that is locked in a building, as the office and the supervisors list it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Hold,
    Location,
    Operator,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.domain.vocabulary import HoldReason

CARTON, LINE, HOLD, PLACE = table_of(Carton), table_of(CartonLine), table_of(Hold), table_of(Location)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
PRODUCT, OPERATOR, PARTY = table_of(Product), table_of(Operator), table_of(Party)


@dataclass(frozen=True, slots=True)
class Locked:
    """One locked line: `units` base units, since when (UTC) and by whom, where it stands, on which paper, from whom."""

    line_id: UUID
    sku: str
    product: Mapping[str, str]
    lot: str
    serial: str
    units: int
    reason: HoldReason
    since: datetime
    who: str
    lpn: str
    place: str
    number: str
    sender: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which locked lines a list shows, and in which order."""

    reason: HoldReason | None = None
    ordered_by: UUID | None = None
    find: str = ""
    order: str = "since"
    falls: bool = False


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "since": HOLD.c.placed_at,
    "product": PRODUCT.c.sku,
    "units": LINE.c.quantity,
    "reason": LINE.c.hold,
    "carton": CARTON.c.lpn,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many locked lines are wanted."""
    total: int = session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Locked]:
    """Return the wanted lines in order, the longest locked first where nothing else is said."""
    column = ORDERS[wanted.order]
    order = (column.desc() if wanted.falls else column, LINE.c.id)
    rows = session.execute(_from(sa.select(*_COLUMNS), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [Locked(*row) for row in rows]


def one(session: Session, site_id: UUID, line_id: UUID) -> Locked | None:
    """Return the locked line with that id."""
    row = session.execute(_from(sa.select(*_COLUMNS), site_id, Wanted()).where(LINE.c.id == line_id)).one_or_none()
    return Locked(*row) if row else None


_COLUMNS = (
    LINE.c.id, PRODUCT.c.sku, PRODUCT.c.name, LINE.c.lot, LINE.c.serial, LINE.c.quantity, LINE.c.hold,
    HOLD.c.placed_at, OPERATOR.c.name.label("who"), CARTON.c.lpn, sa.func.coalesce(PLACE.c.code, ""),
    sa.func.coalesce(PAPER.c.number, ""), sa.func.coalesce(PARTY.c.name, ""),
)  # fmt: skip


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    last = HOLD.alias("last")  # a line that was emptied and filled again has a hold for each time
    standing = (
        sa.select(last.c.id)
        .where(last.c.site_id == LINE.c.site_id, last.c.carton_line_id == LINE.c.id, last.c.released_at.is_(None))
        .order_by(last.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        statement.select_from(LINE)
        .join(CARTON, _same("carton_id", CARTON))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _same("receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, (RECEIPT.c.site_id == LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id))
        .join(HOLD, (HOLD.c.site_id == LINE.c.site_id) & (HOLD.c.id == standing))
        .join(OPERATOR, OPERATOR.c.id == HOLD.c.placed_by)
        .outerjoin(PAPER, (PAPER.c.site_id == LINE.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .outerjoin(PARTY, PARTY.c.id == PAPER.c.party_id)
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
        .where(LINE.c.site_id == site_id, LINE.c.hold != "", LINE.c.quantity > 0)
    )
    if wanted.reason:
        statement = statement.where(LINE.c.hold == wanted.reason)
    if wanted.ordered_by:
        statement = statement.where(_is_locked_by(wanted.ordered_by))
    return statement.where(_found(wanted.find)) if wanted.find else statement


def _is_locked_by(order_id: UUID) -> sa.ColumnElement[bool]:
    by = HOLD.alias("by_order")
    return sa.exists().where(
        by.c.site_id == LINE.c.site_id,
        by.c.carton_line_id == LINE.c.id,
        by.c.order_id == order_id,
        by.c.released_at.is_(None),
    )


def _same(column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == LINE.c.site_id) & (parent.c.id == LINE.c[column])


def _found(text: str) -> sa.ColumnElement[bool]:
    columns = (PRODUCT.c.sku, LINE.c.lot, LINE.c.serial, CARTON.c.lpn, PAPER.c.number)
    return sa.or_(*(column.icontains(text, autoescape=True) for column in columns))
