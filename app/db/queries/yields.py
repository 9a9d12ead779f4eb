"""The work orders that ended in a period, with what became of their units."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.queries import reworking
from app.db.queries.reworking import DECISION, INSPECTION, LINE, ORDER
from app.domain.transitions import WorkOrderState
from app.domain.yields import PASSING, Ended

ENDED = (WorkOrderState.REGRADED, WorkOrderState.SCRAPPED)


def ended(session: Session, site_id: UUID, since: datetime, until: datetime) -> list[Ended]:
    """Return the orders that were graded again or given up from `since` until before `until`, the first first."""
    rows = session.execute(
        sa.select(ORDER.c.id, (LINE.c.regrade != "").label("is_second"), _passed().label("passed"))
        .join(LINE, (LINE.c.site_id == ORDER.c.site_id) & (LINE.c.id == ORDER.c.carton_line_id))
        .where(ORDER.c.site_id == site_id, ORDER.c.state.in_(ENDED))
        .where(ORDER.c.state_since >= since, ORDER.c.state_since < until)
        .order_by(ORDER.c.state_since, ORDER.c.id)
    ).all()
    orders = reworking.by_ids(session, site_id, [row.id for row in rows])
    return [Ended(order, int(row.passed), bool(row.is_second)) for order, row in zip(orders, rows, strict=True)]


def _passed() -> sa.ScalarSelect[int]:
    """Return how many units of an order may be sold or used after it."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(INSPECTION.c.quantity), 0))
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .where(INSPECTION.c.site_id == ORDER.c.site_id, INSPECTION.c.work_order_id == ORDER.c.id)
        .where(INSPECTION.c.undone_at.is_(None), DECISION.c.chosen.in_(sorted(PASSING)))
        .correlate(ORDER)
        .scalar_subquery()
    )
