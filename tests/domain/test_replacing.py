"""How much of a line is made good by goods, what of it is missing, and what that is charged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refunds import NO_TERMS, Batch, RefundTiming, Terms
from app.domain.replacing import Given, Room, accepted, charge, returned
from app.domain.vocabulary import Condition, Grade, LineVerdict
from tests.domain.test_refunds import FACTS
from tests.services.settler import TermOf

BROKEN = frozenset({Condition.DAMAGED})
CAME = replace(FACTS, batches=(Batch(2, Grade.A), Batch(1, Grade.C, BROKEN), Batch(3), Batch(4, Grade.B, is_held=True)))


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        ((), 3),
        ((TermOf(),), 3),
        ((TermOf(1, RefundTiming.NEVER, {"condition_has": ["damaged"]}), TermOf(2)), 2),
        ((TermOf(when={"program": ["recall"]}),), 0),
    ],
)
def test_accepted_is_graded_unheld_and_of_a_condition_that_the_policy_gives_something_for(
    rows: tuple[TermOf, ...], units: int
) -> None:
    assert accepted(CAME, Terms.parse(1, rows) if rows else NO_TERMS) == units


def test_what_nobody_promised_is_neither_accepted_nor_returned() -> None:
    over = replace(CAME, verdict=LineVerdict.OVER, is_checked_in=True)
    assert (accepted(over, NO_TERMS), returned(over)) == (0, 0)


def test_what_is_counted_is_here_once_its_receipt_is_closed_or_it_is_graded() -> None:
    assert (returned(CAME), returned(replace(CAME, is_checked_in=True))) == (7, 10)


def an(number: int, quantity: int = 1, *, back: int = 1, is_out: bool = True, is_advance: bool = True) -> Given:
    return Given(UUID(int=number), quantity, is_advance, is_out, date(2026, 11, back) if is_advance else None)


def test_what_is_left_counts_what_is_planned_and_never_more_than_was_promised() -> None:
    room = Room(6, accepted=4, returned=4, given=(an(1, is_advance=False), an(2, is_out=False, is_advance=False)))
    assert (room.left(is_advance=False), room.left(is_advance=True)) == (2, 4)
    assert (room.planned, room.to_send) == (1, 3)
    assert Room(2, accepted=9).left(is_advance=False) == 2


def test_what_came_stands_for_what_was_due_back_first() -> None:
    late, early = an(1, 2, back=20), an(2, 2, back=10)
    room = Room(6, returned=3, given=(late, early))
    assert room.missing() == {early.id: 0, late.id: 1}
    assert room.awaited == 1
    assert replace(room, given=(replace(late, is_charged=True), early)).awaited == 0


def test_what_was_replaced_after_it_came_stands_for_no_other() -> None:
    first, ordinary = an(1), an(2, is_advance=False)
    assert Room(6, accepted=1, returned=1, given=(first, ordinary)).missing() == {first.id: 1}


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans(), st.booleans(), st.integers(1, 28)), max_size=6),
       st.integers(0, 12))  # fmt: skip
def test_nothing_is_missing_twice(gone: list[tuple[int, bool, bool, int]], came: int) -> None:
    given_ = tuple(
        an(number, units, back=day, is_out=out, is_advance=advance)
        for number, (units, advance, out, day) in enumerate(gone)
    )
    missing = Room(30, returned=came, given=given_).missing()
    left = sum(each.quantity for each in given_ if each.is_out)
    in_advance = sum(each.quantity for each in given_ if each.is_out and each.is_advance)
    assert sum(missing.values()) == min(in_advance, max(0, left - came))


@pytest.mark.parametrize(
    ("units", "percent", "amount"), [(0, 100, "0"), (1, 100, "9.99"), (3, 80, "23.98"), (2, 0, "0.00")]
)
def test_a_charge_is_a_share_of_the_list_price_rounded_once(units: int, percent: int, amount: str) -> None:
    assert charge(Decimal("9.99"), percent, units, "USD") == Decimal(amount)
