"""Named reads about the tokens of the HTTP API."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ApiToken, Operator, Site, table_of
from app.domain.principals import Principal, PrincipalKind
from app.domain.scopes import Scope, roles_of

TOKEN, OPERATOR, SITE = table_of(ApiToken), table_of(Operator), table_of(Site)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A system that proved itself by a token which holds now."""

    id: UUID
    site_id: UUID
    name: str
    time_zone: str
    scopes: frozenset[Scope]
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Granted:
    """A token as an administrator sees it; the token itself is kept nowhere."""

    id: UUID
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    used_at: datetime | None


def bearer(session: Session, digest: str, now: datetime) -> Bearer | None:
    """Return who holds the token with that SHA-256, None when it is unknown, revoked or past its day."""
    row = session.execute(
        sa.select(TOKEN, SITE.c.time_zone)
        .join(SITE, SITE.c.id == TOKEN.c.site_id)
        .where(TOKEN.c.digest == digest, _holds(now))
    ).one_or_none()
    if row is None:
        return None
    return Bearer(row.id, row.site_id, row.name, row.time_zone, frozenset(_scopes(row)), row.used_at)


def system(session: Session, token_id: UUID, now: datetime) -> Principal | None:
    """Return on whose behalf a token writes; None when it holds no more, or may only read."""
    row = session.execute(
        sa.select(
            TOKEN.c.site_id, TOKEN.c.scopes, OPERATOR.c.id, OPERATOR.c.name, OPERATOR.c.language, SITE.c.time_zone
        )
        .join(OPERATOR, OPERATOR.c.id == TOKEN.c.operator_id)
        .join(SITE, SITE.c.id == TOKEN.c.site_id)
        .where(TOKEN.c.id == token_id, OPERATOR.c.is_active, _holds(now))
    ).one_or_none()
    if row is None:
        return None
    return Principal(
        kind=PrincipalKind.SYSTEM,
        site_id=row.site_id,
        operator_id=row.id,
        operator_name=row.name,
        device_id=None,
        station=None,
        roles=roles_of(_scopes(row)),
        language=row.language,
        time_zone=row.time_zone,
    )


def _holds(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(TOKEN.c.revoked_at.is_(None), sa.or_(TOKEN.c.expires_at.is_(None), TOKEN.c.expires_at > now))


def granted(session: Session, site_id: UUID) -> list[Granted]:
    """Return every token of a building, the newest first."""
    rows = session.execute(sa.select(TOKEN).where(TOKEN.c.site_id == site_id).order_by(TOKEN.c.id.desc()))
    return [
        Granted(row.id, row.name, _scopes(row), row.created_at, row.expires_at, row.revoked_at, row.used_at)
        for row in rows
    ]


def _scopes(row: Any) -> tuple[Scope, ...]:
    return tuple(Scope(word) for word in row.scopes.split(",") if word)
