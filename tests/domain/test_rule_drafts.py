"""A policy rule written in a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.policies import PolicyRule
from app.domain.rule_drafts import CHOICES, NUMBERS, read_rule
from app.domain.terms import PolicyEffect, Span
from tests.domain.policy_rows import Row

WINDOW = {
    "effect": "allow",
    "span": "days",
    "days": "30",
    "grace": "7",
    "sentence_en": "A month.",
    "may_override": "on",
}


def test_a_rule_is_read_from_a_form() -> None:
    rule, faults = read_rule(WINDOW, {"program": ["customer_return"], "tier": ["loyal", "emperor"]})
    assert faults == {}
    assert rule.when == {"program": ["customer_return"], "tier": ["loyal"]}
    assert (rule.effect, rule.span, rule.days, rule.grace) == (PolicyEffect.ALLOW, Span.DAYS, 30, 7)
    assert (rule.needs_delivery, rule.may_override) == (False, True)
    assert rule.sentence == {"en": "A month."}


def test_days_that_nothing_counts_are_left_out() -> None:
    rule, faults = read_rule({**WINDOW, "span": "no_end", "days": "many"}, {})
    assert (faults, rule.days, rule.grace) == ({}, 0, 0)
    rule, faults = read_rule({**WINDOW, "effect": "refuse", "span": ""}, {})
    assert (faults, rule.days, rule.grace, rule.needs_delivery) == ({}, 0, 0, True)


# what differs from a good window, which field is at fault, and what is said of it
WRONG = [
    ({"effect": ""}, {}, "effect", "Choose what the rule does."),
    ({"span": "forever"}, {}, "span", "Choose how long the window is open."),
    ({"days": "1.5"}, {}, "days", "A whole number from 0 to 3650 belongs here; 1.5 was entered."),
    ({"days": ""}, {}, "days", "A whole number from 0 to 3650 belongs here; - was entered."),
    ({"grace": "-1"}, {}, "grace", "A whole number from 0 to 3650 belongs here; -1 was entered."),
    ({"effect": "limit", "span": "no_end"}, {}, "span", "A rule that shortens the window does so in days."),
    ({"effect": "refuse", "quantity_min": "0"}, {}, "quantity_min",
     "A whole number from 1 to 1000000 belongs here; 0 was entered."),
    ({}, {"condition_has": ["opened"]}, "effect",
     "A rule that opens a window looks at program, category, tier and reason only. Worse goods must not fare better:"
     " write a rule that takes away instead."),
    ({"sentence_en": "  "}, {}, "sentence_en", "Write what the party is told, in English, in Spanish or in both."),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "ticked", "field", "sentence"), WRONG)
def test_what_is_wrong_is_said_at_its_field(
    typed: dict[str, str], ticked: dict[str, list[str]], field: str, sentence: str
) -> None:
    _, faults = read_rule({**WINDOW, **typed}, ticked)
    assert list(faults) == [field]
    assert faults[field].message.say.format_map(faults[field].params) == sentence


TEXTS = st.text("0123456789-.x ", max_size=8) | st.integers().map(str)
TYPED = st.dictionaries(
    st.sampled_from(["effect", "span", "days", "grace", "expired", "needs_delivery", "sentence_es", *NUMBERS]),
    TEXTS | st.sampled_from(["allow", "limit", "ask", "refuse", "days", "warranty_term", "no_end", "30"]),
)
TICKED = st.dictionaries(
    st.sampled_from([*CHOICES, "other"]),
    st.lists(st.sampled_from([word.value for words in CHOICES.values() for word in words]) | TEXTS, max_size=3),
)


@given(TYPED, TICKED)
def test_whatever_is_read_without_faults_is_a_rule_of_a_policy(
    typed: dict[str, str], ticked: dict[str, list[str]]
) -> None:
    rule, faults = read_rule(typed, ticked)
    if not faults:
        stored = Row(1, rule.effect, rule.when, rule.days, rule.grace, rule.span, rule.needs_delivery,
                     rule.may_override, rule.sentence)  # fmt: skip
        assert PolicyRule.parse(stored).effect is rule.effect
