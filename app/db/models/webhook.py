"""Who is told without asking, and what: the outbox of news for other systems."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site, word, words
from app.domain.transitions import MessageState
from app.domain.webhooks import MOST_URL, WebhookKind

_QUEUED = sa.text("state = 'queued'")


class Webhook(Base, table=True):
    """An address that is told of `kinds`. Its secret is made of `salt` and the server's key, and kept nowhere.

    One worker at a time sends to it: `leased_until` and `lease` say until when and which; `due_at` is put off after
    `failures` in a row.
    """

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    url: str = chars(MOST_URL)
    kinds: frozenset[WebhookKind] = words(WebhookKind)
    salt: str = chars(64)
    created_at: datetime = instant()
    created_by: UUID | None = ref("operator.id", optional=True)
    ended_at: datetime | None = instant(optional=True)
    due_at: datetime = instant()
    leased_until: datetime | None = instant(optional=True)
    lease: int = 0
    failures: int = 0


class WebhookMessage(Base, table=True):
    """One piece of news for one webhook, written in the transaction of what it tells."""

    __table_args__ = (
        *within_site({"webhook_id": "webhook"}),
        sa.Index("ix_webhook_message_queued", "site_id", "webhook_id", "id",
                 sqlite_where=_QUEUED, postgresql_where=_QUEUED),
        sa.Index(None, "site_id", "created_at"),
    )  # fmt: skip

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    webhook_id: UUID = ref()
    kind: WebhookKind = word(WebhookKind)
    body: dict[str, Any] = document()
    state: MessageState = word(MessageState)
    created_at: datetime = instant()
    attempts: int = 0
    tried_at: datetime | None = instant(optional=True)
    status: int = Field(default=0, description="of the last answer; 0 when there was none")
    failure: str = chars(120)
