"""What a party is owed for goods that came back: when, how much of the price paid, less which fee. No I/O.

`due` is computed from what stands now, never from what was done: whoever settles posts the difference to what was
posted before, so that a regrade or an undo needs no rule of its own and no unit is paid twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol, Self

from app.domain.money import NOTHING, rounded
from app.domain.policies import PolicyError
from app.domain.terms import PartyTier
from app.domain.vocabulary import Category, Condition, Grade, LineVerdict, Program, ReasonCode
from app.domain.when import Parser, Test, has_all, one_of, parse_when


class Resolution(StrEnum):
    """What the party gets for one line of an authorization."""

    REFUND = "refund"
    CREDIT = "credit"
    REPLACEMENT = "replacement"
    REPAIR_AND_RETURN = "repair_and_return"
    NONE = "no_resolution"


PAYS = frozenset({Resolution.REFUND, Resolution.CREDIT})

USUAL: Mapping[Program, Resolution] = MappingProxyType(
    {
        Program.CUSTOMER_RETURN: Resolution.REFUND,
        Program.TRADE_RETURN: Resolution.CREDIT,
        Program.WARRANTY: Resolution.REPLACEMENT,
        Program.UNSOLD: Resolution.CREDIT,
        Program.PACKAGING: Resolution.NONE,
        Program.END_OF_LIFE: Resolution.NONE,
        Program.RECALL: Resolution.REFUND,
    }
)
"""What the line of a program comes to where the authorization does not say."""


class RefundTiming(StrEnum):
    """When a refund is owed: at check-in (its receipt closed), once graded, once the vendor gave credit, or never."""

    ON_CHECK_IN = "on_check_in"
    ON_ACCEPTANCE = "on_acceptance"
    AFTER_VENDOR_CREDIT = "after_vendor_credit"
    NEVER = "never"


WHEN: Mapping[str, Parser] = MappingProxyType(
    {
        "program": one_of(Program, "program"),
        "category": one_of(Category, "category"),
        "tier": one_of(PartyTier, "tier"),
        "reason": one_of(ReasonCode, "reason"),
        "condition_has": has_all(Condition, "condition"),
    }
)
"""The vocabulary of a term's `when`."""

ALL_OF_IT = Decimal(100)


class TermRow(Protocol):
    """A term as it is stored."""

    position: int
    when: dict[str, Any]
    timing: RefundTiming
    share_a: int
    share_b: int
    share_c: int
    share_d: int
    fee_percent: int
    fee_minimum: Decimal
    approve_from: Decimal
    currency: str
    advance_days: int
    advance_charge: int


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the refund terms: for goods like these, when, what share of the price by grade, and what fee.

    Shares and fee are percent of the price paid, and of what the grade leaves of it. `fee_minimum` is for one unit;
    that and `approve_from`, the refund from which on a supervisor approves (0 for none), count in `currency` alone.
    A replacement may go before the goods come, when they are here within `advance_days` (0 for never); what is not
    is charged at `advance_charge` percent of the list price.
    """

    position: int
    tests: tuple[Test, ...] = field(compare=False, repr=False)
    timing: RefundTiming
    shares: Mapping[Grade, Decimal]
    fee_percent: Decimal = NOTHING
    fee_minimum: Decimal = NOTHING
    approve_from: Decimal = NOTHING
    currency: str = ""
    advance_days: int = 0
    advance_charge: Decimal = ALL_OF_IT

    @classmethod
    def parse(cls, row: TermRow) -> Self:
        """Return the term of a stored row. Raises PolicyError naming the row and what is wrong with it."""
        try:
            percents = (row.share_a, row.share_b, row.share_c, row.share_d)
            return cls(
                position=row.position,
                tests=parse_when(WHEN, row.when),
                timing=RefundTiming(row.timing),
                shares=MappingProxyType(dict(zip(Grade, map(_percent, percents), strict=True))),
                fee_percent=_percent(row.fee_percent),
                fee_minimum=row.fee_minimum,
                approve_from=row.approve_from,
                currency=row.currency,
                advance_days=row.advance_days,
                advance_charge=_percent(row.advance_charge),
            )
        except ValueError as error:
            raise PolicyError(f"refund term {row.position}: {error}") from error

    def applies(self, facts: object) -> bool:
        """Tell whether every test holds for `facts`."""
        return all(test(facts) for test in self.tests)


def _percent(value: int) -> Decimal:
    if not 0 <= value <= ALL_OF_IT:
        raise ValueError(f"expected 0 to 100 percent, got {value}")
    return Decimal(value)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one version in their order; the first that applies counts. Without any, nothing is owed."""

    version: int
    rows: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, version: int, rows: Iterable[TermRow]) -> Self:
        """Return the terms of stored rows, in any order. Raises PolicyError."""
        return cls(version, tuple(sorted(map(Term.parse, rows), key=lambda term: term.position)))

    def for_goods(self, facts: object) -> Term | None:
        """Return the first term that applies."""
        return next((term for term in self.rows if term.applies(facts)), None)


NO_TERMS = Terms(0)


@dataclass(frozen=True, slots=True)
class Batch:
    """`quantity` base units of a receipt line that are alike. `grade` is None until they are graded."""

    quantity: int
    grade: Grade | None = None
    condition: frozenset[Condition] = frozenset()
    is_held: bool = False


NEEDS_APPROVAL = frozenset({LineVerdict.OVER, LineVerdict.UNEXPECTED})
"""Counted, but nobody promised anything for it: paid only once somebody approves."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One receipt line as it stands: what was promised for it, what it cost one unit, what became of its units.

    `credited` is how many of its units a vendor gave credit for.
    """

    program: Program
    category: Category
    tier: PartyTier
    reason: ReasonCode
    resolution: Resolution
    verdict: LineVerdict
    price: Decimal
    currency: str
    batches: tuple[Batch, ...]
    is_checked_in: bool = False
    is_approved: bool = False
    credited: int = 0

    @property
    def may_be_paid(self) -> bool:
        """Whether the line is one for which money is owed at all."""
        is_owed = self.is_approved or self.verdict not in NEEDS_APPROVAL
        return self.resolution in PAYS and is_owed and self.verdict is not LineVerdict.DECLARED


@dataclass(frozen=True, slots=True)
class Goods:
    """What a term looks at, of goods that are alike."""

    program: Program
    category: Category
    tier: PartyTier
    reason: ReasonCode
    condition: frozenset[Condition]


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed for a receipt line: units, their value by price and grade, the fee kept of it.

    `approve_from` is the least refund that a supervisor approves by any of the terms that counted, 0 for none.
    """

    units: int = 0
    gross: Decimal = NOTHING
    fee: Decimal = NOTHING
    approve_from: Decimal = NOTHING

    @property
    def net(self) -> Decimal:
        """What the party gets."""
        return self.gross - self.fee

    def plus(self, other: "Due") -> "Due":
        """Return both together."""
        limits = [each for each in (self.approve_from, other.approve_from) if each]
        return Due(
            self.units + other.units, self.gross + other.gross, self.fee + other.fee, min(limits, default=NOTHING)
        )


def due(facts: LineFacts, terms: Terms) -> Due:
    """Return what is owed for a receipt line as it stands: unheld units whose time has come, each once."""
    owed, credited = Due(), facts.credited
    if not facts.may_be_paid:
        return owed
    for batch in sorted(facts.batches, key=lambda each: each.grade or ""):
        term = terms.for_goods(goods_of(facts, batch))
        if term is None or batch.is_held:
            continue
        units = _released(term, batch, facts, credited)
        credited -= units if term.timing is RefundTiming.AFTER_VENDOR_CREDIT else 0
        owed = owed.plus(_owed(term, batch, units, facts))
    return owed


def goods_of(facts: LineFacts, batch: Batch) -> Goods:
    """Return what a term looks at, of one batch of a line."""
    return Goods(facts.program, facts.category, facts.tier, facts.reason, batch.condition)


def _released(term: Term, batch: Batch, facts: LineFacts, credited: int) -> int:
    match term.timing:
        case RefundTiming.ON_CHECK_IN:
            return batch.quantity if facts.is_checked_in else 0
        case RefundTiming.ON_ACCEPTANCE:
            return batch.quantity if batch.grade else 0
        case RefundTiming.AFTER_VENDOR_CREDIT:
            return min(batch.quantity, credited) if batch.grade else 0
        case RefundTiming.NEVER:
            return 0


def _owed(term: Term, batch: Batch, units: int, facts: LineFacts) -> Due:
    share = term.shares[batch.grade] if batch.grade else ALL_OF_IT
    gross = rounded(units * facts.price * share / 100, facts.currency)
    is_ours = term.currency == facts.currency
    least = units * term.fee_minimum if is_ours else NOTHING
    fee = min(gross, max(rounded(gross * term.fee_percent / 100, facts.currency), rounded(least, facts.currency)))
    return Due(units, gross, fee, term.approve_from if is_ours and units else NOTHING)


def usual(resolution: Resolution | None, program: Program) -> Resolution:
    """Return what a line comes to: what its authorization says, else what is usual in its program."""
    return resolution or USUAL[program]


def is_large(amount: Decimal, limits: Sequence[Decimal]) -> bool:
    """Tell whether a refund of `amount` needs a supervisor, by the limits of its lines; 0 is no limit."""
    least = min((limit for limit in limits if limit), default=None)
    return least is not None and amount >= least
