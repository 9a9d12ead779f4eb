"""How long goods may stand, by stage and program, and who was given what to take next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site


class DwellTable(Base, table=True):
    """One version of a site's dwell targets; the highest is in force, and none ever changes.

    `targets` is what `domain.dwell_targets.Targets.to_json` says of every stage.
    """

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    version: int = Field(primary_key=True)
    targets: dict[str, Any] = document()
    note: str = chars(200)
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)


class Reservation(Base, table=True):
    """Who was given a carton or pallet as the next best to take; it lapses at `until`, and a scan never asks for it."""

    __table_args__ = (*within_site({"carton_id": "carton"}),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    carton_id: UUID = key()
    operator_id: UUID = ref("operator.id")
    given_at: datetime = instant()
    until: datetime = instant()
