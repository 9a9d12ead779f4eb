"""Cartons that wait for their decontamination, and how others were decontaminated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Carton,
    CartonLine,
    Decontamination,
    Event,
    Hold,
    Location,
    Operator,
    Product,
    Receipt,
    table_of,
)
from app.domain.decontamination import DecontaminationMethod
from app.domain.vocabulary import HoldReason

CARTON, LINE, PRODUCT, RECEIPT = table_of(Carton), table_of(CartonLine), table_of(Product), table_of(Receipt)
DONE, EVENT, HOLD, PLACE = table_of(Decontamination), table_of(Event), table_of(Hold), table_of(Location)
OPERATOR, CONFIRMER = table_of(Operator), table_of(Operator).alias("confirmer")

Where = tuple["sa.ColumnElement[bool]", ...]


def in_cartons(site_id: UUID, carton_ids: Collection[UUID]) -> Where:
    """Return the conditions on carton lines with units that stand in these cartons."""
    return (LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0)


def unclean(site_id: UUID, carton_ids: Collection[UUID]) -> Where:
    """Return the conditions on all lines of those of the cartons that hold medical goods."""
    one = LINE.alias("medical")
    medical = (
        sa.select(one.c.carton_id)
        .join(PRODUCT, PRODUCT.c.id == one.c.product_id)
        .where(one.c.site_id == site_id, one.c.carton_id.in_(carton_ids), one.c.quantity > 0, PRODUCT.c.medical)
    )
    return (*in_cartons(site_id, carton_ids), LINE.c.carton_id.in_(medical))


def waiting(site_id: UUID, carton_ids: Collection[UUID]) -> Where:
    """Return the conditions on the lines of cartons that are locked until they are decontaminated."""
    locked = sa.select(HOLD.c.carton_line_id).where(
        HOLD.c.site_id == site_id, HOLD.c.reason == HoldReason.DECONTAMINATION, HOLD.c.released_at.is_(None)
    )
    return (*in_cartons(site_id, carton_ids), LINE.c.hold != "", LINE.c.id.in_(locked))


def waits(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> int:
    """Return how many base units in these cartons wait for their decontamination."""
    units: int = session.execute(
        sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0)).where(*waiting(site_id, carton_ids))
    ).scalar_one()
    return int(units)


def done(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these cartons were decontaminated."""
    where = (DONE.c.site_id == site_id, DONE.c.carton_id.in_(carton_ids), counts())
    return set(session.scalars(sa.select(DONE.c.carton_id).where(*where)))


def counts() -> sa.ColumnElement[bool]:
    """Whether what a query says was done was not taken back."""
    undoing = EVENT.alias("undoing")
    return ~sa.exists().where(undoing.c.site_id == DONE.c.site_id, undoing.c.undoes_event_id == DONE.c.event_id)


@dataclass(frozen=True, slots=True)
class Listed:
    """One decontamination as the office lists it."""

    id: UUID
    recorded_at: datetime
    done_on: date
    method: DecontaminationMethod
    lpn: str
    carton_id: UUID
    receipt: str
    done_by: str
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decontaminations a list shows, in which order; what was taken back is never among them."""

    method: DecontaminationMethod | None = None
    find: str = ""
    order: str = "done"
    falls: bool = True


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "done": DONE.c.done_on,
    "method": DONE.c.method,
    "carton": CARTON.c.lpn,
    "receipt": RECEIPT.c.number,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many decontaminations are wanted."""
    total: int = session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Listed]:
    """Return the wanted decontaminations in order."""
    column = ORDERS[wanted.order]
    order = (column.desc(), DONE.c.id.desc()) if wanted.falls else (column, DONE.c.id)
    rows = session.execute(_from(sa.select(*_LISTED), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [Listed(*row) for row in rows]


_LISTED = (
    DONE.c.id, DONE.c.recorded_at, DONE.c.done_on, DONE.c.method, CARTON.c.lpn, CARTON.c.id.label("carton_id"),
    sa.func.coalesce(RECEIPT.c.number, "").label("receipt"), OPERATOR.c.name, CONFIRMER.c.name,
)  # fmt: skip


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(DONE)
        .join(CARTON, (CARTON.c.site_id == DONE.c.site_id) & (CARTON.c.id == DONE.c.carton_id))
        .outerjoin(RECEIPT, (RECEIPT.c.site_id == CARTON.c.site_id) & (RECEIPT.c.id == CARTON.c.receipt_id))
        .join(OPERATOR, OPERATOR.c.id == DONE.c.done_by)
        .join(CONFIRMER, CONFIRMER.c.id == DONE.c.confirmed_by)
        .where(DONE.c.site_id == site_id, counts())
    )
    if wanted.method:
        statement = statement.where(DONE.c.method == wanted.method)
    return statement.where(_found(wanted.find)) if wanted.find else statement


def _found(text: str) -> sa.ColumnElement[bool]:
    named = (CARTON.c.lpn, RECEIPT.c.number, OPERATOR.c.name, CONFIRMER.c.name)
    return sa.or_(*(column.icontains(text, autoescape=True) for column in named))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Units of a product that wait in a carton; `place` is the code of where it stands."""

    carton_id: UUID
    lpn: str
    product: Mapping[str, str]
    units: int
    place: str


def standing(session: Session, site_id: UUID, carton_id: UUID | None = None) -> list[Waiting]:
    """Return what waits for its decontamination, the longest first: all of it, or in one carton or on one pallet."""
    locked = sa.exists().where(
        HOLD.c.site_id == LINE.c.site_id,
        HOLD.c.carton_line_id == LINE.c.id,
        HOLD.c.reason == HoldReason.DECONTAMINATION,
        HOLD.c.released_at.is_(None),
    )
    where = [LINE.c.site_id == site_id, LINE.c.hold != "", LINE.c.quantity > 0, ~CARTON.c.is_quarantine, locked]
    if carton_id:
        where.append(sa.or_(CARTON.c.id == carton_id, CARTON.c.parent_id == carton_id))
    rows = session.execute(
        sa.select(CARTON.c.id, CARTON.c.lpn, PRODUCT.c.name, LINE.c.quantity, sa.func.coalesce(PLACE.c.code, ""))
        .select_from(LINE)
        .join(CARTON, (CARTON.c.site_id == LINE.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
        .where(*where)
        .order_by(CARTON.c.state_since, CARTON.c.lpn, LINE.c.id)
        .limit(MOST_WAITING)
    )
    return [Waiting(*row) for row in rows]


MOST_WAITING = 60
"""Lines on one screen: whoever has more of them begins with these."""
