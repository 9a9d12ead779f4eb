"""Whether goods may come back: the decision table, row by row, and what holds of every verdict."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.eligibility import BUILT_IN, Judgement, ReturnFacts, judge
from app.domain.messages.core import Word, Words
from app.domain.plain import in_english
from app.domain.policies import MAKES_WORSE, NO_POLICY, Policy
from app.domain.terms import SEVERITY, Eligibility, Evidence, Match, PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Condition, Program, ReasonCode
from tests.domain.policy_rows import ALLOW, DELIVERED, LIMIT, POLICY, REFUSE, SHIRT, Row, after

ELIGIBLE, ASKS, REFUSED = Eligibility
OPENED, UNOPENED = frozenset({Condition.OPENED}), frozenset({Condition.UNOPENED})

TRADE = {"program": Program.TRADE_RETURN, "reason": ReasonCode.OVERSTOCK}
PHONE = {"category": Category.ELECTRONICS, "condition": OPENED}

# what differs from the shirt, the verdict, the rule that gave it, the message it is said by
TABLE: list[tuple[dict[str, Any], Eligibility, int, str]] = [
    ({}, ELIGIBLE, 3, "within"),
    (after(30), ELIGIBLE, 3, "within"),
    (after(31), ASKS, 3, "late_asks"),
    (after(37), ASKS, 3, "late_asks"),
    (after(38), REFUSED, 3, "late"),
    (after(60, tier=PartyTier.LOYAL), ELIGIBLE, 2, "within"),
    (after(68, tier=PartyTier.LOYAL), REFUSED, 2, "late"),
    ({"tier": PartyTier.WATCHED}, ASKS, 9, "rule_asks"),
    (after(14, **PHONE), ELIGIBLE, 6, "within"),
    (after(15, **PHONE), REFUSED, 6, "late"),
    (after(15, category=Category.ELECTRONICS), ELIGIBLE, 3, "within"),
    ({"category": Category.FOOD, "expiry": DELIVERED + timedelta(days=20)}, ELIGIBLE, 3, "within"),
    ({"category": Category.FOOD, "expiry": DELIVERED + timedelta(days=19)}, REFUSED, 7, "rule_refuses"),
    ({"category": Category.FOOD, "condition": frozenset({Condition.EXPIRED})}, REFUSED, 7, "rule_refuses"),
    ({"category": Category.MEDICAL}, ELIGIBLE, 3, "within"),
    ({"category": Category.MEDICAL, "condition": OPENED}, REFUSED, 8, "rule_refuses"),
    ({"category": Category.MEDICAL, "condition": frozenset()}, REFUSED, 8, "rule_refuses"),
    (after(90, **TRADE), ELIGIBLE, 5, "within"),
    (after(91, **TRADE), REFUSED, 5, "late"),
    (after(9, **TRADE, quantity=100, shipped=120), ASKS, 10, "rule_asks"),
    (after(9, **TRADE, expiry=DELIVERED + timedelta(days=39)), REFUSED, 11, "rule_refuses"),
    (after(9, **TRADE, expiry=DELIVERED + timedelta(days=40)), ELIGIBLE, 5, "within"),
    ({"program": Program.WARRANTY}, REFUSED, 4, "no_warranty"),
    (after(30, program=Program.WARRANTY, warranty_months=1), ELIGIBLE, 4, "within"),
    (after(31, program=Program.WARRANTY, warranty_months=1), REFUSED, 4, "late"),
    (after(900, program=Program.RECALL, reason=ReasonCode.RECALL), ELIGIBLE, 1, "no_end"),
    ({"program": Program.RECALL, "match": Match.NEVER, "delivered_on": None, "shipped": 0}, ELIGIBLE, 1, "no_end"),
    ({"program": Program.PACKAGING}, ASKS, BUILT_IN, "no_rule"),
    ({"reason": ReasonCode.RECALL}, REFUSED, BUILT_IN, "foreign_reason"),
    ({"reason": ReasonCode.DEFECTIVE}, ASKS, BUILT_IN, "missing_evidence"),
    ({"reason": ReasonCode.DEFECTIVE, "evidence": frozenset(Evidence)}, ELIGIBLE, 3, "within"),
    ({"match": Match.NEVER, "shipped": 0, "delivered_on": None}, REFUSED, BUILT_IN, "never_delivered"),
    ({"match": Match.OTHER_LOT, "lot": "Z0392A", "shipped": 0}, REFUSED, BUILT_IN, "other_lot"),
    ({"match": Match.OTHER_SERIAL, "serial": "DR7-1", "shipped": 0}, REFUSED, BUILT_IN, "other_serial"),
    ({"quantity": 5}, ELIGIBLE, 3, "within"),
    ({"quantity": 6}, REFUSED, BUILT_IN, "too_many"),
    ({"returned": 2, "reserved": 2}, REFUSED, BUILT_IN, "too_many"),
    ({"returned": 3, "reserved": 2}, REFUSED, BUILT_IN, "none_left"),
    ({"program": Program.RECALL, "quantity": 6}, ELIGIBLE, 1, "no_end"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "verdict", "rule", "key"), TABLE)
def test_the_decision_table(facts: dict[str, Any], verdict: Eligibility, rule: int, key: str) -> None:
    found = judge(replace(SHIRT, **facts), POLICY)
    said = found.finding.said.message.key
    assert (found.verdict, found.finding.rule, said) == (verdict, rule, f"eligibility.{key}")
    assert found.version == 4


def sentence(found: Judgement) -> str:
    return in_english(found.finding.said)


def test_a_verdict_says_its_window_in_the_policy_s_own_words() -> None:
    assert sentence(judge(SHIRT, POLICY)) == (
        "Rule 3. Delivered on 2026-09-01: the window is open until 2026-10-01."
    )  # fmt: skip
    assert sentence(judge(replace(SHIRT, **after(50)), POLICY)) == (
        "Rule 3. Delivered on 2026-09-01, asked for on 2026-10-21: the window ended on 2026-10-01."
    )


def test_what_is_left_is_said_with_where_the_rest_went() -> None:
    assert sentence(judge(replace(SHIRT, quantity=3, returned=1, reserved=2), POLICY)) == (
        "3 asked for, 2 can still come back: of 5 delivered, 1 came back and 2 stand on other authorizations."
    )
    assert sentence(judge(replace(SHIRT, returned=4, reserved=3), POLICY)) == (
        "2 asked for, none can still come back: of 5 delivered, 4 came back and 3 stand on other authorizations."
    )


def test_each_missing_piece_of_evidence_is_said() -> None:
    found = judge(replace(SHIRT, reason=ReasonCode.DEFECTIVE, evidence=frozenset({Evidence.TEXT})), POLICY)
    asked = [finding.said for finding in found.findings if finding.verdict is ASKS]
    assert [said.params for said in asked] == [{"reason": Word("defective"), "evidence": Words(("photo",))}]
    nothing = judge(replace(SHIRT, reason=ReasonCode.DEFECTIVE), POLICY)
    assert in_english(nothing.finding.said) == (
        "The reason defective needs evidence: Photo, Description. It was not given."
    )


def test_evidence_that_is_only_to_follow_counts_for_nothing_and_is_said() -> None:
    promised = replace(SHIRT, reason=ReasonCode.DEFECTIVE, to_follow=frozenset({Evidence.PHOTO}))
    found = judge(promised, POLICY)
    assert [in_english(finding.said) for finding in found.findings if finding.verdict is ASKS] == [
        "The reason defective needs evidence: Description. It was not given.",
        "The reason defective needs evidence: Photo. It was promised, and has not come.",
    ]
    assert found.verdict is ASKS


def test_without_a_policy_a_supervisor_decides_about_everything() -> None:
    for facts in (SHIRT, replace(SHIRT, quantity=6)):
        assert judge(facts, NO_POLICY).finding.said.message.key == "eligibility.no_policy"
        assert judge(facts, NO_POLICY).verdict is ASKS


def test_where_no_rule_opens_a_window_quantity_still_binds() -> None:
    assert judge(SHIRT, Policy(1)).verdict is ASKS
    assert judge(replace(SHIRT, quantity=6), Policy(1)).verdict is REFUSED


# what differs from the shirt, whether a supervisor may accept it all the same
OVERRIDES: list[tuple[dict[str, Any], bool]] = [
    ({}, False),  # there is nothing to accept
    (after(33), True),
    (after(99), True),
    ({"tier": PartyTier.WATCHED}, True),
    ({"category": Category.MEDICAL, "condition": OPENED}, False),
    (after(99, category=Category.MEDICAL, condition=OPENED), False),
    (after(99, **TRADE), False),
    ({"quantity": 6}, False),
    (after(99, quantity=6), False),
    ({"match": Match.NEVER}, False),
]


@pytest.mark.parametrize(("facts", "may"), OVERRIDES)
def test_an_exception_is_possible_only_where_every_refusing_rule_lets_it(facts: dict[str, Any], may: bool) -> None:
    assert judge(replace(SHIRT, **facts), POLICY).may_override is may


def test_of_two_refusals_the_one_that_nobody_can_override_is_said() -> None:
    late_and_opened = replace(SHIRT, **after(99, category=Category.MEDICAL, condition=OPENED))
    assert judge(late_and_opened, POLICY).finding.rule == 8


def test_of_two_open_windows_the_shorter_is_said() -> None:
    longer = Policy.parse(1, [Row(1, days=30), Row(2, LIMIT, days=45)], {})
    shorter = Policy.parse(1, [Row(1, days=30), Row(2, LIMIT, days=25)], {})
    assert [judge(SHIRT, policy).finding.rule for policy in (longer, shorter)] == [1, 2]


def test_the_first_rule_that_allows_counts_and_every_rule_that_takes_away() -> None:
    policy = Policy.parse(1, [Row(3, days=90), Row(2, days=10), Row(9, REFUSE, {"quantity_min": 2})], {})
    assert [(finding.rule, finding.verdict) for finding in judge(SHIRT, policy).findings] == [
        (9, REFUSED),
        (2, REFUSED),
    ]


# --- what holds of every policy and request ---

conditions = st.frozensets(st.sampled_from(Condition))
STRICT_WHEN = st.fixed_dictionaries(
    {},
    optional={
        "program": st.just(["customer_return"]),
        "tier": st.lists(st.sampled_from(list(PartyTier)), min_size=1),
        "condition_has": st.lists(st.sampled_from(sorted(MAKES_WORSE)), min_size=1, max_size=2),
        "condition_lacks": st.sampled_from([["unopened"], ["functional"]]),
        "expiry_days_max": st.integers(-5, 60),
        "quantity_min": st.integers(1, 9),
        "expired": st.just(True),
    },
)
ALLOWING = st.builds(
    Row,
    effect=st.just(ALLOW),
    when=st.sampled_from([{}, {"program": ["customer_return"]}, {"tier": ["loyal", "standard"]}]),
    days=st.integers(0, 60),
    grace=st.integers(0, 20),
    span=st.sampled_from(Span),
    needs_delivery=st.booleans(),
    may_override=st.booleans(),
)
TAKING = st.builds(
    Row,
    effect=st.sampled_from([effect for effect in PolicyEffect if effect is not ALLOW]),
    when=STRICT_WHEN,
    days=st.integers(0, 60),
    grace=st.integers(0, 20),
    may_override=st.booleans(),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    rows = draw(st.lists(st.one_of(ALLOWING, TAKING), max_size=6))
    return Policy.parse(1, [replace(row, position=place) for place, row in enumerate(rows, start=1)], {})


REQUESTS = st.builds(
    ReturnFacts,
    program=st.sampled_from([Program.CUSTOMER_RETURN, Program.RECALL]),
    category=st.sampled_from(Category),
    tier=st.sampled_from(PartyTier),
    reason=st.sampled_from([ReasonCode.DEFECTIVE, ReasonCode.CHANGED_MIND]),
    quantity=st.integers(1, 12),
    asked_on=st.dates(DELIVERED, DELIVERED + timedelta(days=100)),
    match=st.just(Match.DELIVERED),
    delivered_on=st.just(DELIVERED),
    shipped=st.integers(0, 12),
    returned=st.integers(0, 12),
    reserved=st.integers(0, 12),
    condition=conditions,
    evidence=st.frozensets(st.sampled_from(Evidence)),
    expiry=st.none() | st.dates(DELIVERED, DELIVERED + timedelta(days=100)),
    warranty_months=st.integers(0, 3),
)

WORSE = {
    "asked later": lambda facts: replace(facts, asked_on=facts.asked_on + timedelta(days=10)),
    "delivered earlier": lambda facts: replace(facts, delivered_on=DELIVERED - timedelta(days=15)),
    "more of it": lambda facts: replace(facts, quantity=facts.quantity + 1),
    "less was shipped": lambda facts: replace(facts, shipped=max(0, facts.shipped - 1)),
    "more came back": lambda facts: replace(facts, returned=facts.returned + 1),
    "more stands on other papers": lambda facts: replace(facts, reserved=facts.reserved + 1),
    "worse condition": lambda facts: replace(facts, condition=facts.condition | MAKES_WORSE),
    "nothing good said of it": lambda facts: replace(facts, condition=facts.condition & MAKES_WORSE),
    "less evidence": lambda facts: replace(facts, evidence=frozenset()),
    "expired": lambda facts: replace(facts, expiry=min(facts.expiry or date.max, facts.asked_on - timedelta(days=1))),
    "another lot": lambda facts: replace(facts, match=Match.OTHER_LOT, shipped=0),
}


@pytest.mark.parametrize("change", WORSE)
@settings(deadline=None)
@given(policy=policies(), facts=REQUESTS)
def test_a_verdict_is_never_better_because_a_fact_got_worse(change: str, policy: Policy, facts: ReturnFacts) -> None:
    policy = Policy(1, policy.rules, POLICY.reasons)
    before, then = judge(facts, policy), judge(WORSE[change](facts), policy)
    assert SEVERITY[then.verdict] >= SEVERITY[before.verdict]
    if before.verdict is REFUSED and not before.may_override:
        assert not then.may_override


@given(policy=policies(), facts=REQUESTS)
def test_no_more_is_eligible_than_was_shipped_and_has_not_come_back(policy: Policy, facts: ReturnFacts) -> None:
    bound = Policy(1, tuple(replace(rule, needs_delivery=True) for rule in policy.rules))
    found = judge(facts, bound)
    if found.verdict is not REFUSED or found.may_override:
        assert facts.returned + facts.reserved + facts.quantity <= facts.shipped


@given(REQUESTS)
def test_facts_are_kept_whole(facts: ReturnFacts) -> None:
    assert ReturnFacts.from_json(facts.to_json()) == facts
