"""What the rules of the floor need to know of a product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.messages.core import Local
from app.domain.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Product:
    """One product of one owner. `gtin` is 14 digits or empty; money is in `currency` per base unit."""

    id: UUID
    owner_id: UUID
    sku: str
    gtin: str
    name: Mapping[str, str]
    category: Category
    unit_cost: Decimal
    list_price: Decimal
    currency: str
    lot_tracked: bool
    serial_tracked: bool
    expiry_tracked: bool
    data_bearing: bool
    medical: bool
    hazardous: bool

    @property
    def said(self) -> Local:
        """The name as a sentence parameter."""
        return Local(self.name)


@dataclass(frozen=True, slots=True)
class ScannedItem:
    """What one item scan stands for: `quantity` base units of a product, with what the code carried."""

    product: Product
    quantity: int
    is_case: bool = False
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
