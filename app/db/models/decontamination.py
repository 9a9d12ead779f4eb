"""How cartons of medical goods were decontaminated."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, instant, key, ref, within_site, word
from app.domain.decontamination import DecontaminationMethod


class Decontamination(Base, table=True):
    """What was done to one carton, and who confirmed it; it counts unless its event was undone.

    `done_on` is a day of the site's calendar, `recorded_at` when it was said here.
    """

    __table_args__ = (
        *within_site({"carton_id": "carton", "event_id": "event"}),
        sa.Index(None, "site_id", "carton_id"),
        sa.Index(None, "site_id", "recorded_at"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    carton_id: UUID = ref()
    method: DecontaminationMethod = word(DecontaminationMethod)
    done_on: date
    recorded_at: datetime = instant()
    done_by: UUID = ref("operator.id")
    confirmed_by: UUID = ref("operator.id")
    event_id: UUID = ref()
