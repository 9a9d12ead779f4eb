"""What the answers to a checklist ask next, what they stand for, and how far down they take an item."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from app.domain.checklists import Ask, Branch, Checklist, Found, Option, Question
from app.domain.errors import Refused
from app.domain.grading import BEST, Answers, Axis, Check, Scores, highest
from app.domain.messages import checklists as say
from app.domain.messages.grading import CHECKLIST_OPEN, NOT_AN_ANSWER


def asked(questions: Sequence[Question], answers: Answers) -> tuple[Question, ...]:
    """Return the questions that the answers so far ask, in their order; a branch looks at what is asked before it."""
    shown: list[Question] = []
    for question in questions:
        if question.when is None or _is_taken(question.when, shown, answers):
            shown.append(question)
    return tuple(shown)


def _is_taken(when: Branch, before: Iterable[Question], answers: Answers) -> bool:
    question = next((each for each in before if each.key == when.question), None)
    option = question.option(answers.get(question.key, "")) if question else None
    return option is not None and option.key == when.answer


def parse_answers(questions: Sequence[Question], raw: Mapping[str, str]) -> Answers:
    """Return the answers of form fields; an empty one is unanswered, one that is asked no more counts no more.

    Raises Refused for a question or an answer that the checklist does not have, and for a number that is none.
    """
    known = {question.key: question for question in questions}
    for key, text in raw.items():
        if text and (key not in known or known[key].option(text) is None):
            raise _not_an_answer(known.get(key), key, text)
    given = {key: text for key, text in raw.items() if text}
    return MappingProxyType({each.key: given[each.key] for each in asked(questions, given) if each.key in given})


def _not_an_answer(question: Question | None, key: str, text: str) -> Refused:
    if question is None or question.ask is not Ask.MEASUREMENT:
        return Refused(NOT_AN_ANSWER, text=f"{key}: {text}"[:60])
    return Refused(say.NOT_A_NUMBER, text=text[:20], question=question.text, unit=question.unit or "-")


def all_pass(questions: Sequence[Question]) -> Answers:
    """Return the answers of a clean item, as far as a tap can give them."""
    answers: dict[str, str] = {}
    for question in questions:
        if question.clean and (question.when is None or _is_taken(question.when, asked(questions, answers), answers)):
            answers[question.key] = question.clean
    return MappingProxyType(answers)


def toggled(answer: str) -> str:
    """Return what a tap on a yes-or-no question answers, after `answer`."""
    return Check.FAIL if answer == Check.PASS else Check.PASS


def chosen_options(questions: Sequence[Question], answers: Answers) -> tuple[tuple[Question, Option], ...]:
    """Return each asked question that is answered, with what the answer means."""
    pairs = ((question, question.option(answers.get(question.key, ""))) for question in asked(questions, answers))
    return tuple((question, option) for question, option in pairs if option is not None)


def found(checklist: Checklist, answers: Answers, noted: Sequence[Found]) -> tuple[Found, ...]:
    """Return the defects that answers stand for and those that were noted beside them, each once.

    Raises Refused for a code or place that the checklist does not have, and for a defect without its place.
    """
    for each in noted:
        _check_noted(checklist, each)
    told = (Found(option.defect, option.place) for _, option in chosen_options(checklist.questions, answers))
    return tuple(dict.fromkeys([*(each for each in told if each.code), *noted]))


def _check_noted(checklist: Checklist, noted: Found) -> None:
    code = checklist.defect(noted.code)
    if code is None or (noted.place and checklist.place(noted.place) is None):
        raise Refused(NOT_AN_ANSWER, text=f"{noted.code}: {noted.place}"[:60])
    if not noted.place:
        raise Refused(say.WHERE_IS_IT, defect=code.text)


def check_photos(checklist: Checklist, answers: Answers, photos: Mapping[str, Any]) -> None:
    """Refuse an answer that needs a photo and has none."""
    for question, option in chosen_options(checklist.questions, answers):
        if option.needs_photo and question.key not in photos:
            raise Refused(say.PHOTO_NEEDED, question=question.text)


def caps(checklist: Checklist, answers: Answers, defects: Iterable[Found] = ()) -> Scores:
    """Return the highest scores that answers and defects leave; nothing found leaves the tops of the scales."""
    of_answers = [option.cap for _, option in chosen_options(checklist.questions, answers)]
    of_defects = [code.cap for each in defects if (code := checklist.defect(each.code))]
    left = {Axis.FUNCTION: BEST.function, Axis.COSMETICS: BEST.cosmetics}
    for cap in filter(None, [*of_answers, *of_defects]):
        left[cap.axis] = min(left[cap.axis], cap.worst)
    return Scores(left[Axis.FUNCTION], left[Axis.COSMETICS])


def observed(
    checklist: Checklist,
    answers: Answers,
    defects: Iterable[Found] = (),
    function: int | None = None,
    cosmetics: int | None = None,
) -> Scores:
    """Return the scores of an item: what the inspector chose, never above what answers and defects leave.

    What was not chosen is the highest that they leave. An inspector who chose both scores has judged the item, so open
    questions stand in the way only without them. Raises Refused.
    """
    questions = asked(checklist.questions, answers)
    unanswered = sum(question.key not in answers for question in questions)
    if unanswered and None in (function, cosmetics):
        raise Refused(CHECKLIST_OPEN, count=unanswered, total=len(questions))
    top = highest(answers)
    chosen = Scores(function or top.function, cosmetics or top.cosmetics)
    return chosen.capped(caps(checklist, answers, defects))
