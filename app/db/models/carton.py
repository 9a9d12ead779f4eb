"""Cartons and their lines: where goods are."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, expiry, instant, key, ref, within_site, word, words
from app.domain.transitions import OPEN_CARTON, CartonState
from app.domain.vocabulary import Condition, DispositionCode, Grade, HoldReason

_STANDS = sa.text("state IN ({})".format(", ".join(f"'{state}'" for state in sorted(OPEN_CARTON))))

_LEAVES = sa.text("outbound_load_id IS NOT NULL")

# Lines merge only when all of these are equal.
MERGE_KEY = (
    "site_id", "carton_id", "receipt_line_id", "product_id", "lot", "expiry", "serial",
    "condition", "grade", "regrade", "code", "hold",
)  # fmt: skip


class Carton(Base, table=True):
    """A handling unit with a licence plate: a case, tote or pallet. A plate is unique among open cartons only.

    What stands on a pallet names it as its parent; pallets hold no lines themselves. `authorization_id` is the paper
    whose advance notice announced the carton, and stays empty for one that came unannounced. `outbound_load_id` is the
    load that it leaves or left on, `bundle_id` the sale bundle that it is part of, if it is.
    """

    __table_args__ = (
        *within_site(
            {
                "receipt_id": "receipt",
                "authorization_id": "authorization",
                "outbound_load_id": "outbound_load",
                "bundle_id": "sale_bundle",
            }
        ),
        sa.ForeignKeyConstraint(["site_id", "parent_id"], ["carton.site_id", "carton.id"]),
        sa.Index(
            "uq_carton_open_plate",
            "site_id",
            "lpn",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        sa.Index(
            "ix_carton_stage",
            "site_id",
            "state",
            "state_since",
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        sa.Index(None, "site_id", "lpn"),
        sa.Index(None, "site_id", "receipt_id"),
        sa.Index(None, "site_id", "location_id"),
        sa.Index(None, "site_id", "parent_id"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(
            "ix_carton_outbound_load_id",
            "site_id",
            "outbound_load_id",
            sqlite_where=_LEAVES,
            postgresql_where=_LEAVES,
        ),
        sa.Index(None, "site_id", "bundle_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    lpn: str = chars(20)
    state: CartonState = word(CartonState)
    state_since: datetime = instant()
    receipt_id: UUID | None = ref(optional=True)
    parent_id: UUID | None = ref(optional=True)
    authorization_id: UUID | None = ref(optional=True)
    outbound_load_id: UUID | None = ref(optional=True)
    bundle_id: UUID | None = ref(optional=True)
    location_id: UUID | None = ref("location.id", optional=True)
    code: DispositionCode | None = word(DispositionCode, optional=True)
    is_quarantine: bool = Field(default=False, description="stands at its place and takes held lines")
    is_pallet: bool = Field(default=False, description="carries cartons and holds no lines of its own")
    version: int = 0


class DeclaredLine(Base, table=True):
    """What an advance notice says is in a carton. Nothing of it is in the building: the ledger does not know it."""

    __table_args__ = (
        *within_site({"carton_id": "carton"}),
        sa.Index(None, "site_id", "carton_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_declared"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    carton_id: UUID = ref()
    pallet: str = Field(default="", max_length=20, description="plate of the pallet that it was announced on")
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    quantity: int = Field(description="base units: pieces or grams")


class CartonLine(Base, table=True):
    """A quantity of one product + lot + expiry + serial + condition + grade + code + hold in one carton.

    Lines merge only when all of these and the receipt line are equal, which the unique key says. A line that was
    emptied stays with quantity 0: the ledger refers to it. Condition and grade stay as found, for refunds go by them;
    `regrade` is the grade after rework.
    """

    __table_args__ = (
        *within_site({"carton_id": "carton", "receipt_line_id": "receipt_line"}),
        sa.UniqueConstraint(*MERGE_KEY, name="uq_carton_line_merge"),
        sa.Index(None, "site_id", "receipt_line_id"),
        sa.Index(None, "site_id", "product_id", "lot"),
        sa.Index(None, "site_id", "product_id", "serial"),
        sa.CheckConstraint("quantity >= 0", name="quantity_held"),
    )  # fmt: skip

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    carton_id: UUID = ref()
    receipt_line_id: UUID = ref()
    product_id: UUID = ref("product.id")
    owner_id: UUID = ref("party.id")
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    condition: frozenset[Condition] = words(Condition)
    grade: Grade | None = word(Grade, optional=True)
    regrade: Grade | None = word(Grade, optional=True)
    code: DispositionCode | None = word(DispositionCode, optional=True)
    hold: HoldReason | None = word(HoldReason, optional=True)
    quantity: int = Field(description="base units: pieces or grams")
