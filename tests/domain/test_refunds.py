"""What is owed for a receipt line as it stands, by the first refund term that applies."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.policies import PolicyError
from app.domain.refunds import NO_TERMS, Batch, Due, LineFacts, RefundTiming, Resolution, Terms, due, is_large, usual
from app.domain.terms import PartyTier
from app.domain.vocabulary import Category, Condition, Grade, LineVerdict, Program, ReasonCode
from tests.services.settler import TermOf

FACTS = LineFacts(
    program=Program.CUSTOMER_RETURN, category=Category.TOOLS, tier=PartyTier.STANDARD, reason=ReasonCode.CHANGED_MIND,
    resolution=Resolution.REFUND, verdict=LineVerdict.EXPECTED, price=Decimal("19.99"), currency="USD",
    batches=(Batch(2, Grade.A), Batch(1, Grade.C), Batch(3)),
)  # fmt: skip
_T = RefundTiming


def owed(*rows: TermOf, **facts: Any) -> Due:
    return due(replace(FACTS, **facts), Terms.parse(1, rows or (TermOf(),)))


@pytest.mark.parametrize(
    ("timing", "facts", "units", "net"),
    [
        (_T.ON_ACCEPTANCE, {}, 3, "49.98"),
        (_T.ON_ACCEPTANCE, {"is_checked_in": True}, 3, "49.98"),
        (_T.ON_CHECK_IN, {}, 0, "0"),
        (_T.ON_CHECK_IN, {"is_checked_in": True}, 6, "109.95"),
        (_T.AFTER_VENDOR_CREDIT, {}, 0, "0"),
        (_T.AFTER_VENDOR_CREDIT, {"credited": 1}, 1, "19.99"),
        (_T.AFTER_VENDOR_CREDIT, {"credited": 9}, 3, "49.98"),
        (_T.NEVER, {"is_checked_in": True, "credited": 9}, 0, "0"),
    ],
)  # fmt: skip
def test_when_a_refund_is_owed(timing: RefundTiming, facts: dict[str, Any], units: int, net: str) -> None:
    found = owed(TermOf(timing=timing), **facts)
    assert (found.units, found.net) == (units, Decimal(net))


@pytest.mark.parametrize(
    "facts",
    [
        {"resolution": Resolution.REPLACEMENT},
        {"resolution": Resolution.NONE},
        {"verdict": LineVerdict.OVER},
        {"verdict": LineVerdict.UNEXPECTED},
        {"batches": (Batch(2, Grade.A, is_held=True), Batch(3))},
    ],
)
def test_what_earns_nothing(facts: dict[str, Any]) -> None:
    assert owed(**facts) == Due()


def test_overs_earn_once_they_are_approved() -> None:
    assert owed(verdict=LineVerdict.OVER, is_approved=True).units == 3


def test_without_terms_or_a_term_that_applies_nothing_is_owed() -> None:
    assert due(FACTS, NO_TERMS) == Due()
    assert owed(TermOf(when={"program": ["warranty"]})) == Due()


def test_the_first_term_that_applies_to_the_goods_counts() -> None:
    rows = (TermOf(2), TermOf(1, _T.NEVER, {"condition_has": ["damaged"], "reason": ["changed_mind"]}))
    batches = (Batch(1, Grade.A, frozenset({Condition.DAMAGED, Condition.OPENED})), Batch(1, Grade.A))
    assert owed(*rows, batches=batches).units == 1


@pytest.mark.parametrize(
    ("percent", "least", "currency", "fee"),
    [(0, "0", "USD", "0"), (10, "0", "USD", "4.00"), (10, "5", "USD", "10"), (0, "99", "USD", "39.98"),
     (10, "5", "MXN", "4.00")],
)  # fmt: skip
def test_the_fee_is_a_share_with_a_minimum_in_its_own_currency_and_never_more_than_what_is_owed(
    percent: int, least: str, currency: str, fee: str
) -> None:
    term = TermOf(fee_percent=percent, fee_minimum=Decimal(least), currency=currency)
    found = owed(term, batches=(Batch(2, Grade.A),))
    assert (found.gross, found.fee) == (Decimal("39.98"), Decimal(fee))


def test_the_least_limit_of_the_terms_that_counted_asks_for_a_supervisor() -> None:
    rows = (
        TermOf(1, when={"condition_has": ["opened"]}, approve_from=Decimal(50)),
        TermOf(2, approve_from=Decimal(80)),
    )
    found = owed(*rows, batches=(Batch(1, Grade.A, frozenset({Condition.OPENED})), Batch(1, Grade.A)))
    assert found.approve_from == 50
    assert is_large(Decimal(50), [Decimal(80), Decimal(0), found.approve_from])
    assert not is_large(Decimal("49.99"), [found.approve_from])
    assert not is_large(Decimal(10**6), [Decimal(0)])


def test_a_line_comes_to_what_it_says_else_to_what_is_usual() -> None:
    assert usual(None, Program.TRADE_RETURN) is Resolution.CREDIT
    assert usual(Resolution.NONE, Program.TRADE_RETURN) is Resolution.NONE


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (TermOf(3, share_b=101), "refund term 3: expected 0 to 100 percent, got 101"),
        (TermOf(4, when={"colour": ["red"]}), "refund term 4: unknown condition 'colour', expected one of category,"),
    ],
)
def test_a_term_that_cannot_be_read_says_which_and_why(row: TermOf, why: str) -> None:
    with pytest.raises(PolicyError, match=why):
        Terms.parse(1, [row])


@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([None, *Grade]), st.booleans()), max_size=6),
    st.sampled_from(RefundTiming),
    st.integers(0, 20),
    st.integers(0, 100),
)
def test_no_more_is_owed_than_was_paid_for_what_is_not_locked(
    goods: list[tuple[int, Grade | None, bool]], timing: RefundTiming, credited: int, fee: int
) -> None:
    batches = tuple(Batch(units, grade, is_held=held) for units, grade, held in goods)
    found = owed(
        TermOf(timing=timing, fee_percent=fee, fee_minimum=Decimal(1)),
        batches=batches, is_checked_in=True, credited=credited,
    )  # fmt: skip
    free = sum(batch.quantity for batch in batches if not batch.is_held)
    assert 0 <= found.units <= free
    assert 0 <= found.net <= found.gross <= found.units * FACTS.price
