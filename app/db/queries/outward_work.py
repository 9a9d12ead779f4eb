"""Where the workshop stands for the company's own systems: work orders with operations, parts and new grades."""

import sqlalchemy as sa

from app.db.models import CartonLine, Decision, Inspection, PartUsed, WorkOrder, table_of

ORDER, LINE, PART = table_of(WorkOrder), table_of(CartonLine), table_of(PartUsed)
INSPECTION, DECISION = table_of(Inspection), table_of(Decision)


def work_orders() -> sa.FromClause:
    """Return orders with what they are about, as it was found."""
    within = (LINE.c.site_id == ORDER.c.site_id) & (LINE.c.id == ORDER.c.carton_line_id)
    found = (LINE.c[name] for name in ("receipt_line_id", "lot", "serial", "grade"))
    return sa.select(ORDER, *found).join(LINE, within).subquery()


def parts() -> sa.FromClause:
    """Return the parts that went in and were not taken back."""
    return sa.select(PART).where(PART.c.undone_at.is_(None)).subquery()


def regraded() -> sa.FromClause:
    """Return the units that were graded after the work, with what was decided for them."""
    within = (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id)
    names = ("site_id", "id", "work_order_id", "grade", "function", "cosmetics", "quantity", "inspected_at")
    own = (INSPECTION.c[name] for name in names)
    query = sa.select(*own, DECISION.c.chosen.label("code"), DECISION.c.net_recovery).join(DECISION, within)
    return query.where(INSPECTION.c.work_order_id.is_not(None), INSPECTION.c.undone_at.is_(None)).subquery()
