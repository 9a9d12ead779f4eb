"""Weights are shared among programs to the gram, and nothing of them is lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificates import Fate
from app.domain.streams import DIVERTED, Recovered, shared


@pytest.mark.parametrize(
    ("grams", "by", "found"),
    [
        (100, {"a": 1, "b": 1}, {"a": 50, "b": 50}),
        (100, {"a": 1, "b": 2}, {"a": 33, "b": 67}),
        (1, {"a": 1, "b": 2}, {"b": 1}),
        (7, {"a": 0, "b": 0}, {"a": 7}),
        (0, {"a": 1}, {}),
        (5, {}, {}),
    ],
)
def test_shares_follow_the_weights(grams: int, by: dict[str, int], found: dict[str, int]) -> None:
    assert shared(grams, by) == found


@given(st.integers(0, 10**8), st.dictionaries(st.integers(), st.integers(0, 10**6), min_size=1, max_size=7))
def test_no_gram_is_lost(grams: int, by: dict[int, int]) -> None:
    assert sum(shared(grams, by).values()) == grams


def test_what_is_destroyed_here_is_not_diverted() -> None:
    figures = Recovered({Fate.BACK_TO_PRODUCTION: 500, Fate.RECYCLED: 250, Fate.LANDFILL: 50}, 200, 3)
    assert (figures.total, figures.percent(DIVERTED), figures.percent({Fate.LANDFILL})) == (
        1000, Decimal("75.0"), Decimal("5.0"),
    )  # fmt: skip
    assert Recovered({}, 0, 0).percent(DIVERTED) is None
