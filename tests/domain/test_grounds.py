"""What deliveries leave to come back, and which of them a return reaches."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.grounds import Delivered, Ground, Taken, tightest

MAY, NOVEMBER = date(2026, 5, 4), date(2026, 11, 3)
TWICE = (Delivered(MAY, 10), Delivered(NOVEMBER, 10))


def test_what_is_left_is_what_was_shipped_less_what_came_back_or_is_asked_for() -> None:
    ground = Ground(TWICE, (Taken(NOVEMBER, 3, is_back=True), Taken(NOVEMBER, 4)))
    assert (ground.shipped, ground.returned, ground.reserved, ground.left) == (20, 3, 4, 13)


def test_more_back_than_was_shipped_leaves_nothing() -> None:
    assert Ground((Delivered(MAY, 2),), (Taken(MAY, 3, is_back=True),)).left == 0


def test_a_return_reaches_back_from_the_newest_delivery() -> None:
    ground = Ground(TWICE)
    assert [ground.delivered_on(quantity) for quantity in (1, 10, 11, 20, 21)] == [NOVEMBER, NOVEMBER, MAY, MAY, MAY]


def test_what_was_taken_of_the_new_delivery_leaves_the_old_one() -> None:
    ground = Ground(TWICE, (Taken(NOVEMBER, 10),))
    assert ground.delivered_on(1) == MAY


def test_what_came_back_before_the_new_delivery_was_of_the_old_one() -> None:
    ground = Ground(TWICE, (Taken(date(2026, 6, 1), 10, is_back=True),))
    assert ground.delivered_on(10) == NOVEMBER


def test_nothing_delivered_reaches_no_day() -> None:
    assert Ground().delivered_on(1) is None


def test_the_tightest_ground_binds() -> None:
    product, lot = Ground((Delivered(MAY, 20),), (Taken(MAY, 18),)), Ground((Delivered(MAY, 5),))
    assert tightest([lot, product]) is product


days = st.integers(0, 300).map(lambda number: MAY + timedelta(days=number))
GROUNDS = st.builds(
    Ground,
    st.lists(st.builds(Delivered, days, st.integers(1, 9)), min_size=1, max_size=4).map(tuple),
    st.lists(st.builds(Taken, days, st.integers(1, 9), st.booleans()), max_size=4).map(tuple),
)


@given(GROUNDS, st.integers(1, 20))
def test_more_of_it_never_reaches_a_newer_delivery(ground: Ground, quantity: int) -> None:
    nearer, farther = ground.delivered_on(quantity), ground.delivered_on(quantity + 1)
    assert nearer is not None
    assert farther is not None
    assert farther <= nearer
