"""How a count differs from its declaration, and how many units speak for a lot."""

from uuid import UUID, uuid4

import pytest

from app.domain.pallets import Differences, compare
from app.domain.sampling import sample_size

A, B = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("declared", "counted", "found"),
    [
        ([(A, "1", 12)], [(A, "1", 12)], Differences()),
        ([(A, "1", 12)], [(A, "1", 5), (A, "1", 7)], Differences()),
        ([(A, "1", 12)], [(A, "1", 10)], Differences(short=2)),
        ([(A, "1", 12)], [], Differences(short=12)),
        ([(A, "1", 12)], [(A, "1", 13)], Differences(over=1)),
        ([(A, "1", 12)], [(A, "1", 10), (A, "2", 2)], Differences(short=2, other_lot=2)),
        ([(A, "1", 12)], [(A, "1", 12), (B, "", 3)], Differences(over=3)),
        ([(A, "1", 4), (A, "2", 4)], [(A, "1", 6), (A, "2", 2)], Differences(short=2, over=2)),
    ],
)
def test_a_count_is_compared_lot_by_lot(
    declared: list[tuple[UUID, str, int]], counted: list[tuple[UUID, str, int]], found: Differences
) -> None:
    assert compare(declared, counted) == found
    assert found.any is (found != Differences())


@pytest.mark.parametrize(
    ("lot", "sample"),
    [
        (1, 1), (2, 2), (8, 2), (9, 3), (15, 3), (16, 5), (25, 5), (26, 8), (50, 8), (90, 13), (91, 20), (280, 32),
        (281, 50), (1_200, 80), (3_200, 125), (3_201, 200), (10_000, 200), (10_001, 315), (500_001, 1_250),
    ],
)  # fmt: skip
def test_the_sample_is_that_of_general_level_two(lot: int, sample: int) -> None:
    assert sample_size(lot) == sample
