"""Trailers on their way to the dock."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, within_site, word
from app.domain.transitions import LoadState

_RUNS = sa.text("trip_id IS NOT NULL AND state <> 'cancelled'")


class Load(Base, table=True):
    """An inbound consignment: what brings the goods of its collection requests, to which door, when.

    One that a forward delivery brings back names its trip; a trip brings one load. `seal` is what was told before,
    `seal_found` what the dock read on the doors.
    """

    __table_args__ = (
        *within_site({"trip_id": "trip"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "state", "planned_on"),
        sa.Index("uq_load_trip_id", "site_id", "trip_id", unique=True, sqlite_where=_RUNS, postgresql_where=_RUNS),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    state: LoadState = word(LoadState)
    planned_on: date
    trip_id: UUID | None = ref(optional=True)
    carrier_id: UUID | None = ref("party.id", optional=True)
    trailer: str = chars(20)
    seal: str = chars(40)
    seal_found: str = chars(40)
    dock_id: UUID | None = ref("location.id", optional=True)
    appointment_from: datetime | None = instant(optional=True)
    appointment_until: datetime | None = instant(optional=True)
    arrived_at: datetime | None = instant(optional=True)
    closed_at: datetime | None = instant(optional=True)
    created_at: datetime = instant()
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    version: int = 0
