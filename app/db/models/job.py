"""Work that goes on behind the screens."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, word
from app.domain.jobs import JobKind

_OPEN = sa.text("finished_at IS NULL")


class Job(Base, table=True):
    """One piece of work. Whoever has leased it does it; when the lease runs out, someone else may."""

    __table_args__ = (sa.Index("ix_job_open", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: JobKind = word(JobKind)
    subject_id: UUID = ref()
    due_at: datetime = instant()
    leased_until: datetime | None = instant(optional=True)
    attempts: int = Field(default=0, description="leases so far; each lease is known by its number")
    finished_at: datetime | None = instant(optional=True)
    failure: str = chars(200)
