"""Certificates of goods that ended here: destroyed before a witness, or handed to a recycler."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site, word
from app.domain.certificates import CertificateKind


class Certificate(Base, table=True):
    """One certificate, written once: `record` is what it states, `papers` how it says that, {en, es}.

    These are the only sentences that the house keeps as text: they must read the same for as long as goods can be asked
    for. `lpn` are the plates of what was taken together, by commas. `seal` is the SHA-256 of the record, printed on
    each page and written into the event of the goods.
    """

    __table_args__ = (
        *within_site({"event_id": "event"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "issued_at"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    kind: CertificateKind = word(CertificateKind)
    issued_at: datetime = instant()
    issued_by: UUID = ref("operator.id")
    witness_id: UUID | None = ref("operator.id", optional=True)
    party_id: UUID | None = ref("party.id", optional=True)
    event_id: UUID = ref()
    lpn: str = chars(500)
    units: int = 0
    grams: int = Field(default=0, sa_type=sa.BigInteger)
    record: dict[str, Any] = document()
    papers: dict[str, Any] = document()
    seal: str = chars(64)


class CertificateCarton(Base, table=True):
    """One carton or pallet of which a certificate states what became of its goods."""

    __table_args__ = (
        *within_site({"certificate_id": "certificate", "carton_id": "carton"}),
        sa.Index(None, "site_id", "carton_id"),
    )

    site_id: UUID = Field(primary_key=True)
    certificate_id: UUID = key()
    carton_id: UUID = key()
