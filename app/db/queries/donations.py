"""Donations: what of a load is worth what, one of them, the list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Operator, Party, Product, table_of
from app.db.models import Donation as DonationTable
from app.db.queries.contents import GRADE
from app.domain.donating import Donation, GivenLine, value
from app.domain.money import rounded

DONATION, LINE, PRODUCT = table_of(DonationTable), table_of(CartonLine), table_of(Product)
PARTY, OPERATOR = table_of(Party), table_of(Operator)


def given(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> tuple[GivenLine, ...]:
    """Return what these cartons hold with what it cost and counts for, by product."""
    rows = session.execute(
        sa.select(
            *(PRODUCT.c[name] for name in ("sku", "name", "unit_cost", "currency", "weight_grams")),
            *(LINE.c[name] for name in ("lot", "expiry", "serial", "quantity")), GRADE,
        )
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0)
        .order_by(PRODUCT.c.sku, LINE.c.lot, LINE.c.serial, LINE.c.id)
    )  # fmt: skip
    return tuple(_given(row) for row in rows)


def _given(row: Any) -> GivenLine:
    return GivenLine(
        sku=row.sku, name=row.name, lot=row.lot, expiry=row.expiry, serial=row.serial, grade=row.grade,
        units=row.quantity, grams=row.quantity * row.weight_grams,
        cost=rounded(row.unit_cost * row.quantity, row.currency),
        value=value(row.unit_cost, row.grade, row.quantity, row.currency), currency=row.currency,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One donation as its page and the list show it; `papers` are empty until the charity confirmed it."""

    id: UUID
    number: str
    load_id: UUID
    party: str
    given_at: datetime
    units: int
    receipt: str
    confirmed_at: datetime | None
    confirmed_by: str
    seal: str
    record: Donation
    papers: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which donations a list shows, in which order; None and empty leave nothing out."""

    is_confirmed: bool | None = None
    find: str = ""
    order: str = "given"
    falls: bool = True


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "number": DONATION.c.number,
    "given": DONATION.c.given_at,
    "party": sa.func.lower(PARTY.c.name),
    "units": DONATION.c.units,
    "receipt": DONATION.c.receipt,
}
"""The columns the list sorts by."""

_SOURCE = DONATION.join(PARTY, PARTY.c.id == DONATION.c.party_id).outerjoin(
    OPERATOR, OPERATOR.c.id == DONATION.c.confirmed_by
)
_ALL = sa.select(
    *(DONATION.c[name] for name in ("id", "number", "outbound_load_id")), PARTY.c.name,
    *(DONATION.c[name] for name in ("given_at", "units", "receipt", "confirmed_at")),
    sa.func.coalesce(OPERATOR.c.name, ""), DONATION.c.seal, DONATION.c.record, DONATION.c.papers,
).select_from(_SOURCE)  # fmt: skip


def one(session: Session, site_id: UUID, donation_id: UUID, *, lock: bool = False) -> Given | None:
    """Return a donation of the site; `lock` keeps others from confirming it meanwhile."""
    mine = (DONATION.c.site_id == site_id, DONATION.c.id == donation_id)
    if lock:
        session.execute(sa.select(DONATION.c.id).where(*mine).with_for_update(key_share=True))
    row = session.execute(_ALL.where(*mine)).one_or_none()
    return _donation(row) if row else None


def _donation(row: Any) -> Given:
    named = dict(zip(Given.__dataclass_fields__, row, strict=True))
    return Given(**{**named, "record": Donation.from_json(named["record"])})


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many donations are wanted."""
    statement = sa.select(sa.func.count()).select_from(_SOURCE).where(*_conditions(site_id, wanted))
    return int(session.execute(statement).scalar_one())


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Given]:
    """Return the wanted donations in order."""
    column = ORDERS[wanted.order]
    order = (column.desc(), DONATION.c.id.desc()) if wanted.falls else (column, DONATION.c.id)
    rows = session.execute(_ALL.where(*_conditions(site_id, wanted)).order_by(*order).offset(skip).limit(limit))
    return [_donation(row) for row in rows]


def _conditions(site_id: UUID, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found = [DONATION.c.site_id == site_id]
    if wanted.is_confirmed is not None:
        found.append((DONATION.c.receipt != "") == sa.literal(wanted.is_confirmed))
    if wanted.find:
        named = (DONATION.c.number, DONATION.c.receipt, PARTY.c.name)
        found.append(sa.or_(*(column.icontains(wanted.find, autoescape=True) for column in named)))
    return found
