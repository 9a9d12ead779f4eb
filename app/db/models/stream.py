"""Material streams of a site, and how much of each went out by which certificate."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site, word
from app.domain.certificates import Fate
from app.domain.vocabulary import Program


class MaterialStream(Base, table=True):
    """One stream that goods are weighed into. What was certified keeps its own words, whatever becomes of this row."""

    __table_args__ = (sa.UniqueConstraint("site_id", "code"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    code: str = chars(20)
    name: dict[str, str] = document()
    fate: Fate = word(Fate)
    is_active: bool = True
    version: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)


class RecoveredMaterial(Base, table=True):
    """Grams of one stream out of the goods of one program, as a certificate states them; 0 grams are no row."""

    __table_args__ = (
        *within_site({"certificate_id": "certificate", "stream_id": "material_stream"}),
        sa.Index(None, "site_id", "certificate_id"),
        sa.CheckConstraint("grams > 0", name="grams_weighed"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    certificate_id: UUID = ref()
    stream_id: UUID = ref()
    program: Program | None = word(Program, optional=True)
    fate: Fate = word(Fate)
    grams: int = Field(sa_type=sa.BigInteger)
