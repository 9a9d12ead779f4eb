"""A return policy: the versioned, ordered terms under which goods may come back.

Rules that *allow* open a window; the first that applies counts. All others that apply only take away: *limit* shortens
the window, *ask* and *refuse* speak at once. So an allowing rule may look only at what is neither better nor worse
(program, category, tier, reason), and the others at what makes goods worse, never better: a verdict cannot improve
because a fact got worse.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Protocol, Self

from app.domain.messages.core import Local
from app.domain.site_text import parse_site_text
from app.domain.terms import Evidence, PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Condition, Program, ReasonCode
from app.domain.when import Parser, Test, at_least, at_most, has_all, lacks_all, one_of, parse_when

LONGEST_WINDOW = 3650
"""Days; ten years, longer than any window that somebody means."""

MAKES_BETTER = frozenset({Condition.UNOPENED, Condition.FUNCTIONAL})
MAKES_WORSE = frozenset(Condition) - MAKES_BETTER


class PolicyError(ValueError):
    """A stored policy that cannot be read."""


def _only(allowed: frozenset[Condition]) -> Callable[[Any], Condition]:
    def parse(value: Any) -> Condition:
        condition = Condition(value)
        if condition not in allowed:
            raise ValueError(f"{condition} would let worse goods fare better, expected {', '.join(sorted(allowed))}")
        return condition

    return parse


def _expired(value: Any) -> Test:
    if value is not True:  # that goods are in date is no reason to take anything away from them
        raise ValueError(f"expected true, got {value!r}")
    return lambda facts: facts.is_expired is True


_KINDS: Mapping[str, Parser] = {
    "program": one_of(Program, "program"),
    "category": one_of(Category, "category"),
    "tier": one_of(PartyTier, "tier"),
    "reason": one_of(ReasonCode, "reason"),
}
_STRICT: Mapping[str, Parser] = {
    **_KINDS,
    "condition_has": has_all(_only(MAKES_WORSE), "condition"),
    "condition_lacks": lacks_all(_only(MAKES_BETTER), "condition"),
    "expiry_days_max": at_most("expiry_days"),
    "quantity_min": at_least("quantity"),
    "expired": _expired,
}

# The vocabulary of a rule's `when`, by what the rule does.
WHEN: Mapping[PolicyEffect, Mapping[str, Parser]] = MappingProxyType({
    PolicyEffect.ALLOW: _KINDS,
    PolicyEffect.LIMIT: _STRICT,
    PolicyEffect.ASK: _STRICT,
    PolicyEffect.REFUSE: _STRICT,
})  # fmt: skip

OPENS_WINDOW = frozenset({PolicyEffect.ALLOW, PolicyEffect.LIMIT})


class PolicyRow(Protocol):
    """A rule as it is stored."""

    position: int
    effect: PolicyEffect
    when: dict[str, Any]
    span: Span
    days: int
    grace: int
    needs_delivery: bool
    may_override: bool
    sentence: dict[str, str]


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """One row. `days` and `grace` are days after the delivery and after the window; `sentence` says why.

    `needs_delivery` (of rules that allow): only what was delivered to the party can come back, and no more of it.
    `may_override`: a supervisor may accept what the rule refuses.
    """

    position: int
    effect: PolicyEffect
    tests: tuple[Test, ...] = field(compare=False, repr=False)
    span: Span
    days: int
    grace: int
    needs_delivery: bool
    may_override: bool
    sentence: Local

    @classmethod
    def parse(cls, row: PolicyRow) -> Self:
        """Return the rule of a stored row. Raises PolicyError naming the row and what is wrong with it."""
        try:
            return cls(
                position=row.position,
                effect=PolicyEffect(row.effect),
                tests=parse_when(WHEN[PolicyEffect(row.effect)], row.when),
                span=_span(row),
                days=_days(row.days),
                grace=_days(row.grace),
                needs_delivery=row.needs_delivery,
                may_override=row.may_override,
                sentence=parse_site_text(row.sentence),
            )
        except ValueError as error:
            raise PolicyError(f"rule {row.position}: {error}") from error

    def applies(self, facts: object) -> bool:
        """Tell whether every test holds for `facts`."""
        return all(test(facts) for test in self.tests)

    def last_day(self, delivered_on: date, warranty_months: int) -> date | None:
        """Return the last day of the window, which still counts; None when it has no end."""
        match self.span:
            case Span.DAYS:
                return delivered_on + timedelta(days=self.days)
            case Span.WARRANTY_TERM:
                return months_after(delivered_on, warranty_months)
            case Span.NO_END:
                return None


def _span(row: PolicyRow) -> Span:
    span = Span(row.span)
    if row.effect is PolicyEffect.LIMIT and span is not Span.DAYS:
        raise ValueError("a limit is a number of days")
    return span


def _days(value: int) -> int:
    if not 0 <= value <= LONGEST_WINDOW:
        raise ValueError(f"expected 0 to {LONGEST_WINDOW} days, got {value}")
    return value


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class ReasonTerms:
    """Under which programs a reason may be given, none meaning all, and what shows that it is so."""

    programs: frozenset[Program] = frozenset()
    evidence: frozenset[Evidence] = frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """One version, its rules in their order. Version 0 has no rules: nothing is in force."""

    version: int
    rules: tuple[PolicyRule, ...] = ()
    reasons: Mapping[ReasonCode, ReasonTerms] = field(default_factory=lambda: MappingProxyType({}))
    allowing: tuple[PolicyRule, ...] = field(init=False)
    taking: tuple[PolicyRule, ...] = field(init=False)

    def __post_init__(self) -> None:
        allowing = tuple(rule for rule in self.rules if rule.effect is PolicyEffect.ALLOW)
        object.__setattr__(self, "allowing", allowing)
        object.__setattr__(self, "taking", tuple(rule for rule in self.rules if rule not in allowing))

    @classmethod
    def parse(cls, version: int, rows: Iterable[PolicyRow], reasons: Mapping[ReasonCode, ReasonTerms]) -> Self:
        """Return the policy of stored rows, in any order. Raises PolicyError."""
        return cls(version, tuple(sorted(map(PolicyRule.parse, rows), key=lambda rule: rule.position)), reasons)


NO_POLICY = Policy(0)
