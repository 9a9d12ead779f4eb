"""Disposition rules as a site writes them: rows of one ordered, versioned table, read against the facts of goods."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol, Self

from app.domain.circumstances import TAKEN_BACK, Circumstances, Regime, VendorStanding
from app.domain.messages.core import Local, Param, Said
from app.domain.site_text import parse_site_text
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, ReasonCode, RuleEffect
from app.domain.when import Parser, Test, at_least, at_most, has_all, is_, lacks_all, one_of, parse_when, words

CODES = tuple(DispositionCode)

LAST_RESORT = DispositionCode.DESTROY
"""The law forbids it to no goods, so no rule may either."""


class RuleError(ValueError):
    """A stored rule, or a table of them, that cannot be read."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about goods when their disposition is decided.

    `program` and `reason` are None for blind receipts; `expiry_days` counts days of life left, negative once past.
    `vendor` is None where no agreement covers the goods, `vendor_credit` what its agreement gives for a base unit.
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
    sanitized: bool = False
    recalled: bool = False
    lot_held: bool = False
    udi_unread: bool = False
    regime: Regime | None = None
    vendor: VendorStanding | None = None
    vendor_credit: Decimal | None = None
    client: str = ""
    client_forbids: frozenset[DispositionCode] = frozenset()
    client_least: Decimal | None = None

    def within(self, around: Circumstances, currency: str) -> Self:
        """Return the facts of the same goods, priced in `currency`, in their circumstances."""
        offer, wishes = around.offer, around.wishes
        takes = offer is not None and offer.standing in TAKEN_BACK
        return replace(
            self,
            sanitized=around.sanitized,
            recalled=around.recalled,
            lot_held=around.lot_held,
            udi_unread=around.udi_unread,
            regime=around.regime,
            vendor=offer.standing if offer else None,
            vendor_credit=offer.credit if offer and takes else None,
            client=wishes.client if wishes.forbids or wishes.least_in(currency) else "",
            client_forbids=wishes.forbids,
            client_least=wishes.least_in(currency),
        )

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
            "medical": self.medical, "data_bearing": self.data_bearing, **self._around(),
        }  # fmt: skip

    def _around(self) -> dict[str, Any]:
        """Return what stands around most goods not at all: only what is not as usual is stored."""
        around = {name: getattr(self, name) for name in _STORED_AS}
        return {name: _STORED_AS[name][0](value) for name, value in around.items() if value not in _USUAL}

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
            **{name: read(stored[name]) for name, (_write, read) in _STORED_AS.items() if name in stored},
        })  # fmt: skip


_USUAL: tuple[object, ...] = (None, False, "", frozenset())

# what stands around goods: how it is written, how it is read
_STORED_AS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = MappingProxyType({
    **dict.fromkeys(("sanitized", "recalled", "lot_held", "udi_unread"), (bool, bool)),
    "regime": (str, Regime),
    "vendor": (str, VendorStanding),
    "vendor_credit": (str, Decimal),
    "client": (str, str),
    "client_forbids": (sorted, lambda stored: frozenset(map(DispositionCode, stored))),
    "client_least": (str, Decimal),
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
    "sanitized": is_("sanitized"),
    "recalled": is_("recalled"),
    "lot_held": is_("lot_held"),
    "udi_unread": is_("udi_unread"),
    "regime": one_of(Regime, "regime"),
    "vendor": one_of(VendorStanding, "vendor"),
})  # fmt: skip


class RuleRow(Protocol):
    """A rule as it is stored."""

    version: int
    position: int
    when: dict[str, Any]
    effect: RuleEffect
    codes: list[str]
    sentence: dict[str, str]


class Origin(StrEnum):
    """Who asks for a rule: the law that no site can edit away, the client, the site's own table."""

    LAW = "law"
    CLIENT = "client"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Rule:
    """When all its tests hold, it excludes its codes, or requires one of them; `sentence` says why."""

    version: int
    position: int
    tests: tuple[Test, ...] = field(compare=False, repr=False)
    effect: RuleEffect
    codes: frozenset[DispositionCode]
    sentence: Local | Said
    origin: Origin = Origin.SITE

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
    def said(self) -> Param:
        """Its sentence as a parameter of another."""
        return self.sentence.quoted if isinstance(self.sentence, Said) else self.sentence

    @property
    def denied(self) -> frozenset[DispositionCode]:
        """The codes it takes away where it applies."""
        return self.codes if self.effect is RuleEffect.EXCLUDE else frozenset(CODES) - self.codes


@dataclass(frozen=True, slots=True)
class RuleTable:
    """All rules of one version in their order. No exclusion names LAST_RESORT, so some code is always left."""

    version: int
    rules: tuple[Rule, ...]

    @classmethod
    def parse(cls, rows: Iterable[RuleRow]) -> Self:
        """Return the table of rows of one version, in any order; no rows make the empty version 0. Raises RuleError."""
        rules = tuple(sorted(map(Rule.parse, rows), key=lambda rule: rule.position))
        versions = {rule.version for rule in rules}
        if len(versions) > 1:
            raise RuleError(f"rules of several versions in one table: {', '.join(map(str, sorted(versions)))}")
        for rule in rules:
            if rule.effect is RuleEffect.EXCLUDE and LAST_RESORT in rule.codes:
                raise RuleError(
                    f"rules {rule.version}, line {rule.position} excludes {LAST_RESORT}, the way out that is always"
                    f" lawful: take {LAST_RESORT} out of its codes"
                )
        return cls(next(iter(versions), 0), rules)
