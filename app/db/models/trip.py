"""Forward deliveries that are planned: where a vehicle goes, and with how much."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, key, ref, within_site, word
from app.domain.transitions import TripState


class Trip(Base, table=True):
    """One vehicle that leaves the site on a day, delivers at its stops in order, and comes back."""

    __table_args__ = (sa.UniqueConstraint("site_id", "number"), sa.Index(None, "site_id", "leaves_on"))

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(40)
    state: TripState = word(TripState)
    leaves_on: date
    vehicle: str = Field(default="", max_length=20, description="number plate or trailer number")
    capacity_kg: int = Field(description="kilograms")
    capacity_litres: int = Field(description="litres")
    version: int = 0


class TripStop(Base, table=True):
    """One delivery of a trip: what is unloaded at a party."""

    __table_args__ = (*within_site({"trip_id": "trip"}), sa.Index(None, "site_id", "trip_id"))

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    trip_id: UUID = ref()
    position: int
    party_id: UUID = ref("party.id")
    kg: int = Field(description="kilograms unloaded here")
    litres: int = Field(description="litres unloaded here")
