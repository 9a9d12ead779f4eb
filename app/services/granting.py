"""Tokens for the company's own systems: granted once, shown once, revoked for good."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import ApiToken, Operator, Site, table_of
from app.db.queries.tokens import Bearer
from app.domain.scopes import Scope, roles_of, writes
from app.services.stationing import digest

TOKEN, OPERATOR, SITE = table_of(ApiToken), table_of(Operator), table_of(Site)
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
            operator_id=_system(session, site_id, name[:60], scopes) if writes(scopes) else None,
        )
    )  # fmt: skip
    return token


def _system(session: Session, site_id: UUID, name: str, scopes: Collection[Scope]) -> UUID:
    """Make the operator by whom histories name what is written with a token; without badge and PIN nobody can be it."""
    operator_id = new_id()
    language = session.execute(sa.select(SITE.c.language).where(SITE.c.id == site_id)).scalar_one()
    session.execute(
        sa.insert(OPERATOR).values(
            id=operator_id, site_id=site_id, badge="", name=name, roles=",".join(sorted(roles_of(scopes))),
            language=language, pin_hash="", failed_pins=0, theme="auto", gloves=False, left_handed=False,
            is_active=True,
        )
    )  # fmt: skip
    return operator_id


def revoke(session: Session, site_id: UUID, token_id: UUID, now: datetime) -> bool:
    """End a token now; False when there is none that still holds."""
    where = (TOKEN.c.site_id == site_id, TOKEN.c.id == token_id, TOKEN.c.revoked_at.is_(None))
    changed = session.execute(sa.update(TOKEN).where(*where).values(revoked_at=now))
    of_token = sa.select(TOKEN.c.operator_id).where(TOKEN.c.id == token_id, TOKEN.c.site_id == site_id)
    session.execute(sa.update(OPERATOR).where(OPERATOR.c.id == of_token.scalar_subquery()).values(is_active=False))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def is_use_news(bearer: Bearer, now: datetime) -> bool:
    """Tell whether the token's last use was noted too long ago to find out who still uses it."""
    return bearer.used_at is None or now - bearer.used_at > NOTE_USE_EVERY


def note_use(session: Session, bearer: Bearer, now: datetime) -> None:
    """Keep that the token is in use."""
    session.execute(sa.update(TOKEN).where(TOKEN.c.id == bearer.id).values(used_at=now))
