"""Unsold stock: the thresholds, and what they say of the newest snapshot of each place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    InventorySnapshot,
    Operator,
    Party,
    Product,
    SnapshotLine,
    UnsoldLimit,
    UnsoldThresholds,
    table_of,
)
from app.domain.messages.core import Local
from app.domain.unsold import LIMIT_NAMES, Finding, Limits, Stock, Thresholds, UnsoldKind, judge
from app.domain.vocabulary import Category

HEAD, LINE = table_of(InventorySnapshot), table_of(SnapshotLine)
VERSION, LIMIT = table_of(UnsoldThresholds), table_of(UnsoldLimit)
PARTY, PRODUCT, OPERATOR = table_of(Party), table_of(Product), table_of(Operator)

_LATER = HEAD.alias("later")
IS_NEWEST: "sa.ColumnElement[bool]" = ~sa.exists().where(
    _LATER.c.site_id == HEAD.c.site_id, _LATER.c.place_id == HEAD.c.place_id, _LATER.c.taken_on > HEAD.c.taken_on
)
"""Of a snapshot: no later one is of the same place."""

OF_SNAPSHOT = (HEAD.c.site_id == LINE.c.site_id) & (HEAD.c.id == LINE.c.snapshot_id)


@dataclass(frozen=True, slots=True)
class ThresholdsVersion:
    """One version of the thresholds with who put it in force; version 0 was nobody's."""

    thresholds: Thresholds
    note: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""


def thresholds(session: Session, site_id: UUID, version: int | None = None) -> Thresholds:
    """Return the thresholds in force, or one version of them."""
    wanted = version if version is not None else _newest(session, site_id)
    rows = session.execute(sa.select(LIMIT).where(LIMIT.c.site_id == site_id, LIMIT.c.version == wanted))
    limits = {row.category: Limits(*(row._mapping[name] for name in LIMIT_NAMES)) for row in rows}
    return Thresholds(wanted, limits)


def _newest(session: Session, site_id: UUID) -> int:
    return session.scalar(sa.select(sa.func.max(VERSION.c.version)).where(VERSION.c.site_id == site_id)) or 0


def versions(session: Session, site_id: UUID, limit: int = 20) -> list[ThresholdsVersion]:
    """Return the versions of a site, the newest first, without their limits but for the first."""
    rows = session.execute(
        sa.select(VERSION, sa.func.coalesce(OPERATOR.c.name, "").label("who"))
        .outerjoin(OPERATOR, OPERATOR.c.id == VERSION.c.changed_by)
        .where(VERSION.c.site_id == site_id)
        .order_by(VERSION.c.version.desc())
        .limit(limit)
    ).all()
    told = [ThresholdsVersion(Thresholds(row.version), row.note, row.changed_at, row.who) for row in rows]
    if told:
        first = thresholds(session, site_id, told[0].thresholds.version)
        told[0] = ThresholdsVersion(first, told[0].note, told[0].changed_at, told[0].changed_by)
    return told


def judged_before(session: Session, site_id: UUID, version: int, limit: int) -> list[Any]:
    """Return stock of the newest snapshots that another version judged, with all that judging takes."""
    return list(
        session.execute(
            sa.select(LINE, HEAD.c.taken_on, PRODUCT.c.category)
            .join(HEAD, OF_SNAPSHOT)
            .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
            .where(LINE.c.site_id == site_id, LINE.c.judged_under != version, IS_NEWEST)
            .order_by(LINE.c.id)
            .limit(limit)
        )
    )


def waiting(session: Session, site_id: UUID, version: int) -> int:
    """Return how many lines of the newest snapshots another version judged."""
    lines = sa.select(sa.func.count()).select_from(LINE).join(HEAD, OF_SNAPSHOT)
    return session.scalar(lines.where(LINE.c.site_id == site_id, LINE.c.judged_under != version, IS_NEWEST)) or 0


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "product": PRODUCT.c.sku,
    "place": sa.func.lower(PARTY.c.name),
    "excess": LINE.c.excess,
    "value": sa.cast(LINE.c.excess, sa.BigInteger) * sa.type_coerce(PRODUCT.c.unit_cost, sa.BigInteger),
    "expiry": LINE.c.expiry,
}
"""What the list sorts by; `value` is at cost."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which unsold stock a list is to hold, and in which order; None and empty leave nothing out."""

    kind: UnsoldKind | None = None
    category: Category | None = None
    place_id: UUID | None = None
    find: str = ""
    order: str = "value"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Unsold:
    """One lot that is too much of, with every way in which it is; `value` is the excess at cost."""

    id: UUID
    place: str
    product: Local
    sku: str
    category: Category
    lot: str
    stock: Stock
    excess: int
    value: Decimal
    currency: str
    findings: tuple[Finding, ...]


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Unsold]:
    """Return `limit` unsold lots from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        _of(wanted, site_id, LINE, HEAD.c.taken_on, PARTY.c.name.label("place"), *_OF_PRODUCT)
        .order_by(column.desc() if wanted.falls else column, LINE.c.id)
        .offset(start)
        .limit(limit)
    ).all()
    known = {each: thresholds(session, site_id, each) for each in {row.judged_under for row in rows}}
    return [_unsold(row, known[row.judged_under]) for row in rows]


_OF_PRODUCT = (PRODUCT.c.name, PRODUCT.c.sku, PRODUCT.c.category, PRODUCT.c.unit_cost, PRODUCT.c.currency)


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many unsold lots are wanted."""
    return session.scalar(_of(wanted, site_id, sa.func.count())) or 0


def _of(wanted: Wanted, site_id: UUID, *columns: Any) -> "sa.Select[Any]":
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        # the words of a set stand one after the other, and none is a part of another
        (wanted.kind, sa.type_coerce(LINE.c.kinds, sa.String).contains(wanted.kind.value if wanted.kind else "")),
        (wanted.category, PRODUCT.c.category == wanted.category),
        (wanted.place_id, HEAD.c.place_id == wanted.place_id),
    ]
    upper = wanted.find.upper()
    named = sa.func.lower(PARTY.c.name).contains(wanted.find.lower(), autoescape=True)
    coded = sa.or_(
        LINE.c.lot == upper, PRODUCT.c.gtin == upper.zfill(14), PRODUCT.c.sku.contains(upper, autoescape=True)
    )
    found = [sa.or_(named, coded)] if wanted.find else []
    return (
        sa.select(*columns)
        .select_from(LINE)
        .join(HEAD, OF_SNAPSHOT)
        .join(PARTY, PARTY.c.id == HEAD.c.place_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(
            LINE.c.site_id == site_id, LINE.c.excess > 0, IS_NEWEST, *(test for value, test in asked if value), *found
        )
    )


def _unsold(row: Any, under: Thresholds) -> Unsold:
    stock = Stock(**{name: row._mapping[name] for name in Stock.__dataclass_fields__})
    return Unsold(
        row.id, row.place, Local(row.name), row.sku, row.category, row.lot, stock, row.excess,
        row.unit_cost * row.excess, row.currency, judge(stock, under.of(row.category)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The newest snapshot of one place; `units` are on hand."""

    place_id: UUID
    place: str
    taken_on: date
    lines: int
    units: int


def snapshots(session: Session, site_id: UUID) -> list[Snapshot]:
    """Return the newest snapshot of each place, by the name of the place."""
    rows = session.execute(
        sa.select(HEAD.c.place_id, PARTY.c.name, HEAD.c.taken_on, sa.func.count(LINE.c.id), sa.func.sum(LINE.c.on_hand))
        .join(PARTY, PARTY.c.id == HEAD.c.place_id)
        .join(LINE, OF_SNAPSHOT)
        .where(HEAD.c.site_id == site_id, IS_NEWEST)
        .group_by(HEAD.c.place_id, PARTY.c.name, HEAD.c.taken_on)
        .order_by(PARTY.c.name)
    )
    return [Snapshot(place_id, place, day, lines, int(units)) for place_id, place, day, lines, units in rows]
