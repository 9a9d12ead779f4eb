"""A product as the office writes it down. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.domain.messages.core import Said, msg
from app.domain.vocabulary import Category

MOST_GRAMS, MOST_MONTHS, MOST_IN_A_PACK = 10_000_000, 600, 10_000
TRAITS: Mapping[str, str] = {
    "lot_tracked": msg("Tracks lots"),
    "serial_tracked": msg("Tracks serials"),
    "expiry_tracked": msg("Tracks expiry"),
    "data_bearing": msg("Bears data"),
    "medical": msg("Medical"),
    "hazardous": msg("Hazardous"),
}
"""What a product is or is not, by column, as catalogue text; the first three say what is asked for at the dock."""
FLAGS = tuple(TRAITS)

Faults = dict[str, Said]
"""What is wrong, by the name of its field."""


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """What the office says of a product. Money is in `currency` per base unit, weight in grams."""

    sku: str
    owner_id: UUID
    name: Mapping[str, str]
    category: Category
    gtin: str = ""
    vendor_id: UUID | None = None
    unit_cost: Decimal = Decimal(0)
    list_price: Decimal = Decimal(0)
    currency: str = ""
    weight_grams: int = 0
    warranty_months: int = 0
    flags: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))

    def columns(self) -> dict[str, Any]:
        """Return it by column of the table."""
        own = {name: getattr(self, name) for name in self.__slots__ if name != "flags"}
        return {**own, "name": dict(self.name), **{flag: self.flags.get(flag, False) for flag in FLAGS}}
