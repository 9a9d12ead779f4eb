"""Scores and the grade table."""

import pytest

from app.domain.errors import Refused
from app.domain.grading import (
    COSMETICS,
    FUNCTION,
    Axis,
    Check,
    GradeTable,
    Scores,
    condition_of,
    grade,
    representative,
)
from app.domain.messages.core import Local, Said
from app.domain.messages.grading import COSMETIC_WORDS, FUNCTION_WORDS
from app.domain.site_text import parse_site_text
from app.domain.vocabulary import Condition, Grade

# Rows F1-F6, columns C1-C9: the table of the domain's rules, written out.
WHOLE_TABLE = (
    "DDDDDDDDD",
    "DDDDDDDDD",
    "DDDCCCCCC",
    "DDDCCCCCC",
    "DDDCCBBBB",
    "DDDCCBBAA",
)


def sentence(said: Said) -> str:
    return " | ".join(part.format(**said.params) for part in (said.message.say, said.message.next) if part)


CELLS = [(f, c, Grade(WHOLE_TABLE[f - 1][c - 1])) for f in FUNCTION for c in COSMETICS]


@pytest.mark.parametrize(("function", "cosmetics", "expected"), CELLS)
def test_every_cell_of_the_grade_table(function: int, cosmetics: int, expected: Grade) -> None:
    assert grade(Scores(function, cosmetics)).grade is expected


def test_the_sentence_names_the_axis_that_decided() -> None:
    by_function = grade(Scores(4, 7))
    assert (by_function.grade, by_function.decided_by, by_function.table) == (Grade.C, Axis.FUNCTION, 1)
    assert sentence(by_function.why) == "Function F4 gives C, cosmetics C7 gives B: the worse counts (table 1)."
    assert sentence(grade(Scores(6, 2)).why) == "Cosmetics C2 gives D, function F6 gives A: the worse counts (table 1)."
    assert sentence(grade(Scores(5, 6)).why) == "Function F5 and cosmetics C6 both give B (table 1)."


def test_a_worse_score_never_gives_a_better_grade() -> None:
    for function, cosmetics, given in CELLS:
        lower = [Scores(max(1, function - 1), cosmetics), Scores(function, max(1, cosmetics - 1))]
        assert all(grade(scores).grade >= given for scores in lower)


@pytest.mark.parametrize(
    ("wanted", "scores"),
    [(Grade.A, Scores(6, 8)), (Grade.B, Scores(5, 7)), (Grade.C, Scores(4, 5)), (Grade.D, Scores(2, 3))],
)
def test_a_grade_barcode_stands_for_scores_that_give_that_grade(wanted: Grade, scores: Scores) -> None:
    assert representative(wanted) == scores
    assert grade(scores).grade is wanted


def test_both_scales_have_words_for_every_step() -> None:
    assert list(FUNCTION_WORDS) == list(FUNCTION)
    assert list(COSMETIC_WORDS) == list(COSMETICS)
    assert FUNCTION_WORDS[4] == "one fault, repairable"
    assert COSMETIC_WORDS[7] == "light marks, not seen at arm's length"


@pytest.mark.parametrize(("function", "cosmetics", "named"), [
    ("0", "5", "F0"), ("7", "5", "F7"), ("5", "0", "C0"), ("5", "10", "C10"), ("", "5", "F"), ("5", "x", "Cx"),
    ("٣", "5", "F٣"), ("5", "-1", "C-1"), ("05", "5", "F05"),
])  # fmt: skip
def test_scores_off_the_scales_are_refused(function: str, cosmetics: str, named: str) -> None:
    with pytest.raises(Refused) as refusal:
        Scores.parse(function, cosmetics)
    assert sentence(refusal.value.said) == (
        f"{named} is not on the scales: function goes from F1 to F6, cosmetics from C1 to C9."
        " | Tap or scan one of the values shown"
    )


def test_scores_are_parsed_from_digits() -> None:
    assert Scores.parse("4", "7") == Scores(4, 7)


@pytest.mark.parametrize(("before", "scores", "failed", "is_expired", "expected"), [
    ("", (6, 9), "", False, "functional unopened"),
    ("", (6, 8), "", False, "functional opened"),
    ("unopened", (5, 8), "", False, "functional opened"),
    ("functional", (4, 8), "", False, "defective opened"),
    ("", (6, 3), "", False, "damaged functional opened"),
    ("damaged", (6, 8), "", False, "damaged functional opened"),
    ("", (5, 8), "complete", False, "functional incomplete opened"),
    ("", (6, 9), "", True, "expired functional unopened"),
])  # fmt: skip
def test_an_inspection_says_in_what_condition_goods_are(
    before: str, scores: tuple[int, int], failed: str, is_expired: bool, expected: str
) -> None:
    answers = {failed: Check.FAIL} if failed else {}
    found = condition_of(frozenset(map(Condition, before.split())), Scores(*scores), answers, is_expired=is_expired)
    assert " ".join(sorted(found)) == expected


def test_a_table_of_its_own_gives_other_grades() -> None:
    table = GradeTable.parse(2, "DCCBBA", "DDCCCBBBA")
    assert grade(Scores(6, 8), table).grade is Grade.B
    assert sentence(grade(Scores(6, 8), table).why) == (
        "Cosmetics C8 gives B, function F6 gives A: the worse counts (table 2)."
    )
    assert representative(Grade.C, table) == Scores(3, 5)


@pytest.mark.parametrize(("function", "cosmetics", "axis", "shown"), [
    ("DDCCB", "DDDCCBBAA", "F", "D D C C B"), ("DDCCBA", "", "C", "-"),
    ("DDCCAA", "DDDCCBBAA", "F", "D D C C A A"), ("ABCCDD", "DDDCCBBAA", "F", "A B C C D D"),
    ("DDCEBA", "DDDCCBBAA", "F", "D D C E B A"), ("DDCCBA", "DDDCCBBAB", "C", "D D D C C B B A B"),
])  # fmt: skip
def test_a_table_that_does_not_rise_or_leaves_a_grade_out_is_refused(
    function: str, cosmetics: str, axis: str, shown: str
) -> None:
    with pytest.raises(Refused) as refusal:
        GradeTable.parse(2, function, cosmetics)
    assert sentence(refusal.value.said) == (
        f"{axis} was to give {shown}, from its lowest score up: grades rise from D to A, and each of the four is given."
        " | Choose the grades again"
    )


def test_a_text_in_one_language_serves_both() -> None:
    assert parse_site_text({"en": "Charges", "es": ""}).in_language("es") == "Charges"
    assert parse_site_text({"es": "Carga"}).in_language("en") == "Carga"
    assert parse_site_text({"en": "Charges", "es": "Carga"}) == Local({"en": "Charges", "es": "Carga"})
