"""Lots that are judged by a sample: what was agreed, each lot with its plan, each unit that was looked at."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, ref, within_site, word
from app.domain.sampling import Aql, Severity
from app.domain.transitions import SampleState


class AqlSetting(Base, table=True):
    """Goods of a party, all or one product, are judged by samples; `may_reduce` is the consent of 9.3.3.1."""

    __table_args__ = (sa.UniqueConstraint("party_id", "product_id"),)

    id: UUID = key()
    party_id: UUID = ref("party.id")
    product_id: UUID | None = ref("product.id", optional=True)
    aql: Aql = word(Aql)
    may_reduce: bool = False
    changed_at: datetime = instant()
    changed_by: UUID = ref("operator.id")


class SamplingGroup(Base, table=True):
    """One lot (a product and batch of an authorization) with the plan it is judged by.

    `lot_size` are base units at the first draw, `accept` up to how many defective ones the lot is accepted; `defective`
    is counted when it is decided.
    """

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.UniqueConstraint("site_id", "authorization_id", "product_id", "lot"),
        sa.Index(None, "site_id", "party_id", "product_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    authorization_id: UUID = ref()
    party_id: UUID = ref("party.id")
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    aql: Aql = word(Aql)
    severity: Severity = word(Severity)
    lot_size: int
    sample: int
    accept: int
    state: SampleState = word(SampleState)
    defective: int = 0
    opened_at: datetime = instant()
    decided_at: datetime | None = instant(optional=True)
    decided_by: UUID | None = ref("operator.id", optional=True)


class SampledUnit(Base, table=True):
    """One unit of a lot that was looked at. Taken back before the lot is decided it goes."""

    __table_args__ = (*within_site({"group_id": "sampling_group"}), sa.Index(None, "site_id", "group_id"))

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    group_id: UUID = ref()
    serial: str = chars(40)
    is_good: bool
    seen_at: datetime = instant()
    seen_by: UUID = ref("operator.id")
