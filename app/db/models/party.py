"""Companies and people goods come from or go to."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, key, word
from app.db.types import Word
from app.domain.terms import PartyTier
from app.domain.vocabulary import PartyKind

_HAS_CODE = sa.text("code <> ''")


class Party(Base, table=True):
    """A customer, vendor, carrier, recycler, liquidator, 3PL client, or the company itself.

    `code` is what the company's other systems call it; those that have one have it alone. `destroyer_number` is its
    certificate as a destroyer of goods, empty for none, good until `destroyer_until`, that day included.
    """

    __table_args__ = (
        sa.Index("uq_party_code", "code", unique=True, sqlite_where=_HAS_CODE, postgresql_where=_HAS_CODE),
        sa.Index(None, "name"),
    )

    id: UUID = key()
    kind: PartyKind = word(PartyKind)
    name: str = chars(120)
    code: str = chars(40)
    gln: str = chars(13, index=True)
    tier: PartyTier = Field(default=PartyTier.STANDARD, sa_type=Word(PartyTier), nullable=False)
    address: str = Field(default="", max_length=240, description="where goods are collected and delivered, by lines")
    postal_code: str = chars(12)
    country: str = Field(default="", max_length=2, description="ISO 3166-1 alpha-2")
    latitude: int | None = Field(default=None, description="millionths of a degree, WGS 84")
    longitude: int | None = Field(default=None, description="millionths of a degree, WGS 84")
    destroyer_number: str = chars(40)
    destroyer_until: date | None = Field(default=None)
