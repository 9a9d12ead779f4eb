"""Lots that are judged by a sample: what was agreed, what was drawn, and what was decided before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    AqlSetting,
    Authorization,
    CartonLine,
    Operator,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    SampledUnit,
    SamplingGroup,
    table_of,
)
from app.domain.messages.core import Local
from app.domain.sampling import Aql, Decided, Severity
from app.domain.transitions import SampleState

SETTING, GROUP, UNIT = table_of(AqlSetting), table_of(SamplingGroup), table_of(SampledUnit)
LINE, RECEIPT, RECEIPT_LINE = table_of(CartonLine), table_of(Receipt), table_of(ReceiptLine)
PARTY, PRODUCT, PAPER, OPERATOR = table_of(Party), table_of(Product), table_of(Authorization), table_of(Operator)

Key = tuple[UUID, UUID, str]
"""Authorization, product, lot."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """At which AQL goods are judged, and whether inspection may be reduced."""

    aql: Aql
    may_reduce: bool


def agreed(session: Session, party_ids: Collection[UUID]) -> dict[tuple[UUID, UUID | None], Agreed]:
    """Return what was agreed with parties, by party and product; None stands for all products."""
    if not party_ids:
        return {}
    rows = session.execute(sa.select(SETTING).where(SETTING.c.party_id.in_(party_ids)))
    return {(row.party_id, row.product_id): Agreed(row.aql, row.may_reduce) for row in rows}


_SEEN = (
    sa.select(
        UNIT.c.group_id, sa.func.count().label("drawn"), sa.func.sum(sa.case((UNIT.c.is_good, 0), else_=1)).label("bad")
    )
    .group_by(UNIT.c.group_id)
    .subquery()
)


def groups(session: Session, site_id: UUID, keys: Collection[Key]) -> dict[Key, Any]:
    """Return the lots that were begun, with `drawn` and `bad`, by authorization, product and lot."""
    rows = session.execute(
        sa.select(
            GROUP, sa.func.coalesce(_SEEN.c.drawn, 0).label("drawn"), sa.func.coalesce(_SEEN.c.bad, 0).label("bad")
        )
        .outerjoin(_SEEN, _SEEN.c.group_id == GROUP.c.id)
        .where(GROUP.c.site_id == site_id, GROUP.c.authorization_id.in_({paper for paper, _product, _lot in keys}))
    )
    found = {(row.authorization_id, row.product_id, row.lot): row for row in rows}
    return {key: found[key] for key in keys if key in found}


def units(session: Session, site_id: UUID, key: Key) -> int:
    """Return how many ungraded, free base units of a lot stand in the building."""
    paper_id, product_id, lot = key
    total: int = session.execute(
        sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0))
        .join(RECEIPT_LINE, (RECEIPT_LINE.c.site_id == LINE.c.site_id) & (RECEIPT_LINE.c.id == LINE.c.receipt_line_id))
        .join(RECEIPT, (RECEIPT.c.site_id == LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id))
        .where(
            LINE.c.site_id == site_id,
            LINE.c.product_id == product_id,
            LINE.c.lot == lot,
            LINE.c.grade == "",
            LINE.c.hold == "",
            RECEIPT.c.authorization_id == paper_id,
        )
    ).scalar_one()
    return total


def history(session: Session, site_id: UUID, party_id: UUID, product_id: UUID) -> list[Decided]:
    """Return the lots of a party's product that were decided, the oldest first."""
    rows = session.execute(
        sa.select(GROUP.c.lot_size, GROUP.c.aql, GROUP.c.severity, GROUP.c.defective)
        .where(
            GROUP.c.site_id == site_id,
            GROUP.c.party_id == party_id,
            GROUP.c.product_id == product_id,
            GROUP.c.state != SampleState.DRAWING,
        )
        .order_by(GROUP.c.decided_at, GROUP.c.id)
    )
    return [Decided(*row) for row in rows]


def has_serial(session: Session, site_id: UUID, group_id: UUID, serial: str) -> bool:
    """Tell whether a serial was looked at in a lot."""
    same = (UNIT.c.site_id == site_id, UNIT.c.group_id == group_id, UNIT.c.serial == serial)
    return session.execute(sa.select(sa.exists().where(*same))).scalar_one()


@dataclass(frozen=True, slots=True)
class Sampled:
    """One lot as the office lists it; times are UTC."""

    id: UUID
    number: str
    party: str
    product: Local
    lot: str
    lot_size: int
    sample: int
    accept: int
    drawn: int
    defective: int
    aql: Aql
    severity: Severity
    state: SampleState
    opened_at: datetime
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lots a list shows, and in which order."""

    state: SampleState | None = None
    find: str = ""
    order: str = "opened"
    falls: bool = True


ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "opened": GROUP.c.opened_at,
    "number": PAPER.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "product": PRODUCT.c.sku,
    "size": GROUP.c.lot_size,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many lots are wanted."""
    return session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()  # type: ignore[no-any-return]


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Sampled]:
    """Return the wanted lots, the latest first where nothing else is said."""
    column = ORDERS[wanted.order]
    order = (column.desc() if wanted.falls else column, GROUP.c.id)
    rows = session.execute(_from(sa.select(*_COLUMNS), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [Sampled(**{**row._mapping, "product": Local(row.product)}) for row in rows]


_OWN = ("id", "lot", "lot_size", "sample", "accept", "aql", "severity", "state", "opened_at", "decided_at")
_COLUMNS = (
    *(GROUP.c[name] for name in _OWN), PAPER.c.number, PARTY.c.name.label("party"), PRODUCT.c.name.label("product"),
    sa.func.coalesce(_SEEN.c.drawn, 0).label("drawn"), sa.func.coalesce(_SEEN.c.bad, 0).label("defective"),
    sa.func.coalesce(OPERATOR.c.name, "").label("decided_by"),
)  # fmt: skip


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(GROUP)
        .join(PAPER, (PAPER.c.site_id == GROUP.c.site_id) & (PAPER.c.id == GROUP.c.authorization_id))
        .join(PARTY, PARTY.c.id == GROUP.c.party_id)
        .join(PRODUCT, PRODUCT.c.id == GROUP.c.product_id)
        .outerjoin(_SEEN, _SEEN.c.group_id == GROUP.c.id)
        .outerjoin(OPERATOR, OPERATOR.c.id == GROUP.c.decided_by)
        .where(GROUP.c.site_id == site_id)
    )
    if wanted.state:
        statement = statement.where(GROUP.c.state == wanted.state)
    if not wanted.find:
        return statement
    columns = (PAPER.c.number, PARTY.c.name, PRODUCT.c.sku, GROUP.c.lot)
    return statement.where(sa.or_(*(column.icontains(wanted.find, autoescape=True) for column in columns)))


@dataclass(frozen=True, slots=True)
class Setting:
    """What was agreed with a party, as the office lists it; without a product for all of theirs."""

    party_id: UUID
    party: str
    sku: str
    product: Local | None
    aql: Aql
    may_reduce: bool
    changed_at: datetime
    changed_by: str


def settings(session: Session) -> list[Setting]:
    """Return all that was agreed, by party."""
    rows = session.execute(
        sa.select(
            SETTING.c.party_id, PARTY.c.name.label("party"), PRODUCT.c.sku, PRODUCT.c.name, SETTING.c.aql,
            SETTING.c.may_reduce, SETTING.c.changed_at, OPERATOR.c.name.label("who"),
        )
        .join(PARTY, PARTY.c.id == SETTING.c.party_id)
        .join(OPERATOR, OPERATOR.c.id == SETTING.c.changed_by)
        .outerjoin(PRODUCT, PRODUCT.c.id == SETTING.c.product_id)
        .order_by(sa.func.lower(PARTY.c.name), PRODUCT.c.sku)
    )  # fmt: skip
    return [
        Setting(row.party_id, row.party, row.sku or "", Local(row.name) if row.sku else None, row.aql, row.may_reduce,
                row.changed_at, row.who)
        for row in rows
    ]  # fmt: skip
