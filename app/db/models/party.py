"""Companies and people goods come from or go to."""

from uuid import UUID

from sqlmodel import Field

from app.db.models.base import Base, chars, key, word
from app.db.types import Word
from app.domain.terms import PartyTier
from app.domain.vocabulary import PartyKind


class Party(Base, table=True):
    """A customer, vendor, carrier, recycler, liquidator, 3PL client, or the company itself."""

    id: UUID = key()
    kind: PartyKind = word(PartyKind)
    name: str = chars(120)
    gln: str = chars(13, index=True)
    tier: PartyTier = Field(default=PartyTier.STANDARD, sa_type=Word(PartyTier), nullable=False)
