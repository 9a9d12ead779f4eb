"""A disposition rule and prices written in forms."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.messages.core import Said
from app.domain.plain import in_english
from app.domain.price_drafts import read_economics, read_values, typed_economics, typed_values
from app.domain.pricing import STARTING
from app.domain.rules import WHEN, Rule
from app.domain.ruling_drafts import CHOICES, FLAGS, NUMBERS, read_rule
from app.domain.vocabulary import DispositionCode, Grade, RuleEffect

TYPED = {"effect": "exclude", "sentence_en": "Not for sale.", "sentence_es": "", "expired": "yes", "medical": "no"}
TICKED = {"codes": ["restock", "sell"], "category": ["food", "gold"], "regime": ["immex"]}


@dataclass
class Stored:
    """A rule as it is stored."""

    version: int
    position: int
    when: dict[str, Any]
    effect: RuleEffect
    codes: list[str]
    sentence: dict[str, str]


def test_a_rule_is_read_from_a_form() -> None:
    rule, faults = read_rule({**TYPED, "function_max": " 3 "}, TICKED)
    assert faults == {}
    assert rule.when == {
        "category": ["food"], "regime": ["immex"], "function_max": 3, "expired": True, "medical": False,
    }  # fmt: skip
    assert (rule.effect, rule.codes, rule.sentence) == (RuleEffect.EXCLUDE, ["restock"], {"en": "Not for sale."})


def test_the_form_knows_every_condition_of_the_vocabulary() -> None:
    assert {*CHOICES, *NUMBERS, *FLAGS} == set(WHEN)


# what differs from a good rule, what is ticked, which field is at fault, and what is said of it
WRONG = [
    ({"effect": ""}, TICKED, "effect", "Choose whether the rule excludes or requires."),
    ({}, {}, "codes", "Choose at least one code that the rule is about."),
    ({}, {"codes": ["restock", "destroy"]}, "codes",
     "Destroy is the way out that is always lawful: no rule may exclude it."),
    ({"sentence_en": " "}, TICKED, "sentence_en",
     "Write what the inspector is told, in English, in Spanish or in both."),
    ({"cosmetics_min": "10"}, TICKED, "cosmetics_min", "A whole number from 1 to 9 belongs here; 10 was entered."),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "ticked", "field", "sentence"), WRONG)
def test_what_is_wrong_is_said_at_its_field(
    typed: dict[str, str], ticked: dict[str, list[str]], field: str, sentence: str
) -> None:
    _, faults = read_rule({**TYPED, **typed}, ticked)
    assert {name: in_english(said) for name, said in faults.items()} == {field: sentence}


_WORDS = st.lists(st.sampled_from([word.value for offered in CHOICES.values() for word in offered]), max_size=5)


@given(
    typed=st.dictionaries(st.sampled_from([*NUMBERS, *FLAGS, "effect"]), st.sampled_from(["yes", "3", "exclude"])),
    ticked=st.dictionaries(st.sampled_from([*CHOICES]), _WORDS),
    codes=st.lists(st.sampled_from([code.value for code in DispositionCode])),
)
def test_whatever_is_read_without_faults_is_a_rule(
    typed: dict[str, str], ticked: dict[str, list[str]], codes: list[str]
) -> None:
    rule, faults = read_rule({**typed, "sentence_es": "No."}, {**ticked, "codes": codes})
    if not faults:
        Rule.parse(Stored(2, 1, rule.when, rule.effect, rule.codes, rule.sentence))


def test_prices_are_shown_and_read_in_percent() -> None:
    typed = typed_values(STARTING)
    assert (typed["share-A"], typed["decay-packaging"], typed["mix-blind-A"]) == ("85", "0.05", "30")
    prices, faults = read_values(STARTING, {**typed, "share-A": "90.5"})
    assert faults == {}
    assert {**prices.value_share} == {**STARTING.value_share, Grade.A: Decimal("0.905")}
    assert (prices.decay, prices.usual_mix) == (STARTING.decay, STARTING.usual_mix)
    assert prices.economics is STARTING.economics


def test_the_economics_of_a_code_are_shown_and_read() -> None:
    code = DispositionCode.REFURBISH
    typed = typed_economics(STARTING.economics[code])
    assert (typed["basis"], typed["proceeds"], typed["rework"], typed["handling"], typed["dwell"]) == (
        "one_grade_better", "105", "15", "2.50", "21",
    )  # fmt: skip
    prices, faults = read_economics(STARTING, code, {**typed, "handling": "3.75"})
    assert faults == {}
    assert str(prices.economics[code].handling) == "3.75"
    assert prices.economics[DispositionCode.RESTOCK] == STARTING.economics[DispositionCode.RESTOCK]


def test_wrong_prices_are_said_at_their_field() -> None:
    typed = typed_values(STARTING)
    assert said(read_values(STARTING, {**typed, "decay-food": "-1"})[1]) == {
        "decay-food": "A number from 0 to 100 with at most four decimals belongs here, such as 12.5; -1 was entered."
    }
    assert said(read_values(STARTING, {**typed, "mix-recall-D": "80"})[1]) == {
        "mix-recall-A": "The four grades of a mix add up to 100 percent; these come to 110."
    }
    assert said(read_values(STARTING, {**typed, "share-B": "95"})[1]) == {
        "share-A": "A better grade is worth as much as the next one, or more."
    }
    row = typed_economics(STARTING.economics[DispositionCode.RESTOCK])
    assert said(read_economics(STARTING, DispositionCode.RESTOCK, {**row, "basis": "gold", "dwell": "x"})[1]) == {
        "basis": "Choose what the proceeds are a share of.",
        "dwell": "A whole number from 0 to 3,650 belongs here; x was entered.",
    }


def said(faults: dict[str, Said]) -> dict[str, str]:
    return {name: in_english(fault) for name, fault in faults.items()}
