"""From what an inspector observed to a grade: two scales, a versioned table, the worse axis counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from app.domain.errors import Refused
from app.domain.messages.core import Message, Said
from app.domain.messages.grading import (
    GRADE_BY_BOTH,
    GRADE_BY_COSMETICS,
    GRADE_BY_FUNCTION,
    NOT_A_SCALE,
    NOT_A_SCORE,
)
from app.domain.vocabulary import Condition, Grade

FUNCTION = range(1, 7)
COSMETICS = range(1, 10)


class Axis(StrEnum):
    """What a score, or a question of a checklist, speaks about."""

    FUNCTION = "function"
    COSMETICS = "cosmetics"


class Check(StrEnum):
    """The answer to a yes-or-no question of a checklist."""

    PASS = "pass"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Scores:
    """Function F1-F6 and cosmetics C1-C9, higher is better."""

    function: int
    cosmetics: int

    @classmethod
    def parse(cls, function: str, cosmetics: str) -> Self:
        """Return the scores of two form fields, digits only. Raises Refused."""
        return cls(_score("F", function, FUNCTION), _score("C", cosmetics, COSMETICS))

    def capped(self, caps: "Scores") -> "Scores":
        """Return these scores with neither axis above `caps`."""
        return Scores(min(self.function, caps.function), min(self.cosmetics, caps.cosmetics))


BEST = Scores(FUNCTION[-1], COSMETICS[-1])
OUT_OF_ITS_PACK = Scores(FUNCTION[-1], COSMETICS[-2])


def _score(letter: str, text: str, scale: range) -> int:
    if text.isascii() and text.isdigit() and len(text) == 1 and int(text) in scale:
        return int(text)
    raise Refused(NOT_A_SCORE, text=f"{letter}{text}"[:20])


Answers = Mapping[str, str]
"""By question: the key of an option, or the number that was read off."""


# What an item that was inspected still is, is asked by these two questions wherever a checklist has them.
SEAL_QUESTION, PARTS_QUESTION = "sealed", "complete"


def highest(answers: Answers) -> Scores:
    """Return the scores of an item that passed all: C9 needs a seal that was looked at, for a test opens the pack."""
    return BEST if answers.get(SEAL_QUESTION) == Check.PASS else OUT_OF_ITS_PACK


# From these scores down the inspection itself has found a defect, or damage.
DEFECTIVE_FROM, DAMAGED_FROM = 4, 3


def condition_of(
    before: frozenset[Condition], scores: Scores, answers: Answers, *, is_expired: bool
) -> frozenset[Condition]:
    """Return what an inspection observed: opened or not, works or not, all there or not; damage seen before stays."""
    seen = {
        Condition.UNOPENED: scores.cosmetics == BEST.cosmetics,
        Condition.OPENED: scores.cosmetics < BEST.cosmetics,
        Condition.DEFECTIVE: scores.function <= DEFECTIVE_FROM,
        Condition.FUNCTIONAL: scores.function > DEFECTIVE_FROM,
        Condition.DAMAGED: scores.cosmetics <= DAMAGED_FROM or Condition.DAMAGED in before,
        Condition.INCOMPLETE: answers.get(PARTS_QUESTION) == Check.FAIL,
        Condition.EXPIRED: is_expired or Condition.EXPIRED in before,
    }
    return frozenset(condition for condition, holds in seen.items() if holds)


@dataclass(frozen=True, slots=True)
class GradeTable:
    """Which grade each score gives; `version` is stored with every inspection."""

    version: int
    function: Mapping[int, Grade]
    cosmetics: Mapping[int, Grade]

    @classmethod
    def parse(cls, version: int, function: str, cosmetics: str) -> Self:
        """Return the table of two rows of letters, from F1 and C1 up. Raises Refused.

        A higher score never gives a worse grade, and every grade stands on both scales: what its barcode sets.
        """
        return cls(version, _scale("F", function, FUNCTION), _scale("C", cosmetics, COSMETICS))


def _scale(axis: str, letters: str, scores: range) -> Mapping[int, Grade]:
    if len(letters) != len(scores) or set(letters) != set(Grade) or list(letters) != sorted(letters, reverse=True):
        raise Refused(NOT_A_SCALE, axis=axis, text=" ".join(letters[:20]) or "-")
    return MappingProxyType({score: Grade(letter) for score, letter in zip(scores, letters, strict=True)})


FIRST_TABLE = GradeTable.parse(1, "DDCCBA", "DDDCCBBAA")
"""What every house begins with: version 1. A house that writes its own goes on from 2."""

_BY_AXIS: dict[Axis | None, Message] = {
    Axis.FUNCTION: GRADE_BY_FUNCTION,
    Axis.COSMETICS: GRADE_BY_COSMETICS,
    None: GRADE_BY_BOTH,
}


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with the scores and the table that gave it. `decided_by` is None when both axes agree."""

    scores: Scores
    grade: Grade
    table: int
    decided_by: Axis | None
    why: Said


def grade(scores: Scores, table: GradeTable = FIRST_TABLE) -> Graded:
    """Return the worse of the two grades that `table` gives, with the sentence that says so."""
    by_axis = {Axis.FUNCTION: table.function[scores.function], Axis.COSMETICS: table.cosmetics[scores.cosmetics]}
    # Grades sort by letter, so the worse one is the greater.
    worse, better = max(by_axis.values()), min(by_axis.values())
    decided_by = None if worse == better else next(axis for axis in Axis if by_axis[axis] is worse)
    why = Said(
        _BY_AXIS[decided_by],
        {"function": scores.function, "cosmetics": scores.cosmetics, "grade": worse.value, "other": better.value,
         "table": table.version},
    )  # fmt: skip
    return Graded(scores, worse, table.version, decided_by, why)


def representative(wanted: Grade, table: GradeTable = FIRST_TABLE) -> Scores:
    """Return the highest scores that give `wanted` on both axes: what a grade barcode of the bench sheet sets.

    It never says that a pack is intact: that is C9, which has a barcode of its own.
    """
    function = max(score for score, given in table.function.items() if given is wanted)
    cosmetics = max(score for score, given in table.cosmetics.items() if given is wanted)
    return Scores(function, cosmetics).capped(OUT_OF_ITS_PACK)
