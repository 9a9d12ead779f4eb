"""Text stays in its room: smaller first, then an ellipsis, never over the edge."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from app.labels.canvas import Face
from app.labels.fitting import fitted, shorten, stacked, width, wrap
from tests.leaving_out import leave_out

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
SENTENCES = ["Cordless drill 18 V kit", "Destrucción controlada, año 2026", "WWW @ MMM % ~ ^", "(00) 0123456789 […]"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("file", "face"), [("DejaVuSans-Bold.ttf", Face.SANS), ("DejaVuSansMono-Bold.ttf", Face.MONO)])
def test_a_width_is_never_less_than_the_widest_common_face(sentence: str, file: str, face: Face) -> None:
    if not (DEJAVU / file).exists():
        leave_out(f"{file} is missing: install fonts-dejavu-core.")
    real = ImageFont.truetype(str(DEJAVU / file), 1000).getlength(sentence, features=["-kern"] if _raqm() else None)
    assert real <= width(sentence, 1000, face) <= real * 1.5


def _raqm() -> bool:
    from PIL import features

    return bool(features.check("raqm"))


@given(st.text(max_size=80), st.floats(1, 60))
def test_what_is_shortened_fits_and_begins_alike(text: str, room: float) -> None:
    short = shorten(text, 3, room)
    assert width(short, 3) <= room
    assert short == text or text.startswith(short.removesuffix("…").rstrip())


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), max_size=12), st.integers(1, 4))
def test_wrapped_lines_fit_and_keep_the_order_of_words(words: list[str], lines: int) -> None:
    text = " ".join(words)
    wrapped = wrap(text, 3, 40, lines)
    assert len(wrapped) <= lines
    assert all(width(line, 3) <= 40 for line in wrapped)
    if not any(line.endswith("…") for line in wrapped):
        assert " ".join(wrapped) == text


def test_a_long_name_takes_two_lines_and_then_an_ellipsis() -> None:
    assert wrap("Cordless drill 18 V kit", 6, 100, 2) == ["Cordless drill 18 V kit"]
    assert wrap("Cordless drill 18 V kit", 6, 60, 2) == ["Cordless drill 18", "V kit"]
    assert wrap("Cordless drill 18 V kit with two batteries", 6, 60, 2) == ["Cordless drill 18", "V kit with two b…"]


def test_a_line_shrinks_before_it_is_cut() -> None:
    assert (fitted(0, 0, 4, "W-03", 20).size, fitted(0, 0, 4, "W-03", 20).text) == (4, "W-03")
    shrunk = fitted(0, 0, 4, "Rework bench", 25)
    assert 2.8 <= shrunk.size < 4
    assert shrunk.text == "Rework bench"
    cut = fitted(0, 0, 4, "Rework bench of the second hall", 25)
    assert cut.size == pytest.approx(2.8)
    assert cut.text == "Rework benc…"


def test_a_verdict_takes_two_lines_around_its_middle() -> None:
    one = stacked(0, 10, (4, 3), "Rework", 40)
    two = stacked(0, 10, (4, 3), "Grade D, return to the vendor", 40)
    assert [mark.text for mark in one] == ["Rework"]
    assert [mark.text for mark in two] == ["Grade D, return to the", "vendor"]
    assert two[0].y < 10 < two[1].y
