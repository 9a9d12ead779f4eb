"""How long goods took, as figures: the median, the ninetieth percentile, the longest, of how many. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `n` cartons or base units: half took `p50` or less, nine of ten `p90` or less, none longer than `longest`."""

    n: int
    p50: timedelta
    p90: timedelta
    longest: timedelta


def spread(spans: Iterable[tuple[timedelta, int]]) -> Spread | None:
    """Return the figures of spans, each with how many took it, by nearest rank; None of nothing."""
    ranked = sorted((span, count) for span, count in spans if count > 0)
    if not ranked:
        return None
    until = list(accumulate(count for _span, count in ranked))
    n = until[-1]

    def at(percent: int) -> timedelta:
        rank = -(-n * percent // 100)
        return next(span for (span, _count), upto in zip(ranked, until, strict=True) if upto >= rank)

    return Spread(n, at(50), at(90), ranked[-1][0])
