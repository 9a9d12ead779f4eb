"""Goods as they may come, and rule tables as a site may write them: drawn at random, for every test of decisions."""

from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from app.domain.circumstances import Circumstances, Offer, Regime, VendorStanding, Wishes
from app.domain.grading import COSMETICS, FUNCTION, Scores, grade
from app.domain.messages.core import Local, Money
from app.domain.rules import CODES, Facts
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, ReasonCode, RuleEffect

DESTROY = DispositionCode.DESTROY
NOT_FIT = Local({"en": "Not fit for sale.", "es": "No apto para venta."})


@dataclass
class Row:
    """A rule as stored."""

    position: int = 1
    when: dict[str, Any] = field(default_factory=dict)
    effect: RuleEffect = RuleEffect.EXCLUDE
    codes: list[str] = field(default_factory=lambda: ["restock"])
    sentence: dict[str, str] = field(default_factory=lambda: dict(NOT_FIT.texts))
    version: int = 3


DRILL = Facts(
    program=Program.CUSTOMER_RETURN,
    reason=ReasonCode.DEFECTIVE,
    category=Category.TOOLS,
    condition=frozenset({Condition.OPENED}),
    function=4,
    cosmetics=7,
    grade=Grade.C,
)


# Reachable facts: a grade always follows from its scores.
SCORES = st.sampled_from([Scores(f, c) for f, c in product(FUNCTION, COSMETICS)])


CIRCUMSTANCES = st.builds(
    Circumstances,
    recalled=st.booleans(),
    lot_held=st.booleans(),
    sanitized=st.booleans(),
    udi_unread=st.booleans(),
    regime=st.none() | st.sampled_from(Regime),
    offer=st.none()
    | st.builds(
        Offer, st.sampled_from(VendorStanding), st.just(UUID(int=7)), st.integers(0, 9), st.decimals(0, 400, places=2)
    ),
    wishes=st.builds(
        Wishes, st.just("Alameda"), st.frozensets(st.sampled_from(CODES)), st.decimals(0, 60, places=2), st.just("USD")
    ),
)


@st.composite
def reachable_facts(draw: st.DrawFn) -> Facts:
    scores = draw(SCORES)
    return Facts(
        program=draw(st.none() | st.sampled_from(Program)),
        reason=draw(st.none() | st.sampled_from(ReasonCode)),
        category=draw(st.sampled_from(Category)),
        condition=draw(st.frozensets(st.sampled_from(Condition))),
        function=scores.function,
        cosmetics=scores.cosmetics,
        grade=grade(scores).grade,
        expiry_days=draw(st.none() | st.integers(-400, 4000)),
        hazardous=draw(st.booleans()),
        medical=draw(st.booleans()),
        data_bearing=draw(st.booleans()),
    ).within(draw(CIRCUMSTANCES), "USD")


def words(kind: type) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([word.value for word in kind]), min_size=1, max_size=4, unique=True)  # type: ignore[attr-defined]


WHENS = st.fixed_dictionaries({}, optional={
    "program": words(Program), "reason": words(ReasonCode), "category": words(Category), "grade": words(Grade),
    "condition_has": words(Condition), "condition_lacks": words(Condition),
    "function_max": st.integers(1, 6), "function_min": st.integers(1, 6),
    "cosmetics_max": st.integers(1, 9), "cosmetics_min": st.integers(1, 9),
    "expired": st.booleans(), "expiry_days_max": st.integers(-10, 400),
    "hazardous": st.booleans(), "medical": st.booleans(), "data_bearing": st.booleans(),
    "sanitized": st.booleans(), "recalled": st.booleans(), "lot_held": st.booleans(),
    "udi_unread": st.booleans(),
    "regime": words(Regime), "vendor": words(VendorStanding),
})  # fmt: skip


@st.composite
def rule_rows(draw: st.DrawFn) -> list[Row]:
    rows = []
    for position in range(1, draw(st.integers(0, 8)) + 1):
        effect = draw(st.sampled_from(RuleEffect))
        codes = draw(words(DispositionCode).filter(lambda codes: codes != [DESTROY.value]))
        kept = [code for code in codes if effect is RuleEffect.REQUIRE or code != DESTROY]
        rows.append(Row(position, draw(WHENS), effect, kept))
    return rows


ALL_NETS = st.fixed_dictionaries({
    code: st.decimals(-50, 500, places=2).map(lambda net: Money(net, "USD")) for code in CODES
})  # fmt: skip
