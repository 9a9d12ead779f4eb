"""What each verdict on a request says: title, sentence and what to do next."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.eligibility import Judgement, judge
from app.domain.plain import in_english
from app.domain.policies import Policy
from app.domain.terms import Match, PartyTier
from app.domain.vocabulary import Category, Program, ReasonCode
from tests.domain.policy_rows import POLICY, SHIRT, Row, after

SENTENCES: list[tuple[dict[str, Any], str]] = [
    (after(31), "Just too late | Rule 3. Delivered on 2026-09-01, asked for on 2026-10-02: the window ended on"
     " 2026-10-01, and its days of grace are not over. | A supervisor decides"),
    ({"tier": PartyTier.WATCHED}, "Needs approval | Rule 9. | A supervisor decides"),
    ({"category": Category.MEDICAL, "condition": frozenset()}, "Not taken back | Rule 8. | Tell the party why"),
    ({"reason": ReasonCode.RECALL}, "Reason does not fit | Recall is not a reason under the program Customer return."
     " | Choose another reason, or another program"),
    ({"program": Program.PACKAGING}, "No rule | No rule of policy 4 opens a window for this return."
     " | A supervisor decides"),
    ({"program": Program.WARRANTY}, "No warranty | Rule 4. This product is sold without warranty."
     " | Choose another program"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "sentence"), SENTENCES)
def test_each_verdict_has_its_sentence(facts: dict[str, Any], sentence: str) -> None:
    assert told(judge(replace(SHIRT, **facts), POLICY)) == sentence


def test_a_window_that_counts_from_a_delivery_nobody_knows_of_is_for_a_supervisor() -> None:
    lenient = Policy.parse(4, [Row(3, needs_delivery=False)], {})
    assert told(judge(replace(SHIRT, match=Match.NEVER, delivered_on=None), lenient)) == (
        "Delivery unknown | Rule 3. It counts from the delivery, and no delivery to this party is known."
        " | A supervisor decides"
    )


def told(found: Judgement) -> str:
    said = found.finding.said
    return f"{said.message.title} | {in_english(said)} | {said.message.next}"
