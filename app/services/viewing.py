"""Keeping a list under a name. Views are the operator's own: nobody else sees them, and nothing on the floor moves."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import SavedView, table_of
from app.db.queries import views
from app.domain.errors import Refused
from app.domain.messages.viewing import TOO_MANY_VIEWS
from app.domain.principals import Principal

VIEW = table_of(SavedView)
MOST = 20
"""Of one list: more would not be found again."""


def keep(session: Session, by: Principal, room: str, name: str, query: str) -> None:
    """Keep `query` under `name`; a view of that name now shows this. Raises Refused when there are too many."""
    same = sa.and_(VIEW.c.operator_id == by.operator_id, VIEW.c.room == room, VIEW.c.name == name)
    session.execute(sa.delete(VIEW).where(same))
    if len(views.of_room(session, by.operator_id, room)) >= MOST:
        raise Refused(TOO_MANY_VIEWS, most=MOST, name=name)
    session.execute(sa.insert(VIEW).values(id=new_id(), operator_id=by.operator_id, room=room, name=name, query=query))


def drop(session: Session, by: Principal, view_id: UUID) -> str:
    """Drop a view of the operator's own; return its room, empty when there was none."""
    mine = sa.and_(VIEW.c.id == view_id, VIEW.c.operator_id == by.operator_id)
    return session.execute(sa.delete(VIEW).where(mine).returning(VIEW.c.room)).scalar_one_or_none() or ""
