"""Disposition rules as a site writes them: rows of one ordered, versioned table, read against the facts of goods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol, Self

from app.domain.messages.core import Local
from app.domain.site_text import parse_site_text
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, ReasonCode, RuleEffect
from app.domain.when import Parser, Test, at_least, at_most, has_all, is_, lacks_all, one_of, parse_when, words

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


# The vocabulary of a rule's `when`: all keys that are present must hold, none present always holds.
WHEN: Mapping[str, Parser] = MappingProxyType({
    "program": one_of(Program, "program"),
    "reason": one_of(ReasonCode, "reason"),
    "category": one_of(Category, "category"),
    "grade": one_of(Grade, "grade"),
    "condition_has": has_all(Condition, "condition"),
    "condition_lacks": lacks_all(Condition, "condition"),
    "function_max": at_most("function"),
    "function_min": at_least("function"),
    "cosmetics_max": at_most("cosmetics"),
    "cosmetics_min": at_least("cosmetics"),
    "expired": is_("is_expired"),
    "expiry_days_max": at_most("expiry_days"),
    "hazardous": is_("hazardous"),
    "medical": is_("medical"),
    "data_bearing": is_("data_bearing"),
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
            tests = parse_when(WHEN, row.when)
            codes = words(DispositionCode, row.codes)
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
