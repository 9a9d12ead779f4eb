"""Who acts, and with what in hand."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, word
from app.domain.vocabulary import DeviceKind

_HAS_BADGE = sa.text("badge <> ''")


class Operator(Base, table=True):
    """A person with a badge and a PIN, or a system, which has neither. `roles` is comma-separated `Role` values.

    A system acts by its token alone (`ApiToken`), in the roles of its scopes, and cannot sign in.
    """

    __table_args__ = (
        sa.Index(
            "uq_operator_badge", "site_id", "badge", unique=True,
            sqlite_where=_HAS_BADGE, postgresql_where=_HAS_BADGE,
        ),
    )  # fmt: skip

    id: UUID = key()
    site_id: UUID = ref("site.id")
    badge: str = chars(12)
    name: str = chars(80)
    roles: str = chars(120)
    language: str = chars(2)
    pin_hash: str = chars(200)
    failed_pins: int = 0
    locked_until: datetime | None = instant(optional=True)
    theme: str = Field(default="auto", max_length=5)
    gloves: bool = False
    left_handed: bool = False
    is_active: bool = True


class Device(Base, table=True):
    """A tablet, bench or wall display, known by a secret token of which only the SHA-256 is kept."""

    id: UUID = key()
    site_id: UUID = ref("site.id")
    kind: DeviceKind = word(DeviceKind)
    name: str = chars(60)
    token_digest: str = Field(max_length=64, unique=True)
    station_id: UUID | None = ref("location.id", optional=True)
    seen_at: datetime | None = instant(optional=True)
