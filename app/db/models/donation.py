"""Donations: what left on a load to a charity, what it counts for, and under which number the charity confirmed it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site


class Donation(Base, table=True):
    """One donation, stated when its load departed: `record` is what it states.

    Confirmed, it has the charity's receipt in its record, `papers` say it, {en, es}, and `seal` is the SHA-256 of the
    record; from then on it never changes.
    """

    __table_args__ = (
        *within_site({"outbound_load_id": "outbound_load"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "given_at"),
        sa.Index(None, "site_id", "outbound_load_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    outbound_load_id: UUID = ref()
    party_id: UUID = ref("party.id")
    given_at: datetime = instant()
    units: int = 0
    receipt: str = chars(60)
    confirmed_at: datetime | None = instant(optional=True)
    confirmed_by: UUID | None = ref("operator.id", optional=True)
    record: dict[str, Any] = document()
    papers: dict[str, Any] = document()
    seal: str = chars(64)
