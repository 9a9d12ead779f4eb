"""Forward deliveries: the list, and one with what came back of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.db.queries.eligibility import RESERVES
from app.domain.messages.core import Local, Money
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program

SHIPMENT, LINE = table_of(Shipment), table_of(ShipmentLine)
PARTY, PRODUCT = table_of(Party), table_of(Product)
PAPER, PAPER_LINE = table_of(Authorization), table_of(AuthorizationLine)
RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": SHIPMENT.c.number,
    "order": SHIPMENT.c.order,
    "party": sa.func.lower(PARTY.c.name),
    "delivered": SHIPMENT.c.delivered_on,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of shipments is to hold, and in which order; None and empty leave nothing out. Days are included."""

    party_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = "delivered"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One shipment of a list; `units` are base units."""

    id: UUID
    number: str
    order: str
    party: str
    delivered_on: date
    lines: int
    units: int


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` shipments from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    mine = (LINE.c.site_id == SHIPMENT.c.site_id) & (LINE.c.shipment_id == SHIPMENT.c.id)
    rows = session.execute(
        sa.select(
            *(SHIPMENT.c[name] for name in ("id", "number", "order", "delivered_on")),
            PARTY.c.name.label("party"),
            sa.select(sa.func.count()).where(mine).scalar_subquery().label("lines"),
            sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0)).where(mine).scalar_subquery().label("units"),
        )
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(*_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, SHIPMENT.c.number)
        .offset(start)
        .limit(limit)
    )
    return [Listed(**{**row._mapping, "units": int(row.units)}) for row in rows]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many shipments are wanted."""
    return session.execute(
        sa.select(sa.func.count())
        .select_from(SHIPMENT)
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(*_conditions(site_id, wanted))
    ).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.party_id, SHIPMENT.c.party_id == wanted.party_id),
        (wanted.since, SHIPMENT.c.delivered_on >= (wanted.since or date.min)),
        (wanted.until, SHIPMENT.c.delivered_on <= (wanted.until or date.max)),
    ]
    found = [_finds(wanted.find)] if wanted.find else []
    return [SHIPMENT.c.site_id == site_id, *(test for value, test in asked if value is not None), *found]


def _finds(text: str) -> "sa.ColumnElement[bool]":
    """Match what a person remembers: part of a number or name; a whole SKU, GTIN, lot or serial."""
    lower, upper = text.lower(), text.upper()
    held = (
        sa.select(LINE.c.shipment_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(
            LINE.c.site_id == SHIPMENT.c.site_id,
            sa.or_(LINE.c.lot == upper, LINE.c.serial == upper, PRODUCT.c.sku == upper,
                   sa.and_(PRODUCT.c.gtin != "", PRODUCT.c.gtin == upper.zfill(14))),
        )
    )  # fmt: skip
    named = [sa.func.lower(column).contains(lower, autoescape=True) for column in _NAMED]
    return sa.or_(*named, SHIPMENT.c.id.in_(held))


_NAMED = (SHIPMENT.c.number, SHIPMENT.c.order, PARTY.c.name)


@dataclass(frozen=True, slots=True)
class Return:
    """What one authorization of the party asks for of goods like those delivered, and what of it came."""

    paper_id: UUID
    number: str
    program: Program
    state: AuthorizationState
    product: Local
    lot: str
    serial: str
    asked: int = 0
    came: int = 0

    @property
    def reserved(self) -> int:
        """Base units that may still come."""
        return max(0, self.asked - self.came) if self.state in RESERVES else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A delivered quantity; `came` and `reserved` are of the same product, lot and serial, all deliveries together.

    `price` is what the party paid for one unit, None where nobody said it.
    """

    product: Local
    sku: str
    lot: str
    expiry: date | None
    serial: str
    quantity: int
    came: int
    reserved: int
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class One:
    """A shipment with its lines, and what its party asked to send back of such goods."""

    id: UUID
    number: str
    order: str
    party: str
    delivered_on: date
    lines: tuple[Line, ...]
    returns: tuple[Return, ...]


Goods = tuple[UUID, str, str]
"""Product, lot and serial."""


def one(session: Session, site_id: UUID, shipment_id: UUID) -> One | None:
    """Return a shipment, or None when the site has none of that id."""
    head = session.execute(
        sa.select(SHIPMENT, PARTY.c.name.label("party"))
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(SHIPMENT.c.site_id == site_id, SHIPMENT.c.id == shipment_id)
    ).one_or_none()
    if head is None:
        return None
    rows = session.execute(
        sa.select(LINE, PRODUCT.c.name.label("product"), PRODUCT.c.sku, PRODUCT.c.currency.label("product_currency"))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.shipment_id == shipment_id)
        .order_by(PRODUCT.c.sku, LINE.c.lot, LINE.c.serial)
    ).all()
    returns = _returns(session, site_id, head.party_id, {_goods(row): Local(row.product) for row in rows})
    lines = tuple(_line(row, returns.get(_goods(row), ())) for row in rows)
    told = tuple(sorted((each for of in returns.values() for each in of), key=lambda each: each.number))
    return One(head.id, head.number, head.order, head.party, head.delivered_on, lines, told)


def _goods(row: Any) -> Goods:
    return row.product_id, row.lot, row.serial


def _line(row: Any, returns: Iterable[Return]) -> Line:
    came, reserved = sum(each.came for each in returns), sum(each.reserved for each in returns)
    price = None if row.unit_price is None else Money(row.unit_price, row.currency or row.product_currency)
    return Line(Local(row.product), row.sku, row.lot, row.expiry, row.serial, row.quantity, came, reserved, price)


def _returns(
    session: Session, site_id: UUID, party_id: UUID, names: Mapping[Goods, Local]
) -> dict[Goods, tuple[Return, ...]]:
    """Return, by goods, each authorization of the party with what it asks for and what came of it."""
    products = {product for product, _, _ in names}
    told: dict[Goods, dict[UUID, dict[str, Any]]] = {}
    for kind, query in (("asked", _ASKED), ("came", _CAME)):
        mine = query.where(PAPER.c.site_id == site_id, PAPER.c.party_id == party_id)
        for row in session.execute(mine.where(query.selected_columns.product_id.in_(products))):
            if _goods(row) in names:
                facts = {"number": row.number, "program": row.program, "state": row.state}
                told.setdefault(_goods(row), {}).setdefault(row.id, facts)[kind] = int(row.units)
    return {
        goods: tuple(Return(id, product=names[goods], lot=goods[1], serial=goods[2], **each) for id, each in by.items())
        for goods, by in told.items()
    }


_HEAD = tuple(PAPER.c[name] for name in ("id", "number", "program", "state"))


def _of(table: sa.Table, source: "sa.FromClause") -> "sa.Select[Any]":
    goods = (table.c.product_id, table.c.lot, table.c.serial)
    units = sa.func.sum(table.c.quantity).label("units")
    return sa.select(*_HEAD, *goods, units).select_from(source).group_by(*_HEAD, *goods)


_ASKED = _of(
    PAPER_LINE,
    PAPER_LINE.join(PAPER, (PAPER.c.site_id == PAPER_LINE.c.site_id) & (PAPER.c.id == PAPER_LINE.c.authorization_id)),
)
_CAME = _of(
    RECEIPT_LINE,
    RECEIPT_LINE.join(
        RECEIPT, (RECEIPT.c.site_id == RECEIPT_LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id)
    ).join(PAPER, (PAPER.c.site_id == RECEIPT.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id)),
).where(RECEIPT_LINE.c.quantity > 0)
