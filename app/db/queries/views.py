"""The saved views of a list."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import SavedView, table_of

VIEW = table_of(SavedView)


@dataclass(frozen=True, slots=True)
class View:
    """A list under a name: `query` is that of its address."""

    id: UUID
    name: str
    query: str


def of_room(session: Session, operator_id: UUID, room: str) -> tuple[View, ...]:
    """Return the views of the list `room` that an operator keeps, by name."""
    rows = session.execute(
        sa.select(VIEW.c.id, VIEW.c.name, VIEW.c.query)
        .where(VIEW.c.operator_id == operator_id, VIEW.c.room == room)
        .order_by(VIEW.c.name)
    )
    return tuple(View(*row) for row in rows)
