"""Putting units into carton lines, and the lock on a line: what receiving and grading share."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, Hold, table_of
from app.db.models.carton import MERGE_KEY
from app.domain.vocabulary import HoldReason
from app.services.acting import Act

CARTON_LINE, HOLD = table_of(CartonLine), table_of(Hold)


def add_to_line(session: Session, line: dict[str, Any], quantity: int) -> tuple[UUID, int]:
    """Add `quantity` to the carton line with the merge key of `line`, made when new; return its id and quantity."""
    values = {"id": new_id(), "quantity": quantity, **line}
    row = session.execute(_ADD[session.get_bind().dialect.name], values).one()
    return row.id, row.quantity


def _add(statement: Any) -> sa.Insert:
    added: sa.Insert = statement.on_conflict_do_update(
        index_elements=list(MERGE_KEY), set_={"quantity": CARTON_LINE.c.quantity + statement.excluded.quantity}
    ).returning(CARTON_LINE.c.id, CARTON_LINE.c.quantity)
    return added


# On the path of every scan statements are built once: building costs more than running them.
_ADD = {"sqlite": _add(sqlite.insert(CARTON_LINE)), "postgresql": _add(postgresql.insert(CARTON_LINE))}


def place_hold(session: Session, act: Act, line_id: UUID, reason: HoldReason) -> None:
    """Write why a line is locked; the lock itself stands on the line."""
    session.execute(
        sa.insert(HOLD).values(
            site_id=act.site_id,
            id=new_id(),
            carton_line_id=line_id,
            reason=reason,
            placed_at=act.now,
            placed_by=act.by.operator_id,
        )
    )
