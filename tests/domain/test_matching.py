"""What the goods of a blind receipt are under an authorization, and how the two fit."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.matching import Deliveries, Fit, fit_of, rejudge
from app.domain.messages.core import Units
from app.domain.receipts import FILLING, Board, Count, PaperLine
from app.domain.transitions import ReceiptState
from app.domain.vocabulary import LineVerdict
from tests.domain.test_receiving_rules import LOTS, PAPER, RECEIPT, SERIALS, TODAY, a_product

DRILL = a_product(1, lots=True, dates=False, serials=True)
SOUP = a_product(2, lots=True, dates=True, serials=False)
BLIND = UUID(int=77)


def a_line(number: int, product: object, lot: str = "", serial: str = "", expected: int = 1) -> PaperLine:
    return PaperLine(UUID(int=1000 + number), product, lot, None, serial, expected)  # type: ignore[arg-type]


def a_count(number: int, product: object, quantity: int = 1, lot: str = "", serial: str = "", **more: object) -> Count:
    verdict = more.pop("verdict", LineVerdict.UNMATCHED)
    return Count(UUID(int=number), BLIND, None, product, lot, None, serial, verdict, quantity)  # type: ignore[arg-type]


def on(*lines: PaperLine) -> Board:
    return Board(RECEIPT, "R-1", ReceiptState.OPEN, datetime(2026, 11, 22, tzinfo=UTC), PAPER, lines)


NOTHING = Deliveries()


def told(board: Board, *counts: Count, sent: Deliveries = NOTHING) -> list[tuple[str, int, str]]:
    return [
        (each.count.serial or each.count.lot, share.quantity, share.verdict.value)
        for each in rejudge(board, counts, sent, TODAY)
        for share in each.shares
    ]


def test_a_serial_reaches_its_own_line_before_a_stranger_fills_the_open_one() -> None:
    board = on(a_line(1, DRILL), a_line(2, DRILL, serial="S1"))
    assert told(board, a_count(1, DRILL, serial="S2"), a_count(2, DRILL, serial="S1")) == [
        ("S2", 1, "expected"), ("S1", 1, "expected"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "verdict"),
    [
        (Deliveries(), "expected"),
        (Deliveries(serials=frozenset({(DRILL.id, "S1")})), "expected"),
        (Deliveries(serials=frozenset({(DRILL.id, "S2")})), "wrong_serial"),
        (Deliveries(others={(DRILL.id, "S1"): "Harbor"}), "wrong_serial"),
    ],
)
def test_a_serial_that_was_surely_never_sent_is_wrong(sent: Deliveries, verdict: str) -> None:
    assert told(on(a_line(1, DRILL)), a_count(1, DRILL, serial="S1"), sent=sent) == [("S1", 1, verdict)]
    named = on(a_line(1, DRILL, serial="S1"))
    assert told(named, a_count(1, DRILL, serial="S1"), sent=sent) == [("S1", 1, "expected")], "the paper says so"


def test_goods_without_a_lot_are_unreadable_only_if_somebody_looked() -> None:
    board = on(a_line(1, SOUP))
    assert told(board, a_count(1, SOUP)) == [("", 1, "expected")]
    assert told(board, a_count(1, SOUP, verdict=LineVerdict.LOT_UNREADABLE)) == [("", 1, "lot_unreadable")]


def test_a_fit_counts_each_unit_by_the_narrowest_thing_that_its_line_names() -> None:
    lines = (a_line(1, DRILL, serial="S1"), a_line(2, SOUP, lot="A", expected=2), a_line(3, SOUP, expected=1))
    counts = (
        a_count(1, DRILL, serial="S1"),
        a_count(2, SOUP, 5, lot="A"),
        a_count(3, a_product(3, lots=False, dates=False, serials=False)),
    )
    sent = Deliveries(frozenset({SOUP.id}), {(SOUP.id, "A"): None}, frozenset({(DRILL.id, "S1")}))
    fit = fit_of(rejudge(on(*lines), counts, sent, TODAY), lines, sent)
    assert fit == Fit(units=7, by_serial=1, by_lot=2, by_product=1, over=2, held=1, sent=6)
    said = fit.said("RMA-1", "Northline")
    assert said.message.key == "matching.fits"
    assert (said.params["units"], said.params["expected"], said.params["sent"]) == (Units(7), 4, 6)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Fit(2, by_serial=2), Fit(2, by_lot=2)),
        (Fit(2, by_lot=2), Fit(2, by_product=2)),
        (Fit(2, by_product=2, sent=2), Fit(2, by_product=2)),
        (Fit(2, by_product=2), Fit(2, by_product=1, over=1)),
        (Fit(2, by_product=1, over=1), Fit(2, by_product=1, held=1)),
        (Fit(2, by_product=2), Fit(2, sent=2, held=2)),
    ],
)
def test_what_proves_more_ranks_higher(better: Fit, worse: Fit) -> None:
    assert better.score > worse.score


@pytest.mark.parametrize(
    ("fit", "key"),
    [(Fit(1, by_lot=1), "fits"), (Fit(1, held=1, sent=1), "fits_by_delivery"), (Fit(1, held=1), "fits_not")],
)
def test_a_fit_says_what_it_rests_on(fit: Fit, key: str) -> None:
    assert fit.said("RMA-1", "Northline").message.key == f"matching.{key}"


counts = st.lists(
    st.builds(
        lambda n, product, quantity, lot, serial: a_count(n, product, 1 if serial else quantity, lot, serial),
        st.integers(1, 10**6), st.sampled_from([DRILL, SOUP]), st.integers(1, 9), st.sampled_from(LOTS),
        st.sampled_from(SERIALS),
    ),
    max_size=5,
)  # fmt: skip
lines = st.lists(
    st.tuples(st.sampled_from([DRILL, SOUP]), st.sampled_from(LOTS), st.sampled_from(SERIALS), st.integers(1, 9)),
    max_size=4,
)


@given(counts, lines)
def test_no_unit_is_lost_and_no_line_is_filled_twice(
    counts: list[Count], lines: list[tuple[object, str, str, int]]
) -> None:
    named = tuple(a_line(n, product, lot, serial, much) for n, (product, lot, serial, much) in enumerate(lines))
    rejudged = rejudge(on(*named), counts, Deliveries(), TODAY)
    assert all(sum(share.quantity for share in each.shares) == each.count.quantity for each in rejudged)
    for line in named:
        filled = sum(
            s.quantity for each in rejudged for s in each.shares if s.line_id == line.id and s.verdict in FILLING
        )
        assert filled <= line.expected
    fit = fit_of(rejudged, named, Deliveries())
    assert fit.expected + fit.over + fit.held == fit.units


def test_goods_that_expired_meanwhile_are_held() -> None:
    old = replace(a_count(1, SOUP, lot="A"), expiry=date(2026, 11, 21))
    assert told(on(a_line(1, SOUP)), old) == [("A", 1, "expired")]
