"""What a checklist asks, what an answer means, and how far down it takes an item."""

from uuid import UUID

import pytest

from app.domain.answering import all_pass, asked, caps, check_photos, found, observed, parse_answers
from app.domain.checklists import Checklist, DefectCode, Found, ItemPlace, Question
from app.domain.errors import Refused
from app.domain.grading import BEST, OUT_OF_ITS_PACK, Scores
from app.domain.messages.core import Local, Said

SOME_ID = UUID(int=1)


def text(word: str) -> dict[str, str]:
    return {"en": word, "es": f"{word} (es)"}


def check(key: str, axis: str, worst: int) -> dict[str, object]:
    options = [{"key": "pass"}, {"key": "fail", "axis": axis, "worst": worst}]
    return {"key": key, "ask": "check", "text": text(key), "options": options}


DRILL: tuple[dict[str, object], ...] = (
    check("power", "function", 2), check("charge", "function", 4), check("housing", "cosmetics", 3)
)  # fmt: skip
LAPTOP: tuple[dict[str, object], ...] = (
    check("power", "function", 2),
    {"key": "ports", "ask": "test", "text": text("Ports"), "tool": "Port tester", "options": [
        {"key": "pass"}, {"key": "fail", "axis": "function", "worst": 4},
        {"key": "not_possible", "axis": "function", "worst": 5}]},
    {"key": "battery", "ask": "choice", "text": text("Battery"), "options": [
        {"key": "holds", "text": text("Holds")}, {"key": "drains", "text": text("Drains")},
        {"key": "swollen", "text": text("Swollen"), "axis": "function", "worst": 1, "photo": True,
         "defect": "swollen", "place": "inside"}]},
    {"key": "health", "ask": "measurement", "text": text("Health"), "unit": "%", "when": ["battery", "drains"],
     "options": [{"key": "good", "low": "80", "high": "100"},
                 {"key": "fair", "low": "60", "high": "80", "axis": "function", "worst": 5},
                 {"key": "poor", "low": "0", "high": "60", "axis": "function", "worst": 3}]},
    {"key": "cells", "ask": "check", "text": text("Cells"), "when": ["health", "poor"],
     "options": [{"key": "pass"}, {"key": "fail", "axis": "function", "worst": 2}]},
)  # fmt: skip
DEFECTS = (
    {"key": "scratch", "text": text("Scratch"), "axis": "cosmetics", "worst": 6},
    {"key": "swollen", "text": text("Swollen"), "axis": "function", "worst": 1},
    {"key": "dust", "text": text("Dust")},
)
PLACES = ({"key": "screen", "text": text("Screen")}, {"key": "inside", "text": text("Inside")})


def made(*rows: dict[str, object]) -> Checklist:
    return Checklist(
        SOME_ID, tuple(map(Question.parse, rows)), tuple(map(DefectCode.parse, DEFECTS)),
        tuple(map(ItemPlace.parse, PLACES)),
    )  # fmt: skip


DRILLS, LAPTOPS = made(*DRILL), made(*LAPTOP)
CLEAN = {"power": "pass", "ports": "pass", "battery": "holds"}


def refusal(what: pytest.ExceptionInfo[Refused]) -> str:
    said: Said = what.value.said
    params = said.params.items()
    shown = {name: value.in_language("en") if isinstance(value, Local) else value for name, value in params}
    return " | ".join(part.format(**shown) for part in (said.message.title, said.message.say, said.message.next))


@pytest.mark.parametrize(("answers", "expected"), [
    ({}, (6, 9)),
    ({"ports": "pass"}, (6, 9)),
    ({"ports": "fail"}, (4, 9)),
    ({"ports": "not_possible"}, (5, 9)),
    ({"ports": "not_possible", "power": "fail"}, (2, 9)),
    ({"battery": "swollen"}, (1, 9)),
    ({"battery": "drains", "health": "80"}, (6, 9)),
    ({"battery": "drains", "health": "79.5"}, (5, 9)),
    ({"battery": "drains", "health": "60"}, (5, 9)),
    ({"battery": "drains", "health": "59,9"}, (3, 9)),
    ({"battery": "drains", "health": "12", "cells": "fail"}, (2, 9)),
    # what a branch no longer asks caps nothing
    ({"battery": "holds", "health": "12", "cells": "fail"}, (6, 9)),
    ({"battery": "drains", "health": "90", "cells": "fail"}, (6, 9)),
])  # fmt: skip
def test_an_answer_caps_its_axis(answers: dict[str, str], expected: tuple[int, int]) -> None:
    assert caps(LAPTOPS, answers) == Scores(*expected)


@pytest.mark.parametrize(("answers", "expected"), [
    ({}, "power ports battery"),
    ({"battery": "holds"}, "power ports battery"),
    ({"battery": "drains"}, "power ports battery health"),
    ({"battery": "drains", "health": "75"}, "power ports battery health"),
    ({"battery": "drains", "health": "40"}, "power ports battery health cells"),
    ({"health": "40"}, "power ports battery"),
])  # fmt: skip
def test_a_branch_asks_what_an_earlier_answer_calls_for(answers: dict[str, str], expected: str) -> None:
    assert " ".join(question.key for question in asked(LAPTOPS.questions, answers)) == expected


def test_one_tap_answers_all_that_a_tap_can_answer() -> None:
    assert all_pass(LAPTOPS.questions) == CLEAN
    assert observed(LAPTOPS, CLEAN) == OUT_OF_ITS_PACK
    measured = made(check("power", "function", 2), {**LAPTOP[3], "when": None})
    assert all_pass(measured.questions) == {"power": "pass"}, "a number is read off, never taken for granted"
    on_clean = made(check("power", "function", 2), {**DRILL[1], "when": ["power", "pass"]})
    assert all_pass(on_clean.questions) == {"power": "pass", "charge": "pass"}


@pytest.mark.parametrize(("noted", "expected"), [
    ([("scratch", "screen")], (6, 6)),
    ([("scratch", "screen"), ("swollen", "inside")], (1, 6)),
    ([("dust", "inside")], (6, 9)),
])  # fmt: skip
def test_a_noted_defect_caps_like_an_answer(noted: list[tuple[str, str]], expected: tuple[int, int]) -> None:
    defects = found(LAPTOPS, CLEAN, [Found(*each) for each in noted])
    assert caps(LAPTOPS, CLEAN, defects) == Scores(*expected)


def test_an_answer_that_stands_for_a_defect_notes_it_once() -> None:
    swollen = Found("swollen", "inside")
    assert found(LAPTOPS, {**CLEAN, "battery": "swollen"}, [swollen]) == (swollen,)
    assert found(LAPTOPS, CLEAN, ()) == ()


def test_a_defect_without_its_place_is_asked_for() -> None:
    with pytest.raises(Refused) as what:
        found(LAPTOPS, CLEAN, [Found("scratch", "")])
    assert refusal(what) == "Where is it? | Scratch is noted, but not where on the item. | Tap its place"


@pytest.mark.parametrize("noted", [("melted", "screen"), ("scratch", "moon")])
def test_a_defect_that_the_checklist_does_not_have_is_refused(noted: tuple[str, str]) -> None:
    code, place = noted
    with pytest.raises(Refused) as what:
        found(LAPTOPS, CLEAN, [Found(code, place)])
    assert refusal(what) == (
        f"No such answer | The checklist has no {code}: {place}: it may have changed since this screen was drawn."
        " | Scan the item again"
    )


def test_an_answer_that_needs_a_photo_waits_for_it() -> None:
    answers = {**CLEAN, "battery": "swollen"}
    with pytest.raises(Refused) as what:
        check_photos(LAPTOPS, answers, {"ports": SOME_ID})
    assert refusal(what) == (
        "Photo needed | Battery: this answer is only taken with a photo. | Tap Photo beside the question and take one"
    )
    check_photos(LAPTOPS, answers, {"battery": SOME_ID})
    check_photos(LAPTOPS, CLEAN, {})


def test_answers_are_parsed_and_those_asked_no_more_are_left_out() -> None:
    assert parse_answers(DRILLS.questions, {"power": "pass", "charge": "fail", "housing": ""}) == {
        "power": "pass", "charge": "fail",
    }  # fmt: skip
    raw = {"battery": "holds", "health": "40", "cells": "fail"}
    assert parse_answers(LAPTOPS.questions, raw) == {"battery": "holds"}


@pytest.mark.parametrize(("key", "answer"), [("lens", "pass"), ("power", "maybe"), ("battery", "gone")])
def test_unknown_answers_are_refused(key: str, answer: str) -> None:
    with pytest.raises(Refused) as what:
        parse_answers(LAPTOPS.questions, {key: answer})
    assert refusal(what) == (
        f"No such answer | The checklist has no {key}: {answer}: it may have changed since this screen was drawn."
        " | Scan the item again"
    )


@pytest.mark.parametrize("answer", ["high", "101", "-1", "1e2", "٤", "5.5.5", "1234567890", "NaN"])
def test_a_reading_is_a_number_within_the_rows_of_its_question(answer: str) -> None:
    with pytest.raises(Refused) as what:
        parse_answers(LAPTOPS.questions, {"battery": "drains", "health": answer})
    assert refusal(what) == (
        f"No such reading | Health: {answer} was entered. A number that the checklist knows is expected, in %."
        " | Read it again, and type it"
    )


@pytest.mark.parametrize(("failed", "expected"), [
    ([], (6, 9)), (["charge"], (4, 9)), (["charge", "power"], (2, 9)), (["housing"], (6, 3)),
    (["power", "charge", "housing"], (2, 3)),
])  # fmt: skip
def test_a_failed_question_caps_its_axis_at_its_worst(failed: list[str], expected: tuple[int, int]) -> None:
    answers = {**all_pass(DRILLS.questions), **dict.fromkeys(failed, "fail")}
    assert caps(DRILLS, answers) == Scores(*expected)
    assert observed(DRILLS, answers) == Scores(*expected).capped(OUT_OF_ITS_PACK)


def test_only_a_seal_that_was_looked_at_gives_c9_unasked() -> None:
    sealed = made(*DRILL, check("sealed", "function", 1))
    assert observed(sealed, all_pass(sealed.questions)) == BEST
    assert observed(DRILLS, all_pass(DRILLS.questions), cosmetics=9) == BEST


def test_an_inspector_may_go_below_the_caps_but_not_above() -> None:
    answers = {**all_pass(DRILLS.questions), "charge": "fail"}
    assert observed(DRILLS, answers, (), 6, 7) == Scores(4, 7)
    assert observed(DRILLS, answers, (), 1, 1) == Scores(1, 1)
    assert observed(DRILLS, answers, cosmetics=6) == Scores(4, 6)


def test_open_questions_leave_no_grade_unless_the_inspector_gave_both_scores() -> None:
    with pytest.raises(Refused) as what:
        observed(DRILLS, {"power": "pass"}, cosmetics=7)
    assert refusal(what) == (
        "Not answered yet | Questions still open: 2 of 3, so there is no grade yet."
        " | Answer them, or scan PASS when all are good"
    )
    assert observed(DRILLS, {}, (), 5, 7) == Scores(5, 7)


def test_a_question_is_parsed_from_its_row() -> None:
    question = Question.parse(LAPTOP[3])
    assert (question.unit, question.clean) == ("%", "")
    assert question.text.in_language("es") == "Health (es)"
    with pytest.raises(ValueError, match="question charge: worst 7 is not on the function scale"):
        Question.parse(check("charge", "function", 7))
    with pytest.raises(ValueError, match="a text needs English or Spanish, got neither"):
        Question.parse({**LAPTOP[0], "text": {}})
