"""What donated goods are worth to the tax office: a share of their cost, by the state in which they are given."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Self

from app.domain.certificates import seal_of
from app.domain.messages.core import Money
from app.domain.money import NOTHING, rounded
from app.domain.vocabulary import Grade

SHARE_OF_COST: Mapping[Grade, Decimal] = MappingProxyType({
    Grade.A: Decimal("1.00"), Grade.B: Decimal("0.80"), Grade.C: Decimal("0.50"), Grade.D: Decimal("0.10"),
})  # fmt: skip
"""What of its cost a unit counts for by its grade: nobody deducts more than the goods cost, and worn ones less."""

PREFIX = "DN-"


def value(unit_cost: Decimal, grade: Grade | None, quantity: int, currency: str) -> Decimal:
    """Return what `quantity` units count for; what nobody has graded counts as the worst."""
    return rounded(unit_cost * SHARE_OF_COST[grade or Grade.D] * quantity, currency)


@dataclass(frozen=True, slots=True)
class GivenLine:
    """Goods alike in everything: `units` base units, `cost` and `value` for all of them."""

    sku: str
    name: Mapping[str, str]
    lot: str
    expiry: date | None
    serial: str
    grade: Grade | None
    units: int
    grams: int
    cost: Decimal
    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Donation:
    """All that the paper of a donation states; `zone` is the IANA name of the zone in which its time is written.

    `receipt` is the number under which the charity confirmed it, empty until it did. Nobody who had the goods before is
    named.
    """

    number: str
    load: str
    site: str
    address: str
    charity: str
    charity_address: str
    given_at: datetime
    zone: str
    operator: str
    lines: tuple[GivenLine, ...]
    receipt: str = ""

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.units for line in self.lines)

    @property
    def totals(self) -> tuple[Money, ...]:
        """What all of it counts for, once for each currency."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            found[line.currency] = found.get(line.currency, NOTHING) + line.value
        return tuple(Money(amount, currency) for currency, amount in sorted(found.items()))

    @property
    def seal(self) -> str:
        """The SHA-256 of its canonical bytes, hexadecimal: sorted JSON in UTF-8."""
        return seal_of(self.to_json())

    def confirmed(self, receipt: str) -> Self:
        """Return the same under the number of the charity's receipt."""
        return replace(self, receipt=receipt)

    def to_json(self) -> dict[str, Any]:
        """Return the record as it is stored."""
        own = {name: getattr(self, name) for name in _PLAIN}
        return {**own, "given_at": self.given_at.isoformat(), "lines": [_stored(line) for line in self.lines]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        lines = tuple(_line(each) for each in stored["lines"])
        return cls(**{**stored, "given_at": datetime.fromisoformat(stored["given_at"]), "lines": lines})


_PLAIN = ("number", "load", "site", "address", "charity", "charity_address", "zone", "operator", "receipt")


def _stored(line: GivenLine) -> dict[str, Any]:
    amounts = {"cost": str(line.cost), "value": str(line.value)}
    return {**asdict(line), "expiry": line.expiry.isoformat() if line.expiry else None, **amounts}


def _line(stored: Mapping[str, Any]) -> GivenLine:
    read = {
        "expiry": date.fromisoformat(stored["expiry"]) if stored["expiry"] else None,
        "grade": Grade(stored["grade"]) if stored["grade"] else None,
        "cost": Decimal(stored["cost"]),
        "value": Decimal(stored["value"]),
    }
    return GivenLine(**{**stored, **read})
