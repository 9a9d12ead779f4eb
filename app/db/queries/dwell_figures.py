"""How long goods wait now, stage by stage, and how long they took from the dock to a decision and into stock."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import first_id_at
from app.db.models import Carton, CartonLine, Inspection, Location, Receipt, ReceiptLine, Route, table_of
from app.db.queries.stages import is_declared, is_waiting
from app.domain import dwell
from app.domain.dwell import Stage, stage_of
from app.domain.dwell_figures import Spread, spread
from app.domain.transitions import CartonState, RouteState
from app.domain.vocabulary import Zone

CARTON, LINE, RECEIPT, RECEIPT_LINE = (table_of(each) for each in (Carton, CartonLine, Receipt, ReceiptLine))
INSPECTION, ROUTE, PLACE = table_of(Inspection), table_of(Route), table_of(Location)

ON_THE_WAY = timedelta(days=30)
"""No carton is on a forklift for longer: where a search by id begins."""


def by_stage(session: Session, site_id: UUID, now: datetime) -> dict[Stage, Spread | None]:
    """Return how long the cartons that wait in each stage have waited at `now` (UTC); what is announced does not."""
    rows = session.execute(
        sa.select(CARTON.c.state, CARTON.c.code, CARTON.c.state_since, is_declared().label("is_declared")).where(
            CARTON.c.site_id == site_id, is_waiting(), CARTON.c.state != CartonState.EXPECTED
        )
    )
    ages: dict[Stage | None, list[tuple[timedelta, int]]] = defaultdict(list)
    for row in rows:
        stage = stage_of(row.state, row.code, is_declared=row.is_declared)
        ages[stage].append((dwell.age(row.state_since, now), 1))
    return {stage: spread(ages[stage]) for stage in Stage}


def dock_to_disposition(session: Session, site_id: UUID, since: datetime) -> Spread | None:
    """Return how long units graded from `since` (UTC) on took from the opening of their receipt to that first grade."""
    rows = session.execute(
        sa.select(INSPECTION.c.inspected_at, RECEIPT.c.opened_at, INSPECTION.c.quantity)
        .select_from(INSPECTION)
        .join(LINE, (LINE.c.site_id == INSPECTION.c.site_id) & (LINE.c.id == INSPECTION.c.carton_line_id))
        .join(RECEIPT_LINE, (RECEIPT_LINE.c.site_id == LINE.c.site_id) & (RECEIPT_LINE.c.id == LINE.c.receipt_line_id))
        .join(RECEIPT, (RECEIPT.c.site_id == LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id))
        .where(
            INSPECTION.c.site_id == site_id,
            INSPECTION.c.id >= first_id_at(since),
            INSPECTION.c.inspected_at >= since,
            INSPECTION.c.undone_at.is_(None),
            INSPECTION.c.supersedes.is_(None),
        )
    )
    return spread((dwell.age(row.opened_at, row.inspected_at), row.quantity) for row in rows)


def dock_to_stock(session: Session, site_id: UUID, since: datetime) -> Spread | None:
    """Return how long cartons put in stock from `since` (UTC) on took since the oldest receipt of what is in them."""
    moved = sa.or_(CARTON.c.id == ROUTE.c.carton_id, CARTON.c.parent_id == ROUTE.c.carton_id)
    rows = session.execute(
        sa.select(ROUTE.c.placed_at, sa.func.min(RECEIPT.c.opened_at).label("opened_at"))
        .select_from(ROUTE)
        .join(PLACE, (PLACE.c.id == ROUTE.c.to_location_id) & (PLACE.c.zone == Zone.STOCK))
        .join(CARTON, (CARTON.c.site_id == ROUTE.c.site_id) & moved)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0))
        .join(RECEIPT_LINE, (RECEIPT_LINE.c.site_id == LINE.c.site_id) & (RECEIPT_LINE.c.id == LINE.c.receipt_line_id))
        .join(RECEIPT, (RECEIPT.c.site_id == LINE.c.site_id) & (RECEIPT.c.id == RECEIPT_LINE.c.receipt_id))
        .where(
            ROUTE.c.site_id == site_id,
            ROUTE.c.id >= first_id_at(since - ON_THE_WAY),
            ROUTE.c.state == RouteState.PLACED,
            ROUTE.c.placed_at >= since,
        )
        .group_by(ROUTE.c.id, ROUTE.c.placed_at, CARTON.c.id)
    )
    return spread((dwell.age(row.opened_at, row.placed_at), 1) for row in rows)
