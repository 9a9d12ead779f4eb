"""What stands on pallets, what was announced of it, and how a count differs from its declaration. No I/O."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.products import Product, ScannedItem
from app.domain.transitions import CartonState


@dataclass(frozen=True, slots=True)
class Declared:
    """What a notice says is in one carton: base units of a product, lot, expiry and serial."""

    carton_id: UUID
    product: Product
    lot: str
    expiry: date | None
    serial: str
    quantity: int

    @property
    def item(self) -> ScannedItem:
        """The same as if somebody had scanned it."""
        return ScannedItem(self.product, self.quantity, False, self.lot, self.expiry, self.serial)


@dataclass(frozen=True, slots=True)
class DeclaredGoods:
    """A carton line that was received as declared, and the receipt line that stands for it."""

    lpn: str
    line_id: UUID
    receipt_line_id: UUID
    said: Declared


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of a notice: base units of a product in a carton, and how that carton stands now."""

    pallet: str
    carton: str
    state: CartonState
    product: Product
    lot: str
    expiry: date | None
    serial: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Announced:
    """A carton of an advance notice as it stands now. `pallet` is the plate it was announced on, "" for none.

    `units` are what its notice declares; `uncounted` of those are in the building and only declared.
    """

    id: UUID
    lpn: str
    state: CartonState
    pallet: str
    units: int
    uncounted: int

    @property
    def is_declared(self) -> bool:
        """Tell whether it was taken in as declared and waits to be counted or sampled."""
        return self.uncounted > 0


@dataclass(frozen=True, slots=True)
class Differences:
    """How a counted carton differs from what was declared of it, in units. `other_lot` are of a lot not declared."""

    short: int = 0
    over: int = 0
    other_lot: int = 0

    @property
    def any(self) -> bool:
        """Tell whether there is one."""
        return bool(self.short or self.over or self.other_lot)


Lots = Iterable[tuple[UUID, str, int]]
"""Product, lot and units."""


def compare(declared: Lots, counted: Lots) -> Differences:
    """Return how `counted` differs from `declared`, lot by lot: what is over of one never hides a short of another."""
    said, found = _by_lot(declared), _by_lot(counted)
    declared_lots = {product for product, _lot in said}
    more = {key: units - said[key] for key, units in found.items() if units > said[key]}
    other = sum(units for key, units in more.items() if key not in said and key[0] in declared_lots)
    short = sum(units - found[key] for key, units in said.items() if units > found[key])
    return Differences(short, sum(more.values()) - other, other)


def _by_lot(lots: Lots) -> Counter[tuple[UUID, str]]:
    units: Counter[tuple[UUID, str]] = Counter()
    for product, lot, quantity in lots:
        units[product, lot] += quantity
    return units
