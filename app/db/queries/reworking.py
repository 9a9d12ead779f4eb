"""What the workshop needs to know: the orders of a carton, of a lot, of the queue, with their operations and parts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Carton,
    CartonLine,
    Decision,
    Inspection,
    Location,
    Operation,
    Operator,
    PartUsed,
    Party,
    WorkOrder,
    table_of,
)
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.db.queries.stages import STANDING
from app.domain.reworking import Worth
from app.domain.transitions import LIVE_ORDER, CartonState, OperationState, WorkOrderState
from app.domain.work_orders import UNFINISHED, Order, Part, Step

ORDER, OPERATION, PART = table_of(WorkOrder), table_of(Operation), table_of(PartUsed)
CARTON, LINE, OPERATOR, PARTY = table_of(Carton), table_of(CartonLine), table_of(Operator), table_of(Party)
PLACE, BENCH = table_of(Location), table_of(Location).alias("bench")
INSPECTION, DECISION = table_of(Inspection), table_of(Decision)

AT_ONCE = 500
"""Orders a statement, far below what a database takes of parameters."""
IN_THE_SHOP = frozenset({CartonState.PLACED, CartonState.REWORKING})


def of_carton(session: Session, site_id: UUID, carton_id: UUID) -> list[Order]:
    """Return the orders of a carton whose goods are still there or away, the first drawn up first."""
    return _orders(session, site_id, ORDER.c.carton_id == carton_id, *_STANDS)


def one(session: Session, site_id: UUID, order_id: UUID | None) -> Order | None:
    """Return an order in any state."""
    return next(iter(_orders(session, site_id, ORDER.c.id == order_id)), None) if order_id else None


def by_ids(session: Session, site_id: UUID, ids: Sequence[UUID]) -> list[Order]:
    """Return orders in any state, in the order of `ids`."""
    found = {
        order.id: order
        for first in range(0, len(ids), AT_ONCE)
        for order in _orders(session, site_id, ORDER.c.id.in_(ids[first : first + AT_ONCE]))
    }
    return [found[each] for each in ids]


def of_lot(session: Session, site_id: UUID, product_id: UUID, lot: str) -> list[Order]:
    """Return the orders of a lot that are open or in work in the building, by carton."""
    mine = (ORDER.c.product_id == product_id, LINE.c.lot == lot, CARTON.c.state.in_(sorted(IN_THE_SHOP)))
    here = ORDER.c.state.in_(sorted(UNFINISHED - {WorkOrderState.AWAY}))
    return _orders(session, site_id, here, *mine, *_STANDS)


def queue(session: Session, site_id: UUID) -> list[Order]:
    """Return the orders that are not done, of cartons in the workshop or with a contractor."""
    states = (*sorted(IN_THE_SHOP), CartonState.AWAY)
    here = sa.and_(CARTON.c.state.in_(STANDING), CARTON.c.state.in_(states))
    return _orders(session, site_id, ORDER.c.state.in_(sorted(LIVE_ORDER)), here, *_STANDS)


_STANDS: tuple[sa.ColumnElement[bool], ...] = (
    ORDER.c.state.in_(sorted(LIVE_ORDER)),
    sa.or_(LINE.c.quantity > 0, ORDER.c.state == WorkOrderState.AWAY),
)
"""An order whose goods were taken back into another carton says nothing any more."""

_OWN = tuple(
    ORDER.c[name]
    for name in (
        "id", "number", "state", "code", "quantity", "given_up", "version", "priority", "drawn_up_at", "state_since",
        "bench_id",
    )
)  # fmt: skip
_GOODS = tuple(LINE.c[name] for name in ("receipt_line_id", "lot", "expiry", "serial", "condition", "grade", "hold"))
_PRICES = tuple(ORDER.c[name] for name in ("as_is", "expected", "rate", "charged", "currency"))


def _orders(session: Session, site_id: UUID, *where: sa.ColumnElement[bool]) -> list[Order]:
    rows = session.execute(
        sa.select(
            *_OWN,
            *_GOODS,
            *_PRICES,
            CARTON.c.id.label("carton_id"),
            CARTON.c.lpn,
            CARTON.c.state.label("carton_state"),
            LINE.c.id.label("line_id"),
            ORDER.c.contractor_id,
            sa.func.coalesce(PARTY.c.name, "").label("contractor"),
            sa.func.coalesce(BENCH.c.code, "").label("bench"),
            sa.func.coalesce(PLACE.c.code, "").label("place"),
            *COLUMNS,
        )
        .select_from(ORDER)
        .join(CARTON, _same("carton_id", CARTON))
        .join(LINE, _same("carton_line_id", LINE))
        .join(PRODUCT, PRODUCT.c.id == ORDER.c.product_id)
        .outerjoin(PARTY, PARTY.c.id == ORDER.c.contractor_id)
        .outerjoin(BENCH, BENCH.c.id == ORDER.c.bench_id)
        .outerjoin(PLACE, PLACE.c.id == CARTON.c.location_id)
        .where(ORDER.c.site_id == site_id, *where)
        .order_by(ORDER.c.id)
    ).all()
    ids = [row.id for row in rows]
    if not ids:
        return []
    steps, parts, resale = (
        _steps(session, site_id, ids),
        _parts(session, site_id, ids),
        _resale(session, site_id, ids),
    )
    return [_order(row, steps.get(row.id, ()), parts.get(row.id, ()), resale.get(row.id)) for row in rows]


def _same(column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == ORDER.c.site_id) & (parent.c.id == ORDER.c[column])


def _order(row: Any, steps: Iterable[Step], parts: Iterable[Part], resale: Any) -> Order:
    named = (
        "lpn", "carton_id", "carton_state", "line_id", "contractor_id", "contractor", "bench", "place", "rate",
        "charged", "currency",
    )  # fmt: skip
    own = {name: getattr(row, name) for name in (*(column.name for column in (*_OWN, *_GOODS)), *named)}
    return Order(
        **own,
        product=product_from(row),
        worth=Worth(row.as_is, row.expected),
        steps=tuple(steps),
        parts=tuple(parts),
        resale=resale,
    )


def _steps(session: Session, site_id: UUID, ids: Collection[UUID]) -> dict[UUID, list[Step]]:
    who = sa.func.coalesce(OPERATOR.c.name, "").label("who")
    columns = (OPERATION.c[name] for name in _OF_STEP[:-2])
    rows = session.execute(
        sa.select(OPERATION.c.work_order_id, *columns, OPERATION.c.operator_id.label("who_id"), who)
        .outerjoin(OPERATOR, OPERATOR.c.id == OPERATION.c.operator_id)
        .where(OPERATION.c.site_id == site_id, OPERATION.c.work_order_id.in_(ids))
        .order_by(OPERATION.c.position, OPERATION.c.id)
    )
    found: dict[UUID, list[Step]] = defaultdict(list)
    for row in rows:
        found[row.work_order_id].append(Step(**{name: getattr(row, name) for name in _OF_STEP}))
    return found


_OF_STEP = ("id", "kind", "state", "planned_minutes", "seconds", "since", "position", "who_id", "who")


def _parts(session: Session, site_id: UUID, ids: Collection[UUID]) -> dict[UUID, list[Part]]:
    names = ("lot", "serial", "quantity", "unit_cost", "used_at")
    rows = session.execute(
        sa.select(PART.c.work_order_id, *(PART.c[name] for name in names), OPERATOR.c.name.label("who"), *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == PART.c.product_id)
        .join(OPERATOR, OPERATOR.c.id == PART.c.used_by)
        .where(PART.c.site_id == site_id, PART.c.work_order_id.in_(ids), PART.c.undone_at.is_(None))
        .order_by(PART.c.id)
    )
    found: dict[UUID, list[Part]] = defaultdict(list)
    for row in rows:
        part = Part(product_from(row), **{name: getattr(row, name) for name in (*names, "who")})
        found[row.work_order_id].append(part)
    return found


def _resale(session: Session, site_id: UUID, ids: Collection[UUID]) -> dict[UUID, Any]:
    """Return what the units of each order bring by the grade after the work, as far as they have one."""
    amount: sa.ColumnElement[Any] = sa.type_coerce(
        sa.func.sum(DECISION.c.net_recovery * INSPECTION.c.quantity), DECISION.c.net_recovery.type
    )
    rows = session.execute(
        sa.select(INSPECTION.c.work_order_id, amount)
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .where(INSPECTION.c.site_id == site_id, INSPECTION.c.work_order_id.in_(ids), INSPECTION.c.undone_at.is_(None))
        .group_by(INSPECTION.c.work_order_id)
    )
    return {row[0]: row[1] for row in rows}


def running_of(session: Session, site_id: UUID, operator_id: UUID) -> tuple[UUID, Step] | None:
    """Return what an operator is at in this building: the order with its running operation."""
    where = (OPERATION.c.state == OperationState.RUNNING, OPERATION.c.operator_id == operator_id)
    row = session.execute(
        sa.select(OPERATION.c.work_order_id, OPERATION.c.id).where(OPERATION.c.site_id == site_id, *where).limit(1)
    ).one_or_none()
    if row is None:
        return None
    steps = _steps(session, site_id, [row.work_order_id])[row.work_order_id]
    return row.work_order_id, next(step for step in steps if step.id == row.id)


def unfinished(session: Session, site_id: UUID, carton_id: UUID) -> int:
    """Return how many orders of a carton are not done yet."""
    mine = (ORDER.c.carton_id == carton_id, ORDER.c.state.in_(sorted(UNFINISHED)), LINE.c.quantity > 0)
    query = sa.select(sa.func.count()).select_from(ORDER).join(LINE, _same("carton_line_id", LINE))
    return session.execute(query.where(ORDER.c.site_id == site_id, *mine)).scalar_one()
