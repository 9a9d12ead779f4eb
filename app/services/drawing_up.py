"""Work orders drawn up from the decision: one for each line that was decided for the workshop."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operation, WorkOrder, table_of
from app.db.queries import drawing_up as queries
from app.db.queries.drawing_up import Decided
from app.db.queries.rulesets import prices_in_force
from app.domain.pricing import NOTHING, STARTING, Prices
from app.domain.recovery import Priced
from app.domain.reworking import LABOUR_PER_HOUR, PLANNED_MINUTES, Priority, needed, refurbishment_lot, worth
from app.domain.transitions import OperationState, WorkOrderState
from app.services.acting import Act

ORDER, OPERATION = table_of(WorkOrder), table_of(Operation)


def draw_up(session: Session, act: Act, carton_id: UUID) -> None:
    """Draw up what is missing for a carton that its caller locked; an open order follows the units on its line.

    An order says what the decision comes to and is no act on goods itself, so that no event tells of it, and an undo
    of the placing leaves it: it waits for its goods wherever they stand.
    """
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    lines = queries.decided(session, act.site_id, carton_id)
    prices = prices_in_force(session, act.site_id) if any(line.order_id is None for line in lines) else STARTING
    for line in lines:
        if line.order_id is None:
            _draw_up(session, act, _order(act, line, today, prices), line)
        elif line.is_open and line.ordered != line.quantity:
            mine = (ORDER.c.site_id == act.site_id, ORDER.c.id == line.order_id)
            session.execute(sa.update(ORDER).where(*mine).values(quantity=line.quantity, version=ORDER.c.version + 1))


def _draw_up(session: Session, act: Act, order: dict[str, Any], line: Decided) -> None:
    session.execute(sa.insert(ORDER).values(order))
    kinds = needed(line.product.category, line.code, line.condition)
    rows = [
        {
            "site_id": act.site_id, "id": new_id(), "work_order_id": order["id"], "kind": kind,
            "position": position, "state": OperationState.PLANNED,
            "planned_minutes": PLANNED_MINUTES[kind] * line.quantity, "seconds": 0, "since": None, "operator_id": None,
        }
        for position, kind in enumerate(kinds, 1)
    ]  # fmt: skip
    session.execute(sa.insert(OPERATION), rows)


def _order(act: Act, line: Decided, today: date, prices: Prices) -> dict[str, Any]:
    product, days = line.product, (line.expiry - today).days if line.expiry else None
    priced = Priced(product.list_price, product.unit_cost, product.currency, product.category, days)
    value = worth(priced, line.grade, line.code, line.ruled_out, prices)
    order_id = new_id()
    return {
        "site_id": act.site_id, "id": order_id, "number": refurbishment_lot(order_id), "carton_id": line.carton_id,
        "carton_line_id": line.id, "product_id": product.id, "code": line.code, "quantity": line.quantity,
        "given_up": 0, "state": WorkOrderState.OPEN, "state_since": act.now, "drawn_up_at": act.now,
        "bench_id": None, "priority": Priority.NORMAL, "contractor_id": None, "as_is": value.as_is,
        "expected": value.expected, "rate": LABOUR_PER_HOUR, "charged": NOTHING, "currency": product.currency,
        "version": 0,
    }  # fmt: skip
