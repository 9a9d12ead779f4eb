"""Returnable packaging: its types, the assets with a GRAI, and what moved between us and each party."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, money, ref, within_site, word
from app.domain.packaging import CountedBy, Material, PackagingCondition, PackagingKind, PackagingMove
from app.domain.transitions import AssetState

_HAS_ASSET_TYPE = sa.text("asset_type <> ''")
_OF_AN_ASSET = sa.text("asset_id IS NOT NULL")


class PackagingType(Base, table=True):
    """A kind of pallet, tote or dunnage, with what it costs a party that has it.

    `asset_type` is the GRAI without serial that names it, 13 digits, empty where it has none.
    """

    __table_args__ = (
        sa.UniqueConstraint("code"),
        sa.Index("uq_packaging_type_asset_type", "asset_type", unique=True,
                 sqlite_where=_HAS_ASSET_TYPE, postgresql_where=_HAS_ASSET_TYPE),
        sa.CheckConstraint("deposit >= 0", name="deposit_charged"),
    )  # fmt: skip

    id: UUID = key()
    code: str = chars(20)
    name: dict[str, str] = document()
    kind: PackagingKind = word(PackagingKind)
    counted_by: CountedBy = word(CountedBy)
    asset_type: str = chars(13)
    material: Material = word(Material)
    weight_grams: int = Field(default=0, description="of one piece")
    deposit: Decimal = money()
    currency: str = chars(3)
    dirty_percent: int = Field(default=100, description="of the deposit, credited for dirty ones")
    damaged_percent: int = Field(default=50, description="of the deposit, credited for damaged ones")
    beyond_percent: int = Field(default=0, description="of the deposit, credited for what cannot be used again")
    wash_after: int = Field(default=0, description="trips; 0 washes only what is dirty")
    cutoff_days: int = Field(default=90, description="after which what did not come back counts as lost")
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    version: int = 0


class PackagingAsset(Base, table=True):
    """One pallet or tote by its GRAI. `party_id` has it while it is issued, and had it when it was lost."""

    __table_args__ = (
        sa.UniqueConstraint("grai"),
        sa.Index(None, "site_id", "state"),
        sa.Index(None, "site_id", "party_id"),
        sa.Index(None, "site_id", "type_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    type_id: UUID = ref("packaging_type.id")
    grai: str = chars(30)
    state: AssetState = word(AssetState)
    state_since: datetime = instant()
    party_id: UUID | None = ref("party.id", optional=True)
    location_id: UUID | None = ref("location.id", optional=True)
    trips: int = Field(default=0, description="issues since it was last washed")
    version: int = 0


class PackagingMovement(Base, table=True):
    """What one act moved between us and a party: `quantity` pieces or grams, positive out, negative back.

    `deposit` is what the party's deposit grew by, `credited` what of it the party got back. What undo takes back is a
    row of the same kind with the opposite signs, so that sums are always right.
    """

    __table_args__ = (
        *within_site({"event_id": "event", "asset_id": "packaging_asset"}),
        sa.Index(None, "site_id", "party_id", "type_id"),
        sa.Index(None, "site_id", "type_id", "at"),
        sa.Index(None, "site_id", "event_id"),
        sa.Index("ix_packaging_movement_site_id_asset_id", "site_id", "asset_id",
                 sqlite_where=_OF_AN_ASSET, postgresql_where=_OF_AN_ASSET),
        sa.CheckConstraint("quantity <> 0", name="quantity_moves"),
    )  # fmt: skip

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: PackagingMove = word(PackagingMove)
    party_id: UUID = ref("party.id")
    type_id: UUID = ref("packaging_type.id")
    asset_id: UUID | None = ref(optional=True)
    quantity: int
    condition: PackagingCondition | None = word(PackagingCondition, optional=True)
    deposit: Decimal = money()
    credited: Decimal = money()
    currency: str = chars(3)
    at: datetime = instant()
    operator_id: UUID = ref("operator.id")
    event_id: UUID = ref()
