"""Sale bundles: cartons that are offered and sold together, with what they held when they were offered."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, expiry, instant, key, money, ref, within_site, word
from app.domain.transitions import BundleState
from app.domain.vocabulary import Grade


class SaleBundle(Base, table=True):
    """One bundle of one owner's goods; its cartons name it (`carton.bundle_id`).

    `buyer_id` is who it is offered to, then who bought it. `estimate` is the net recovery of its lines when it was
    offered, `asking` and `agreed` are prices for all of it; each is nothing until it is said.
    """

    __table_args__ = (
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "opened_at"),
        sa.Index(None, "site_id", "state"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    owner_id: UUID = ref("party.id")
    currency: str = chars(3)
    state: BundleState = word(BundleState)
    buyer_id: UUID | None = ref("party.id", optional=True)
    list_total: Decimal = money()
    estimate: Decimal = money()
    asking: Decimal = money()
    agreed: Decimal = money()
    opened_at: datetime = instant()
    opened_by: UUID = ref("operator.id")
    offered_at: datetime | None = instant(optional=True)
    sold_at: datetime | None = instant(optional=True)
    gone_at: datetime | None = instant(optional=True)
    changed_at: datetime = instant()
    changed_by: UUID = ref("operator.id")
    version: int = 0


class SaleBundleLine(Base, table=True):
    """What stood on one line of one carton when the bundle was offered; prices are for all of its units."""

    __table_args__ = (
        *within_site(
            {
                "bundle_id": "sale_bundle",
                "carton_id": "carton",
                "carton_line_id": "carton_line",
                "receipt_line_id": "receipt_line",
            }
        ),
        sa.Index(None, "site_id", "bundle_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_offered"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    bundle_id: UUID = ref()
    position: int
    carton_id: UUID = ref()
    carton_line_id: UUID = ref()
    receipt_line_id: UUID = ref()
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    grade: Grade | None = word(Grade, optional=True)
    quantity: int = Field(description="base units: pieces or grams")
    list_total: Decimal = money()
    estimate: Decimal = money()
