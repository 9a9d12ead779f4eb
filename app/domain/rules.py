"""Disposition rules as a site writes them: rows of one ordered, versioned table, read against the facts of goods."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol, Self

from app.domain.messages.core import Local
from app.domain.site_text import parse_site_text
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, ReasonCode, RuleEffect

CODES = tuple(DispositionCode)


class RuleError(ValueError):
    """A stored rule, or a table of them, that cannot be read."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about goods when their disposition is decided.

    `program` and `reason` are None for blind receipts; `expiry_days` counts days of life left, negative once past.
    """

    program: Program | None
    reason: ReasonCode | None
    category: Category
    condition: frozenset[Condition]
    function: int
    cosmetics: int
    grade: Grade
    expiry_days: int | None = None
    hazardous: bool = False
    medical: bool = False
    data_bearing: bool = False

    @property
    def is_expired(self) -> bool:
        """Past the date, or found so on the floor."""
        return Condition.EXPIRED in self.condition or (self.expiry_days is not None and self.expiry_days < 0)

    def to_json(self) -> dict[str, Any]:
        """Return what is stored with the decision, so that it can be replayed."""
        return {
            "program": self.program, "reason": self.reason, "category": self.category,
            "condition": sorted(self.condition), "function": self.function, "cosmetics": self.cosmetics,
            "grade": self.grade, "expiry_days": self.expiry_days, "hazardous": self.hazardous,
            "medical": self.medical, "data_bearing": self.data_bearing,
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        return cls(**{
            **stored,
            "program": Program(stored["program"]) if stored["program"] else None,
            "reason": ReasonCode(stored["reason"]) if stored["reason"] else None,
            "category": Category(stored["category"]),
            "condition": frozenset(map(Condition, stored["condition"])),
            "grade": Grade(stored["grade"]),
        })  # fmt: skip


Test = Callable[[Facts], bool]


def _words(kind: Callable[[Any], Any], value: Any) -> frozenset[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"expected a list of words, got {value!r}")
    return frozenset(map(kind, value))


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"expected a whole number, got {value!r}")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r}")
    return value


def _one_of(kind: Callable[[Any], Any], attribute: str) -> Callable[[Any], Test]:
    def parse(value: Any) -> Test:
        words = _words(kind, value)
        return lambda facts: getattr(facts, attribute) in words

    return parse


def _is(attribute: str) -> Callable[[Any], Test]:
    def parse(value: Any) -> Test:
        wanted = _flag(value)
        return lambda facts: getattr(facts, attribute) is wanted

    return parse


def _at_most(attribute: str) -> Callable[[Any], Test]:
    def parse(value: Any) -> Test:
        limit = _number(value)
        return lambda facts: getattr(facts, attribute) is not None and getattr(facts, attribute) <= limit

    return parse


def _at_least(attribute: str) -> Callable[[Any], Test]:
    def parse(value: Any) -> Test:
        limit = _number(value)
        return lambda facts: getattr(facts, attribute) is not None and getattr(facts, attribute) >= limit

    return parse


def _condition_has(value: Any) -> Test:
    words = _words(Condition, value)
    return lambda facts: words <= facts.condition


def _condition_lacks(value: Any) -> Test:
    words = _words(Condition, value)
    return lambda facts: words.isdisjoint(facts.condition)


# The vocabulary of a rule's `when`: all keys that are present must hold, none present always holds.
WHEN: Mapping[str, Callable[[Any], Test]] = MappingProxyType({
    "program": _one_of(Program, "program"),
    "reason": _one_of(ReasonCode, "reason"),
    "category": _one_of(Category, "category"),
    "grade": _one_of(Grade, "grade"),
    "condition_has": _condition_has,
    "condition_lacks": _condition_lacks,
    "function_max": _at_most("function"),
    "function_min": _at_least("function"),
    "cosmetics_max": _at_most("cosmetics"),
    "cosmetics_min": _at_least("cosmetics"),
    "expired": _is("is_expired"),
    "expiry_days_max": _at_most("expiry_days"),
    "hazardous": _is("hazardous"),
    "medical": _is("medical"),
    "data_bearing": _is("data_bearing"),
})  # fmt: skip


class RuleRow(Protocol):
    """A rule as it is stored."""

    version: int
    position: int
    when: dict[str, Any]
    effect: RuleEffect
    codes: list[str]
    sentence: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """When all its tests hold, it excludes its codes, or requires one of them; `sentence` says why."""

    version: int
    position: int
    tests: tuple[Test, ...] = field(compare=False, repr=False)
    effect: RuleEffect
    codes: frozenset[DispositionCode]
    sentence: Local

    @classmethod
    def parse(cls, row: RuleRow) -> Self:
        """Return the rule of a stored row. Raises RuleError naming the row and what is wrong with it."""
        try:
            tests = tuple(_test(key, value) for key, value in row.when.items())
            codes = _words(DispositionCode, row.codes)
            effect = RuleEffect(row.effect)
            return cls(row.version, row.position, tests, effect, codes, parse_site_text(row.sentence))
        except ValueError as error:
            raise RuleError(f"rules {row.version}, line {row.position}: {error}") from error

    def applies(self, facts: Facts) -> bool:
        """Tell whether every test holds for `facts`."""
        return all(test(facts) for test in self.tests)

    @property
    def denied(self) -> frozenset[DispositionCode]:
        """The codes it takes away where it applies."""
        return self.codes if self.effect is RuleEffect.EXCLUDE else frozenset(CODES) - self.codes


def _test(key: str, value: Any) -> Test:
    if key not in WHEN:
        raise ValueError(f"unknown condition {key!r}, expected one of {', '.join(sorted(WHEN))}")
    try:
        return WHEN[key](value)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from error


@dataclass(frozen=True, slots=True)
class RuleTable:
    """All rules of one version in their order. Some code is always left, because no exclusion names it."""

    version: int
    rules: tuple[Rule, ...]

    @classmethod
    def parse(cls, rows: Iterable[RuleRow]) -> Self:
        """Return the table of rows of one version, in any order; no rows make the empty version 0. Raises RuleError."""
        rules = tuple(sorted(map(Rule.parse, rows), key=lambda rule: rule.position))
        versions = {rule.version for rule in rules}
        if len(versions) > 1:
            raise RuleError(f"rules of several versions in one table: {', '.join(map(str, sorted(versions)))}")
        excluded = {code for rule in rules if rule.effect is RuleEffect.EXCLUDE for code in rule.codes}
        if excluded == set(CODES):
            raise RuleError("every code is excluded by some rule: leave one, such as recycle, that none excludes")
        return cls(next(iter(versions), 0), rules)
