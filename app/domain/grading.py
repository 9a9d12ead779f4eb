"""From what an inspector observed to a grade: two scales, a versioned table, the worse axis counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Self

from app.domain.errors import Refused
from app.domain.messages.core import Local, Message, Said
from app.domain.messages.grading import (
    CHECKLIST_OPEN,
    GRADE_BY_BOTH,
    GRADE_BY_COSMETICS,
    GRADE_BY_FUNCTION,
    NOT_A_SCORE,
    NOT_AN_ANSWER,
)
from app.domain.site_text import parse_site_text
from app.domain.vocabulary import Condition, Grade

FUNCTION = range(1, 7)
COSMETICS = range(1, 10)


class Axis(StrEnum):
    """What a score, or a question of a checklist, speaks about."""

    FUNCTION = "function"
    COSMETICS = "cosmetics"


class Check(StrEnum):
    """The answer to one question of a checklist."""

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


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a category's checklist; a failed one caps its axis at `worst`."""

    key: str
    text: Local
    axis: Axis
    worst: int

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> Self:
        """Return the question of a stored {key, text: {en, es}, axis, worst}. Raises ValueError."""
        axis, worst = Axis(row["axis"]), int(row["worst"])
        if worst not in (FUNCTION if axis is Axis.FUNCTION else COSMETICS):
            raise ValueError(f"question {row['key']}: worst {worst} is not on the {axis} scale")
        return cls(str(row["key"]), parse_site_text(row["text"]), axis, worst)


Answers = Mapping[str, Check]


def parse_answers(questions: Sequence[Question], raw: Mapping[str, str]) -> Answers:
    """Return the answers of form fields {key: pass | fail}; an empty one is unanswered. Raises Refused."""
    known = {question.key for question in questions}
    for key, text in raw.items():
        if key not in known or text not in ("", *Check):
            raise Refused(NOT_AN_ANSWER, text=f"{key}: {text}"[:60])
    return MappingProxyType({key: Check(text) for key, text in raw.items() if text})


def all_pass(questions: Sequence[Question]) -> Answers:
    """Return the answers of a clean item."""
    return MappingProxyType({question.key: Check.PASS for question in questions})


def caps(questions: Sequence[Question], answers: Answers) -> Scores:
    """Return the highest scores that the failed questions leave; nothing failed leaves the tops of the scales."""
    failed = [question for question in questions if answers.get(question.key) is Check.FAIL]
    function = [question.worst for question in failed if question.axis is Axis.FUNCTION]
    cosmetics = [question.worst for question in failed if question.axis is Axis.COSMETICS]
    return Scores(min(function, default=BEST.function), min(cosmetics, default=BEST.cosmetics))


def observed(
    questions: Sequence[Question], answers: Answers, function: int | None = None, cosmetics: int | None = None
) -> Scores:
    """Return the scores of an item: what the inspector chose, never above the caps of the checklist.

    What was not chosen is the highest that the answers leave. An inspector who chose both scores has judged the item,
    so open questions stand in the way only without them. Raises Refused.
    """
    unanswered = sum(question.key not in answers for question in questions)
    if unanswered and None in (function, cosmetics):
        raise Refused(CHECKLIST_OPEN, count=unanswered, total=len(questions))
    top = highest(answers)
    chosen = Scores(function or top.function, cosmetics or top.cosmetics)
    return chosen.capped(caps(questions, answers))


# What an item that was inspected still is, is asked by these two questions wherever a checklist has them.
SEAL_QUESTION, PARTS_QUESTION = "sealed", "complete"


def highest(answers: Answers) -> Scores:
    """Return the scores of an item that passed all: C9 needs a seal that was looked at, for a test opens the pack."""
    return BEST if answers.get(SEAL_QUESTION) is Check.PASS else OUT_OF_ITS_PACK


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
        Condition.INCOMPLETE: answers.get(PARTS_QUESTION) is Check.FAIL,
        Condition.EXPIRED: is_expired or Condition.EXPIRED in before,
    }
    return frozenset(condition for condition, holds in seen.items() if holds)


@dataclass(frozen=True, slots=True)
class GradeTable:
    """Which grade each score gives; `version` is stored with every inspection."""

    version: int
    function: Mapping[int, Grade]
    cosmetics: Mapping[int, Grade]


def _scale(letters: str) -> Mapping[int, Grade]:
    return MappingProxyType({score: Grade(letter) for score, letter in enumerate(letters, start=1)})


GRADE_TABLES: Mapping[int, GradeTable] = MappingProxyType({1: GradeTable(1, _scale("DDCCBA"), _scale("DDDCCBBAA"))})
CURRENT_TABLE = GRADE_TABLES[max(GRADE_TABLES)]

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


def grade(scores: Scores, table: GradeTable = CURRENT_TABLE) -> Graded:
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


def representative(wanted: Grade, table: GradeTable = CURRENT_TABLE) -> Scores:
    """Return the highest scores that give `wanted` on both axes: what a grade barcode of the bench sheet sets.

    It never says that a pack is intact: that is C9, which has a barcode of its own.
    """
    function = max(score for score, given in table.function.items() if given is wanted)
    cosmetics = max(score for score, given in table.cosmetics.items() if given is wanted)
    return Scores(function, cosmetics).capped(OUT_OF_ITS_PACK)
