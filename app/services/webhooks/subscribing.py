"""Who is told: webhooks are added and ended by the office, and what was given up is sent again."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Webhook, WebhookMessage, table_of
from app.domain.errors import Refused
from app.domain.messages import webhooks as say
from app.domain.messages.core import Said
from app.domain.transitions import MessageState, Move, moved
from app.domain.webhooks import WebhookKind, check_url
from app.services.acting import Act, Answered, Outcome, answer

WEBHOOK, MESSAGE = table_of(Webhook), table_of(WebhookMessage)
SCOPE = "webhooks"
MOST = 20
"""Of one site: each is asked for with every piece of news."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new webhook is to be: its id, address and news; `allows_private` is the site's setting."""

    id: UUID
    url: str
    kinds: Collection[WebhookKind]
    allows_private: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A new webhook; its secret is made of its id and `salt`, and shown once."""

    id: UUID
    salt: str


def add(session: Session, act: Act, wish: Wish) -> Answered[Added]:
    """Tell an address from now on. Refused for an address that nothing is sent to."""
    return answer(session, act, lambda: _add(session, act, wish))


def _add(session: Session, act: Act, wish: Wish) -> Outcome[Added]:
    url = check_url(wish.url, allows_private=wish.allows_private)
    if not wish.kinds:
        raise Refused(say.NO_KINDS, url=url)
    there = sa.select(sa.func.count()).where(WEBHOOK.c.site_id == act.site_id, WEBHOOK.c.ended_at.is_(None))
    if session.execute(there).scalar_one() >= MOST:
        raise Refused(say.TOO_MANY, most=MOST, url=url)
    salt = secrets.token_hex(16)
    session.execute(
        sa.insert(WEBHOOK).values(
            site_id=act.site_id, id=wish.id, url=url, kinds=frozenset(wish.kinds), salt=salt, created_at=act.now,
            created_by=act.by.operator_id, due_at=act.now, lease=0, failures=0,
        )
    )  # fmt: skip
    return Outcome(Said(say.ADDED, {"url": url}), result=Added(wish.id, salt))


def end(session: Session, act: Act, webhook_id: UUID) -> Answered[None]:
    """Tell an address nothing any more; what is queued for it is given up."""
    return answer(session, act, lambda: _end(session, act, webhook_id))


def _end(session: Session, act: Act, webhook_id: UUID) -> Outcome[None]:
    mine = (WEBHOOK.c.site_id == act.site_id, WEBHOOK.c.id == webhook_id, WEBHOOK.c.ended_at.is_(None))
    url = session.execute(sa.update(WEBHOOK).where(*mine).values(ended_at=act.now).returning(WEBHOOK.c.url)).scalar()
    if url is None:
        raise Refused(say.UNKNOWN)
    given_up = {"state": moved(MessageState.QUEUED, Move.ABANDON)}
    session.execute(sa.update(MESSAGE).where(*_of(act, webhook_id, MessageState.QUEUED)).values(**given_up))
    return Outcome(Said(say.ENDED, {"url": url}))


def send_again(session: Session, act: Act, webhook_id: UUID, message_id: UUID | None = None) -> Answered[None]:
    """Try again what was given up for a webhook: one message, or all of them. The address is tried at once."""
    return answer(session, act, lambda: _send_again(session, act, webhook_id, message_id))


def _send_again(session: Session, act: Act, webhook_id: UUID, message_id: UUID | None) -> Outcome[None]:
    mine = (WEBHOOK.c.site_id == act.site_id, WEBHOOK.c.id == webhook_id, WEBHOOK.c.ended_at.is_(None))
    url = session.execute(sa.update(WEBHOOK).where(*mine).values(due_at=act.now).returning(WEBHOOK.c.url)).scalar()
    if url is None:
        raise Refused(say.UNKNOWN)
    where = [*_of(act, webhook_id, MessageState.UNDELIVERED), *([MESSAGE.c.id == message_id] if message_id else [])]
    # it is as young again as when it was made: it is tried for as long
    again = {"state": moved(MessageState.UNDELIVERED, Move.REOPEN), "created_at": act.now}
    count: int = session.execute(sa.update(MESSAGE).where(*where).values(**again)).rowcount  # type: ignore[attr-defined]
    if not count:
        raise Refused(say.NOTHING_AGAIN)
    return Outcome(Said(say.AGAIN, {"url": url, "count": count}))


def _of(act: Act, webhook_id: UUID, state: MessageState) -> tuple[sa.ColumnElement[bool], ...]:
    return (MESSAGE.c.site_id == act.site_id, MESSAGE.c.webhook_id == webhook_id, MESSAGE.c.state == state)
