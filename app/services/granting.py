"""Tokens for the company's own systems: granted once, shown once, revoked for good."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import ApiToken, table_of
from app.db.queries.tokens import Bearer
from app.domain.scopes import Scope
from app.services.stationing import digest

TOKEN = table_of(ApiToken)
MARK = "bdk_"
"""What every token begins with, so that one left in a log or a repository is found."""

NOTE_USE_EVERY = timedelta(hours=1)


def grant(
    session: Session, site_id: UUID, name: str, scopes: Collection[Scope], now: datetime, days: int | None = None
) -> str:
    """Make a token that holds for `days`, or until revoked. It is kept nowhere: who loses it is granted another."""
    token = MARK + secrets.token_urlsafe(32)
    session.execute(
        sa.insert(TOKEN).values(
            id=new_id(), site_id=site_id, name=name[:60], digest=digest(token), scopes=",".join(sorted(scopes)),
            created_at=now, expires_at=now + timedelta(days=days) if days else None,
        )
    )  # fmt: skip
    return token


def revoke(session: Session, site_id: UUID, token_id: UUID, now: datetime) -> bool:
    """End a token now; False when there is none that still holds."""
    where = (TOKEN.c.site_id == site_id, TOKEN.c.id == token_id, TOKEN.c.revoked_at.is_(None))
    changed = session.execute(sa.update(TOKEN).where(*where).values(revoked_at=now))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def is_use_news(bearer: Bearer, now: datetime) -> bool:
    """Tell whether the token's last use was noted too long ago to find out who still uses it."""
    return bearer.used_at is None or now - bearer.used_at > NOTE_USE_EVERY


def note_use(session: Session, bearer: Bearer, now: datetime) -> None:
    """Keep that the token is in use."""
    session.execute(sa.update(TOKEN).where(TOKEN.c.id == bearer.id).values(used_at=now))
