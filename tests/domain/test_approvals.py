"""The table of what is approved: from how much on, and by whom."""

from decimal import Decimal

import pytest

from app.domain.approval_drafts import Draft
from app.domain.approvals import (
    DEFAULTS,
    MEASURES,
    UNKNOWN,
    ApprovalAct,
    ApprovalTable,
    Extent,
    Measure,
    Need,
    Rule,
    needs,
)
from app.domain.messages.core import Money, Said, Units, Word
from app.domain.vocabulary import Role
from app.domain.words import WORDS

BOSS, CLERK = frozenset({Role.SUPERVISOR}), frozenset({Role.OFFICE})
TEN_UNITS, TEN_PERCENT = Rule(BOSS, Measure.UNITS, Decimal(10)), Rule(BOSS, Measure.PERCENT, Decimal(10))
FIFTY = Rule(BOSS, Measure.MONEY, Decimal(50), "USD")


def usd(amount: str) -> Extent:
    return Extent(money=Money(Decimal(amount), "USD"))


@pytest.mark.parametrize(
    ("rule", "extent", "exceeds"),
    [
        (Rule(BOSS), UNKNOWN, True),
        (Rule(BOSS, Measure.BY_TERMS), usd("0.01"), True),
        (TEN_UNITS, Extent(10), False),
        (TEN_UNITS, Extent(11), True),
        (TEN_PERCENT, Extent(6, 60), False),
        (TEN_PERCENT, Extent(7, 60), True),
        (TEN_PERCENT, Extent(1, 0), True),  # nothing was expected: no percent of it is small
        (FIFTY, usd("50"), False),
        (FIFTY, usd("50.01"), True),
        (FIFTY, Extent(money=Money(Decimal(1), "MXN")), True),  # another currency cannot be compared
        (FIFTY, Extent(3), True),
    ],
)
def test_an_act_of_more_than_the_threshold_is_approved(rule: Rule, extent: Extent, exceeds: bool) -> None:
    assert extent.exceeds(rule) is exceeds
    assert needs(rule, extent, CLERK) is (Need.ANOTHER if exceeds else Need.NOTHING)


def test_who_may_approve_does_it_alone_unless_a_second_person_is_asked_for() -> None:
    assert needs(Rule(BOSS), UNKNOWN, BOSS | CLERK) is Need.OWN_WORD
    assert needs(Rule(BOSS, second_person=True), UNKNOWN, BOSS) is Need.ANOTHER
    assert needs(Rule(BOSS, Measure.UNITS, Decimal(5), second_person=True), Extent(5), BOSS) is Need.NOTHING


@pytest.mark.parametrize(
    ("rule", "extent", "amount", "threshold"),
    [
        (TEN_UNITS, Extent(11), Units(11), Units(10)),
        (TEN_PERCENT, Extent(7, 60), "12 %", "10 %"),
        (Rule(BOSS, Measure.PERCENT, Decimal("2.50")), Extent(1, 0), None, "2.5 %"),
        (FIFTY, usd("60"), Money(Decimal(60), "USD"), Money(Decimal(50), "USD")),
        (FIFTY, Extent(3), None, Money(Decimal(50), "USD")),
    ],
)
def test_amounts_are_said_as_they_are_counted(rule: Rule, extent: Extent, amount: object, threshold: object) -> None:
    assert (extent.said(rule.measure), rule.said) == (amount, threshold)


def test_every_act_has_a_row_from_the_start_counted_as_it_can_be() -> None:
    assert set(DEFAULTS) == set(MEASURES) == set(ApprovalAct)
    assert [deed for deed, rule in DEFAULTS.items() if rule.measure not in MEASURES[deed] or not rule.roles] == []


def test_a_site_s_row_goes_before_the_usual_one() -> None:
    own = Rule(CLERK)
    table = ApprovalTable(3, {ApprovalAct.RELEASE_HOLD: own})
    assert table.of(ApprovalAct.RELEASE_HOLD) is own
    assert table.of(ApprovalAct.CREDIT_OVER) is DEFAULTS[ApprovalAct.CREDIT_OVER]


def test_every_act_and_measure_has_its_word() -> None:
    assert [each for each in (*ApprovalAct, *Measure) if each.value not in WORDS] == []


def faults(deed: ApprovalAct, **typed: object) -> dict[str, str]:
    row = {
        "measure": "units",
        "threshold": "5",
        "currency": "",
        "roles": frozenset({"quality"}),
        "second_person": False,
    }
    rule, wrong = Draft(**{**row, **typed}).read(deed)  # type: ignore[arg-type]
    assert (rule is None) is bool(wrong)
    return {name: f"{said.message.say} | {said.message.next}".format_map(params(said)) for name, said in wrong.items()}


def params(said: Said) -> dict[str, object]:
    return {name: value.value if isinstance(value, Word) else value for name, value in said.params.items()}


def test_a_row_is_read_as_typed() -> None:
    draft = Draft("percent", "12.5", "", frozenset({"supervisor", "pilot"}), second_person=True)
    rule = Rule(BOSS, Measure.PERCENT, Decimal("12.5"), second_person=True)
    assert draft.read(ApprovalAct.OVER_BEYOND_TOLERANCE) == (rule, {})
    always = Draft("every_time", "7", "USD", frozenset({"supervisor"}), second_person=False)
    assert always.read(ApprovalAct.OVERRIDE_DISPOSITION) == (Rule(BOSS), {}), "what is not counted is not kept"


@pytest.mark.parametrize(
    ("deed", "typed", "name", "sentence"),
    [
        ("release_hold", {"roles": frozenset()}, "roles",
         "release_hold: no role is ticked, so nobody could approve it. | Tick at least one role"),
        ("release_hold", {"measure": "money"}, "measure",
         "release_hold is not counted in money. Expected: one of those that are offered. | Choose another"),
        ("release_hold", {"threshold": "2.5"}, "threshold",
         "release_hold: got 2.5. Expected: a number from 0 to 1000000, with 0 digits after the point at most."
         " | Enter from how much on it is approved"),
        ("override_disposition", {"measure": "money", "threshold": "5", "currency": "dollars"}, "currency",
         "override_disposition: got dollars. Expected: a currency by its three letters, such as USD."
         " | Enter the currency"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said_at_its_field(
    deed: str, typed: dict[str, object], name: str, sentence: str
) -> None:
    assert faults(ApprovalAct(deed), **typed) == {name: sentence}


@pytest.mark.parametrize("threshold", ["", "-1", "1e3", "1001", "0.55", "٣", " 5", "NaN"])
def test_no_other_threshold_is_read(threshold: str) -> None:
    assert list(faults(ApprovalAct.OVER_BEYOND_TOLERANCE, measure="percent", threshold=threshold)) == ["threshold"]
