"""The law of the house: what no rule table, price or client can send to be sold or used, and that a way out is left."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.circumstances import Regime, VendorStanding
from app.domain.disposition import Recommendation, choose, decide
from app.domain.errors import Refused
from app.domain.messages.core import Local, Money
from app.domain.plain import in_english
from app.domain.pricing import STARTING
from app.domain.recovery import Priced, nets
from app.domain.rules import CODES, LAST_RESORT, Facts, Origin, RuleTable
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, RuleEffect
from tests.domain.drawn_goods import Row, reachable_facts, rule_rows

_C = DispositionCode
SOLD = {_C.RESTOCK, _C.REWORK, _C.REFURBISH, _C.LIQUIDATE}
NO_RULES = RuleTable(0, ())
SHAKE = Facts(Program.TRADE_RETURN, None, Category.FOOD, frozenset({Condition.UNOPENED}), 6, 9, Grade.A, 90)
LAPTOP = Facts(
    Program.CUSTOMER_RETURN, None, Category.ELECTRONICS, frozenset({Condition.OPENED}), 5, 7, Grade.B, data_bearing=True
)
PUMP = replace(LAPTOP, category=Category.MEDICAL, data_bearing=False, medical=True)
WORTH = nets(Priced(Decimal(40), Decimal(25), "USD", Category.TOOLS), Grade.A)

IN_HOUSE = "Its data is not sanitized and verified: it stays in the house, is destroyed, or goes back to its customer."
PAST = "Food and medical goods past their date are never used or sold again."

# goods, the codes that are left, what is said of one that is not
LAWFUL: list[tuple[Facts, set[DispositionCode], DispositionCode, str]] = [
    (replace(SHAKE, expiry_days=-1), {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY, _C.RETURN_TO_CUSTOMER},
     _C.DONATE, PAST),
    (replace(SHAKE, condition=frozenset({Condition.EXPIRED})),
     {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY, _C.RETURN_TO_CUSTOMER}, _C.RESTOCK, PAST),
    (replace(PUMP, expiry_days=-1), {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY, _C.RETURN_TO_CUSTOMER},
     _C.REFURBISH, PAST),
    (replace(SHAKE, category=Category.TOOLS, medical=True, expiry_days=-1),
     {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY, _C.RETURN_TO_CUSTOMER}, _C.LIQUIDATE, PAST),
    (replace(SHAKE, recalled=True), {_C.RETURN_TO_VENDOR, _C.DESTROY}, _C.RECYCLE,
     "Recalled goods go back to the vendor or are destroyed, and nothing else."),
    (replace(PUMP, udi_unread=True), {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY}, _C.REFURBISH,
     "Its UDI could not be read when it came: it goes back to the vendor, is recycled or destroyed."),
    (replace(SHAKE, lot_held=True), {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY}, _C.RETURN_TO_CUSTOMER,
     "Its lot is on hold: until that is lifted nothing of it is used, sold or sent to a customer."),
    (LAPTOP, {_C.REWORK, _C.REFURBISH, _C.DESTROY, _C.RETURN_TO_CUSTOMER}, _C.RECYCLE, IN_HOUSE),
    (replace(LAPTOP, sanitized=True), set(CODES), _C.RECYCLE, ""),
    (replace(LAPTOP, condition=frozenset({Condition.UNOPENED})), set(CODES), _C.RECYCLE, ""),
    (replace(SHAKE, regime=Regime.IMMEX),
     {_C.REWORK, _C.REFURBISH, _C.RETURN_TO_VENDOR, _C.DESTROY, _C.RETURN_TO_CUSTOMER}, _C.RESTOCK,
     "It was imported temporarily: it is worked on here, sent abroad, or destroyed with its document."),
    (replace(SHAKE, regime=Regime.DONATED), {_C.DONATE, _C.DESTROY}, _C.RETURN_TO_VENDOR,
     "It was imported temporarily and a donation covers it: it is given away, and goes nowhere else."),
    (replace(SHAKE, vendor=VendorStanding.QUOTA_USED), set(CODES) - {_C.RETURN_TO_VENDOR}, _C.RETURN_TO_VENDOR,
     "The quota of the vendor's agreement is used up for this period."),
    (replace(SHAKE, vendor=VendorStanding.NOT_OPEN), set(CODES) - {_C.RETURN_TO_VENDOR}, _C.RETURN_TO_VENDOR,
     "The vendor's agreement does not take these goods today: its days, or those since they came in, are over."),
    (replace(SHAKE, vendor=VendorStanding.PROMISED), set(CODES), _C.RETURN_TO_VENDOR, ""),
    (replace(SHAKE, client="Alameda", client_forbids=frozenset({_C.LIQUIDATE})), set(CODES) - {_C.LIQUIDATE},
     _C.LIQUIDATE, "Alameda does not want this for its goods."),
    (replace(SHAKE, client="Alameda", client_least=Decimal("30.00")), set(CODES) - {_C.REWORK, _C.REFURBISH,
     _C.LIQUIDATE}, _C.LIQUIDATE, "Alameda has nothing sold that brings less than 30.00 USD each."),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "left", "asked", "sentence"), LAWFUL)
def test_the_law_row_by_row(facts: Facts, left: set[DispositionCode], asked: DispositionCode, sentence: str) -> None:
    best = decide(facts, NO_RULES, WORTH)
    assert allowed(best) == left
    excluded = best.ranked(asked).excluded_by
    assert (said(excluded.sentence) if excluded else "") == sentence


def test_what_the_law_forbids_cannot_be_chosen_by_anyone() -> None:
    with pytest.raises(Refused) as refusal:
        choose(decide(LAPTOP, NO_RULES, WORTH), _C.LIQUIDATE)
    assert in_english(refusal.value.said) == f"Liquidate is ruled out here: {IN_HOUSE}"


def test_the_law_stands_before_the_rules_and_the_client_behind_them() -> None:
    rules = RuleTable.parse([Row(4, {"recalled": True}, codes=["recycle"])])
    excluded = decide(replace(SHAKE, recalled=True), rules, WORTH).ranked(_C.RECYCLE).excluded_by
    assert excluded is not None
    assert (excluded.origin, excluded.version) == (Origin.LAW, 0)
    wishing = replace(SHAKE, client="Alameda", client_forbids=frozenset({_C.RECYCLE}))
    only = RuleTable.parse([Row(4, codes=["recycle"])])
    by_rule = decide(wishing, only, WORTH).ranked(_C.RECYCLE).excluded_by
    assert by_rule is not None
    assert by_rule.origin is Origin.SITE


def test_a_client_that_forbids_all_that_is_left_is_not_heeded() -> None:
    facts = replace(SHAKE, recalled=True, client="Alameda", client_forbids=frozenset(RECALL_LEAVES))
    assert allowed(decide(facts, NO_RULES, WORTH)) == RECALL_LEAVES


RECALL_LEAVES = {_C.RETURN_TO_VENDOR, _C.DESTROY}


def test_a_vendor_s_agreed_credit_takes_the_place_of_what_was_expected() -> None:
    goods = Priced(Decimal(40), Decimal(25), "USD", Category.TOOLS, 10, vendor_credit=Decimal("22.50"))
    assert nets(goods, Grade.D)[_C.RETURN_TO_VENDOR].amount == Decimal("18.90")  # 22.50 - 3 - .02 x 30


RULES = st.sampled_from(RuleEffect).flatmap(lambda _effect: rule_rows()).map(RuleTable.parse)
PRICED = st.builds(
    Priced, st.decimals(0, 900, places=2), st.decimals(0, 600, places=2), st.just("USD"), st.sampled_from(Category)
)


@given(facts=reachable_facts(), rules=RULES, goods=PRICED)
def test_nothing_unlawful_is_recommended_or_chosen_and_some_way_out_is_left(
    facts: Facts, rules: RuleTable, goods: Priced
) -> None:
    best = decide(facts, rules, nets(goods, facts.grade, STARTING))
    left = allowed(best)
    assert best.code in left
    assert not left & unlawful(facts)
    for code in unlawful(facts):
        with pytest.raises(Refused):
            choose(best, code)


@given(facts=reachable_facts())
def test_the_last_resort_is_always_lawful(facts: Facts) -> None:
    unwished = replace(facts, client_forbids=frozenset(), client_least=None)
    assert LAST_RESORT in allowed(decide(unwished, NO_RULES, WORTH))


def unlawful(facts: Facts) -> set[DispositionCode]:
    """Return what the law forbids, said once more and apart from its table."""
    used, forbidden = SOLD | {_C.DONATE}, set()
    if facts.is_expired and (facts.medical or facts.category in (Category.FOOD, Category.MEDICAL)):
        forbidden |= used
    if facts.lot_held:
        forbidden |= used | {_C.RETURN_TO_CUSTOMER}
    if facts.udi_unread:
        forbidden |= set(CODES) - {_C.RETURN_TO_VENDOR, _C.RECYCLE, _C.DESTROY}
    if facts.recalled:
        forbidden |= set(CODES) - RECALL_LEAVES
    if facts.data_bearing and not facts.sanitized and Condition.UNOPENED not in facts.condition:
        forbidden |= {_C.RESTOCK, _C.LIQUIDATE, _C.DONATE, _C.RECYCLE, _C.RETURN_TO_VENDOR}
    if facts.regime is Regime.IMMEX:
        forbidden |= {_C.RESTOCK, _C.LIQUIDATE, _C.DONATE, _C.RECYCLE}
    if facts.regime is Regime.DONATED:
        forbidden |= set(CODES) - {_C.DONATE, _C.DESTROY}
    if facts.vendor in (VendorStanding.QUOTA_USED, VendorStanding.NOT_OPEN):
        forbidden.add(_C.RETURN_TO_VENDOR)
    return forbidden


def allowed(best: Recommendation) -> set[DispositionCode]:
    return {ranked.code for ranked in best.ranking if ranked.excluded_by is None}


def said(sentence: Any) -> str:
    return sentence.in_language("en") if isinstance(sentence, Local) else in_english(sentence)


def test_amounts_stay_to_the_cent() -> None:
    assert all(isinstance(net, Money) and net.amount == round(net.amount, 2) for net in WORTH.values())
