"""What goods are worth under each disposition code, and what waiting costs. Amounts are per base unit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from app.domain.messages.core import Money
from app.domain.pricing import NOTHING, ONE, STARTING, Prices, Terms, terms
from app.domain.vocabulary import Category, DispositionCode, Grade, Program

CENT = Decimal("0.01")

# Goods with an expiry date lose their value evenly over their last days.
FADING_DAYS = 60


@dataclass(frozen=True, slots=True)
class Priced:
    """What decides the worth of one base unit; `expiry_days` counts days of life left, negative once past.

    `vendor_credit` is what the vendor has agreed to give for it, whatever its grade; None where nothing is agreed.
    `vendor_days` counts the days on which the vendor still takes it, negative once they are over; None for no bound.
    """

    list_price: Decimal
    unit_cost: Decimal
    currency: str
    category: Category
    expiry_days: int | None = None
    vendor_credit: Decimal | None = None
    vendor_days: int | None = None

    def aged(self, days: int, decay: Decimal) -> "Priced":
        """Return the same goods `days` later: prices less the share `decay` of each day, its days fewer."""
        life = None if self.expiry_days is None else self.expiry_days - days
        window = None if self.vendor_days is None else self.vendor_days - days
        price = self.list_price * (1 - decay) ** days
        return replace(self, list_price=price, expiry_days=life, vendor_days=window)

    def may_go(self, code: DispositionCode) -> bool:
        """Tell whether `code` is still open to it: a vendor takes nothing back after the last day."""
        return code is not DispositionCode.RETURN_TO_VENDOR or self.vendor_days is None or self.vendor_days >= 0

    @property
    def freshness(self) -> Decimal:
        """The share of value that the expiry date leaves, 0 to 1."""
        if self.expiry_days is None or self.expiry_days >= FADING_DAYS:
            return ONE
        return Decimal(max(0, self.expiry_days)) / FADING_DAYS


ONCE_MORE = Decimal("0.5")


def nets(
    goods: Priced, grade: Grade, prices: Prices = STARTING, *, is_reworked: bool = False
) -> dict[DispositionCode, Money]:
    """Return net recovery per unit for every code, to the cent: what `disposition.decide` ranks.

    Goods that come out of the workshop have half the odds of gaining a grade by going there again.
    """
    fresh = goods.freshness
    return {
        row.code: Money(
            _net(goods, row, fresh * ONCE_MORE if is_reworked and row.rework else fresh).quantize(
                CENT, ROUND_HALF_EVEN
            ),
            goods.currency,
        )
        for row in terms(prices, grade)
    }


def _net(goods: Priced, row: Terms, fresh: Decimal) -> Decimal:
    """Expected proceeds x probability - rework - handling - holding x dwell; an agreed credit is sure."""
    if row.code is DispositionCode.RETURN_TO_VENDOR and goods.vendor_credit is not None:
        return goods.vendor_credit - row.costs
    proceeds = goods.list_price * row.of_list + goods.unit_cost * row.of_cost
    return fresh * proceeds - goods.list_price * row.rework - row.costs


def lost_per_hour(
    goods: Priced,
    quantity: int,
    *,
    grade: Grade | None,
    program: Program | None,
    code: DispositionCode | None = None,
    prices: Prices = STARTING,
) -> Decimal:
    """Return what `quantity` units lose by waiting: quantity x (best net now - in 24 h) / 24, never negative.

    With a `code` decided, its own net counts instead of the best, as long as it is open: a day after the vendor's last
    day the best of the others does. Ungraded goods count at their program's usual mix.
    """
    mix = prices.usual_mix[program] if grade is None else {grade: ONE}
    codes = frozenset(DispositionCode if code is None else (code,))
    later = goods.aged(1, prices.decay[goods.category])
    lost = (
        share * max(NOTHING, _best(goods, rows, codes) - _best(later, rows, codes))
        for rows, share in ((terms(prices, each), share) for each, share in mix.items())
    )
    return (quantity * sum(lost, NOTHING) / 24).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)


def _best(goods: Priced, rows: Iterable[Terms], codes: frozenset[DispositionCode]) -> Decimal:
    fresh = goods.freshness
    open_ones = [row for row in rows if goods.may_go(row.code)]
    wanted = [row for row in open_ones if row.code in codes] or open_ones
    return max(_net(goods, row, fresh) for row in wanted)
