"""Inventory as another system counted it: what stood where on a day, and how it sold."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, expiry, instant, key, money, ref, within_site, word, words
from app.db.types import Word
from app.domain.unsold import UnsoldKind
from app.domain.vocabulary import DispositionCode


class InventorySnapshot(Base, table=True):
    """What stood at one place, a party's, on one day. Of each place the newest counts."""

    __table_args__ = (sa.UniqueConstraint("site_id", "place_id", "taken_on"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    place_id: UUID = ref("party.id")
    taken_on: date
    created_at: datetime = instant()


class SnapshotLine(Base, table=True):
    """One lot of a product on hand, in base units, with what was said of its sales; NULL is what nobody said.

    `kinds`, the `worst` of them and the `excess` in base units are what version `judged_under` of the thresholds said.
    """

    __table_args__ = (
        *within_site({"snapshot_id": "inventory_snapshot"}),
        sa.UniqueConstraint("site_id", "snapshot_id", "product_id", "lot"),
        sa.Index(None, "site_id", "product_id"),
        sa.CheckConstraint("on_hand >= 0", name="on_hand_counted"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    snapshot_id: UUID = ref()
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    expiry: date | None = expiry()
    on_hand: int
    received_on: date | None = Field(default=None)
    last_sold_on: date | None = Field(default=None)
    sold_30: int | None = Field(default=None, description="base units sold in the 30 days before")
    sold_90: int | None = Field(default=None)
    season: str = chars(40)
    season_ends_on: date | None = Field(default=None)
    kinds: frozenset[UnsoldKind] = words(UnsoldKind)
    worst: UnsoldKind | None = Field(default=None, sa_type=Word(UnsoldKind, optional=True), nullable=False)
    excess: int = 0
    judged_under: int = 0


class UnsoldReturn(Base, table=True):
    """What of a snapshot went onto an authorization, and by which way it is to go out.

    It counts until the authorization is cancelled or expires: against the excess of its line, and where it names an
    agreement against the quota of the period that `made_on` is in. `credit` is what the vendor is to give.
    """

    __table_args__ = (
        *within_site({"snapshot_line_id": "snapshot_line", "authorization_id": "authorization"}),
        sa.Index(None, "site_id", "snapshot_line_id"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "agreement_id", "made_on"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    snapshot_line_id: UUID = ref()
    authorization_id: UUID = ref()
    agreement_id: UUID | None = ref("vendor_agreement.id", optional=True)
    way: DispositionCode = word(DispositionCode)
    quantity: int
    credit: Decimal = money()
    currency: str = chars(3)
    made_on: date
    made_at: datetime = instant()
    made_by: UUID | None = ref("operator.id", optional=True)
