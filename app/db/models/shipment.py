"""Forward deliveries: the ground for lot checks, eligibility and trace."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, expiry, key, money, ref, within_site


class Shipment(Base, table=True):
    """One delivery to a customer."""

    __table_args__ = (sa.UniqueConstraint("site_id", "number"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(40)
    order: str = chars(40, index=True)
    party_id: UUID = ref("party.id", index=True)
    delivered_on: date


class ShipmentLine(Base, table=True):
    """What was delivered: product, lot, expiry, serial, base units, and what the customer paid for one of them."""

    __table_args__ = (
        *within_site({"shipment_id": "shipment"}),
        sa.Index(None, "site_id", "shipment_id"),
        sa.Index(None, "site_id", "product_id", "lot"),
        sa.Index(None, "site_id", "product_id", "serial"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    shipment_id: UUID = ref()
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    quantity: int
    unit_price: Decimal | None = money(optional=True)
    currency: str = chars(3)
