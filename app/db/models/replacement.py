"""What parties get in place of goods that came back."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, money, ref, within_site, word
from app.domain.refunds import Resolution
from app.domain.transitions import ReplacementState


class Replacement(Base, table=True):
    """Units that go to a party for one line of an authorization; once they left, a shipment like any other.

    One in advance leaves before the goods come: they are to be here `advance_days` after it left, on `return_by` at
    last. `list_price` is of one unit that is to come back, of which `charge_percent` is charged when it does not;
    `charged` is what was posted so far.
    """

    __table_args__ = (
        *within_site(
            {
                "authorization_id": "authorization",
                "authorization_line_id": "authorization_line",
                "shipment_id": "shipment",
            }
        ),
        sa.UniqueConstraint("site_id", "number"),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "authorization_line_id"),
        sa.Index(None, "site_id", "shipment_id"),
        sa.Index(None, "site_id", "state"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
        sa.CheckConstraint("charged >= 0", name="charge_counted"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(60)
    authorization_id: UUID = ref()
    authorization_line_id: UUID = ref()
    party_id: UUID = ref("party.id")
    resolution: Resolution = word(Resolution)
    product_id: UUID = ref("product.id")
    quantity: int
    order: str = chars(40)
    due_on: date
    is_advance: bool = False
    state: ReplacementState = word(ReplacementState)
    lot: str = chars(40)
    serial: str = chars(40)
    tracking: str = chars(40)
    shipment_id: UUID | None = ref(optional=True)
    shipped_on: date | None = Field(default=None)
    delivered_on: date | None = Field(default=None)
    advance_days: int = 0
    return_by: date | None = Field(default=None)
    list_price: Decimal = money()
    charge_percent: int = 0
    currency: str = chars(3)
    charged: Decimal = money()
    charged_at: datetime | None = instant(optional=True)
    reason: str = chars(200)
    opened_at: datetime = instant()
    opened_by: UUID | None = ref("operator.id", optional=True)
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    version: int = 0
