"""Rules and net recovery: which code, and why."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given

from app.domain.circumstances import Circumstances, Offer, Regime, VendorStanding, Wishes
from app.domain.disposition import Recommendation, choose, decide
from app.domain.errors import Refused
from app.domain.messages.core import Local, Money, Said, Word
from app.domain.messages.routing import BEST_NET, ONLY_CODE
from app.domain.rules import CODES, WHEN, Facts, Rule, RuleError, RuleTable
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, RuleEffect
from tests.domain.drawn_goods import ALL_NETS, DRILL, NOT_FIT, Row, reachable_facts, rule_rows

RESTOCK, REWORK, LIQUIDATE = DispositionCode.RESTOCK, DispositionCode.REWORK, DispositionCode.LIQUIDATE
RECYCLE, DESTROY, DONATE = DispositionCode.RECYCLE, DispositionCode.DESTROY, DispositionCode.DONATE


NETS = {code: Money(Decimal(90 - 10 * place), "USD") for place, code in enumerate(CODES)}


AROUND = DRILL.within(
    Circumstances(
        recalled=True, lot_held=True, sanitized=True, regime=Regime.IMMEX,
        offer=Offer(VendorStanding.TAKES, UUID(int=7), 40, Decimal("31.20")),
        wishes=Wishes("Alameda", frozenset({LIQUIDATE, DESTROY}), Decimal("5.00"), "USD"),
    ),
    "USD",
)  # fmt: skip


def table(*rows: Row) -> RuleTable:
    return RuleTable.parse(rows)


def sentence(why: Local | Said) -> str:
    assert isinstance(why, Said)
    return why.message.say


def test_without_rules_the_best_net_recovery_wins() -> None:
    best = decide(DRILL, table(), NETS)
    assert (best.code, best.net, best.rule_version, best.rule_position) == (RESTOCK, Money(Decimal(90), "USD"), 0, 0)
    assert best.runner_up is not None
    assert best.runner_up.code is REWORK
    assert best.why == Said(
        BEST_NET,
        {"net": Money(Decimal(90), "USD"), "ahead": Money(Decimal(10), "USD"), "runner_up": Word("rework")},
    )
    assert sentence(best.why) == "Best net recovery: {net} each, {ahead} more than the next, {runner_up}."
    assert [ranked.code for ranked in best.ranking] == list(CODES)


def test_an_exclusion_takes_the_code_out_and_says_why() -> None:
    best = decide(DRILL, table(Row(when={"grade": ["C", "D"]})), NETS)
    assert (best.code, best.rule_position) == (REWORK, 0)
    last = best.ranking[-1]
    assert last.code is RESTOCK
    assert last.excluded_by is not None
    assert last.excluded_by.sentence == NOT_FIT


def test_a_requirement_narrows_to_its_codes_and_gives_the_sentence() -> None:
    required = Row(4, effect=RuleEffect.REQUIRE, codes=["donate", "recycle"], sentence={"en": "Charity first."})
    best = decide(DRILL, table(required), NETS)
    assert (best.code, best.rule_version, best.rule_position) == (DONATE, 3, 4)
    assert best.why == Local({"en": "Charity first."})
    assert best.runner_up is not None
    assert best.runner_up.code is RECYCLE


def test_an_exclusion_holds_even_after_a_requirement() -> None:
    rules = table(
        Row(1, effect=RuleEffect.REQUIRE, codes=["restock"], sentence={"en": "Unopened goes back to stock."}),
        Row(9, codes=["restock"], sentence={"en": "Recalled goods are never sold."}),
    )
    best = decide(DRILL, rules, NETS)
    assert best.code is REWORK
    assert best.rule_position == 0
    excluded = best.ranked(RESTOCK).excluded_by
    assert excluded is not None
    assert excluded.sentence == Local({"en": "Recalled goods are never sold."})


def test_the_first_of_two_requirements_that_contradict_wins() -> None:
    rules = table(
        Row(2, effect=RuleEffect.REQUIRE, codes=["recycle"], sentence={"en": "Recycle."}),
        Row(5, effect=RuleEffect.REQUIRE, codes=["donate"], sentence={"en": "Donate."}),
    )
    assert decide(DRILL, rules, NETS).code is RECYCLE


def test_the_only_code_left_says_so() -> None:
    best = decide(DRILL, table(Row(codes=[code for code in CODES if code is not DESTROY])), NETS)
    assert (best.code, best.runner_up) == (DESTROY, None)
    assert best.why == Said(ONLY_CODE, {"net": NETS[DESTROY]})
    assert sentence(best.why) == "The only code that the rules leave for these goods, at {net} each."


def test_equal_nets_go_by_the_order_of_the_codes() -> None:
    even = dict.fromkeys(CODES, Money(Decimal(5), "USD"))
    assert decide(DRILL, table(), even).code is RESTOCK


# when, change of the drill that holds, change that does not
CONDITIONS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({}, {}, {}),
    ({"program": ["customer_return"]}, {}, {"program": Program.RECALL}),
    ({"program": ["recall", "warranty"]}, {"program": Program.WARRANTY}, {"program": None}),
    ({"reason": ["defective"]}, {}, {"reason": None}),
    ({"category": ["tools", "food"]}, {"category": Category.FOOD}, {"category": Category.MEDICAL}),
    ({"grade": ["C"]}, {}, {"grade": Grade.A}),
    ({"condition_has": ["opened"]}, {}, {"condition": frozenset({Condition.UNOPENED})}),
    ({"condition_has": ["opened", "damaged"]}, {"condition": frozenset({Condition.OPENED, Condition.DAMAGED})}, {}),
    ({"condition_lacks": ["damaged"]}, {}, {"condition": frozenset({Condition.OPENED, Condition.DAMAGED})}),
    ({"function_max": 4}, {}, {"function": 5}),
    ({"function_min": 4}, {}, {"function": 3}),
    ({"cosmetics_max": 7}, {}, {"cosmetics": 8}),
    ({"cosmetics_min": 7}, {}, {"cosmetics": 6}),
    ({"expired": True}, {"expiry_days": -1}, {"expiry_days": 0}),
    ({"expired": True}, {"condition": frozenset({Condition.EXPIRED})}, {}),
    ({"expired": False}, {"expiry_days": 3}, {"expiry_days": -3}),
    ({"expiry_days_max": 30}, {"expiry_days": 30}, {"expiry_days": 31}),
    ({"expiry_days_max": 30}, {"expiry_days": -2}, {"expiry_days": None}),
    ({"hazardous": True}, {"hazardous": True}, {}),
    ({"medical": True}, {"medical": True}, {}),
    ({"data_bearing": True}, {"data_bearing": True}, {}),
    ({"sanitized": True}, {"sanitized": True}, {}),
    ({"udi_unread": True}, {"udi_unread": True}, {}),
    ({"recalled": True}, {"recalled": True}, {"recalled": False}),
    ({"lot_held": False}, {}, {"lot_held": True}),
    ({"regime": ["immex"]}, {"regime": Regime.IMMEX}, {}),
    ({"vendor": ["vendor_takes"]}, {"vendor": VendorStanding.TAKES}, {"vendor": VendorStanding.QUOTA_USED}),
    ({"grade": ["C"], "category": ["tools"]}, {}, {"category": Category.FOOD}),
]


@pytest.mark.parametrize(("when", "held", "failed"), CONDITIONS)
def test_every_condition_row_by_row(when: dict[str, Any], held: dict[str, Any], failed: dict[str, Any]) -> None:
    rule = Rule.parse(Row(when=when))
    assert rule.applies(replace(DRILL, **held))
    if failed or held:
        assert not rule.applies(replace(DRILL, **failed))


def test_the_rows_cover_the_whole_vocabulary() -> None:
    assert {key for when, _, _ in CONDITIONS for key in when} == set(WHEN)


@pytest.mark.parametrize(("row", "sentence"), [
    (Row(7, {"colour": ["red"]}), "rules 3, line 7: unknown condition 'colour', expected one of category, "),
    (Row(7, {"grade": "C"}), "rules 3, line 7: grade: expected a list of words, got 'C'"),
    (Row(7, {"grade": []}), "rules 3, line 7: grade: expected a list of words, got []"),
    (Row(7, {"grade": ["E"]}), "rules 3, line 7: grade: 'E' is not a valid Grade"),
    (Row(7, {"function_max": "4"}), "rules 3, line 7: function_max: expected a whole number, got '4'"),
    (Row(7, {"function_max": True}), "rules 3, line 7: function_max: expected a whole number, got True"),
    (Row(7, {"expired": "yes"}), "rules 3, line 7: expired: expected true or false, got 'yes'"),
    (Row(7, codes=["sell"]), "rules 3, line 7: 'sell' is not a valid DispositionCode"),
    (Row(7, codes=[]), "rules 3, line 7: expected a list of words, got []"),
    (Row(7, sentence={}), "rules 3, line 7: a text needs English or Spanish, got neither"),
])  # fmt: skip
def test_a_broken_rule_is_refused_at_parse_naming_its_line(row: Row, sentence: str) -> None:
    with pytest.raises(RuleError) as error:
        Rule.parse(row)
    assert str(error.value).startswith(sentence)


def test_a_table_that_takes_away_the_last_way_out_is_refused() -> None:
    with pytest.raises(RuleError) as error:
        table(Row(1, {"hazardous": True}, codes=["restock"]), Row(2, {"grade": ["D"]}, codes=["recycle", "destroy"]))
    assert str(error.value) == (
        "rules 3, line 2 excludes destroy, the way out that is always lawful: take destroy out of its codes"
    )


def test_a_table_holds_one_version_in_the_order_of_its_lines() -> None:
    rules = table(Row(20), Row(3), Row(10))
    assert [rule.position for rule in rules.rules] == [3, 10, 20]
    assert rules.version == 3
    with pytest.raises(RuleError, match="rules of several versions in one table: 3, 4"):
        table(Row(1), Row(2, version=4))


def test_what_rules_exclude_cannot_be_chosen() -> None:
    best = decide(DRILL, table(Row(when={"grade": ["C"]})), NETS)
    assert choose(best, LIQUIDATE).code is LIQUIDATE
    with pytest.raises(Refused) as refusal:
        choose(best, RESTOCK)
    assert refusal.value.said.message.say == "{code} is ruled out here: {why}"
    assert refusal.value.said.params == {"code": Word("restock"), "why": NOT_FIT}


def test_a_requirement_excludes_the_other_codes_from_override() -> None:
    best = decide(DRILL, table(Row(effect=RuleEffect.REQUIRE, codes=["destroy"])), NETS)
    assert best.code is DESTROY
    with pytest.raises(Refused):
        choose(best, RECYCLE)


def test_facts_survive_being_stored() -> None:
    for facts in (DRILL, replace(DRILL, program=None, reason=None, expiry_days=-4, hazardous=True), AROUND):
        assert Facts.from_json(facts.to_json()) == facts


@given(facts=reachable_facts(), rows=rule_rows(), nets=ALL_NETS)
def test_some_code_is_always_recommended_and_no_exclusion_names_it(
    facts: Facts, rows: list[Row], nets: dict[DispositionCode, Money]
) -> None:
    rules = RuleTable.parse(rows)
    best = decide(facts, rules, nets)
    excluding = [rule for rule in rules.rules if rule.effect is RuleEffect.EXCLUDE and rule.applies(facts)]
    assert not any(best.code in rule.codes for rule in excluding)
    assert best.ranked(best.code).excluded_by is None
    assert sorted(ranked.code for ranked in best.ranking) == sorted(CODES)
    assert_best_of_what_is_left(best)


def assert_best_of_what_is_left(best: Recommendation) -> None:
    left = [ranked for ranked in best.ranking if ranked.excluded_by is None]
    assert all(ranked.net <= best.net.amount for ranked in left)
    assert best.runner_up == (left[1] if len(left) > 1 else None)


@given(facts=reachable_facts(), rows=rule_rows(), nets=ALL_NETS)
def test_the_same_facts_always_give_the_same_answer(
    facts: Facts, rows: list[Row], nets: dict[DispositionCode, Money]
) -> None:
    again = decide(Facts.from_json(facts.to_json()), RuleTable.parse(reversed(rows)), nets)
    assert again == decide(facts, RuleTable.parse(rows), nets)
