"""The only writer of the states of work orders and operations: every change is one that undo can take back."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Operation, WorkOrder, table_of
from app.domain.ledger import Change
from app.domain.transitions import Move, moved
from app.domain.work_orders import Order, Step
from app.services.acting import Act
from app.services.moving import Standing, overtaken

ORDER, OPERATION = table_of(WorkOrder), table_of(Operation)


def change_step(session: Session, act: Act, step: Step, move: Move, **columns: Any) -> tuple[Change, ...]:
    """Move an operation by the table of moves and set `columns`, which all are what undo sets back."""
    columns = {"state": moved(step.state, move), **columns}
    before = {"state": step.state, "seconds": step.seconds, "since": step.since, "operator_id": step.who_id}
    mine = (OPERATION.c.site_id == act.site_id, OPERATION.c.id == step.id, OPERATION.c.state == step.state)
    session.execute(sa.update(OPERATION).where(*mine).values(columns))
    return tuple(
        Change("operation", step.id, name, _text(before[name]), _text(value)) for name, value in columns.items()
    )


def change_order(session: Session, act: Act, order: Order, move: Move, **columns: Any) -> tuple[Change, ...]:
    """Move an order by the table of moves and set `columns`. Raises Overtaken when another act changed it meanwhile."""
    after = moved(order.state, move)
    others = set_order(session, act, order, {"state": after, "state_since": act.now}, **columns)
    return (Change("work_order", order.id, "state", order.state, after), *others)


def set_order(
    session: Session, act: Act, order: Order, along: Mapping[str, Any] = MappingProxyType({}), **columns: Any
) -> tuple[Change, ...]:
    """Set `columns` of an order, which all are what undo sets back, and what goes `along`. Raises Overtaken."""
    mine = (ORDER.c.site_id == act.site_id, ORDER.c.id == order.id, ORDER.c.version == order.version)
    values = {"version": order.version + 1, **along, **columns}
    changed = session.execute(sa.update(ORDER).where(*mine).values(values))
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise overtaken(session, act, Standing(order.carton_id, order.lpn, order.carton_state, 0))
    return tuple(
        Change("work_order", order.id, name, _text(getattr(order, name)), _text(value))
        for name, value in columns.items()
    )


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


def about_order(order: Order) -> Mapping[str, str]:
    """Return how an event names the order that it is about."""
    return {"type": "work_order", "id": str(order.id)}
