"""What is typed into the forms of a checklist: read into rows, or told field by field what is wrong."""

import pytest

from app.domain.checklist_drafts import check_whole, read_question, read_words
from app.domain.checklists import Question
from app.domain.errors import Refused
from app.domain.messages.core import Said
from tests.domain.test_checklists import LAPTOP, made, refusal

CHECK = {"key": "power", "ask": "check", "text_en": "Powers on", "text_es": "Enciende", "option-2-cap": "function:2"}
CHOICE = {
    "key": "screen", "ask": "choice", "text_en": "Screen", "option-1-text_en": "Clear", "option-2-text_en": "Cracked",
    "option-2-cap": "cosmetics:2", "option-2-photo": "on", "option-2-defect": "crack", "option-2-place": "screen",
}  # fmt: skip
READING = {
    "key": "health", "ask": "measurement", "text_en": "Health", "unit": "%", "when": "battery:drains",
    "option-1-low": "80", "option-2-low": "60", "option-2-high": "80", "option-2-cap": "function:5",
    "option-3-high": "60,5",
}  # fmt: skip


def sentence(said: Said) -> str:
    return " | ".join(part.format(**said.params) for part in (said.message.title, said.message.say, said.message.next))


def test_yes_or_no_is_read_with_its_cap() -> None:
    row, faults = read_question(CHECK)
    assert faults == {}
    assert row["options"] == [{"key": "pass"}, {"key": "fail", "axis": "function", "worst": 2}]
    assert Question.parse(row).clean == "pass"


def test_a_choice_is_read_with_photo_defect_and_the_keys_it_had() -> None:
    row, faults = read_question({**CHOICE, "option-1-key": "clear"})
    assert faults == {}
    assert row["options"] == [
        {"key": "clear", "text": {"en": "Clear", "es": ""}},
        {"key": "a2", "text": {"en": "Cracked", "es": ""}, "axis": "cosmetics", "worst": 2, "photo": True,
         "defect": "crack", "place": "screen"},
    ]  # fmt: skip


def test_a_reading_is_read_with_limits_and_branch() -> None:
    row, faults = read_question(READING)
    assert faults == {}
    question = Question.parse(row)
    assert (question.unit, question.when and question.when.answer) == ("%", "drains")
    option = question.option("60.4")
    assert option is not None
    assert option.key == "a2", "the first row that it lies in"


@pytest.mark.parametrize(("typed", "field", "expected"), [
    ({**CHECK, "key": "Powers on"}, "key",
     "No such name | Powers on was entered. A short name of small letters, digits and _ is expected, such as powers_on."
     " | Enter another"),
    ({**CHECK, "text_en": "", "text_es": " "}, "text_en",
     "No words | Nothing was entered. The words are expected in English or in Spanish. | Enter them"),
    ({**CHECK, "ask": "essay"}, "ask",
     "Which kind? | essay is no kind of question. | Choose one of those offered"),
    ({**CHOICE, "option-2-text_en": ""}, "option-2-text_en",
     "Too few answers | A question offers two answers or more, of which the first is that of a clean item."
     " | Enter another"),
    ({**READING, "option-2-low": "90"}, "option-2-low",
     "No limits | 90 to 80 was entered. Numbers are expected, the lower one first. | Enter them again"),
    ({**READING, "option-2-low": "NaN"}, "option-2-low",
     "No limits | NaN to 80 was entered. Numbers are expected, the lower one first. | Enter them again"),
    ({**CHECK, "option-1-cap": "function:2"}, "option-1-cap",
     "Not clean | The first answer is that of a clean item: it lowers nothing, needs no photo and is no defect."
     " | Put another answer first"),
    ({**CHOICE, "option-2-place": ""}, "option-2-defect",
     "Half a defect | A defect stands at a place on the item, and a place says nothing without a defect."
     " | Choose both, or neither"),
    ({**CHOICE, "key": "sealed"}, "ask",
     "Yes or no | sealed also decides the condition of the goods, so it is asked with yes or no."
     " | Choose yes or no, or enter another name"),
])  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(typed: dict[str, str], field: str, expected: str) -> None:
    _row, faults = read_question(typed)
    assert {name: sentence(said) for name, said in faults.items()} == {field: expected}


def test_a_cap_that_nobody_offered_lowers_nothing() -> None:
    for cap in ("function:7", "smell:1", "function:x", "function"):
        assert read_question({**CHECK, "option-2-cap": cap})[0]["options"][1] == {"key": "fail"}


def test_defects_and_places_are_read_and_name_each_row_once() -> None:
    typed = {"defect-1-key": "dent", "defect-1-text_en": "Dent", "defect-1-cap": "cosmetics:6",
             "place-2-key": "lid", "place-2-text_es": "Tapa"}  # fmt: skip
    assert read_words(typed) == (
        [{"key": "dent", "text": {"en": "Dent", "es": ""}, "axis": "cosmetics", "worst": 6}],
        [{"key": "lid", "text": {"en": "", "es": "Tapa"}}],
        {},
    )
    faults = read_words({**typed, "place-3-key": "lid", "place-3-text_en": "Lid"})[2]
    assert sentence(faults["place-3-key"]) == (
        "Name is taken | lid names another row already, and answers are kept by name. | Enter another"
    )


@pytest.mark.parametrize(("rows", "expected"), [
    ((), "No question yet | Version 2 asks nothing, so everything would be grade A. | Add a question"),
    ((LAPTOP[3], LAPTOP[2]),
     "Never asked | Health waits for an answer that no question before it has."
     " | Move it down, or choose another answer that it waits for"),
    (({**LAPTOP[2], "options": [{"key": "holds"}, {"key": "gone", "defect": "melted", "place": "screen"}]},),
     "No such defect | Battery stands for melted at screen, which is not among the defects and places of this version."
     " | Write it there, or choose another"),
])  # fmt: skip
def test_a_version_that_cannot_be_asked_is_not_put_in_force(rows: tuple[dict[str, object], ...], expected: str) -> None:
    with pytest.raises(Refused) as what:
        check_whole(made(*rows), 2)
    assert refusal(what) == expected


def test_a_version_that_can_be_asked_may_be() -> None:
    check_whole(made(*LAPTOP), 2)
