"""Running counts, so that a wall never reads history."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from app.db.models.base import Base
from app.db.types import Word
from app.domain.vocabulary import TallyKind


class Tally(Base, table=True):
    """Units of one kind on one day (the site's calendar). Readers sum the slots, which keep writers apart."""

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    day: date = Field(primary_key=True)
    kind: TallyKind = Field(sa_type=Word(TallyKind), primary_key=True)
    slot: int = Field(primary_key=True)
    amount: int = 0
