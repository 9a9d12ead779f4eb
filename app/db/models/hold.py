"""Locks on goods."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, instant, key, ref, within_site, word
from app.domain.vocabulary import HoldReason, ReleaseReason


class Hold(Base, table=True):
    """Why a carton line is locked, since when and by whom; a released one has its release.

    `released_why` is empty where no person let the goods go: they were moved, matched or taken back.
    """

    __table_args__ = (
        *within_site({"carton_line_id": "carton_line"}),
        sa.Index(None, "site_id", "carton_line_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    carton_line_id: UUID = ref()
    reason: HoldReason = word(HoldReason)
    placed_at: datetime = instant()
    placed_by: UUID = ref("operator.id")
    released_at: datetime | None = instant(optional=True)
    released_by: UUID | None = ref("operator.id", optional=True)
    released_why: ReleaseReason | None = word(ReleaseReason, optional=True)
