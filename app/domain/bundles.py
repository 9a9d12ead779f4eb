"""What a sale bundle holds and what it brings: estimates per line, and proceeds shared over the lines to the cent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.money import NOTHING, rounded, split
from app.domain.pricing import Prices
from app.domain.recovery import Priced, nets
from app.domain.vocabulary import Category, DispositionCode, Grade

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class BundleLine:
    """Goods alike on one line of one carton. `list_total` and `estimate` are for all units, in the bundle's currency.

    Nothing of it tells whom the goods came from: the buyer reads it.
    """

    carton_id: UUID
    carton_line_id: UUID
    receipt_line_id: UUID
    authorization_id: UUID | None
    product_id: UUID
    lpn: str
    pallet: str
    sku: str
    gtin: str
    name: Mapping[str, str]
    lot: str
    expiry: date | None
    serial: str
    grade: Grade | None
    quantity: int
    list_total: Decimal
    estimate: Decimal

    @property
    def stands_for(self) -> tuple[UUID, int]:
        """What tells whether the goods are those that were offered."""
        return self.carton_line_id, self.quantity


@dataclass(frozen=True, slots=True)
class Goods:
    """What the price of one line of goods follows from, per base unit."""

    list_price: Decimal
    unit_cost: Decimal
    currency: str
    category: Category
    expiry_days: int | None
    grade: Grade | None
    is_reworked: bool = False


def estimate(goods: Goods, quantity: int, prices: Prices) -> Decimal:
    """Return the net recovery expected of `quantity` units that are liquidated; ungraded goods are taken for the worst.

    It is below zero where handling costs more than the goods bring.
    """
    priced = Priced(goods.list_price, goods.unit_cost, goods.currency, goods.category, goods.expiry_days)
    each = nets(priced, goods.grade or Grade.D, prices, is_reworked=goods.is_reworked)[DispositionCode.LIQUIDATE]
    return rounded(each.amount * quantity, goods.currency)


def shares(amount: Decimal, lines: Sequence[BundleLine], currency: str) -> tuple[Decimal, ...]:
    """Return what each line brought of `amount`, adding up to it: by estimates, else list prices, else units."""
    by_estimate = [max(line.estimate, NOTHING) for line in lines]
    by_list = [line.list_total for line in lines]
    weights = next((each for each in (by_estimate, by_list) if any(each)), [Decimal(line.quantity) for line in lines])
    return split(amount, weights, currency)


def brought(amounts: Iterable[Decimal], lines: Sequence[BundleLine], currency: str) -> tuple[Decimal, ...]:
    """Return what each line brought of several payments, each of them shared by itself as it was booked."""
    found = [NOTHING] * len(lines)
    for amount in amounts:
        found = [sum(pair, NOTHING) for pair in zip(found, shares(amount, lines, currency), strict=True)]
    return tuple(found)


def below(agreed: Decimal, expected: Decimal) -> Decimal:
    """Return by how many percent `agreed` stays below what was expected; nothing where it does not."""
    if expected <= 0 or agreed >= expected:
        return NOTHING
    return (expected - agreed) * HUNDRED / expected
