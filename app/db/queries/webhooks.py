"""Who is told, and what was told: for the office's screen and the command line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Webhook, WebhookMessage, table_of
from app.domain.transitions import MessageState
from app.domain.webhooks import WebhookKind

WEBHOOK, MESSAGE = table_of(Webhook), table_of(WebhookMessage)


@dataclass(frozen=True, slots=True)
class Listening:
    """A webhook with how many messages wait for it and were given up. `failures` are those in a row."""

    id: UUID
    url: str
    kinds: frozenset[WebhookKind]
    created_at: datetime
    due_at: datetime
    failures: int
    queued: int
    undelivered: int


def listening(session: Session, site_id: UUID) -> list[Listening]:
    """Return the webhooks of a site that have not ended, the oldest first."""
    columns: list[Any] = [WEBHOOK.c[name] for name in ("id", "url", "kinds", "created_at", "due_at", "failures")]
    counts = (_count(MessageState.QUEUED), _count(MessageState.UNDELIVERED))
    query: sa.Select[Any] = sa.select(*columns, *counts).where(
        WEBHOOK.c.site_id == site_id, WEBHOOK.c.ended_at.is_(None)
    )
    return [Listening(*row) for row in session.execute(query.order_by(WEBHOOK.c.id))]


def salt_of(session: Session, site_id: UUID, webhook_id: str) -> tuple[UUID, str]:
    """Return id and salt of a webhook, of which its secret is made."""
    mine = (WEBHOOK.c.site_id == site_id, WEBHOOK.c.id == UUID(webhook_id))
    row = session.execute(sa.select(WEBHOOK.c.id, WEBHOOK.c.salt).where(*mine)).one()
    return row.id, row.salt


def _count(state: MessageState) -> "sa.ScalarSelect[int]":
    mine = (MESSAGE.c.site_id == WEBHOOK.c.site_id, MESSAGE.c.webhook_id == WEBHOOK.c.id)
    return sa.select(sa.func.count()).where(*mine, MESSAGE.c.state == state).scalar_subquery()


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as a list shows it; `status` is 0 when nobody answered, `is_ended` tells that its webhook is."""

    id: UUID
    webhook_id: UUID
    url: str
    kind: WebhookKind
    state: MessageState
    created_at: datetime
    tried_at: datetime | None
    attempts: int
    status: int
    failure: str
    is_ended: bool


ORDERS = {"made": MESSAGE.c.created_at, "tried": MESSAGE.c.tried_at, "attempts": MESSAGE.c.attempts}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages a list shows, by one of ORDERS; `falls` puts the largest first."""

    state: MessageState | None = None
    kind: WebhookKind | None = None
    webhook_id: UUID | None = None
    find: str = ""
    order: str = "made"
    falls: bool = True


def sent(session: Session, site_id: UUID, wanted: Wanted, offset: int = 0, limit: int | None = None) -> list[Sent]:
    """Return the messages of a site that are wanted, in the order that is wanted."""
    by = ORDERS[wanted.order]
    order = (by.desc(), MESSAGE.c.id.desc()) if wanted.falls else (by, MESSAGE.c.id)
    rows = session.execute(_sent(site_id, wanted).order_by(*order).limit(limit).offset(offset))
    return [Sent(*row) for row in rows]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many messages of a site are wanted."""
    return session.scalar(sa.select(sa.func.count()).select_from(_sent(site_id, wanted).subquery())) or 0


def _sent(site_id: UUID, wanted: Wanted) -> "sa.Select[Any]":
    of_message = {name: MESSAGE.c[name] for name in Sent.__dataclass_fields__ if name not in ("url", "is_ended")}
    columns = {**of_message, "url": WEBHOOK.c.url, "is_ended": WEBHOOK.c.ended_at.is_not(None)}
    return (
        sa.select(*(columns[name].label(name) for name in Sent.__dataclass_fields__))
        .join(WEBHOOK, (WEBHOOK.c.site_id == MESSAGE.c.site_id) & (WEBHOOK.c.id == MESSAGE.c.webhook_id))
        .where(MESSAGE.c.site_id == site_id, *_clauses(wanted))
    )


def _clauses(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    clauses: list[sa.ColumnElement[bool]] = []
    for column, value in (("state", wanted.state), ("kind", wanted.kind), ("webhook_id", wanted.webhook_id)):
        if value:
            clauses.append(MESSAGE.c[column] == value)
    if wanted.find:
        clauses.append(WEBHOOK.c.url.icontains(wanted.find, autoescape=True))
    return clauses
