"""How many units of a lot are looked at: ISO 2859-1, general inspection level II, single sampling."""

from bisect import bisect_left

SAMPLES = (
    (8, 2), (15, 3), (25, 5), (50, 8), (90, 13), (150, 20), (280, 32), (500, 50), (1_200, 80), (3_200, 125),
    (10_000, 200), (35_000, 315), (150_000, 500), (500_000, 800),
)  # fmt: skip
"""Largest lot and its sample, in units (tables 1 and 2-A)."""

LARGEST = 1_250


def sample_size(lot: int) -> int:
    """Return how many of `lot` units are checked; never more than there are. A lot of one is checked whole."""
    place = bisect_left(SAMPLES, (lot, 0))
    return min(lot, SAMPLES[place][1] if place < len(SAMPLES) else LARGEST)
