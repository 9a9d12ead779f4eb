"""Rework and refurbishing: which operations goods need, what the work costs, and what it gains. No I/O."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain import recovery
from app.domain.epcis import BizStep
from app.domain.messages.core import Money
from app.domain.pricing import NOTHING, STARTING, Prices, terms
from app.domain.recovery import CENT, Priced
from app.domain.vocabulary import Category, Command, Condition, DispositionCode, Grade


class OperationKind(StrEnum):
    """What is done to goods in the workshop; the command of the same name begins it."""

    CLEAN = "clean"
    REPAIR = "repair"
    PART_SWAP = "part_swap"
    FIRMWARE = "firmware"
    REPACK = "repack"
    RELABEL = "relabel"
    REBOX = "rebox"


class Priority(StrEnum):
    """How soon the workshop takes an order up."""

    URGENT = "urgent"
    NORMAL = "normal"
    LATER = "later"


_C, _D, _O = Category, DispositionCode, OperationKind

TO_WORKSHOP = frozenset({_D.REWORK, _D.REFURBISH})
"""The codes that send goods to the workshop."""

LABOUR_PER_HOUR = Decimal("24.00")
"""What an hour at a workshop bench costs, in the currency of the goods; an order keeps the rate of its day."""

PLANNED_MINUTES: Mapping[OperationKind, int] = MappingProxyType({
    _O.CLEAN: 6, _O.REPAIR: 25, _O.PART_SWAP: 20, _O.FIRMWARE: 12, _O.REPACK: 4, _O.RELABEL: 2, _O.REBOX: 5,
})  # fmt: skip
"""Labour that one unit is expected to take."""

BIZ_STEP: Mapping[OperationKind, BizStep] = MappingProxyType({
    **dict.fromkeys((_O.CLEAN, _O.REPAIR, _O.PART_SWAP, _O.FIRMWARE), BizStep.REPAIRING),
    **dict.fromkeys((_O.REPACK, _O.RELABEL, _O.REBOX), BizStep.REPACKAGING),
})  # fmt: skip
"""The CBV step that an operation is in the ledger."""

OPERATION_OF: Mapping[Command, OperationKind] = MappingProxyType({Command(kind.value): kind for kind in OperationKind})
"""The operation that a command barcode of the workshop sheet begins."""

# What goods need: by category, by code (None: either), by what was found of them (None: always).
_NEEDED: tuple[tuple[Category, DispositionCode | None, Condition | None, tuple[OperationKind, ...]], ...] = (
    (_C.ELECTRONICS, None, None, (_O.CLEAN, _O.REPACK)),
    (_C.ELECTRONICS, _D.REFURBISH, None, (_O.FIRMWARE,)),
    (_C.ELECTRONICS, None, Condition.DEFECTIVE, (_O.PART_SWAP,)),
    (_C.ELECTRONICS, None, Condition.DAMAGED, (_O.REPAIR,)),
    (_C.ELECTRONICS, None, Condition.INCOMPLETE, (_O.PART_SWAP,)),
    (_C.APPAREL, None, None, (_O.CLEAN, _O.REPACK)),
    (_C.APPAREL, None, Condition.DAMAGED, (_O.REPAIR,)),
    (_C.FOOD, None, None, (_O.REPACK, _O.RELABEL)),
    (_C.FOOD, None, Condition.DAMAGED, (_O.REBOX,)),
    (_C.MEDICAL, None, None, (_O.CLEAN, _O.REPACK, _O.RELABEL)),
    (_C.MEDICAL, None, Condition.DEFECTIVE, (_O.REPAIR,)),
    (_C.MEDICAL, None, Condition.INCOMPLETE, (_O.PART_SWAP,)),
    (_C.TOOLS, None, None, (_O.CLEAN, _O.REPACK)),
    (_C.TOOLS, None, Condition.DEFECTIVE, (_O.REPAIR,)),
    (_C.TOOLS, None, Condition.DAMAGED, (_O.REPAIR,)),
    (_C.TOOLS, None, Condition.INCOMPLETE, (_O.PART_SWAP,)),
    (_C.PACKAGING, None, None, (_O.CLEAN,)),
    (_C.PACKAGING, None, Condition.DAMAGED, (_O.REPAIR,)),
)


def needed(category: Category, code: DispositionCode, condition: Collection[Condition]) -> tuple[OperationKind, ...]:
    """Return the operations that a work order begins with, in the order in which they are done."""
    rows = (
        kinds
        for of_category, of_code, found, kinds in _NEEDED
        if of_category is category and of_code in (None, code) and (found is None or found in condition)
    )
    wanted = {kind for kinds in rows for kind in kinds}
    return tuple(kind for kind in (*_FIRST, *_LAST) if kind in wanted)


_FIRST = (_O.PART_SWAP, _O.REPAIR, _O.FIRMWARE, _O.CLEAN)
_LAST = (_O.REBOX, _O.REPACK, _O.RELABEL)


@dataclass(frozen=True, slots=True)
class Worth:
    """What one unit brings as it is, and what it should bring after the work, the work not yet paid for."""

    as_is: Decimal
    expected: Decimal


def worth(
    goods: Priced,
    grade: Grade,
    code: DispositionCode,
    ruled_out: Collection[DispositionCode],
    prices: Prices = STARTING,
) -> Worth:
    """Return what a unit of `goods` is worth without the work and with it: net recovery, the dearest way that is left.

    `ruled_out` are the codes that the rules excluded when the goods were decided on.
    """
    nets = recovery.nets(goods, grade, prices)
    ways = (nets[way].amount for way in nets if way not in TO_WORKSHOP and way not in ruled_out)
    share = next(row.rework for row in terms(prices, grade) if row.code is code)
    work = (goods.list_price * share).quantize(CENT, ROUND_HALF_EVEN)
    return Worth(as_is=max(ways, default=NOTHING), expected=nets[code].amount + work)


@dataclass(frozen=True, slots=True)
class Account:
    """What the work on one order costs and gains. `worth` and `rate` are per unit and per hour, the rest is of all.

    `quantity` units are worked on; `given_up` ones were too, cost what they cost, and bring nothing any more.
    `resale` is what the units bring by the grade after the work; None while that is not known.
    """

    quantity: int
    worth: Worth
    rate: Decimal
    currency: str
    planned_minutes: int = 0
    seconds: int = 0
    parts: Decimal = NOTHING
    charged: Decimal = NOTHING
    resale: Decimal | None = None
    given_up: int = 0

    @property
    def units(self) -> int:
        """All units that the order was drawn up for."""
        return self.quantity + self.given_up

    @property
    def as_is(self) -> Money:
        """What all units bring without the work."""
        return self._money(self.worth.as_is * self.units)

    @property
    def after(self) -> Money:
        """What all units bring after the work: by their new grade, else as expected."""
        return self._money(self.worth.expected * self.quantity if self.resale is None else self.resale)

    @property
    def expected(self) -> Money:
        """What all units should bring after the work."""
        return self._money(self.worth.expected * self.units)

    @property
    def planned(self) -> Money:
        """The labour that was planned."""
        return self._money(self.rate * self.planned_minutes / 60)

    @property
    def labour(self) -> Money:
        """The labour so far."""
        return self._money(self.rate * self.seconds / 3600)

    @property
    def cost(self) -> Money:
        """Labour, parts and what a contractor asked for, so far."""
        return self._money(self.rate * self.seconds / 3600 + self.parts + self.charged)

    @property
    def cost_per_unit(self) -> Money:
        """The figure *Repair* of a unit."""
        return self._money((self.rate * self.seconds / 3600 + self.parts + self.charged) / self.units)

    @property
    def gain_planned(self) -> Money:
        """What the work should gain, before it is begun."""
        return self._money(self.expected.amount - self.as_is.amount - self.planned.amount)

    @property
    def gain(self) -> Money:
        """The margin: what the units bring after the work, less what they brought as they were, less its cost."""
        return self._money(self.after.amount - self.as_is.amount - self.cost.amount)

    def _money(self, amount: Decimal) -> Money:
        return Money(amount.quantize(CENT, ROUND_HALF_EVEN), self.currency)


def refurbishment_lot(order_id: UUID) -> str:
    """Return what a work order is called on labels and lists: AI (7020), up to 20 characters of GS1's set 82."""
    return f"R{order_id.hex[-10:].upper()}"


def shares(seconds: int, units: Collection[int]) -> tuple[int, ...]:
    """Return `seconds` of labour split over orders of so many `units` each, whole seconds that add up exactly."""
    total, given, counted = sum(units), 0, 0
    split = []
    for quantity in units:
        counted += quantity
        until = seconds * counted // total
        split.append(until - given)
        given = until
    return tuple(split)
