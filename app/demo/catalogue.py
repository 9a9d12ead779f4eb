"""What the demo company sells: ten products in each of six categories, read from products.csv."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.demo.tables import table
from app.domain.vocabulary import Category

VITAMIN, OMEGA, ZINC, STRIPS = "VIT-D3-120", "OMG-3-90", "ZNC-25-60", "GLU-STR-50"
DRILL, BATTERY, SHIRT, MONITOR = "DRL-18V-KIT", "BAT-18V-5", "SHT-WRK-M", "BP-ARM-01"


@dataclass(frozen=True, slots=True)
class Item:
    """One product. `number` is its GS1 item reference, money in USD, `weight` in grams, `warranty` in months.

    `cases` are the sizes of its packs, innermost first; `serial` is what its serial numbers start with, empty for
    products without.
    """

    category: Category
    sku: str
    number: int
    name: dict[str, str]
    cost: Decimal
    price: Decimal
    weight: int
    cases: tuple[int, ...]
    serial: str
    warranty: int
    data_bearing: bool
    hazardous: bool

    @classmethod
    def parse(cls, row: Mapping[str, str]) -> Self:
        """Return the item of a row of products.csv."""
        return cls(
            category=Category(row["category"]),
            sku=row["sku"],
            number=int(row["number"]),
            name={"en": row["en"], "es": row["es"]},
            cost=Decimal(row["cost"]),
            price=Decimal(row["price"]),
            weight=int(row["weight"]),
            cases=tuple(map(int, row["cases"].split())),
            serial=row["serial"],
            warranty=int(row["warranty"] or 0),
            data_bearing=bool(row["data_bearing"]),
            hazardous=bool(row["hazardous"]),
        )


def catalogue() -> tuple[Item, ...]:
    """Return all items, category by category."""
    return tuple(map(Item.parse, table("products")))
