"""What vendors agreed to take back, and from when on stock counts as unsold."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, money, ref, word, words
from app.db.types import Word
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.vocabulary import Category


class VendorAgreement(Base, table=True):
    """One agreement with a vendor, for all sites (see `domain.agreements`). `revision` guards every change."""

    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.CheckConstraint("quota >= 0 AND purchased >= 0 AND window_days >= 0", name="counted"),
        sa.CheckConstraint("fee_percent <= 100 AND credit_percent <= 100", name="shares_of_a_whole"),
    )

    id: UUID = key()
    number: str = chars(40)
    vendor_id: UUID = ref("party.id", index=True)
    categories: frozenset[Category] = words(Category)
    quota_kind: QuotaKind = word(QuotaKind)
    quota: int = Field(description="base units, or percent of what was bought")
    purchased: int = Field(default=0, description="base units bought in a period")
    period: QuotaPeriod = word(QuotaPeriod)
    opens_on: date | None = Field(default=None)
    ends_on: date | None = Field(default=None)
    window_days: int = Field(default=0, description="days from the delivery to us; 0 for no such bound")
    minimum: Decimal = money()
    fee_percent: int = 0
    credit_percent: int = 100
    note: str = chars(200)
    revision: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)


class AgreementProduct(Base, table=True):
    """A product that an agreement names beside its categories."""

    agreement_id: UUID = Field(foreign_key="vendor_agreement.id", primary_key=True)
    product_id: UUID = Field(foreign_key="product.id", primary_key=True)


class UnsoldThresholds(Base, table=True):
    """One version of a site's thresholds; the highest is in force, and none ever changes."""

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    version: int = Field(primary_key=True)
    id: UUID = Field(unique=True)
    note: str = chars(200)
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)


class UnsoldLimit(Base, table=True):
    """What one version says of a category, in days and percent; NULL judges nothing (see `domain.unsold`)."""

    __table_args__ = (
        sa.ForeignKeyConstraint(["site_id", "version"], ["unsold_thresholds.site_id", "unsold_thresholds.version"]),
    )

    site_id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)
    category: Category = Field(sa_type=Word(Category), primary_key=True)
    cover_days: int | None = Field(default=None)
    idle_days: int | None = Field(default=None)
    season_days: int | None = Field(default=None)
    life_days: int | None = Field(default=None)
    life_share: int | None = Field(default=None)
