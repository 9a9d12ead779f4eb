"""What wedges type, form by form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.capture import Capture
from scanners.keyboards import KEYBOARDS, US
from scanners.wedge import LONGEST, WedgeError, clean

GS1 = "010950110153000310AB-123\x1d2177"
ISO_15434 = "[)>\x1e06\x1dP4711\x1dQ5\x1e\x04"


def test_a_bare_number_is_its_own_text() -> None:
    assert clean("4006381333931") == Capture(text="4006381333931", symbology="", source="wedge")


@pytest.mark.parametrize("suffix", ["\r", "\n", "\r\n", "\t", "\t\r\n", "\x03", "\x03\r"])
def test_what_ends_a_scan_is_not_part_of_it(suffix: str) -> None:
    assert clean("LP-0042" + suffix).text == "LP-0042"


def test_start_of_text_is_not_part_of_it_but_spaces_are() -> None:
    assert clean("\x02 LP 0042 \x03").text == " LP 0042 "


def test_a_tab_inside_stays() -> None:
    assert clean("A\tB\t").text == "A\tB"


@pytest.mark.parametrize(
    "typed",
    [
        "\x1d",
        "^]",
        "<GS>",
        "{GS}",
        "[GS]",
        "<gs>",
        "<FNC1>",
        "{FNC1}",
        "[FNC1]",
        "<F8>",
        "{F8}",
        "[F8]",
        "Ctrl+]",
        "ctrl-]",
        "<Ctrl+]>",
        "\x1b[19~",
        "\\x1d",
        "\\u001d",
        "␝",
        "<U+001D>",
        "{0x1D}",
    ],
)
def test_every_spelling_of_the_group_separator(typed: str) -> None:
    assert clean(GS1.replace("\x1d", typed)).text == GS1


@pytest.mark.parametrize(("symbology", "meaning"), [("]C1", "GS1-128"), ("]d2", "GS1 DataMatrix"), ("]Q3", "GS1 QR")])
def test_the_aim_prefix_becomes_the_symbology(symbology: str, meaning: str) -> None:
    assert clean(symbology + GS1 + "\r") == Capture(text=GS1, symbology=symbology, source="wedge"), meaning


def test_a_prefix_without_its_bracket_or_modifier_is_text() -> None:
    assert clean("C10109501101530003").text == "C10109501101530003"
    assert clean("]C") == Capture(text="]C", source="wedge")
    assert clean("]Y1") == Capture(text="]Y1", source="wedge")


def test_only_the_first_prefix_is_taken() -> None:
    assert clean("]C0]E0123") == Capture(text="]E0123", symbology="]C0", source="wedge")


def test_iso_15434_keeps_its_control_characters() -> None:
    assert clean(ISO_15434 + "\r").text == ISO_15434


@pytest.mark.parametrize(
    "typed",
    ["[)><RS>06<GS>P4711<GS>Q5<RS><EOT>", "[)>^^06^]P4711^]Q5^^^D", "[)>\u241e06\u241dP4711\u241dQ5\u241e\u2404"],
)
def test_iso_15434_with_its_control_characters_spelled_out(typed: str) -> None:
    assert clean(typed).text == ISO_15434


def test_carets_that_may_be_text_are_text_outside_an_envelope() -> None:
    assert clean("2^^8^D").text == "2^^8^D"


@pytest.mark.parametrize(
    ("layout", "typed", "text"),
    [
        ("fr", 'à&àç(à&&à&("àààé', "010950110153" + "0002"),
        ("fr", "&é\"'(-è_çà", "1234567890"),
        ("fr", 'QB)&é"', "AB-123"),
        ("es", "AB'123", "AB-123"),
        ("es", "httpsÑ--id", "https://id"),
        ("latam", "AB'123", "AB-123"),
        ("de", "LZß0042", "LY-0042"),
        ("uk", '"', "@"),
    ],
)
def test_us_keys_on_another_keyboard_are_retyped(layout: str, typed: str, text: str) -> None:
    assert clean(typed + "\r", layout=layout).text == text


def test_the_aim_prefix_and_a_control_chord_are_found_after_retyping() -> None:
    assert clean("$C&à&", layout="fr") == Capture(text="01", symbology="]C1", source="wedge")
    assert clean("+C10109\x1d21", layout="es") == Capture(text="0109\x1d21", symbology="]C1", source="wedge")


@pytest.mark.parametrize(("layout", "typed", "text"), [("fr", "ê", "[e"), ("es", "á", "'a"), ("es", "ì", "[i")])
def test_a_letter_a_dead_key_melted_into_comes_apart(layout: str, typed: str, text: str) -> None:
    assert clean(typed, layout=layout).text == text


@pytest.mark.parametrize("layout", sorted(KEYBOARDS))
def test_every_key_of_every_layout_is_described_once(layout: str) -> None:
    keyboard = KEYBOARDS[layout]
    assert (len(keyboard.plain), len(keyboard.shifted)) == (len(US[0]), len(US[1]))
    typed = (keyboard.plain + keyboard.shifted).replace(" ", "")
    assert len(set(typed)) == len(typed)


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WedgeError) as refusal:
        clean("1", layout="klingon")
    assert str(refusal.value) == "No keyboard layout is called 'klingon': choose one of de, es, fr, latam, uk."


def test_more_than_one_barcode_can_hold_is_refused() -> None:
    with pytest.raises(WedgeError) as refusal:
        clean("7" * (LONGEST + 1))
    assert str(refusal.value) == (
        "This scan has 4097 characters and a barcode holds 4096 at most: scan one barcode at a time."
    )
    assert clean("7" * LONGEST).text == "7" * LONGEST


@given(st.text(max_size=300), st.sampled_from([None, *KEYBOARDS]))
def test_any_text_comes_out_as_a_capture(typed: str, layout: str | None) -> None:
    capture = clean(typed, layout)
    assert (capture.source, capture.corners, capture.engine) == ("wedge", (), "")
    assert not capture.text.endswith(("\r", "\n"))


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60), st.sampled_from(sorted(KEYBOARDS)))
def test_typing_on_the_wrong_keyboard_is_undone(text: str, layout: str) -> None:
    keyboard = KEYBOARDS[layout]
    keys = dict(zip("".join(US), keyboard.plain + keyboard.shifted, strict=True))
    if all(keys[each] != " " for each in text):
        assert clean("".join(keys[each] for each in text), layout) == clean(text)
