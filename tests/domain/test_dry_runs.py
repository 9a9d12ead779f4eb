"""A version tried against past decisions: which units move, what it comes to, what people chose stands."""

import json
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from app.domain import dry_runs
from app.domain.disposition import decide
from app.domain.dry_runs import Outcome, Past, Recovered, Replay
from app.domain.pricing import STARTING, Prices
from app.domain.recovery import Priced, nets
from app.domain.rules import CODES, Facts, RuleTable
from app.domain.rulesets import Ruleset
from app.domain.vocabulary import Category, DispositionCode, Grade
from tests.domain.drawn_goods import DRILL, Row, reachable_facts, rule_rows

_C = DispositionCode
GRADE_B = replace(DRILL, function=5, cosmetics=7, grade=Grade.B)
NO_REWORK = Ruleset(RuleTable.parse([Row(1, {"category": ["tools"]}, codes=["rework", "refurbish"])]), STARTING)


def past(facts: Facts = GRADE_B, chosen: str = "rework", recommended: str = "", net: str = "66.22") -> Past:
    """A decision about a tool of 100 list, 60 cost."""
    kept = int(Decimal(net) * 10_000)
    return Past(json.dumps(facts.to_json()), 1_000_000, 600_000, "USD", recommended or chosen, chosen, kept)


def tried(ruleset: Ruleset, *decisions: tuple[Past, int]) -> Outcome:
    replay = Replay(ruleset)
    for decision, quantity in decisions:
        replay.take(decision, quantity)
    return replay.outcome


def test_units_that_change_code_and_what_it_comes_to() -> None:
    outcome = tried(NO_REWORK, (past(), 3), (past(chosen="liquidate", net="30.94"), 2))
    # 55 x .6 x .98 - 1.40 = 30.94 liquidated; 55 x .7 - 1.70 = 36.80 restocked
    assert (outcome.units, outcome.changed, outcome.kept) == (5, 5, 0)
    assert outcome.moves == {(_C.REWORK, _C.RESTOCK): 3, (_C.LIQUIDATE, _C.RESTOCK): 2}
    sums = outcome.in_currency("USD")
    assert (sums.decided, sums.before, sums.after) == (Decimal("260.54"), Decimal("260.54"), Decimal("184.00"))
    assert sums.gain == Decimal("-76.54")
    assert outcome.in_currency("MXN") == Recovered()


def test_what_somebody_chose_stands_as_long_as_it_is_allowed() -> None:
    donated = past(chosen="donate", recommended="restock", net="4.00")
    assert tried(NO_REWORK, (donated, 2)) == Outcome(
        2, {}, {"USD": Recovered(Decimal("8.00"), Decimal("8.00"), Decimal("8.00"))}, kept=2
    )
    no_gifts = Ruleset(RuleTable.parse([Row(1, codes=["donate"])]), STARTING)
    assert tried(no_gifts, (donated, 2)).moves == {(_C.DONATE, _C.REWORK): 2}


def test_prices_move_units_too_and_both_codes_are_reckoned_at_them() -> None:
    worthless = MappingProxyType({**STARTING.value_share, Grade.A: Decimal("0.55")})
    dear = Ruleset(RuleTable(0, ()), replace(STARTING, value_share=worthless))
    outcome = tried(dear, (past(), 1))
    # 55 x .90 - 8 - 2.28 = 39.22 reworked, which was reckoned at 66.22
    assert outcome.moves == {}
    assert outcome.in_currency("USD") == Recovered(Decimal("66.22"), Decimal("39.22"), Decimal("39.22"))


def test_goods_whose_client_asks_for_a_least_are_judged_with_their_prices() -> None:
    asking = replace(GRADE_B, client="Alameda", client_least=Decimal("60.00"))
    outcome = tried(Ruleset(RuleTable(0, ()), STARTING), (past(asking, chosen="restock", net="36.80"), 1))
    assert outcome.moves == {(_C.RESTOCK, _C.REWORK): 1}


def test_memory_is_bounded_by_forgetting() -> None:
    kept, dry_runs.MOST_KEPT = dry_runs.MOST_KEPT, 3
    try:
        many = [(past(replace(GRADE_B, expiry_days=day)), 1) for day in (90, 91, 92, 93, 94, 90, 91)]
        assert tried(NO_REWORK, *many).changed == 7
    finally:
        dry_runs.MOST_KEPT = kept


def test_an_outcome_survives_being_stored() -> None:
    outcome = tried(NO_REWORK, (past(), 3), (past(chosen="liquidate"), 2))
    assert Outcome.from_json(json.loads(json.dumps(outcome.to_json()))) == outcome
    assert Outcome.from_json({}) == Outcome()


def test_prices_survive_being_stored() -> None:
    again = Prices.from_json(json.loads(json.dumps(STARTING.to_json())))
    assert again.to_json() == STARTING.to_json()
    for grade in Grade:
        goods = Priced(Decimal(100), Decimal(60), "USD", Category.TOOLS, 30)
        assert nets(goods, grade, again) == nets(goods, grade)


@given(facts=reachable_facts(), rows=rule_rows(), price=st.integers(1, 9_000_000))
def test_a_replay_says_what_the_bench_would_say(facts: Facts, rows: list[Row], price: int) -> None:
    ruleset = Ruleset(RuleTable.parse(rows), STARTING)
    amount = Decimal(price) / 10_000
    goods = Priced(amount, amount / 2, "USD", facts.category, facts.expiry_days, facts.vendor_credit)
    best = decide(facts, ruleset.rules, nets(goods, facts.grade)).code
    for chosen in (best, *CODES[:2]):
        asked = Past(json.dumps(facts.to_json()), price, price // 2, "USD", chosen, chosen, 0)
        if price % 2 == 0:
            moves = tried(ruleset, (asked, 1)).moves
            assert moves == ({} if chosen is best else {(chosen, best): 1})
