"""Return policies as written: what a rule may look at, and what is wrong with one that cannot be read."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.policies import PolicyError, PolicyRule, months_after
from app.domain.terms import Span
from tests.domain.policy_rows import ALLOW, LIMIT, REFUSE, Row

WRONG = [
    (Row(2, ALLOW, {"condition_has": ["opened"]}),
     "rule 2: unknown condition 'condition_has', expected one of category, program, reason, tier"),
    (Row(3, REFUSE, {"condition_has": ["unopened"]}),
     "rule 3: condition_has: unopened would let worse goods fare better, expected damaged, defective, expired,"
     " incomplete, opened"),
    (Row(3, REFUSE, {"condition_lacks": ["opened"]}),
     "rule 3: condition_lacks: opened would let worse goods fare better, expected functional, unopened"),
    (Row(4, REFUSE, {"program": []}), "rule 4: program: expected a list of words, got []"),
    (Row(4, REFUSE, {"quantity_min": "3"}), "rule 4: quantity_min: expected a whole number, got '3'"),
    (Row(4, REFUSE, {"expired": False}), "rule 4: expired: expected true, got False"),
    (Row(5, LIMIT, span=Span.NO_END), "rule 5: a limit is a number of days"),
    (Row(6, ALLOW, days=-1), "rule 6: expected 0 to 3650 days, got -1"),
    (Row(6, ALLOW, grace=4000), "rule 6: expected 0 to 3650 days, got 4000"),
    (replace(Row(7), sentence={"fr": "Non."}), "rule 7: a text needs English or Spanish, got neither"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "sentence"), WRONG)
def test_a_rule_that_cannot_be_read_says_why(row: Row, sentence: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        PolicyRule.parse(row)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 15), 24, date(2028, 3, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_warranty_ends_on_the_same_day_of_a_later_month(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end
