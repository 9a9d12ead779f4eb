"""What needs a supervisor: the domain's Exception, named so as not to hide Python's."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, document, instant, key, ref, within_site, word
from app.domain.vocabulary import ExceptionKind

_OPEN = sa.text("resolved_at IS NULL")


class FloorException(Base, table=True):
    """One thing that went not as paper or plan said, until someone owns and resolves it."""

    __tablename__ = "exception"  # type: ignore[assignment]
    __table_args__ = (
        *within_site({"receipt_id": "receipt", "carton_id": "carton"}),
        sa.Index(None, "site_id", "carton_id"),
        sa.Index("ix_exception_open", "site_id", "raised_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: ExceptionKind = word(ExceptionKind)
    params: dict[str, Any] = document()
    station_id: UUID | None = ref("location.id", optional=True)
    receipt_id: UUID | None = ref(optional=True)
    carton_id: UUID | None = ref(optional=True)
    raised_at: datetime = instant()
    raised_by: UUID | None = ref("operator.id", optional=True)
    owner_id: UUID | None = ref("operator.id", optional=True)
    resolved_at: datetime | None = instant(optional=True)
    resolved_by: UUID | None = ref("operator.id", optional=True)
