"""How many units of a lot are looked at, and what they say of the rest: ISO 2859-1:1999, single sampling, level II."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

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


class Severity(StrEnum):
    """How hard a lot is looked at (9.1 to 9.3)."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


class Aql(StrEnum):
    """The acceptance quality limits that a lot is judged by, in percent nonconforming."""

    P0_10 = "0.10"
    P0_15 = "0.15"
    P0_25 = "0.25"
    P0_40 = "0.40"
    P0_65 = "0.65"
    P1_0 = "1.0"
    P1_5 = "1.5"
    P2_5 = "2.5"
    P4_0 = "4.0"
    P6_5 = "6.5"


LETTERS = "ABCDEFGHJKLMNPQR"
NORMAL_SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250, 2_000)
SIZES: Mapping[Severity, tuple[int, ...]] = {
    Severity.NORMAL: NORMAL_SIZES,
    Severity.TIGHTENED: NORMAL_SIZES,
    Severity.REDUCED: (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800),
}
"""Sample sizes by code letter (tables 2-A, 2-B, 2-C)."""

DOWN, UP = "down", "up"
COLUMNS: Mapping[Severity, tuple[int | str, ...]] = {
    Severity.NORMAL: (0, UP, DOWN, 1, 2, 3, 5, 7, 10, 14, 21),
    Severity.TIGHTENED: (DOWN, 0, DOWN, DOWN, 1, 2, 3, 5, 8, 12, 18),
    Severity.REDUCED: (0, UP, DOWN, DOWN, 1, 2, 3, 5, 6, 8, 10),
}
"""Acceptance numbers down one column of a master table, from the letter of `FIRST` on; arrows point down above it, up
below it. Every column is the same, a letter further on for each AQL that is a step tighter."""

FIRST: Mapping[Aql, int] = {aql: len(Aql) - 1 - place for place, aql in enumerate(Aql)}
"""The place in `LETTERS` at which the column of an AQL begins: 6.5 at A, 4.0 at B, down to 0.10 at K."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many units are drawn, and up to how many defective ones the lot is accepted. Rejected from `reject` on."""

    letter: str
    sample: int
    accept: int

    @property
    def reject(self) -> int:
        """The rejection number."""
        return self.accept + 1


def plan(lot: int, aql: Aql, severity: Severity) -> Plan:
    """Return the plan for a lot of so many units; where its sample is the lot or more, every unit is looked at."""
    place = _place(bisect_left(SAMPLES, (lot, 0)), aql, severity)
    accept = COLUMNS[severity][place - FIRST[aql]]
    assert isinstance(accept, int), "arrows were followed"
    return Plan(LETTERS[place], min(lot, SIZES[severity][place]), accept)


def _place(letter: int, aql: Aql, severity: Severity) -> int:
    """Follow the arrows from a code letter to the first plan that has numbers."""
    column, first = COLUMNS[severity], FIRST[aql]
    while True:
        row = letter - first
        at = DOWN if row < 0 else column[row] if row < len(column) else UP
        if isinstance(at, int):
            return letter
        letter += 1 if at == DOWN else -1


def a_step_tighter(aql: Aql) -> Aql | None:
    """Return the next smaller AQL, None for the smallest."""
    place = list(Aql).index(aql)
    return list(Aql)[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Decided:
    """One lot that a sample has decided: its size, the AQL, how hard it was looked at, and how many were defective."""

    lot: int
    aql: Aql
    severity: Severity
    defective: int

    @property
    def is_accepted(self) -> bool:
        """Whether the lot was accepted."""
        return self.defective <= plan(self.lot, self.aql, self.severity).accept

    @property
    def score(self) -> int:
        """Return what it adds to the switching score, 0 when it sets that back (9.3.3.2)."""
        if not self.is_accepted:
            return 0
        if plan(self.lot, self.aql, Severity.NORMAL).accept < MANY:
            return 2
        tighter = a_step_tighter(self.aql)
        return 3 if tighter and self.defective <= plan(self.lot, tighter, Severity.NORMAL).accept else 0


MANY = 2
"""From this acceptance number on the score asks whether the lot had been accepted a step tighter (9.3.3.2)."""
ENOUGH = 30
"""The switching score from which on inspection may be reduced (9.3.3.1)."""
IN_A_ROW = 5
"""Lots: two of so many rejected tighten, so many accepted loosen again; so many rejected under tightened stop it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How hard the next lot is looked at. `is_stopped`: no lot is accepted by a sample any more (9.4)."""

    severity: Severity = Severity.NORMAL
    score: int = 0
    latest: tuple[bool, ...] = ()
    rejected: int = 0
    is_stopped: bool = False


def standing(history: Iterable[Decided], *, may_reduce: bool) -> Standing:
    """Return where the switching rules lead after `history`, the oldest lot first (9.3).

    `may_reduce` is the consent that 9.3.3.1 asks for beside the score.
    """
    now = Standing()
    for lot in history:
        now = _NEXT[now.severity](now, lot, may_reduce)
    return now


def _after_normal(now: Standing, lot: Decided, may_reduce: bool) -> Standing:
    latest = (*now.latest, lot.is_accepted)[-IN_A_ROW:]
    if latest.count(False) >= 2:
        return Standing(Severity.TIGHTENED)
    score = now.score + lot.score if lot.score else 0
    if may_reduce and score >= ENOUGH:
        return Standing(Severity.REDUCED)
    return Standing(Severity.NORMAL, score, latest)


def _after_tightened(now: Standing, lot: Decided, _may_reduce: bool) -> Standing:
    rejected = now.rejected + (not lot.is_accepted)
    latest = (*now.latest, True) if lot.is_accepted else ()
    if len(latest) == IN_A_ROW and not now.is_stopped:
        return Standing()
    return Standing(Severity.TIGHTENED, 0, latest, rejected, is_stopped=rejected >= IN_A_ROW)


def _after_reduced(now: Standing, lot: Decided, _may_reduce: bool) -> Standing:
    return now if lot.is_accepted else Standing()


_NEXT = {
    Severity.NORMAL: _after_normal,
    Severity.TIGHTENED: _after_tightened,
    Severity.REDUCED: _after_reduced,
}
