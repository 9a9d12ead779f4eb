"""Percentiles by nearest rank, weighted."""

from datetime import timedelta

import pytest

from app.domain.dwell_figures import Spread, spread


def hours(*spans: tuple[float, int]) -> list[tuple[timedelta, int]]:
    return [(timedelta(hours=span), count) for span, count in spans]


@pytest.mark.parametrize(("spans", "found"), [
    ([], None),
    ([(3, 0)], None),
    ([(3, 1)], (1, 3, 3, 3)),
    ([(4, 1), (2, 1)], (2, 2, 4, 4)),
    ([(n, 1) for n in range(1, 11)], (10, 5, 9, 10)),
    ([(1, 90), (7, 9), (30, 1)], (100, 1, 1, 30)),
    ([(1, 89), (7, 10), (30, 1)], (100, 1, 7, 30)),
])  # fmt: skip
def test_percentiles(spans: list[tuple[float, int]], found: tuple[int, int, int, int] | None) -> None:
    wanted = found and Spread(found[0], *(timedelta(hours=each) for each in found[1:]))
    assert spread(hours(*spans)) == wanted
