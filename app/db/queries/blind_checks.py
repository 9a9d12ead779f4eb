"""Named reads of blind checks: what waits for a second look, and what first and second looks said by inspector."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import BlindCheck, Carton, CartonLine, Inspection, Operator, Product, Site, table_of
from app.domain.messages.core import Local
from app.domain.regrading import Agreement, Pair, agreement
from app.domain.transitions import STANDS_STILL
from app.domain.vocabulary import Grade

CHECK, INSPECTION, LINE, CARTON = (table_of(each) for each in (BlindCheck, Inspection, CartonLine, Carton))
OPERATOR, PRODUCT, SITE = table_of(Operator), table_of(Product), table_of(Site)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit that waits for its second look, where it stands. Its first grade is not among what is read."""

    id: UUID
    carton_id: UUID
    line_id: UUID
    lpn: str
    product_id: UUID
    product: Local
    lot: str
    serial: str
    inspection_id: UUID
    inspected_by: UUID


def waiting(session: Session, site_id: UUID, not_by: UUID, limit: int = 8) -> list[Waiting]:
    """Return what waits for anybody but the operator `not_by`, who gave the first grade; the oldest first."""
    rows = _waiting(session, site_id, INSPECTION.c.inspected_by != not_by, limit=limit)
    return [_row(row) for row in rows]


def waiting_one(session: Session, site_id: UUID, check_id: UUID) -> Waiting | None:
    """Return one check while it waits and its unit stands in the building, whoever gave the first grade."""
    row = _waiting(session, site_id, CHECK.c.id == check_id, limit=1).one_or_none()
    return _row(row) if row else None


def _waiting(session: Session, site_id: UUID, where: "sa.ColumnElement[bool]", limit: int) -> Any:
    return session.execute(
        sa.select(
            CHECK.c.id, CHECK.c.inspection_id, LINE.c.id.label("line_id"), LINE.c.lot, LINE.c.serial,
            CARTON.c.id.label("carton_id"), CARTON.c.lpn, PRODUCT.c.id.label("product_id"),
            PRODUCT.c.name.label("product"), INSPECTION.c.inspected_by,
        )
        .join(INSPECTION, (INSPECTION.c.site_id == CHECK.c.site_id) & (INSPECTION.c.id == CHECK.c.inspection_id))
        .join(LINE, (LINE.c.site_id == CHECK.c.site_id) & (LINE.c.id == INSPECTION.c.carton_line_id))
        .join(CARTON, (CARTON.c.site_id == CHECK.c.site_id) & (CARTON.c.id == LINE.c.carton_id))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(
            CHECK.c.site_id == site_id, CHECK.c.checked_at.is_(None), INSPECTION.c.undone_at.is_(None),
            LINE.c.quantity > 0, CARTON.c.state.in_(sorted(STANDS_STILL)), where,
        )
        .order_by(CHECK.c.id)
        .limit(limit)
    )  # fmt: skip


def _row(row: Any) -> Waiting:
    return Waiting(**{**row._mapping, "product": Local(row.product)})


def first_grade(session: Session, site_id: UUID, inspection_id: UUID) -> Grade:
    """Return the grade that an inspection gave: nothing for the eyes of who checks it."""
    where = (INSPECTION.c.site_id == site_id, INSPECTION.c.id == inspection_id)
    grade: Grade = session.execute(sa.select(INSPECTION.c.grade).where(*where)).scalar_one()
    return grade


def percent(session: Session, site_id: UUID) -> int:
    """Return which share of inspections of a site is checked blind."""
    share: int = session.execute(sa.select(SITE.c.blind_percent).where(SITE.c.id == site_id)).scalar_one()
    return share


@dataclass(frozen=True, slots=True)
class Inspector:
    """What blind checks say of the grades that one inspector gave first."""

    name: str
    agreement: Agreement
    waiting: int


def by_inspector(session: Session, site_id: UUID, since: datetime, until: datetime) -> list[Inspector]:
    """Return every inspector with a check drawn in the period, by name: first grades of then, whenever looked at."""
    rows = session.execute(
        sa.select(OPERATOR.c.name, INSPECTION.c.grade.label("first"), CHECK.c.grade.label("second"), CHECK.c.checked_at)
        .join(INSPECTION, (INSPECTION.c.site_id == CHECK.c.site_id) & (INSPECTION.c.id == CHECK.c.inspection_id))
        .join(OPERATOR, OPERATOR.c.id == INSPECTION.c.inspected_by)
        .where(
            CHECK.c.site_id == site_id, CHECK.c.drawn_at >= since, CHECK.c.drawn_at < until,
            INSPECTION.c.undone_at.is_(None),
        )
        .order_by(OPERATOR.c.name, CHECK.c.id)
    )  # fmt: skip
    pairs: dict[str, list[Pair | None]] = {}
    for row in rows:
        pairs.setdefault(row.name, []).append((row.first, row.second) if row.checked_at else None)
    return [_inspector(name, each) for name, each in pairs.items()]


def _inspector(name: str, pairs: list[Pair | None]) -> Inspector:
    checked = [pair for pair in pairs if pair]
    return Inspector(name, agreement(checked), len(pairs) - len(checked))
