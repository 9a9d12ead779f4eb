"""Blind checks: which inspections are drawn, and how well two looks at the same unit agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from app.domain.vocabulary import Grade

MOST_PERCENT = 100


class RegradeReason(StrEnum):
    """Why goods are graded again."""

    FIRST_GRADE_WRONG = "first_grade_wrong"
    CHECK_DIFFERS = "check_differs"
    DAMAGE_SINCE = "damage_since"
    PARTY_DISPUTES = "party_disputes"


def is_drawn(inspection_id: UUID, percent: int) -> bool:
    """Tell whether an inspection is checked blind: by chance, and the same whoever asks again."""
    return int.from_bytes(sha256(inspection_id.bytes).digest()[:4]) % 100 < percent


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two looks agree: `unchanged` of `checked` units, and Cohen's kappa where there is one."""

    checked: int
    unchanged: int
    kappa: float | None

    @property
    def right_first_time(self) -> float | None:
        """Return the share of checked units whose grade stayed, None of none."""
        return self.unchanged / self.checked if self.checked else None


Pair = tuple[Grade, Grade]
"""The first grade of a unit and the second."""


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Return how the second grades agree with the first.

    Kappa is (po - pe) / (1 - pe), unweighted: po the share that agrees, pe the share that would by chance with the
    same marginals (Cohen 1960). There is none of no pairs, nor where both looks only ever gave one same grade.
    """
    unchanged = sum(first is second for first, second in pairs)
    return Agreement(len(pairs), unchanged, _kappa(pairs, unchanged))


def _kappa(pairs: Sequence[Pair], unchanged: int) -> float | None:
    n = len(pairs)
    first, second = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    by_chance = sum(first[grade] * second[grade] for grade in Grade)  # in 1/n²
    if n * n == by_chance:
        return None
    return (n * unchanged - by_chance) / (n * n - by_chance)
