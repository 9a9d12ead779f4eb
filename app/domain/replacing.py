"""Goods in place of goods: how much of a line may be replaced, and what is charged when nothing comes back. No I/O.

All quantities are base units.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.money import NOTHING, rounded
from app.domain.receipts import FILLING
from app.domain.refunds import LineFacts, RefundTiming, Resolution, Terms, goods_of

REPLACES = frozenset({Resolution.REPLACEMENT, Resolution.REPAIR_AND_RETURN})
"""What the party gets as goods: others, or its own repaired."""


def accepted(facts: LineFacts, terms: Terms) -> int:
    """Return the units of a receipt line that are graded, unheld, and of a condition for which the terms give anything.

    Where a site has no refund terms at all, what is graded and unheld is accepted.
    """
    if facts.verdict not in FILLING:
        return 0
    graded = [batch for batch in facts.batches if batch.grade and not batch.is_held]
    if not terms.rows:
        return sum(batch.quantity for batch in graded)
    found = ((batch, terms.for_goods(goods_of(facts, batch))) for batch in graded)
    return sum(batch.quantity for batch, term in found if term and term.timing is not RefundTiming.NEVER)


def returned(facts: LineFacts) -> int:
    """Return the units of a receipt line that are here for good: its receipt is closed, or they are graded."""
    if facts.verdict not in FILLING:
        return 0
    return sum(batch.quantity for batch in facts.batches if facts.is_checked_in or batch.grade)


@dataclass(frozen=True, slots=True)
class Given:
    """One replacement of a line that is not void. `is_out` tells that it has left; `is_charged`, that it was."""

    id: UUID
    quantity: int
    is_advance: bool = False
    is_out: bool = False
    return_by: date | None = None
    is_charged: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A line that is made good by goods: `quantity` was promised, of which so much was `returned` and `accepted`."""

    quantity: int
    accepted: int = 0
    returned: int = 0
    given: tuple[Given, ...] = ()

    @property
    def units_given(self) -> int:
        """What is planned or has left."""
        return sum(each.quantity for each in self.given)

    @property
    def planned(self) -> int:
        """What is still to leave."""
        return sum(each.quantity for each in self.given if not each.is_out)

    @property
    def ordinary(self) -> int:
        """What is given for goods that came first."""
        return sum(each.quantity for each in self.given if not each.is_advance)

    def left(self, *, is_advance: bool) -> int:
        """Return what may still be replaced: for goods that are accepted or, in advance, for any that were promised."""
        most = self.quantity if is_advance else min(self.quantity, self.accepted)
        return max(0, most - self.units_given)

    @property
    def to_send(self) -> int:
        """What the party waits for."""
        return self.planned + self.left(is_advance=False)

    def missing(self) -> dict[UUID, int]:
        """Return what has not come back of each replacement that left in advance, by its id.

        What came stands first for what was replaced after it came, then for what was due back first.
        """
        here = self.returned - sum(each.quantity for each in self.given if each.is_out and not each.is_advance)
        found: dict[UUID, int] = {}
        for each in sorted(self._in_advance(), key=lambda one: (one.return_by or date.max, one.id)):
            found[each.id] = min(each.quantity, max(0, each.quantity - here))
            here -= each.quantity
        return found

    def _in_advance(self) -> Iterable[Given]:
        return (each for each in self.given if each.is_advance and each.is_out)

    @property
    def awaited(self) -> int:
        """What left in advance, has not come back, and was not charged."""
        charged = {each.id for each in self.given if each.is_charged}
        return sum(units for of, units in self.missing().items() if of not in charged)


def charge(price: Decimal, percent: Decimal | int, units: int, currency: str) -> Decimal:
    """Return what so many missing units are charged, at a share of their list price."""
    return rounded(price * percent * units / 100, currency) if units else NOTHING
