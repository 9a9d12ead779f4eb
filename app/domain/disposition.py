"""Where goods should go: what the rules allow first, then what recovers most.

The law of the house stands before every table. Exclusions always hold, in whatever order they stand; what the client
does not want narrows what they leave, then each requirement does, the first rows first. Wishes and requirements that
would leave nothing are passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.epcis import Disposition
from app.domain.errors import Refused
from app.domain.lawful import LAW, wished
from app.domain.messages.core import Local, Money, Said, Word
from app.domain.messages.routing import BEST_NET, EXCLUDED_CODE, ONLY_CODE
from app.domain.rules import CODES, Facts, Rule, RuleTable
from app.domain.vocabulary import DispositionCode, RuleEffect

DISPOSITION_OF: dict[DispositionCode, Disposition] = {
    DispositionCode.RESTOCK: Disposition.SELLABLE_NOT_ACCESSIBLE,
    DispositionCode.REWORK: Disposition.IN_PROGRESS,
    DispositionCode.REFURBISH: Disposition.IN_PROGRESS,
    **dict.fromkeys(
        (
            DispositionCode.RETURN_TO_VENDOR,
            DispositionCode.LIQUIDATE,
            DispositionCode.DONATE,
            DispositionCode.RECYCLE,
            DispositionCode.DESTROY,
            DispositionCode.RETURN_TO_CUSTOMER,
        ),
        Disposition.NON_SELLABLE_OTHER,
    ),
}
"""What the goods are, in CBV words, once a code was decided."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One code with its net recovery per unit and the rule that rules it out, if any."""

    code: DispositionCode
    net: Decimal
    excluded_by: Rule | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What to do and why. `rule_position` is 0 when net recovery alone decided.

    `why` is a site's own sentence when one of its rules required the code, else a sentence of the catalogue.
    """

    code: DispositionCode
    net: Money
    why: Local | Said
    rule_version: int
    rule_position: int
    ranking: tuple[Ranked, ...]
    runner_up: Ranked | None

    def ranked(self, code: DispositionCode) -> Ranked:
        """Return where `code` stands."""
        return next(ranked for ranked in self.ranking if ranked.code is code)


def decide(facts: Facts, rules: RuleTable, nets: Mapping[DispositionCode, Money]) -> Recommendation:
    """Return the recommended code: of those the rules leave, the one with the best net recovery per unit.

    `nets` has an amount for every code, all of one currency. Equal amounts go by the order of the codes. Some code is
    always left (see RuleTable).
    """
    applied = _applied(facts, rules.rules, nets)
    ranking = _ranking(applied, nets)
    allowed = [ranked for ranked in ranking if ranked.excluded_by is None]
    best, runner_up = allowed[0], allowed[1] if len(allowed) > 1 else None
    required = next((rule for rule in applied if rule.effect is RuleEffect.REQUIRE), None)
    currency = nets[best.code].currency
    return Recommendation(
        code=best.code,
        net=Money(best.net, currency),
        why=required.sentence if required else _best_net(best, runner_up, currency),
        rule_version=rules.version,
        rule_position=required.position if required else 0,
        ranking=ranking,
        runner_up=runner_up,
    )


def left(facts: Facts, rules: RuleTable, nets: Mapping[DispositionCode, Money]) -> tuple[DispositionCode, ...]:
    """Return the codes that the law, the client and the rules leave, in the order of the codes; never none."""
    denied = frozenset[DispositionCode]().union(*(rule.denied for rule in _applied(facts, rules.rules, nets)))
    return tuple(code for code in CODES if code not in denied)


def best_of(codes: Sequence[DispositionCode], nets: Mapping[DispositionCode, Money]) -> DispositionCode:
    """Return the code with the best net recovery; of equals the first."""
    return max(codes, key=lambda code: nets[code].amount)


def _applied(facts: Facts, rules: Sequence[Rule], nets: Mapping[DispositionCode, Money]) -> list[Rule]:
    """Return the rules that hold, exclusions first, without the wishes and requirements that would leave nothing."""
    holding = [rule for rule in (*LAW, *rules) if rule.applies(facts)]
    applied = [rule for rule in holding if rule.effect is RuleEffect.EXCLUDE]
    left = frozenset(CODES).difference(*(rule.denied for rule in applied))
    requiring = (rule for rule in holding if rule.effect is RuleEffect.REQUIRE)
    for rule in (*wished(facts, nets), *requiring):
        if not left <= rule.denied:
            applied.append(rule)
            left -= rule.denied
    return applied


def _ranking(applied: Sequence[Rule], nets: Mapping[DispositionCode, Money]) -> tuple[Ranked, ...]:
    def ruled_out_by(code: DispositionCode) -> Rule | None:
        return next((rule for rule in applied if code in rule.denied), None)

    ranked = [Ranked(code, nets[code].amount, ruled_out_by(code)) for code in CODES]
    return tuple(sorted(ranked, key=lambda one: (one.excluded_by is not None, -one.net, CODES.index(one.code))))


def _best_net(best: Ranked, runner_up: Ranked | None, currency: str) -> Said:
    net = Money(best.net, currency)
    if runner_up is None:
        return Said(ONLY_CODE, {"net": net})
    ahead = Money(best.net - runner_up.net, currency)
    return Said(BEST_NET, {"net": net, "ahead": ahead, "runner_up": Word(runner_up.code.value)})


def choose(recommendation: Recommendation, code: DispositionCode) -> Ranked:
    """Return the ranked `code` that an operator wants instead. What rules exclude cannot be overridden: Refused."""
    ranked = recommendation.ranked(code)
    if ranked.excluded_by is not None:
        raise Refused(EXCLUDED_CODE, code=Word(code.value), why=ranked.excluded_by.said)
    return ranked
