"""Which act is to be taken back: an operator's own, of one screen, with the items of its event."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Answer, Event, EventItem, table_of
from app.domain.epcis import NEVER_UNDONE, EventKind
from app.domain.errors import Refused
from app.domain.messages import floor
from app.domain.principals import Principal
from app.services.acting import Act

ANSWER, EVENT, ITEM = table_of(Answer), table_of(Event), table_of(EventItem)

LOOK_BACK = 20
UNDOABLE = frozenset(EventKind) - NEVER_UNDONE


def last_undoable(session: Session, by: Principal, scope: str, about: UUID) -> str:
    """Return the client id of the operator's last act that stands and concerns the receipt, carton or load, or ""."""
    candidates = session.execute(
        sa.select(ANSWER.c.client_id, EVENT.c.kind, EVENT.c.biz_transactions)
        .join(EVENT, (EVENT.c.site_id == ANSWER.c.site_id) & (EVENT.c.id == ANSWER.c.event_id))
        .where(
            ANSWER.c.site_id == by.site_id,
            ANSWER.c.operator_id == by.operator_id,
            ANSWER.c.scope == scope,
            ANSWER.c.event_id.is_not(None),
            ~taken_back(),
        )
        .order_by(ANSWER.c.event_id.desc())
        .limit(LOOK_BACK)
    )
    for each in candidates:
        if each.kind in UNDOABLE and any(thing["id"] == str(about) for thing in each.biz_transactions):
            return str(each.client_id)
    return ""


def taken_back() -> sa.ColumnElement[bool]:
    """Whether the event of a query was declared an error since."""
    undoing = EVENT.alias("undoing")
    return sa.exists().where(undoing.c.site_id == EVENT.c.site_id, undoing.c.undoes_event_id == EVENT.c.id)


def event_of(session: Session, act: Act, client_id: str) -> Any:
    """Return the event of the act that was answered under `client_id`. Raises Refused for another's, and for none."""
    event = session.execute(
        sa.select(EVENT)
        .join(ANSWER, (ANSWER.c.site_id == EVENT.c.site_id) & (ANSWER.c.event_id == EVENT.c.id))
        .where(ANSWER.c.site_id == act.site_id, ANSWER.c.scope == act.scope, ANSWER.c.client_id == client_id)
    ).one_or_none()
    if event is None or event.kind not in UNDOABLE or event.operator_id != act.by.operator_id:
        raise Refused(floor.NOTHING_TO_UNDO)
    return event


def items_of(session: Session, act: Act, event_id: UUID) -> list[Any]:
    """Return the items of an event in their order."""
    where = (ITEM.c.site_id == act.site_id, ITEM.c.event_id == event_id)
    return list(session.execute(sa.select(ITEM).where(*where).order_by(ITEM.c.position)))
