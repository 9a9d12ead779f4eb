"""Work orders as the office lists them, and what one of them went through: grades, acts on the goods, the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Decision, Event, EventItem, Inspection, Location, Operator, WorkOrderEvent, table_of
from app.db.queries import reworking
from app.db.queries.products import PRODUCT
from app.db.queries.reworking import CARTON, LINE, ORDER, PARTY
from app.domain.epcis import EventKind
from app.domain.reworking import OperationKind
from app.domain.transitions import LIVE_ORDER, WorkOrderState
from app.domain.vocabulary import Category, DispositionCode, Grade, LocationKind
from app.domain.work_orders import Order
from app.domain.work_plans import PlanAct

EVENT, ITEM, OPERATOR, PLACE = table_of(Event), table_of(EventItem), table_of(Operator), table_of(Location)
INSPECTION, DECISION, HISTORY = table_of(Inspection), table_of(Decision), table_of(WorkOrderEvent)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which orders a list shows, in which order; None and empty leave nothing out."""

    state: WorkOrderState | None = None
    bench_id: UUID | None = None
    category: Category | None = None
    product_id: UUID | None = None
    contractor_id: UUID | None = None
    find: str = ""
    order: str = "drawn"
    falls: bool = True


ORDERS: Mapping[str, sa.ColumnElement[Any]] = {
    "drawn": ORDER.c.drawn_up_at,
    "number": ORDER.c.number,
    "state": ORDER.c.state,
    "priority": sa.case({"urgent": 0, "normal": 1, "later": 2}, value=ORDER.c.priority),
    "product": PRODUCT.c.sku,
    "units": ORDER.c.quantity,
    "since": ORDER.c.state_since,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many orders are wanted."""
    total: int = session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()
    return total


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Order]:
    """Return the wanted orders in order."""
    column = ORDERS[wanted.order]
    order = (column.desc(), ORDER.c.id.desc()) if wanted.falls else (column, ORDER.c.id)
    ids = session.scalars(_from(sa.select(ORDER.c.id), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return reworking.by_ids(session, site_id, list(ids))


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(ORDER)
        .join(CARTON, (CARTON.c.site_id == ORDER.c.site_id) & (CARTON.c.id == ORDER.c.carton_id))
        .join(LINE, (LINE.c.site_id == ORDER.c.site_id) & (LINE.c.id == ORDER.c.carton_line_id))
        .join(PRODUCT, PRODUCT.c.id == ORDER.c.product_id)
        .outerjoin(PARTY, PARTY.c.id == ORDER.c.contractor_id)
        .where(ORDER.c.site_id == site_id, _says_something())
    )
    wishes = (
        (ORDER.c.state, wanted.state), (ORDER.c.bench_id, wanted.bench_id), (PRODUCT.c.category, wanted.category),
        (ORDER.c.product_id, wanted.product_id), (ORDER.c.contractor_id, wanted.contractor_id),
    )  # fmt: skip
    statement = statement.where(*(column == wish for column, wish in wishes if wish is not None))
    return statement.where(_found(wanted.find)) if wanted.find else statement


def _says_something() -> sa.ColumnElement[bool]:
    """An order whose goods were taken back into another carton before it was done says nothing any more."""
    waits = ORDER.c.state.in_(sorted(LIVE_ORDER - {WorkOrderState.AWAY}))
    return sa.or_(sa.not_(waits), LINE.c.quantity > 0)


def _found(text: str) -> sa.ColumnElement[bool]:
    named = (ORDER.c.number, CARTON.c.lpn, PRODUCT.c.sku, LINE.c.lot, LINE.c.serial, PARTY.c.name)
    return sa.or_(*(column.icontains(text, autoescape=True) for column in named))


@dataclass(frozen=True, slots=True)
class Bench:
    """A bench where orders can be planned."""

    id: UUID
    code: str
    name: Mapping[str, str]


def benches(session: Session, site_id: UUID) -> list[Bench]:
    """Return the benches of the site in use, by code."""
    where = (PLACE.c.site_id == site_id, PLACE.c.kind == LocationKind.BENCH, PLACE.c.is_active)
    rows = session.execute(sa.select(PLACE.c.id, PLACE.c.code, PLACE.c.name).where(*where).order_by(PLACE.c.code))
    return [Bench(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Regraded:
    """Units of an order with the grade after the work, and what was decided for them then."""

    grade: Grade
    quantity: int
    code: DispositionCode
    who: str
    when: datetime


def regraded(session: Session, site_id: UUID, order_id: UUID) -> list[Regraded]:
    """Return what was graded again of an order, the first first."""
    own = (INSPECTION.c.grade, INSPECTION.c.quantity, DECISION.c.chosen, OPERATOR.c.name, INSPECTION.c.inspected_at)
    rows = session.execute(
        sa.select(*own)
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .join(OPERATOR, OPERATOR.c.id == INSPECTION.c.inspected_by)
        .where(INSPECTION.c.site_id == site_id, INSPECTION.c.work_order_id == order_id)
        .where(INSPECTION.c.undone_at.is_(None))
        .order_by(INSPECTION.c.id)
    )
    return [Regraded(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Told:
    """One act on an order: on its goods by the ledger, or on the paper by its history, with its reason."""

    id: UUID
    at: datetime
    what: EventKind | PlanAct
    who: str
    operation: OperationKind | None = None
    is_undone: bool = False
    reason: str = ""


TOLD = (
    EventKind.REWORK_STARTED, EventKind.OPERATION_STARTED, EventKind.OPERATION_PAUSED, EventKind.OPERATION_FINISHED,
    EventKind.LOT_CORRECTED, EventKind.PART_USED, EventKind.REWORK_FINISHED, EventKind.UNITS_SCRAPPED,
    EventKind.SENT_TO_CONTRACTOR, EventKind.BACK_FROM_CONTRACTOR, EventKind.UNITS_GRADED,
)  # fmt: skip
"""Acts on goods that an order tells of; what takes one of them back shows beside it."""


def told(session: Session, site_id: UUID, order: Order) -> list[Told]:
    """Return what was done to an order and its goods, the latest first."""
    told = [*_acts(session, site_id, order), *_plans(session, site_id, order.id)]
    return sorted(told, key=lambda each: (each.at, each.id), reverse=True)


def _acts(session: Session, site_id: UUID, order: Order) -> list[Told]:
    """Return the events that name the order, took its carton up, or graded its goods again."""
    later = EVENT.alias("later")
    is_undone = sa.exists().where(later.c.site_id == EVENT.c.site_id, later.c.undoes_event_id == EVENT.c.id)
    mine = sa.or_(ITEM.c.to_carton_id == order.carton_id, ITEM.c.from_line_id == order.line_id)
    its_goods = sa.func.max(sa.case((ITEM.c.from_line_id == order.line_id, 1), else_=0))
    rows = session.execute(
        sa.select(
            EVENT.c.id, EVENT.c.record_time, EVENT.c.kind, EVENT.c.operator_id, is_undone.label("is_undone"),
            its_goods.label("its_goods"),
        )
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .where(ITEM.c.site_id == site_id, mine, EVENT.c.id > order.id, EVENT.c.kind.in_(TOLD))
        .group_by(EVENT.c.site_id, EVENT.c.id)
    ).all()  # fmt: skip
    said = _said(session, site_id, [row.id for row in rows])
    return [
        Told(row.id, row.record_time, row.kind, said[row.id].name, _operation(said[row.id].detail), bool(row.is_undone))
        for row in rows
        if row.its_goods
        or row.kind is EventKind.REWORK_STARTED
        or any(each["id"] == str(order.id) for each in said[row.id].biz_transactions)
    ]


def _said(session: Session, site_id: UUID, ids: list[UUID]) -> dict[UUID, Any]:
    """Return who did each event, what it names and its detail: documents, by which nothing is grouped."""
    rows = session.execute(
        sa.select(EVENT.c.id, OPERATOR.c.name, EVENT.c.biz_transactions, EVENT.c.detail)
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .where(EVENT.c.site_id == site_id, EVENT.c.id.in_(ids))
    )
    return {row.id: row for row in rows}


def _operation(detail: Mapping[str, Any]) -> OperationKind | None:
    return OperationKind(detail["operation"]) if "operation" in detail else None


def _plans(session: Session, site_id: UUID, order_id: UUID) -> list[Told]:
    rows = session.execute(
        sa.select(*_PLAN)
        .join(OPERATOR, OPERATOR.c.id == HISTORY.c.operator_id)
        .where(HISTORY.c.site_id == site_id, HISTORY.c.work_order_id == order_id)
    )
    return [_plan(row) for row in rows]


_PLAN = (*(HISTORY.c[name] for name in ("id", "at", "act", "reason")), OPERATOR.c.name)


def _plan(row: Any) -> Told:
    return Told(row.id, row.at, row.act, row.name, reason=row.reason)


def cancelled(session: Session, site_id: UUID, carton_id: UUID) -> Told | None:
    """Return how the last cancelled order of goods that are still in a carton was cancelled."""
    row = session.execute(
        sa.select(*_PLAN)
        .join(ORDER, (ORDER.c.site_id == HISTORY.c.site_id) & (ORDER.c.id == HISTORY.c.work_order_id))
        .join(LINE, (LINE.c.site_id == ORDER.c.site_id) & (LINE.c.id == ORDER.c.carton_line_id))
        .join(OPERATOR, OPERATOR.c.id == HISTORY.c.operator_id)
        .where(HISTORY.c.site_id == site_id, HISTORY.c.act == PlanAct.CANCELLED)
        .where(ORDER.c.carton_id == carton_id, ORDER.c.state == WorkOrderState.CANCELLED, LINE.c.quantity > 0)
        .order_by(HISTORY.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _plan(row) if row else None
