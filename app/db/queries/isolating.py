"""Which goods an order to hold is about, and which orders goods fall under that come in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Event,
    Hold,
    HoldOrder,
    Party,
    Receipt,
    ReceiptLine,
    Shipment,
    ShipmentLine,
    table_of,
)
from app.db.prepared import Prepared
from app.db.queries.hold_orders import IN_FORCE
from app.domain.hold_orders import About
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope

ORDER, HOLD, EVENT = table_of(HoldOrder), table_of(Hold), table_of(Event)
SHIPMENT, SHIPPED, PARTY = table_of(Shipment), table_of(ShipmentLine), table_of(Party)
CARTON, LINE = table_of(Carton), table_of(CartonLine)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)


@dataclass(frozen=True, slots=True)
class InForce:
    """An order in force as goods meet it that come in."""

    id: UUID
    number: str
    scope: HoldScope
    reason: HoldReason
    code: DispositionCode | None


def meeting(
    session: Session, site_id: UUID, product_id: UUID, lot: str, papers: Collection[UUID], carton_id: UUID, today: date
) -> list[InForce]:
    """Return the orders in force that goods fall under which come into a carton `today`, under `papers`."""
    of = {f"paper_{number}": paper_id for number, paper_id in enumerate(papers)}
    values = {"site_id": site_id, "product_id": product_id, "lot": lot, "carton_id": carton_id, "today": today, **of}
    return [InForce(*row) for row in _meeting(len(papers)).all(session, values)]


@cache
def _meeting(papers: int) -> Prepared:
    """A scan asks this wherever any order is in force."""
    site = sa.bindparam("site_id", type_=ORDER.c.site_id.type)
    product = sa.bindparam("product_id", type_=ORDER.c.product_id.type)
    of = [sa.bindparam(f"paper_{number}", type_=PAPER.c.id.type) for number in range(papers)]
    parties = sa.select(PAPER.c.party_id).where(PAPER.c.site_id == site, PAPER.c.id.in_(of))
    by_paper = (
        (ORDER.c.scope == HoldScope.AUTHORIZATION) & ORDER.c.authorization_id.in_(of),
        (ORDER.c.scope == HoldScope.PARTY) & ORDER.c.party_id.in_(parties),
    )
    meets = sa.or_(
        (ORDER.c.scope == HoldScope.PRODUCT) & (ORDER.c.product_id == product),
        (ORDER.c.scope == HoldScope.LOT)
        & (ORDER.c.product_id == product)
        & (ORDER.c.lot == sa.bindparam("lot", type_=ORDER.c.lot.type)),
        (ORDER.c.scope == HoldScope.CARTON)
        & (ORDER.c.carton_id == sa.bindparam("carton_id", type_=ORDER.c.carton_id.type)),
        *(by_paper if of else ()),
    )
    columns = [ORDER.c[name] for name in InForce.__dataclass_fields__]
    lasts = _lasts(sa.bindparam("today", type_=ORDER.c.until.type))
    return Prepared(sa.select(*columns).where(ORDER.c.site_id == site, IN_FORCE, lasts, meets).order_by(ORDER.c.id))


def _lasts(today: "date | sa.ColumnElement[Any]") -> "sa.ColumnElement[bool]":
    """Whether an order's last day has not passed: it holds nothing that comes later, before the night ends it too."""
    return sa.or_(ORDER.c.until.is_(None), ORDER.c.until >= today)


def wide_ones(session: Session, site_id: UUID, today: date) -> list[tuple[InForce, About]]:
    """Return the orders in force `today` that goods may fall under which come later."""
    wide = (HoldScope.LOT, HoldScope.PRODUCT, HoldScope.AUTHORIZATION, HoldScope.PARTY)
    names = [*InForce.__dataclass_fields__, *(name for name in About.__dataclass_fields__ if name != "scope")]
    where = (ORDER.c.site_id == site_id, IN_FORCE, _lasts(today), ORDER.c.scope.in_(wide))
    rows = session.execute(sa.select(*(ORDER.c[name] for name in names)).where(*where).order_by(ORDER.c.id))
    return [
        (
            InForce(*(getattr(row, name) for name in InForce.__dataclass_fields__)),
            About(**{name: getattr(row, name) for name in About.__dataclass_fields__}),
        )
        for row in rows
    ]


def lines_of(site_id: UUID, about: About) -> tuple["sa.ColumnElement[bool]", ...]:
    """Return the conditions on carton lines that an order is about."""
    mine = (LINE.c.site_id == site_id, LINE.c.quantity > 0)
    match about.scope:
        case HoldScope.LINE:
            return (*mine, LINE.c.id == about.carton_line_id)
        case HoldScope.CARTON:
            on_it = sa.select(CARTON.c.id).where(CARTON.c.site_id == site_id, CARTON.c.parent_id == about.carton_id)
            return (*mine, sa.or_(LINE.c.carton_id == about.carton_id, LINE.c.carton_id.in_(on_it)))
        case HoldScope.LOT:
            return (*mine, LINE.c.product_id == about.product_id, LINE.c.lot == about.lot)
        case HoldScope.PRODUCT:
            return (*mine, LINE.c.product_id == about.product_id)
        case HoldScope.AUTHORIZATION:
            return (*mine, _came_under(site_id, PAPER.c.id == about.authorization_id))
        case HoldScope.PARTY:
            return (*mine, _came_under(site_id, PAPER.c.party_id == about.party_id))


def _came_under(site_id: UUID, *where: "sa.ColumnElement[bool]") -> "sa.ColumnElement[bool]":
    counted = (
        sa.select(RECEIPT_LINE.c.id)
        .join(RECEIPT, (RECEIPT.c.site_id == RECEIPT_LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id))
        .join(PAPER, (PAPER.c.site_id == RECEIPT.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .where(RECEIPT_LINE.c.site_id == site_id, *where)
    )
    return LINE.c.receipt_line_id.in_(counted)


@dataclass(frozen=True, slots=True)
class Piece:
    """One carton line with units, as marking finds it."""

    id: UUID
    carton_id: UUID
    receipt_line_id: UUID
    product_id: UUID
    owner_id: UUID
    lot: str
    expiry: date | None
    serial: str
    hold: HoldReason | None
    quantity: int
    lpn: str
    is_quarantine: bool


_PIECE = ("id", "carton_id", "receipt_line_id", "product_id", "owner_id", "lot", "expiry", "serial", "hold", "quantity")


def pieces(session: Session, where: Sequence["sa.ColumnElement[bool]"]) -> list[Piece]:
    """Return the carton lines for which `where` holds, with their cartons."""
    rows = session.execute(
        sa.select(*(LINE.c[name] for name in _PIECE), CARTON.c.lpn, CARTON.c.is_quarantine)
        .join(CARTON, (CARTON.c.site_id == LINE.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
        .where(*where)
        .order_by(LINE.c.id)
    )
    return [Piece(*tuple(row)) for row in rows]


def locked_by(site_id: UUID, order_id: UUID) -> tuple["sa.ColumnElement[bool]", ...]:
    """Return the conditions on carton lines that an order locks."""
    mine = sa.select(HOLD.c.carton_line_id).where(
        HOLD.c.site_id == site_id, HOLD.c.order_id == order_id, HOLD.c.released_at.is_(None)
    )
    return (LINE.c.site_id == site_id, LINE.c.quantity > 0, LINE.c.id.in_(mine))


def twins(session: Session, line_ids: Collection[UUID], hold: HoldReason | None) -> dict[UUID, UUID]:
    """Return, for each of these lines that has one, the line that it would be equal to if it showed `hold`."""
    other, key = (
        LINE.alias("other"),
        ("site_id", "carton_id", "receipt_line_id", "product_id", "lot", "expiry", "serial"),
    )
    same_key = [other.c[name] == LINE.c[name] for name in (*key, "condition", "grade", "code")]
    mine = (LINE.c.id.in_(line_ids), other.c.id != LINE.c.id, other.c.hold == (hold or ""))
    return {
        row[0]: row[1]
        for row in session.execute(sa.select(LINE.c.id, other.c.id).join(other, sa.and_(*same_key)).where(*mine))
    }


def order_of(session: Session, site_id: UUID, event_id: UUID | None) -> UUID:
    """Return the order that an event is about."""
    where = (EVENT.c.site_id == site_id, EVENT.c.id == event_id)
    about = session.execute(sa.select(EVENT.c.biz_transactions).where(*where)).scalar_one()
    return next(UUID(each["id"]) for each in about if each["type"] == "hold_order")


def products_with_lot(session: Session, site_id: UUID, lot: str) -> list[UUID]:
    """Return the products of which that lot was ever here, or was delivered."""
    here = sa.select(LINE.c.product_id).where(LINE.c.site_id == site_id, LINE.c.lot == lot)
    sent = sa.select(SHIPPED.c.product_id).where(SHIPPED.c.site_id == site_id, SHIPPED.c.lot == lot)
    return list(session.scalars(here.union(sent).limit(2)))


@dataclass(frozen=True, slots=True)
class Sent:
    """Who was sent goods that an order is about: `units` base units, in which shipment, delivered on which day."""

    party: str
    number: str
    delivered_on: date | None
    lot: str
    units: int


def sent(session: Session, site_id: UUID, about: About, limit: int) -> list[Sent]:
    """Return the deliveries of the product, or the lot, that an order is about, the latest first; else none."""
    if about.product_id is None:
        return []
    where = [SHIPPED.c.site_id == site_id, SHIPPED.c.product_id == about.product_id]
    if about.lot:
        where.append(SHIPPED.c.lot == about.lot)
    rows = session.execute(
        sa.select(PARTY.c.name, SHIPMENT.c.number, SHIPMENT.c.delivered_on, SHIPPED.c.lot, SHIPPED.c.quantity)
        .join(SHIPMENT, (SHIPMENT.c.site_id == SHIPPED.c.site_id) & (SHIPMENT.c.id == SHIPPED.c.shipment_id))
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(*where)
        .order_by(SHIPMENT.c.delivered_on.desc(), SHIPPED.c.id)
        .limit(limit)
    )
    return [Sent(*tuple(row)) for row in rows]


def expired(session: Session, site_id: UUID, today: date, limit: int) -> list[UUID]:
    """Return lines whose date has passed and that are not locked for it."""
    known = sa.exists().where(
        HOLD.c.site_id == LINE.c.site_id,
        HOLD.c.carton_line_id == LINE.c.id,
        HOLD.c.reason == HoldReason.EXPIRED,
        HOLD.c.released_at.is_(None),
    )
    where = (LINE.c.site_id == site_id, LINE.c.quantity > 0, LINE.c.expiry < today, LINE.c.hold != HoldReason.EXPIRED)
    return list(session.scalars(sa.select(LINE.c.id).where(*where, ~known).order_by(LINE.c.id).limit(limit)))


def these(site_id: UUID, line_ids: Collection[UUID]) -> tuple["sa.ColumnElement[bool]", ...]:
    """Return the conditions on carton lines that name some of them."""
    return (LINE.c.site_id == site_id, LINE.c.quantity > 0, LINE.c.id.in_(line_ids))
