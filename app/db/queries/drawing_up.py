"""The lines of a carton that were decided for the workshop, with the decision and the order that each has."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Decision, Inspection, WorkOrder, table_of
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.products import Product
from app.domain.reworking import TO_WORKSHOP
from app.domain.transitions import LIVE_ORDER, WorkOrderState
from app.domain.vocabulary import Condition, DispositionCode, Grade

LINE, ORDER = table_of(CartonLine), table_of(WorkOrder)
INSPECTION, DECISION = table_of(Inspection), table_of(Decision)


@dataclass(frozen=True, slots=True)
class Decided:
    """One line: `grade` is what it has now, `ruled_out` what the rules excluded; `order_id` None while it has none."""

    id: UUID
    carton_id: UUID
    product: Product
    expiry: date | None
    condition: frozenset[Condition]
    grade: Grade
    code: DispositionCode
    quantity: int
    ruled_out: frozenset[DispositionCode]
    order_id: UUID | None
    is_open: bool
    ordered: int


def decided(session: Session, site_id: UUID, carton_id: UUID) -> list[Decided]:
    """Return the graded lines of a carton whose code is the workshop's, in two statements."""
    counts = sa.or_(ORDER.c.state.in_(sorted(LIVE_ORDER)), _stays_cancelled())
    live = (ORDER.c.site_id == LINE.c.site_id) & (ORDER.c.carton_line_id == LINE.c.id) & counts
    own = ("id", "carton_id", "expiry", "condition", "grade", "regrade", "code", "quantity")
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in own),
            ORDER.c.id.label("order_id"),
            ORDER.c.state.label("order_state"),
            ORDER.c.quantity.label("ordered"),
            *COLUMNS,
        )
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(ORDER, live)
        .where(LINE.c.site_id == site_id, LINE.c.carton_id == carton_id, LINE.c.quantity > 0)
        .where(LINE.c.grade != "", LINE.c.code.in_(sorted(TO_WORKSHOP)))
        .order_by(LINE.c.id)
    ).all()
    excluded = _excluded(session, site_id, [row.id for row in rows]) if rows else {}
    return [
        Decided(
            id=row.id,
            carton_id=row.carton_id,
            product=product_from(row),
            expiry=row.expiry,
            condition=row.condition,
            grade=row.regrade or row.grade,
            code=row.code,
            quantity=row.quantity,
            ruled_out=excluded.get(row.id, frozenset()),
            order_id=row.order_id,
            is_open=row.order_state is WorkOrderState.OPEN,
            ordered=row.ordered or 0,
        )
        for row in rows
    ]


def _stays_cancelled() -> sa.ColumnElement[bool]:
    """The office cancelled the order, and its goods were not decided anew since."""
    anew = sa.exists().where(
        INSPECTION.c.site_id == ORDER.c.site_id,
        INSPECTION.c.carton_line_id == ORDER.c.carton_line_id,
        INSPECTION.c.inspected_at > ORDER.c.state_since,
        INSPECTION.c.undone_at.is_(None),
    )
    return sa.and_(ORDER.c.state == WorkOrderState.CANCELLED, ~anew)


def _excluded(session: Session, site_id: UUID, line_ids: list[UUID]) -> dict[UUID, frozenset[DispositionCode]]:
    """Return what the rules excluded for each line when it was judged; of several judgements the last one's."""
    rows = session.execute(
        sa.select(INSPECTION.c.carton_line_id, DECISION.c.ranking)
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .where(INSPECTION.c.site_id == site_id, INSPECTION.c.carton_line_id.in_(line_ids))
        .where(INSPECTION.c.undone_at.is_(None))
        .order_by(INSPECTION.c.id)
    )
    return {
        line_id: frozenset(DispositionCode(each["code"]) for each in ranking if each["excluded_by"] is not None)
        for line_id, ranking in rows
    }
