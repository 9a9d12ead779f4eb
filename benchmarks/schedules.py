"""When callers call, and what their waits come to: plain numbers, no clock."""

import math
import random
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass
class OnTime:
    """Calls at set moments, in seconds after the start: whoever scans does not wait for the server to keep up.

    A call whose forerunner is still under way goes out late, and its wait counts from the moment it was due.
    """

    moments: deque[float]

    def first(self) -> float | None:
        """Return when the first call is due."""
        return self.after(0)

    def after(self, _answered: float) -> float | None:
        """Return when the next call is due, None after the last."""
        return self.moments.popleft() if self.moments else None

    def last(self) -> float:
        """Return when the last call is due."""
        return self.moments[-1] if self.moments else 0


@dataclass(frozen=True)
class AfterAnswer:
    """Calls `pause` seconds after every answer from `begin` to `until`; without a pause this saturates the server."""

    begin: float
    pause: float
    until: float

    def first(self) -> float | None:
        """Return when the first call is due."""
        return self.begin

    def after(self, answered: float) -> float | None:
        """Return when the next call is due, None once `until` has passed."""
        due = answered + self.pause
        return due if due < self.until else None

    def last(self) -> float:
        """Return when the last call may be due."""
        return self.until


Pace = OnTime | AfterAnswer


def beats(callers: int, rate: float, seconds: float, seed: int = 1) -> list[OnTime]:
    """Share `rate` calls a second among `callers`, each on a beat of its own that sways by half an interval.

    People scan neither in step nor twice at once. The same seed gives the same moments in every run.
    """
    chance, interval = random.Random(seed), callers / rate
    return [OnTime(deque(_moments(chance, interval, seconds))) for _ in range(callers)]


def _moments(chance: random.Random, interval: float, seconds: float) -> Iterable[float]:
    offset = chance.uniform(0, interval)
    swayed = (offset + (beat + chance.uniform(-0.25, 0.25)) * interval for beat in range(round(seconds / interval)))
    return sorted(max(0.0, moment) for moment in swayed)


def polls(callers: int, pause: float, seconds: float, seed: int = 2) -> list[AfterAnswer]:
    """Let `callers` ask again `pause` seconds after every answer, each begun at a moment of its own."""
    chance = random.Random(seed)
    return [AfterAnswer(chance.uniform(0, pause), pause, seconds) for _ in range(callers)]


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` (0 to 1) of `ordered` do not exceed (nearest rank); NaN of none."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan
