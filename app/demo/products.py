"""Products of the catalogue with their packs, and the lots in which each was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from app.db.ids import new_id
from app.db.models import Pack, Party, Product
from app.demo.catalogue import BATTERY, DRILL, OMEGA, STRIPS, VITAMIN, ZINC, Item, catalogue
from app.demo.dates import month_end, story_year
from app.demo.gs1 import gtin14
from app.demo.parties import CLIENT, COMPANY, HEALTH_VENDOR, POWER_VENDOR
from app.demo.site import CURRENCY
from app.domain.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Lot:
    """A production lot; products without lots have one without code."""

    code: str = ""
    expiry: date | None = None


@dataclass(frozen=True, slots=True)
class Stocked:
    """A product with what the paper needs to know of it. `named` lots appear only where the tour puts them."""

    product: Product
    item: Item
    named: Mapping[str, Lot]
    lots: tuple[Lot, ...]


def demo_products(parties: Mapping[str, Party], rng: Random, today: date) -> dict[str, Stocked]:
    """Return all products by SKU. A third-party client owns the apparel, the company everything else."""
    named = _named_lots(today)
    stocked = {}
    for item in catalogue():
        product = _product(item, parties)
        stocked[item.sku] = Stocked(product, item, named.get(item.sku, {}), _lots(product, rng, today))
    return stocked


_LOT_TRACKED = {Category.FOOD, Category.MEDICAL, Category.TOOLS}
_EXPIRING = {Category.FOOD, Category.MEDICAL}
_VENDORS = {
    Category.FOOD: HEALTH_VENDOR,
    Category.MEDICAL: HEALTH_VENDOR,
    Category.ELECTRONICS: POWER_VENDOR,
    Category.TOOLS: POWER_VENDOR,
}


def _product(item: Item, parties: Mapping[str, Party]) -> Product:
    vendor = _VENDORS.get(item.category)
    return Product(
        id=new_id(),
        owner_id=parties[CLIENT if item.category is Category.APPAREL else COMPANY].id,
        vendor_id=parties[vendor].id if vendor else None,
        sku=item.sku,
        gtin=gtin14(item.number),
        name=item.name,
        category=item.category,
        unit_cost=item.cost,
        list_price=item.price,
        currency=CURRENCY,
        weight_grams=item.weight,
        lot_tracked=item.category in _LOT_TRACKED,
        serial_tracked=bool(item.serial),
        # Devices with a serial do not expire; what is used up does.
        expiry_tracked=item.category in _EXPIRING and not item.serial,
        data_bearing=item.data_bearing,
        medical=item.category is Category.MEDICAL,
        hazardous=item.hazardous,
        warranty_months=item.warranty,
    )


def _named_lots(today: date) -> dict[str, dict[str, Lot]]:
    """Return the lots that the tour speaks of, by SKU and code, whatever the seed."""
    year = story_year(today)
    named = {
        VITAMIN: (Lot("10D9T", date(year, 3, 31)), Lot("10F1C", date(year, 5, 31)), Lot("10E2A", date(year, 4, 30))),
        OMEGA: (Lot("K7731", date(year, 2, 28)), Lot("K6904", month_end(today, -2))),
        ZINC: (Lot("Z0415B", date(year, 7, 31)), Lot("Z0392A", date(year, 6, 30))),
        STRIPS: (Lot("G2209", date(year, 9, 30)),),
        DRILL: (Lot("L2608"),),
        BATTERY: (Lot("P5582"),),
    }
    return {sku: {lot.code: lot for lot in lots} for sku, lots in named.items()}


_MONTHS_TO_EXPIRY = (-1, 1, 7, 14)


def _lots(product: Product, rng: Random, today: date) -> tuple[Lot, ...]:
    if product.expiry_tracked:
        return tuple(Lot(_lot_code(rng), month_end(today, months + rng.randrange(3))) for months in _MONTHS_TO_EXPIRY)
    if product.lot_tracked:
        return Lot(_lot_code(rng)), Lot(_lot_code(rng))
    return (Lot(),)


def _lot_code(rng: Random) -> str:
    # Letter first: of all lots only those of the tour look like an application identifier.
    return f"{rng.choice('ABCEHKLMNPRT')}{rng.randrange(1000, 9999)}{rng.choice(('', '', 'A', 'B', 'C'))}"


def demo_packs(stocked: Mapping[str, Stocked]) -> list[Pack]:
    """Return the packs: GTIN-14 with indicator digit 1 for the innermost case, 2 for the one around it."""
    return [
        Pack(id=new_id(), code=gtin14(one.item.number, indicator), product_id=one.product.id, quantity=size)
        for one in stocked.values()
        for indicator, size in enumerate(one.item.cases, start=1)
    ]
