"""What leaves the building on a trailer or as a pallet: to whom, under which code, with which papers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site, word
from app.domain.transitions import OutboundState
from app.domain.vocabulary import DispositionCode


class OutboundLoad(Base, table=True):
    """An outbound consignment. What is on it are the cartons that name it (`Carton.outbound_load_id`).

    `record` is what its papers state, `papers` how they say it, by paper and language; both are written once, when it
    departs, together with the sums of what left. `digest` is the SHA-256 of the record, printed on each page and kept
    in the event.
    """

    __table_args__ = (
        *within_site({"event_id": "event"}),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "state", "planned_on"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    state: OutboundState = word(OutboundState)
    party_id: UUID = ref("party.id", index=True)
    code: DispositionCode = word(DispositionCode)
    planned_on: date
    carrier_id: UUID | None = ref("party.id", optional=True)
    trailer: str = chars(20)
    seal: str = chars(40)
    dock_id: UUID | None = ref("location.id", optional=True)
    departed_at: datetime | None = instant(optional=True)
    event_id: UUID | None = ref(optional=True)
    handling_units: int = Field(default=0, description="pallets, and cartons that stood on none, when it departed")
    units: int = Field(default=0, description="base units that departed")
    grams: int = Field(default=0, sa_type=sa.BigInteger)
    record: dict[str, Any] = document()
    papers: dict[str, Any] = document()
    digest: str = chars(64)
    delivered_on: date | None = Field(default=None)
    received_by: str = chars(120)
    note: str = chars(240)
    created_at: datetime = instant()
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    version: int = 0
