"""Orders to hold goods, as lists and pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Hold,
    HoldOrder,
    Operator,
    Party,
    Product,
    table_of,
)
from app.domain.hold_orders import About
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope, ReleaseReason

ORDER, HOLD = table_of(HoldOrder), table_of(Hold)
CARTON, LINE, PAPER = table_of(Carton), table_of(CartonLine), table_of(Authorization)
PRODUCT, PARTY, OPERATOR = table_of(Product), table_of(Party), table_of(Operator)

IN_FORCE = ORDER.c.state == HoldOrderState.ACTIVE


@dataclass(frozen=True, slots=True)
class Order:
    """One order with all that names it. `units` are the base units that it locks now."""

    id: UUID
    number: str
    state: HoldOrderState
    scope: HoldScope
    reason: HoldReason
    words: str
    code: DispositionCode | None
    until: date | None
    placed_at: datetime
    who: str
    ended_at: datetime | None
    ended_by: str
    ended_why: ReleaseReason | None
    version: int
    lot: str
    carton_line_id: UUID | None
    carton_id: UUID | None
    product_id: UUID | None
    party_id: UUID | None
    authorization_id: UUID | None
    sku: str
    product: Mapping[str, str] | None
    lpn: str
    paper: str
    party: str
    units: int

    @property
    def about(self) -> About:
        """What it is about."""
        return About(**{name: getattr(self, name) for name in About.__dataclass_fields__})

    @property
    def what(self) -> str:
        """What it is about, in codes that everybody can look for."""
        named = {
            HoldScope.LINE: (self.sku, self.lot, self.lpn),
            HoldScope.CARTON: (self.lpn,),
            HoldScope.LOT: (self.sku, self.lot),
            HoldScope.PRODUCT: (self.sku,),
            HoldScope.AUTHORIZATION: (self.paper,),
            HoldScope.PARTY: (self.party,),
        }
        return " ".join(text for text in named[self.scope] if text)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which orders a list shows, and in which order."""

    state: HoldOrderState | None = None
    reason: HoldReason | None = None
    scope: HoldScope | None = None
    find: str = ""
    order: str = "placed"
    falls: bool = True


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "placed": ORDER.c.placed_at,
    "number": ORDER.c.number,
    "reason": ORDER.c.reason,
    "scope": ORDER.c.scope,
    "until": ORDER.c.until,
}
"""What the list sorts by."""

_ENDER = OPERATOR.alias("ender")
_OWN_LINE, _OWN_CARTON = LINE.alias("own_line"), CARTON.alias("own_carton")

_UNITS = (
    sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0))
    .select_from(HOLD)
    .join(LINE, (LINE.c.site_id == HOLD.c.site_id) & (LINE.c.id == HOLD.c.carton_line_id))
    .where(HOLD.c.site_id == ORDER.c.site_id, HOLD.c.order_id == ORDER.c.id, HOLD.c.released_at.is_(None))
    .correlate(ORDER)
    .scalar_subquery()
)
_NAMED = ("id", "number", "state", "scope", "reason", "words", "code", "until", "placed_at")
_COLUMNS = (
    *(ORDER.c[name] for name in _NAMED), OPERATOR.c.name.label("who"), ORDER.c.ended_at,
    sa.func.coalesce(_ENDER.c.name, "").label("ended_by"), ORDER.c.ended_why, ORDER.c.version, ORDER.c.lot,
    ORDER.c.carton_line_id, ORDER.c.carton_id, ORDER.c.product_id, ORDER.c.party_id, ORDER.c.authorization_id,
    sa.func.coalesce(PRODUCT.c.sku, "").label("sku"), PRODUCT.c.name.label("product"),
    sa.func.coalesce(_OWN_CARTON.c.lpn, "").label("lpn"), sa.func.coalesce(PAPER.c.number, "").label("paper"),
    sa.func.coalesce(PARTY.c.name, "").label("party"), _UNITS.label("units"),
)  # fmt: skip


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many orders are wanted."""
    total: int = session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Order]:
    """Return the wanted orders in order."""
    column = ORDERS[wanted.order]
    order = (column.desc() if wanted.falls else column, ORDER.c.id)
    rows = session.execute(_from(sa.select(*_COLUMNS), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [Order(*row) for row in rows]


def one(session: Session, site_id: UUID, order_id: UUID) -> Order | None:
    """Return the order with that id."""
    row = session.execute(_from(sa.select(*_COLUMNS), site_id, Wanted()).where(ORDER.c.id == order_id)).one_or_none()
    return Order(*row) if row else None


def same(session: Session, site_id: UUID, about: About, reason: HoldReason) -> Order | None:
    """Return the order in force for the same goods and the same reason."""
    mine = [
        ORDER.c[name].is_(None) if value is None else ORDER.c[name] == value for name, value in about.columns().items()
    ]
    found = _from(sa.select(*_COLUMNS), site_id, Wanted()).where(IN_FORCE, ORDER.c.reason == reason, *mine)
    row = session.execute(found.order_by(ORDER.c.id)).first()
    return Order(*row) if row else None


def about_line(session: Session, site_id: UUID, text: str) -> About | None:
    """Return what an order for the carton line with the id `text` is about; None for none."""
    try:
        where = (LINE.c.site_id == site_id, LINE.c.id == UUID(text))
    except ValueError:
        return None
    row = session.execute(sa.select(LINE.c.id, LINE.c.product_id, LINE.c.lot).where(*where)).one_or_none()
    return About(HoldScope.LINE, carton_line_id=row.id, product_id=row.product_id, lot=row.lot) if row else None


def due(session: Session, site_id: UUID, today: date) -> list[UUID]:
    """Return the orders in force whose last day has passed."""
    where = (ORDER.c.site_id == site_id, IN_FORCE, ORDER.c.until < today)
    return list(session.scalars(sa.select(ORDER.c.id).where(*where).order_by(ORDER.c.id)))


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(ORDER)
        .join(OPERATOR, OPERATOR.c.id == ORDER.c.placed_by)
        .outerjoin(_ENDER, _ENDER.c.id == ORDER.c.ended_by)
        .outerjoin(_OWN_LINE, (_OWN_LINE.c.site_id == ORDER.c.site_id) & (_OWN_LINE.c.id == ORDER.c.carton_line_id))
        .outerjoin(
            _OWN_CARTON,
            (_OWN_CARTON.c.site_id == ORDER.c.site_id)
            & (_OWN_CARTON.c.id == sa.func.coalesce(ORDER.c.carton_id, _OWN_LINE.c.carton_id)),
        )
        .outerjoin(PRODUCT, PRODUCT.c.id == ORDER.c.product_id)
        .outerjoin(PAPER, (PAPER.c.site_id == ORDER.c.site_id) & (PAPER.c.id == ORDER.c.authorization_id))
        .outerjoin(PARTY, PARTY.c.id == ORDER.c.party_id)
        .where(ORDER.c.site_id == site_id)
    )
    for name in ("state", "reason", "scope"):
        if chosen := getattr(wanted, name):
            statement = statement.where(ORDER.c[name] == chosen)
    return statement.where(_found(wanted.find)) if wanted.find else statement


def _found(text: str) -> "sa.ColumnElement[bool]":
    columns = (
        ORDER.c.number,
        ORDER.c.lot,
        ORDER.c.words,
        PRODUCT.c.sku,
        _OWN_CARTON.c.lpn,
        PAPER.c.number,
        PARTY.c.name,
    )
    return sa.or_(*(column.icontains(text, autoescape=True) for column in columns))
