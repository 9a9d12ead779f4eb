"""A checklist as a page asks it: tiles, answers as taps, and the defects that were noted."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from app.domain.answering import asked, toggled
from app.domain.checklists import Ask, Cap, Checklist, Found, Option, Question, TestResult
from app.domain.grading import Axis, Check
from app.domain.messages.core import Local, msg
from app.domain.worksheet import ANSWER_PREFIX, Worksheet
from app.web import i18n

# What an answer that has no words of its own is called, by the kind of question.
ANSWERS: Mapping[tuple[Ask, str], str] = {
    (Ask.CHECK, Check.PASS): msg("Yes"),
    (Ask.CHECK, Check.FAIL): msg("No"),
    (Ask.TEST, TestResult.PASS): msg("Passes"),
    (Ask.TEST, TestResult.FAIL): msg("Fails"),
    (Ask.TEST, TestResult.NOT_POSSIBLE): msg("Cannot be tested"),
}


ASKS: Mapping[Ask, str] = {
    Ask.CHECK: msg("Yes or no"),
    Ask.CHOICE: msg("One of a few"),
    Ask.TEST: msg("Functional test"),
    Ask.MEASUREMENT: msg("Reading"),
}


@dataclass(frozen=True, slots=True)
class Tap:
    """One button: its words, and what it sets on the worksheet."""

    text: str
    set: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the checklist.

    `mark` is "pass" for the answer of a clean item, "fail" for any other, empty while unanswered. `set` is what a tap
    on a yes-or-no question answers; others offer `options`, or a field for the number.
    """

    key: str
    text: str
    ask: Ask
    answer: str
    says: str
    mark: str
    set: str
    options: tuple[Tap, ...]
    unit: str = ""
    tool: str = ""
    wants_photo: bool = False


@dataclass(frozen=True, slots=True)
class Defects:
    """What was noted, what can be noted, and of a defect without its place, the places."""

    noted: tuple[Tap, ...] = ()
    codes: tuple[Tap, ...] = ()
    placeless: str = ""
    places: tuple[Tap, ...] = ()


NO_DEFECTS = Defects()


def questions_of(checklist: Checklist, sheet: Worksheet) -> tuple[Asked, ...]:
    """Return the questions that the answers so far ask, in the language of the page."""
    return tuple(_asked(question, sheet) for question in asked(checklist.questions, sheet.answers))


def _asked(question: Question, sheet: Worksheet) -> Asked:
    answer = sheet.answers.get(question.key, "")
    option = question.option(answer)
    return Asked(
        key=question.key,
        text=plain(question.text),
        ask=question.ask,
        answer=answer,
        says=_says(question, option, answer) if option else "",
        mark=("pass" if option is question.options[0] else "fail") if option else "",
        set=f"{ANSWER_PREFIX}{question.key}:{toggled(answer)}",
        options=tuple(
            Tap(answer_text(question, each), f"{ANSWER_PREFIX}{question.key}:{each.key}", each is option)
            for each in question.options
        ),
        unit=question.unit,
        tool=question.tool,
        wants_photo=option is not None and option.needs_photo and question.key not in sheet.photos,
    )


def _says(question: Question, option: Option, answer: str) -> str:
    if question.ask is Ask.MEASUREMENT:
        return f"{answer} {question.unit}".strip()
    return answer_text(question, option)


def answer_text(question: Question, option: Option) -> str:
    """Return what an answer is called."""
    if option.text:
        return plain(option.text)
    return str(_(ANSWERS[question.ask, option.key])) if (question.ask, option.key) in ANSWERS else option.key


def defects_of(checklist: Checklist, sheet: Worksheet) -> Defects:
    """Return what was noted on a worksheet, and the taps that note more."""
    placeless = next((each for each in sheet.defects if not each.place), None)
    return Defects(
        noted=tuple(Tap(noted_text(checklist, each), f"off:{each.code}.{each.place}") for each in sheet.defects),
        codes=tuple(Tap(plain(each.text), f"defect:{each.key}") for each in checklist.defects),
        placeless=noted_text(checklist, placeless) if placeless else "",
        places=tuple(Tap(plain(each.text), f"place:{each.key}") for each in checklist.places),
    )


def noted_text(checklist: Checklist, noted: Found) -> str:
    """Return a defect with its place, such as "Scratch: screen"."""
    code, place = checklist.defect(noted.code), checklist.place(noted.place)
    texts = [plain(each.text) for each in (code, place) if each]
    return ": ".join(texts) or noted.code


def plain(text: Local) -> str:
    """Return a text of the site in the language of the page."""
    return text.in_language(i18n.language())


def ask_text(ask: Ask) -> str:
    """Return what a kind of question is called."""
    return str(_(ASKS[ask]))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question as the page of its version lists it."""

    text: str
    kind: str
    answers: tuple[str, ...]
    when: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """One defect or place: its code, its words, and what a defect lowers to."""

    key: str
    text: str
    lowers: str = ""


def question_views(checklist: Checklist) -> list[QuestionRow]:
    """Return the questions of a version in words."""
    by_key = {question.key: question for question in checklist.questions}
    return [_question_row(checklist, question, by_key) for question in checklist.questions]


def _question_row(checklist: Checklist, question: Question, by_key: Mapping[str, Question]) -> QuestionRow:
    answers = tuple(_answer_row(checklist, question, option) for option in question.options)
    before = by_key.get(question.when.question) if question.when else None
    option = before.option_of(question.when.answer) if before and question.when else None
    when = f"{plain(before.text)}: {answer_text(before, option)}" if before and option else ""
    return QuestionRow(plain(question.text), ask_text(question.ask), answers, when)


def _answer_row(checklist: Checklist, question: Question, option: Option) -> str:
    limits = " - ".join(str(end) for end in (option.low, option.high) if end is not None)
    told = [
        limits and f"{limits} {question.unit}".strip(),
        lowers(option.cap),
        _("photo") if option.needs_photo else "",
    ]
    told.append(noted_text(checklist, Found(option.defect, option.place)) if option.defect else "")
    more = ", ".join(filter(None, told))
    name = answer_text(question, option) if option.text or question.ask is not Ask.MEASUREMENT else ""
    return f"{name} ({more})" if name and more else name or more


def lowers(cap: Cap | None) -> str:
    """Return what an answer or a defect lowers an item to, such as F4."""
    return f"{'F' if cap.axis is Axis.FUNCTION else 'C'}{cap.worst}" if cap else ""


def word_views(checklist: Checklist) -> dict[str, list[WordRow]]:
    """Return the defects and the places of a version in words."""
    return {
        "defects": [WordRow(each.key, plain(each.text), lowers(each.cap)) for each in checklist.defects],
        "places": [WordRow(each.key, plain(each.text)) for each in checklist.places],
    }
