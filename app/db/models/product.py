"""What can come back: products and the packs they come in."""

from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, key, money, ref, word
from app.domain.vocabulary import Category


class Product(Base, table=True):
    """A product of one owner. A SKU is unique per owner; a GTIN may be shared by several owners."""

    __table_args__ = (sa.UniqueConstraint("owner_id", "sku"),)

    id: UUID = key()
    owner_id: UUID = ref("party.id")
    vendor_id: UUID | None = ref("party.id", optional=True)
    sku: str = chars(40, index=True)
    gtin: str = chars(14, index=True)
    name: dict[str, str] = document()
    category: Category = word(Category)
    unit_cost: Decimal = money()
    list_price: Decimal = money()
    currency: str = chars(3)
    weight_grams: int = 0
    lot_tracked: bool = False
    serial_tracked: bool = False
    expiry_tracked: bool = False
    data_bearing: bool = False
    medical: bool = False
    hazardous: bool = False
    warranty_months: int = 0


class Pack(Base, table=True):
    """A code that stands for `quantity` base units of a product: a case's GTIN-14, or a code assigned on the floor."""

    __table_args__ = (
        sa.UniqueConstraint("code", "product_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: UUID = key()
    code: str = chars(48, index=True)
    product_id: UUID = ref("product.id")
    quantity: int = Field(default=1)
