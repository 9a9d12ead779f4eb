"""The printed sheet of a checklist: a code for every answer, defect and place, so that nobody has to touch the screen.

A code says which of the sheet's answers it is, and by four signs which version of which checklist it was printed from:
`CMD-Q3-2-7F1C` is the second answer to the third question. A number that is read off is typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.answering import asked
from app.domain.checklists import Ask, Checklist, DefectCode, ItemPlace, Option, Question
from app.domain.errors import Refused
from app.domain.grading import Answers
from app.domain.messages import checklists as say
from app.domain.messages.core import Local, Message


@dataclass(frozen=True, slots=True)
class Tick:
    """What one code says: the setting of the worksheet that a tap would send, and the sentence that tells it."""

    setting: str
    message: Message
    what: Local


@dataclass(frozen=True, slots=True)
class Cell:
    """One barcode of the sheet, with the answer, defect or place that it stands for."""

    payload: str
    of: Option | DefectCode | ItemPlace


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet: a question with its answers, or all defects, or all places."""

    question: Question | None
    cells: tuple[Cell, ...]


def mark_of(checklist: Checklist) -> str:
    """Return the four signs that tell one version of one checklist from the others."""
    return checklist.id.hex[-4:].upper()


def parts_of(checklist: Checklist) -> Iterator[Part]:
    """Return the sheet in its order; a question whose answer is read off has no part."""
    mark = mark_of(checklist)
    for nth, question in enumerate(checklist.questions, start=1):
        if question.ask is not Ask.MEASUREMENT:
            options = enumerate(question.options, start=1)
            yield Part(question, tuple(Cell(f"CMD-Q{nth}-{at}-{mark}", option) for at, option in options))
    for letter, named in _NAMED:
        words: Sequence[DefectCode | ItemPlace] = getattr(checklist, named)
        if words:
            yield Part(None, tuple(Cell(f"CMD-{letter}{nth}-{mark}", each) for nth, each in enumerate(words, start=1)))


_NAMED = (("D", "defects"), ("P", "places"))


def tick(checklist: Checklist, answers: Answers, text: str) -> Tick:
    """Return what a code such as `Q3-2-7F1C` says. Raises Refused for another sheet's, and for what is not asked."""
    payload = f"CMD-{text}"
    cells = ((part, cell.of) for part in parts_of(checklist) for cell in part.cells if cell.payload == payload)
    part, of = next(cells, (None, None))
    if part is None or of is None:
        raise Refused(say.OTHER_SHEET, text=payload)
    match of:
        case DefectCode():
            return Tick(f"defect:{of.key}", say.DEFECT_NOTED, of.text)
        case ItemPlace():
            return Tick(f"place:{of.key}", say.PLACE_NOTED, of.text)
    assert part.question is not None, "an option is of a question"
    if part.question not in asked(checklist.questions, answers):
        raise Refused(say.NOT_ASKED, question=part.question.text)
    return Tick(f"q_{part.question.key}:{of.key}", say.ANSWERED, part.question.text)
