"""How the company's own systems prove who they are."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref


class ApiToken(Base, table=True):
    """A bearer token of the HTTP API, of which only the SHA-256 is kept. `scopes` is comma-separated `Scope` values.

    A token that may write acts as an operator of its own, by whom histories name it.
    """

    id: UUID = key()
    site_id: UUID = ref("site.id")
    operator_id: UUID | None = ref("operator.id", optional=True)
    name: str = chars(60)
    digest: str = Field(max_length=64, unique=True)
    scopes: str = chars(400)
    created_at: datetime = instant()
    expires_at: datetime | None = instant(optional=True)
    revoked_at: datetime | None = instant(optional=True)
    used_at: datetime | None = instant(optional=True)
