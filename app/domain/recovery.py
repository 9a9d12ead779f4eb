"""What goods are worth under each disposition code, and what waiting costs. Amounts are per base unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from types import MappingProxyType

from app.domain.messages.core import Money
from app.domain.vocabulary import Category, DispositionCode, Grade, Program

CENT = Decimal("0.01")
NOTHING = Decimal(0)

# Starting value as a share of list price.
VALUE_SHARE: Mapping[Grade, Decimal] = MappingProxyType({
    Grade.A: Decimal("0.85"), Grade.B: Decimal("0.55"), Grade.C: Decimal("0.30"), Grade.D: Decimal("0.10"),
})  # fmt: skip


class Basis(StrEnum):
    """What the expected proceeds of a code are a share of."""

    AS_FOUND = "as_found"
    ONE_GRADE_BETTER = "one_grade_better"
    UNIT_COST = "unit_cost"


@dataclass(frozen=True, slots=True)
class Economics:
    """What one code brings and costs: shares of a basis or of list price, amounts in the site's currency.

    `probability` is that of getting the proceeds, for grades A to D; `dwell` is the expected wait in days.
    """

    basis: Basis
    proceeds: Decimal
    probability: Mapping[Grade, Decimal]
    rework: Decimal
    handling: Decimal
    holding: Decimal
    dwell: int


def _economics(basis: Basis, columns: str) -> Economics:
    proceeds, *chances, rework, handling, holding, dwell = columns.split()
    probability = MappingProxyType(dict(zip(Grade, map(Decimal, chances), strict=True)))
    return Economics(
        basis, Decimal(proceeds), probability, Decimal(rework), Decimal(handling), Decimal(holding), int(dwell)
    )


_C, _B = DispositionCode, Basis

ECONOMICS: Mapping[DispositionCode, Economics] = MappingProxyType({
    # code, basis                                     proceeds  probability A-D      rework handling holding dwell
    _C.RESTOCK: _economics(_B.AS_FOUND,               "1.00  0.95 0.70 0.25 0.05   0.00   1.50   0.02   10"),
    _C.REWORK: _economics(_B.ONE_GRADE_BETTER,        "1.00  0.95 0.90 0.85 0.50   0.08   2.00   0.02   14"),
    _C.REFURBISH: _economics(_B.ONE_GRADE_BETTER,     "1.05  0.95 0.90 0.85 0.60   0.15   2.50   0.02   21"),
    _C.RETURN_TO_VENDOR: _economics(_B.UNIT_COST,     "0.90  0.40 0.40 0.35 0.20   0.00   3.00   0.02   30"),
    _C.LIQUIDATE: _economics(_B.AS_FOUND,             "0.60  0.98 0.98 0.95 0.80   0.00   1.00   0.02   20"),
    _C.DONATE: _economics(_B.UNIT_COST,               "0.10  0.90 0.90 0.90 0.50   0.00   1.00   0.02   20"),
    _C.RECYCLE: _economics(_B.UNIT_COST,              "0.03  1.00 1.00 1.00 1.00   0.00   0.80   0.01   30"),
    _C.DESTROY: _economics(_B.UNIT_COST,              "0.00  0.00 0.00 0.00 0.00   0.00   2.00   0.01   15"),
    _C.RETURN_TO_CUSTOMER: _economics(_B.UNIT_COST,   "0.00  0.00 0.00 0.00 0.00   0.00   6.00   0.02    5"),
})  # fmt: skip

# Share of value that a day takes.
DECAY_PER_DAY: Mapping[Category, Decimal] = MappingProxyType({
    Category.ELECTRONICS: Decimal("0.005"), Category.APPAREL: Decimal("0.004"), Category.FOOD: Decimal("0.003"),
    Category.MEDICAL: Decimal("0.002"), Category.TOOLS: Decimal("0.001"), Category.PACKAGING: Decimal("0.0005"),
})  # fmt: skip

# Goods with an expiry date lose their value evenly over their last days.
FADING_DAYS = 60

# Of ungraded goods, the share that turns out A, B, C, D; None is the mix of blind receipts.
USUAL_MIX: Mapping[Program | None, Mapping[Grade, Decimal]] = MappingProxyType({
    program: MappingProxyType(dict(zip(Grade, map(Decimal, mix.split()), strict=True)))
    for program, mix in {
        Program.CUSTOMER_RETURN: "0.45 0.25 0.20 0.10",
        Program.TRADE_RETURN: "0.55 0.25 0.15 0.05",
        Program.WARRANTY: "0.05 0.20 0.45 0.30",
        Program.UNSOLD: "0.80 0.15 0.04 0.01",
        Program.PACKAGING: "0.50 0.30 0.15 0.05",
        Program.END_OF_LIFE: "0.00 0.05 0.25 0.70",
        Program.RECALL: "0.10 0.10 0.10 0.70",
        None: "0.30 0.25 0.25 0.20",
    }.items()
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Priced:
    """What decides the worth of one base unit; `expiry_days` counts days of life left, negative once past."""

    list_price: Decimal
    unit_cost: Decimal
    currency: str
    category: Category
    expiry_days: int | None = None

    def aged(self, days: int) -> "Priced":
        """Return the same goods `days` later: prices decayed by category, life shortened."""
        kept = (1 - DECAY_PER_DAY[self.category]) ** days
        life = None if self.expiry_days is None else self.expiry_days - days
        return replace(self, list_price=self.list_price * kept, expiry_days=life)

    @property
    def freshness(self) -> Decimal:
        """The share of value that the expiry date leaves, 0 to 1."""
        if self.expiry_days is None:
            return Decimal(1)
        return Decimal(max(0, min(self.expiry_days, FADING_DAYS))) / FADING_DAYS


def nets(goods: Priced, grade: Grade, *, is_reworked: bool = False) -> dict[DispositionCode, Money]:
    """Return net recovery per unit for every code, to the cent: what `disposition.decide` ranks.

    Goods that come out of the workshop have half the odds of gaining a grade by going there again.
    """
    odds = {code: ONCE_MORE if is_reworked and row.rework else Decimal(1) for code, row in ECONOMICS.items()}
    worth = {code: _net(goods, grade, code, odds[code]) for code in ECONOMICS}
    return {code: Money(net.quantize(CENT, ROUND_HALF_EVEN), goods.currency) for code, net in worth.items()}


ONCE_MORE = Decimal("0.5")


def _net(goods: Priced, grade: Grade, code: DispositionCode, odds: Decimal = Decimal(1)) -> Decimal:
    """Expected proceeds x probability x odds - rework - handling - holding x dwell."""
    row = ECONOMICS[code]
    proceeds = _basis(goods, grade, row.basis) * row.proceeds * goods.freshness
    costs = goods.list_price * row.rework + row.handling + row.holding * row.dwell
    return proceeds * row.probability[grade] * odds - costs


def _basis(goods: Priced, grade: Grade, basis: Basis) -> Decimal:
    match basis:
        case Basis.AS_FOUND:
            return goods.list_price * VALUE_SHARE[grade]
        case Basis.ONE_GRADE_BETTER:
            return goods.list_price * VALUE_SHARE[_BETTER[grade]]
        case Basis.UNIT_COST:
            return goods.unit_cost


_BETTER: Mapping[Grade, Grade] = MappingProxyType({
    Grade.A: Grade.A, Grade.B: Grade.A, Grade.C: Grade.B, Grade.D: Grade.C,
})  # fmt: skip


def lost_per_hour(
    goods: Priced,
    quantity: int,
    *,
    grade: Grade | None,
    program: Program | None,
    code: DispositionCode | None = None,
) -> Decimal:
    """Return what `quantity` units lose by waiting: quantity x (best net now - in 24 h) / 24, never negative.

    With a `code` decided, its own net counts instead of the best. Ungraded goods count at their program's usual mix.
    """
    mix = USUAL_MIX[program] if grade is None else {grade: Decimal(1)}
    codes = tuple(ECONOMICS) if code is None else (code,)
    later = goods.aged(1)
    lost = (share * max(NOTHING, _best(goods, each, codes) - _best(later, each, codes)) for each, share in mix.items())
    return (quantity * sum(lost, NOTHING) / 24).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)


def _best(goods: Priced, grade: Grade, codes: Iterable[DispositionCode]) -> Decimal:
    return max(_net(goods, grade, code) for code in codes)
