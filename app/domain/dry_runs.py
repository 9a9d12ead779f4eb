"""A version of the rules tried against what was decided: which units would go elsewhere, and what that comes to."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple, Self, TypeVar

from app.domain.disposition import best_of, left
from app.domain.messages.core import Money
from app.domain.pricing import NOTHING
from app.domain.recovery import FADING_DAYS, Priced, nets
from app.domain.rules import Facts
from app.domain.rulesets import Ruleset
from app.domain.vocabulary import DispositionCode

MOST_KEPT = 30_000
"""Facts, and prices, that are remembered at once: some 50 MB. Goods that are alike in what decides are judged once."""


class Past(NamedTuple):
    """A decision as it was kept: `facts` as their JSON text, amounts per base unit in 1/10,000 of the currency."""

    facts: str
    list_price: int
    unit_cost: int
    currency: str
    recommended: str
    chosen: str
    net: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """Net recovery of all units: `decided` as it was reckoned then, the others at the prices of the tried version.

    `before` is what the codes bring that were decided, `after` what its own bring: they differ by the codes alone.
    """

    decided: Decimal = NOTHING
    before: Decimal = NOTHING
    after: Decimal = NOTHING

    @property
    def gain(self) -> Decimal:
        """What the tried version brings more; negative where it brings less."""
        return self.after - self.before


Move = tuple[DispositionCode, DispositionCode]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a dry run: `moves` has units by the code decided and the code now, `kept` were chosen by people."""

    units: int = 0
    moves: Mapping[Move, int] = field(default_factory=dict)
    recovered: Mapping[str, Recovered] = field(default_factory=dict)
    kept: int = 0

    @property
    def changed(self) -> int:
        """Units that would go elsewhere."""
        return sum(self.moves.values())

    def in_currency(self, currency: str) -> Recovered:
        """Return what was recovered of goods that are priced in `currency`."""
        return self.recovered.get(currency, Recovered())

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of a dry run."""
        return {
            "units": self.units,
            "kept": self.kept,
            "moves": [[old.value, new.value, units] for (old, new), units in self.moves.items()],
            "recovered": {
                currency: [str(sums.decided), str(sums.before), str(sums.after)]
                for currency, sums in self.recovered.items()
            },
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        return cls(
            units=stored.get("units", 0),
            moves={(DispositionCode(old), DispositionCode(new)): units for old, new, units in stored.get("moves", ())},
            recovered={
                currency: Recovered(*map(Decimal, sums)) for currency, sums in stored.get("recovered", {}).items()
            },
            kept=stored.get("kept", 0),
        )


class Known(NamedTuple):
    """What is remembered of facts: the codes that are left, None where these hang on prices."""

    facts: Facts
    codes: tuple[DispositionCode, ...] | None


Worth = Mapping[DispositionCode, Money]


class Replay:
    """Decisions judged again under one version, one after the other; memory does not grow with their number."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._known: dict[str, Known] = {}
        self._worth: dict[object, Worth] = {}
        self._units = self._kept = 0
        self._moves: Counter[Move] = Counter()
        self._sums: dict[str, list[Decimal]] = {}

    def take(self, past: Past, quantity: int) -> None:
        """Judge `quantity` units again that were decided alike."""
        facts, codes = self._known.get(past.facts) or self._read(past.facts)
        worth = self._worth_of(past, facts)
        chosen = _CODE[past.chosen]
        code = self._code(past, chosen, codes or left(facts, self._ruleset.rules, worth), worth)
        self._units += quantity
        if code is not chosen:
            self._moves[chosen, code] += quantity
        elif past.chosen != past.recommended:
            self._kept += quantity
        sums = self._sums.setdefault(past.currency, [NOTHING] * 3)
        for place, net in enumerate((_amount(past.net), worth[chosen].amount, worth[code].amount)):
            sums[place] += quantity * net

    def _read(self, text: str) -> Known:
        facts = Facts.from_json(json.loads(text))
        hangs = facts.client_least is not None
        return _remember(self._known, text, Known(facts, None if hangs else left(facts, self._ruleset.rules, {})))

    def _worth_of(self, past: Past, facts: Facts) -> Worth:
        days = facts.expiry_days
        fading = None if days is None or days >= FADING_DAYS else max(0, days)
        key = (past.list_price, past.unit_cost, past.currency, facts.grade, fading, facts.vendor_credit)
        return self._worth.get(key) or _remember(self._worth, key, self._priced(past, facts))

    def _priced(self, past: Past, facts: Facts) -> Worth:
        goods = Priced(
            _amount(past.list_price), _amount(past.unit_cost), past.currency, facts.category, facts.expiry_days,
            facts.vendor_credit,
        )  # fmt: skip
        return nets(goods, facts.grade, self._ruleset.prices)

    @staticmethod
    def _code(past: Past, chosen: DispositionCode, codes: tuple[DispositionCode, ...], worth: Worth) -> DispositionCode:
        """Return the code now; what somebody chose instead of the recommended one stands while it is allowed."""
        stands = past.chosen != past.recommended and chosen in codes
        return chosen if stands else best_of(codes, worth)

    @property
    def outcome(self) -> Outcome:
        """What came of it so far, the largest moves first."""
        recovered = {currency: Recovered(*sums) for currency, sums in self._sums.items()}
        moves = {move: units for move, units in self._moves.most_common() if units > 0}
        return Outcome(self._units, moves, recovered, self._kept)


_CODE: Mapping[str, DispositionCode] = {code.value: code for code in DispositionCode}

V = TypeVar("V")


def _remember(known: dict[Any, V], key: object, value: V) -> V:
    if len(known) >= MOST_KEPT:
        known.clear()
    known[key] = value
    return value


def _amount(stored: int) -> Decimal:
    return Decimal(stored).scaleb(-4)
