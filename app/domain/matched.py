"""One authorization as three hands saw it: who allowed it, who counted and judged it, who credited it. Data alone.

All quantities are base units.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.differences import Difference, DifferenceKind
from app.domain.money import rounded
from app.domain.products import Product
from app.domain.vocabulary import LineVerdict, ReasonCode


@dataclass(frozen=True, slots=True)
class Authorized:
    """One line of the authorization. `by_memo` tells whether credit memos pay for it."""

    id: UUID
    position: int
    product: Product
    lot: str
    expiry: date | None
    serial: str
    reason: ReasonCode
    quantity: int
    by_memo: bool = True


@dataclass(frozen=True, slots=True)
class Received:
    """What was counted of one product and lot with one verdict, and how it stands now.

    `accepted` is graded and unlocked, `held` is locked, `ungraded` neither; `working` and `damaged` are what the bench
    found of the accepted. `owed` is for how many units the refund terms owe how much, `worth`; None where no terms
    are in force. `was_shipped` tells whether the party ever got this product.
    """

    line_id: UUID | None
    product: Product
    lot: str
    expiry: date | None
    verdict: LineVerdict
    counted: int
    accepted: int = 0
    held: int = 0
    ungraded: int = 0
    working: int = 0
    damaged: int = 0
    owed: int | None = None
    worth: Decimal = Decimal(0)
    was_shipped: bool = True


@dataclass(frozen=True, slots=True)
class Credited:
    """What issued memos credit of a line or, without one, of a product and lot."""

    line_id: UUID | None
    product: Product
    lot: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot of a line. `received` fills the line, `over` came beside it, over or against the paper.

    `earned` units are credited by right, and come to `worth` altogether; `extra` are accepted overs that earn credit
    only when somebody approves it.
    """

    lot: str
    expiry: date | None
    received: int = 0
    over: int = 0
    accepted: int = 0
    accepted_over: int = 0
    held: int = 0
    ungraded: int = 0
    earned: int = 0
    extra: int = 0
    worth: Decimal = Decimal(0)
    credited: int = 0

    @property
    def due(self) -> int:
        """Units that have earned credit and got none."""
        return max(0, self.earned - self.credited)

    @property
    def spare(self) -> int:
        """Accepted overs that are not credited."""
        return max(0, self.earned + self.extra - max(self.credited, self.earned))

    @property
    def excess(self) -> int:
        """Units credited beyond what was accepted."""
        return max(0, self.credited - self.earned - self.extra)

    def worth_of(self, units: int, currency: str) -> Decimal:
        """Return what so many of the earned units come to."""
        return rounded(self.worth * units / self.earned, currency) if self.earned else Decimal(0)


@dataclass(frozen=True, slots=True)
class Matched:
    """One line with the lots that came of it; without a line, goods that no line names."""

    line: Authorized | None
    product: Product
    lots: tuple[Lot, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def line_id(self) -> UUID | None:
        """The line of the authorization."""
        return self.line.id if self.line else None

    @property
    def authorized(self) -> int:
        """Units that the paper names."""
        return self.line.quantity if self.line else 0


@dataclass(frozen=True, slots=True)
class Match:
    """All lines in their order, then what no line names; totals never net one line against another."""

    lines: tuple[Matched, ...]
    by_terms: bool = False
    """Whether refund terms say what is owed; without any, what is accepted is, at list price."""

    @property
    def lots(self) -> tuple[Lot, ...]:
        """Every lot of every line."""
        return tuple(lot for line in self.lines for lot in line.lots)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences, line by line."""
        return tuple(difference for line in self.lines for difference in line.differences)

    @property
    def to_settle(self) -> tuple[Difference, ...]:
        """What keeps the authorization open."""
        return tuple(difference for difference in self.differences if difference.is_to_settle)

    def total(self, name: str) -> int:
        """Return the sum of a quantity over all lots, such as "received" or "due"."""
        return sum(getattr(lot, name) for lot in self.lots)

    @property
    def authorized(self) -> int:
        """Units that the paper names."""
        return sum(line.authorized for line in self.lines)

    def units(self, kind: DifferenceKind) -> int:
        """Return how many units differ in one way."""
        return sum(difference.units for difference in self.differences if difference.kind is kind)

    @property
    def worth_due(self) -> Decimal:
        """What the units that are due come to, less what was credited beyond at list price."""
        lots = ((line.product, lot) for line in self.lines for lot in line.lots)
        worth = (lot.worth_of(lot.due, of.currency) - of.list_price * lot.excess for of, lot in lots)
        return sum(worth, Decimal(0))
