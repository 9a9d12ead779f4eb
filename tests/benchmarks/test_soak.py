"""What an hour of load is judged by."""

import pytest

from benchmarks.soak import drift


@pytest.mark.parametrize(
    ("samples", "grown"),
    [
        ([100.0] * 13, 0.0),
        ([60.0, 150.0, 180.0, 180.0, 180.0, 180.0, 180.0, 180.0], 0.0),  # it warms up, then stays
        ([100.0 + 10 * minute for minute in range(12)], 30.0),
        ([100.0, 104.0], 4.0),
        ([100.0], 0.0),
    ],
)
def test_memory_is_flat_when_its_last_quarter_is_like_the_one_before(samples: list[float], grown: float) -> None:
    assert drift(samples) == grown
