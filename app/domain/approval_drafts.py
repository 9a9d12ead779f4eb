"""A row of the table of approvals as somebody typed it, and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.approvals import COUNTED, MEASURES, NO_THRESHOLD, ApprovalAct, Measure, Rule
from app.domain.messages import approving as say
from app.domain.messages.core import Params, Said, Word
from app.domain.vocabulary import Role

MOST: Mapping[Measure, tuple[int, int]] = {
    Measure.UNITS: (1_000_000, 0),
    Measure.PERCENT: (1_000, 1),
    Measure.MONEY: (100_000_000, 2),
}
"""The largest threshold of a measure, and its digits after the point."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one row, by field."""

    measure: str
    threshold: str
    currency: str
    roles: frozenset[str]
    second_person: bool

    def read(self, deed: ApprovalAct) -> tuple[Rule | None, dict[str, Said]]:
        """Return the row, None when something is wrong with it, and that by field."""
        named: Params = {"deed": Word(deed.value)}
        measure = next((each for each in MEASURES[deed] if each.value == self.measure), None)
        roles = frozenset(role for role in Role if role.value in self.roles)
        faults = {} if roles else {"roles": Said(say.NOBODY, named)}
        if measure is None:
            return None, {**faults, "measure": Said(say.NOT_COUNTED_SO, {**named, "got": self.measure[:20] or "-"})}
        faults |= self._miscounted(named, measure)
        return (None, faults) if faults else (self._rule(measure, roles), {})

    def _miscounted(self, named: Params, measure: Measure) -> dict[str, Said]:
        faults: dict[str, Said] = {}
        if measure in COUNTED and not _is_number(self.threshold, *MOST[measure]):
            most, decimals = MOST[measure]
            told: Params = {"got": self.threshold[:20] or "-", "most": most, "decimals": decimals}
            faults["threshold"] = Said(say.NOT_A_THRESHOLD, {**named, **told})
        if measure is Measure.MONEY and not re.fullmatch("[A-Z]{3}", self.currency):
            faults["currency"] = Said(say.NOT_A_CURRENCY, {**named, "got": self.currency[:20] or "-"})
        return faults

    def _rule(self, measure: Measure, roles: frozenset[Role]) -> Rule:
        threshold = Decimal(self.threshold) if measure in COUNTED else NO_THRESHOLD
        currency = self.currency if measure is Measure.MONEY else ""
        return Rule(roles, measure, threshold, currency, self.second_person)


def _is_number(text: str, most: int, decimals: int) -> bool:
    digits = rf"\d{{1,9}}(\.\d{{1,{decimals}}})?" if decimals else r"\d{1,9}"
    return re.fullmatch(digits, text, re.ASCII) is not None and Decimal(text) <= most
