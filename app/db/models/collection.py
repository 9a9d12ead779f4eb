"""Requests to collect goods, and the authorizations each is for."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, within_site, word
from app.domain.transitions import CollectionState


class Collection(Base, table=True):
    """What waits at one party to be fetched: where, within which days, how much.

    The place is kept as it was asked for: a party moves, a request does not. `stop_id` names the stop of the load's
    trip after which it is picked up; a trip that is imported anew has new stops, so it binds nothing.
    """

    __table_args__ = (
        *within_site({"load_id": "load"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "state"),
        sa.Index(None, "site_id", "load_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    state: CollectionState = word(CollectionState)
    party_id: UUID = ref("party.id")
    load_id: UUID | None = ref(optional=True)
    stop_id: UUID | None = ref(optional=True)
    address: str = Field(default="", max_length=240, description="by lines")
    postal_code: str = chars(12)
    country: str = chars(2)
    latitude: int | None = Field(default=None, description="millionths of a degree, WGS 84")
    longitude: int | None = Field(default=None, description="millionths of a degree, WGS 84")
    contact: str = chars(120)
    ready_from: date
    ready_until: date
    kg: int = Field(description="kilograms")
    litres: int = Field(description="volume in litres")
    pallets: int = 0
    cartons: int = 0
    created_at: datetime = instant()
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    version: int = 0


class CollectionPaper(Base, table=True):
    """An authorization whose goods a request fetches."""

    __table_args__ = (
        *within_site({"collection_id": "collection", "authorization_id": "authorization"}),
        sa.Index(None, "site_id", "authorization_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    collection_id: UUID = key()
    authorization_id: UUID = key()
