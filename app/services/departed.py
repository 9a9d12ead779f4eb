"""A load that has departed: what was put on it or taken off it before is not taken back any more."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import OutboundLoad, table_of
from app.domain.errors import Refused
from app.domain.messages.core import Word
from app.domain.messages.loading import NOT_OPEN
from app.domain.transitions import Move, allows
from app.services.acting import Act

OUTBOUND = table_of(OutboundLoad)
ABOUT = "outbound"
"""How an event names the load among its business transactions."""


def loads_of(event: Any) -> list[UUID]:
    """Return the outbound loads that an event names."""
    return [UUID(each["id"]) for each in event.biz_transactions if each["type"] == ABOUT]


def check(session: Session, act: Act, event: Any) -> None:
    """Raise Refused when a load that the event names takes nothing any more; it is locked by then."""
    ids = loads_of(event)
    if not ids:
        return
    where = (OUTBOUND.c.site_id == act.site_id, OUTBOUND.c.id.in_(ids))
    for row in session.execute(sa.select(OUTBOUND.c.number, OUTBOUND.c.state).where(*where)):
        if not allows(row.state, Move.LOAD):
            raise Refused(NOT_OPEN, load=row.number, state=Word(row.state.value))
