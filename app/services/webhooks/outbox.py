"""News is written in the transaction of what it tells, once for each webhook that wants it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Webhook, WebhookMessage, table_of
from app.domain.transitions import AuthorizationState, MessageState
from app.domain.webhooks import WebhookKind

WEBHOOK, MESSAGE = table_of(Webhook), table_of(WebhookMessage)


def put(session: Session, site_id: UUID, kind: WebhookKind, data: Mapping[str, Any], now: datetime) -> None:
    """Queue news of `kind`; `data` are ids, numbers and words. One statement where nobody wants it."""
    listening = session.execute(_LISTENING, {"of_site": site_id}).all()
    news = {"id": str(new_id()), "kind": kind.value, "at": now.isoformat(), "site_id": str(site_id), "data": dict(data)}
    rows = [
        {
            "site_id": site_id, "id": new_id(), "webhook_id": each.id, "kind": kind, "body": news,
            "state": MessageState.QUEUED, "created_at": now, "attempts": 0, "status": 0, "failure": "",
        }
        for each in listening
        if kind in each.kinds
    ]  # fmt: skip
    if rows:
        session.execute(sa.insert(MESSAGE), rows)


_LISTENING = sa.select(WEBHOOK.c.id, WEBHOOK.c.kinds).where(
    WEBHOOK.c.site_id == sa.bindparam("of_site"), WEBHOOK.c.ended_at.is_(None)
)


def put_authorization(
    session: Session,
    site_id: UUID,
    paper: tuple[UUID, str],
    states: tuple[AuthorizationState, AuthorizationState],
    now: datetime,
) -> None:
    """Queue that an authorization, by id and number, went from one state to another."""
    (paper_id, number), (before, after) = paper, states
    data = {"authorization_id": str(paper_id), "number": number, "before": before.value, "state": after.value}
    put(session, site_id, WebhookKind.AUTHORIZATION_CHANGED, data, now)
