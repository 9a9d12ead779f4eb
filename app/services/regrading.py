"""Work orders whose goods were graded again: what the grading bench tells the workshop."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import reworking as queries
from app.db.queries.grading import goods_of
from app.domain.ledger import Change
from app.domain.transitions import Move
from app.services.acting import Act
from app.services.work_orders import change_order


def regraded(session: Session, act: Act, order_ids: Collection[UUID | None]) -> tuple[Change, ...]:
    """Close each order whose last unit has just left its line with a new grade."""
    changes: tuple[Change, ...] = ()
    for order_id in sorted({each for each in order_ids if each}):
        order = queries.one(session, act.site_id, order_id)
        if order and goods_of(session, act.site_id, order.line_id).quantity == 0:
            changes += change_order(session, act, order, Move.GRADE)
    return changes
