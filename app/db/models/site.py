"""Sites and the places in them."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, key, ref, word
from app.domain.vocabulary import LocationKind, Zone


class Site(Base, table=True):
    """One building."""

    id: UUID = key()
    code: str = Field(max_length=20, unique=True)
    name: str = chars(80)
    time_zone: str = chars(60)
    currency: str = chars(3)
    language: str = chars(2)
    address: str = Field(default="", max_length=240, description="where returns are sent, by lines")
    gln: str = Field(default="", max_length=13, description="GLN of the building: the place of service on labels")
    latitude: int | None = Field(default=None, description="millionths of a degree, WGS 84")
    longitude: int | None = Field(default=None, description="millionths of a degree, WGS 84")
    blind_percent: int = Field(default=0, description="share of inspections that are checked blind")
    daily_target: int = Field(default=480, description="units to grade in a working day")


class Location(Base, table=True):
    """A place a carton, a person or a door can be at; its code is its barcode."""

    __table_args__ = (sa.UniqueConstraint("site_id", "code"),)

    id: UUID = key()
    site_id: UUID = ref("site.id")
    code: str = chars(8)
    kind: LocationKind = word(LocationKind)
    zone: Zone | None = word(Zone, optional=True)
    name: dict[str, str] = document()
    way: dict[str, str] = document()
    arrow: str = Field(default="ahead", max_length=8, description="left, right or ahead")
    capacity: int = Field(default=12, description="cartons")
    is_active: bool = True
