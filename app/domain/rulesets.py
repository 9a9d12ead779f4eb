"""What judges goods at a site: one version of its rules with its prices."""

from dataclasses import dataclass

from app.domain.pricing import STARTING, Prices
from app.domain.rules import RuleTable


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules and prices of one version; version 0 has no rules and the starting prices."""

    rules: RuleTable
    prices: Prices

    @property
    def version(self) -> int:
        """The number that decisions name."""
        return self.rules.version


NO_RULES = Ruleset(RuleTable(0, ()), STARTING)
