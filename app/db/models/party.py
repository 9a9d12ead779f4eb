"""Companies and people goods come from or go to."""

from uuid import UUID

from app.db.models.base import Base, chars, key, word
from app.domain.vocabulary import PartyKind


class Party(Base, table=True):
    """A customer, vendor, carrier, recycler, liquidator, 3PL client, or the company itself."""

    id: UUID = key()
    kind: PartyKind = word(PartyKind)
    name: str = chars(120)
    gln: str = chars(13, index=True)
