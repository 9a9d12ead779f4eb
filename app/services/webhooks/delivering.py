"""Taking news out of the outbox: one worker for each webhook, oldest first, later and later after a failure."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Webhook, WebhookMessage, table_of
from app.domain.transitions import MessageState, Move, moved
from app.domain.webhooks import GIVEN_UP_AFTER, WebhookKind, wait_after

WEBHOOK, MESSAGE = table_of(Webhook), table_of(WebhookMessage)

LEASE = timedelta(seconds=120)
"""Longer than a message takes: after it the worker is taken for lost, and another may go on."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A webhook in the hands of one worker; `lease` tells it from an earlier one."""

    site_id: UUID
    id: UUID
    url: str
    salt: str
    lease: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest message that waits."""

    id: UUID
    kind: WebhookKind
    body: Mapping[str, Any]


def is_due(session: Session, now: datetime) -> bool:
    """Tell whether there is news to send; asked often, and without a lock."""
    return session.execute(sa.select(WEBHOOK.c.id).where(_is_free(now)).limit(1)).first() is not None


def lease(session: Session, now: datetime) -> Leased | None:
    """Take the webhook that is due longest; None when there is none, or another worker was faster."""
    columns = tuple(WEBHOOK.c[name] for name in Leased.__dataclass_fields__)
    row = session.execute(sa.select(*columns).where(_is_free(now)).order_by(WEBHOOK.c.due_at).limit(1)).one_or_none()
    if row is None:
        return None
    leased = Leased(row.site_id, row.id, row.url, row.salt, row.lease + 1)
    taken = _update(session, leased, row.lease, lease=leased.lease, leased_until=now + LEASE)
    return leased if taken else None


def oldest(session: Session, leased: Leased) -> Waiting | None:
    """Return the message that waits longest for a webhook, None when nothing waits."""
    row = session.execute(
        sa.select(MESSAGE.c.id, MESSAGE.c.kind, MESSAGE.c.body).where(*_queued(leased)).order_by(MESSAGE.c.id).limit(1)
    ).one_or_none()
    return Waiting(row.id, row.kind, row.body) if row else None


def delivered(session: Session, leased: Leased, message: Waiting, status: int, now: datetime) -> bool:
    """Keep that a message was taken, and the lease; False when the webhook is another worker's by now."""
    done = {"state": moved(MessageState.QUEUED, Move.SEND), "status": status, "tried_at": now, "failure": ""}
    where = (*_queued(leased), MESSAGE.c.id == message.id)
    session.execute(sa.update(MESSAGE).where(*where).values(attempts=MESSAGE.c.attempts + 1, **done))
    return _update(session, leased, leased.lease, leased_until=now + LEASE, failures=0)


def failed(session: Session, leased: Leased, message: Waiting, status: int, why: str, now: datetime) -> None:
    """Keep why a message was not taken. What is too old is given up; the rest is tried later, and nothing before it."""
    tried = {"status": status, "failure": why[:120], "tried_at": now}
    where = (*_queued(leased), MESSAGE.c.id == message.id)
    session.execute(sa.update(MESSAGE).where(*where).values(attempts=MESSAGE.c.attempts + 1, **tried))
    session.execute(
        sa.update(MESSAGE)
        .where(*_queued(leased), MESSAGE.c.created_at < now - GIVEN_UP_AFTER)
        .values(state=moved(MessageState.QUEUED, Move.ABANDON))
    )
    failures = 1 + session.execute(sa.select(WEBHOOK.c.failures).where(*_mine(leased))).scalar_one()
    later = now + wait_after(failures, random.random())  # noqa: S311 - spreads load, keeps no secret
    _update(session, leased, leased.lease, failures=failures, due_at=later, leased_until=None)


def release(session: Session, leased: Leased) -> None:
    """Leave the webhook to whoever is there next."""
    _update(session, leased, leased.lease, leased_until=None)


def _is_free(now: datetime) -> sa.ColumnElement[bool]:
    is_left = sa.or_(WEBHOOK.c.leased_until.is_(None), WEBHOOK.c.leased_until < now)
    has_news = sa.exists().where(
        MESSAGE.c.site_id == WEBHOOK.c.site_id,
        MESSAGE.c.webhook_id == WEBHOOK.c.id,
        MESSAGE.c.state == MessageState.QUEUED,
    )
    return sa.and_(WEBHOOK.c.ended_at.is_(None), WEBHOOK.c.due_at <= now, is_left, has_news)


def _queued(leased: Leased) -> tuple[sa.ColumnElement[bool], ...]:
    of_webhook = (MESSAGE.c.site_id == leased.site_id, MESSAGE.c.webhook_id == leased.id)
    return (*of_webhook, MESSAGE.c.state == MessageState.QUEUED)


def _mine(leased: Leased) -> tuple[sa.ColumnElement[bool], ...]:
    return (WEBHOOK.c.site_id == leased.site_id, WEBHOOK.c.id == leased.id)


def _update(session: Session, leased: Leased, lease_number: int, **values: Any) -> bool:
    where = (*_mine(leased), WEBHOOK.c.lease == lease_number, WEBHOOK.c.ended_at.is_(None))
    changed = session.execute(sa.update(WEBHOOK).where(*where).values(**values))
    return bool(changed.rowcount)  # type: ignore[attr-defined]
