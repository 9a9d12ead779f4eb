"""Every symbol writer, read back by zxing-cpp from plain modules."""

import string

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identifiers import Gtin
from app.labels import symbols, zpl
from app.labels.elements import CHARACTER_SET_82, ElementString
from app.labels.errors import LabelError
from app.labels.symbols import Bars, Grid, Symbol
from tests.labels.zpl_reader import code128_content


def read_modules(symbol: Symbol) -> list[tuple[str, str]]:
    match symbol:
        case Bars(pattern=pattern):
            dark = np.repeat(np.array([[module == "1" for module in pattern]]), 40, axis=0)
        case Grid(rows=rows):
            dark = np.array([[module == "1" for module in row] for row in rows])
    framed = np.pad(
        np.where(dark.repeat(3, axis=0).repeat(3, axis=1), 0, 255).astype(np.uint8), 40, constant_values=255
    )
    found = zxingcpp.read_barcodes(framed, text_mode=zxingcpp.TextMode.Plain)
    return [(barcode.text, barcode.symbology_identifier) for barcode in found]


def value(longest: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(sorted(CHARACTER_SET_82)), min_size=1, max_size=longest)


ELEMENTS = st.tuples(value(10), value(10)).map(
    lambda values: ElementString((("01", "09521234100775"), ("10", values[0]), ("21", values[1])))
)


@settings(max_examples=150, deadline=None)
@given(ELEMENTS)
def test_any_gs1_text_survives_gs1_128_and_its_zpl(elements: ElementString) -> None:
    bars = symbols.gs1_128(elements)
    assert read_modules(bars) == [(elements.content[1:], "]C1")]
    content, words = code128_content(zpl.code128_field(bars))
    assert (content, 11 * (words + 1) + 13) == (elements.content, len(bars.pattern))


@settings(max_examples=150, deadline=None)
@given(ELEMENTS)
def test_any_gs1_text_survives_datamatrix(elements: ElementString) -> None:
    assert read_modules(symbols.gs1_datamatrix(elements)) == [(elements.content[1:], "]d2")]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from(string.printable[:95]), min_size=1, max_size=24))
def test_any_printable_text_survives_code_128_and_its_zpl(text: str) -> None:
    bars = symbols.code128(text)
    assert read_modules(bars) == [(text, "]C0")]
    field = zpl.code128_field(bars)
    assert not set(field) & set("^~")
    content, words = code128_content(field)
    assert (content, 11 * (words + 1) + 13) == (text, len(bars.pattern))


@pytest.mark.parametrize("digits", ["9521234100775", "0012345678905", "4006381333931"])
def test_ean_13(digits: str) -> None:
    bars = symbols.ean13(Gtin.parse(digits))
    assert len(bars.pattern) == 95
    assert bars.quiet == (11, 7)
    assert read_modules(bars)[0][0] == digits


def test_itf_14_has_wide_bars_two_and_a_half_times_the_narrow_ones() -> None:
    bars = symbols.itf14(Gtin.parse("19521234100772"))
    assert {width for _, width in bars.runs} == {2, 5}
    assert bars.bearers
    assert read_modules(bars)[0][0] == "19521234100772"


def test_qr_of_a_digital_link() -> None:
    link = "HTTPS://ID.GS1.ORG/01/09521234100775/10/L2608"
    assert read_modules(symbols.qr(link)) == [(link, "]Q1")]


def test_matrix_symbols_are_square_with_the_margin_of_their_standard() -> None:
    matrix, code = symbols.datamatrix("T-0007"), symbols.qr("T-0007")
    assert (matrix.side, matrix.quiet, {len(row) for row in matrix.rows}) == (12, 1, {12})
    assert (code.side, code.quiet, {len(row) for row in code.rows}) == (21, 4, {21})
    assert symbols.reserved_side(matrix) == 14


def test_separators_stand_only_after_variable_values() -> None:
    elements = ElementString((("10", "A"), ("416", "9521234000006"), ("17", "270331"), ("7021", "F5"), ("21", "S")))
    assert elements.content == "\x1d10A\x1d4169521234000006172703317021F5\x1d21S"
    assert elements.bracketed == "(10)A(416)9521234000006(17)270331(7021)F5(21)S"
    assert ElementString.parse(elements.bracketed) == elements


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ((), "Got an element string without elements, expected at least one AI with its value."),
        ((("1", "A"),), "Got (1)'A', expected an AI of 2-4 digits and 1-90 characters."),
        ((("10", ""),), "Got (10)'', expected an AI of 2-4 digits and 1-90 characters."),
        ((("10", "L^2"),), "Got '^' in (10), expected only characters of GS1's set 82."),
        ((("21", "A\x1dB"),), "Got '\\x1d' in (21), expected only characters of GS1's set 82."),
    ],
)
def test_elements_no_symbol_can_carry_are_refused(pairs: tuple[tuple[str, str], ...], sentence: str) -> None:
    with pytest.raises(LabelError) as refused:
        ElementString(pairs)
    assert str(refused.value) == sentence


def test_gs1_128_holds_48_characters() -> None:
    fits = ElementString((("01", "09521234100775"), ("10", "A" * 20), ("21", "B" * 7)))
    assert read_modules(symbols.gs1_128(fits)) == [(fits.content[1:], "]C1")]
    with pytest.raises(LabelError, match=r"^Got 49 characters, expected at most 48 for GS1-128\.$"):
        symbols.gs1_128(ElementString((*fits.pairs[:2], ("21", "B" * 8))))


def test_more_than_a_matrix_holds_is_refused() -> None:
    with pytest.raises(LabelError) as refused:
        symbols.datamatrix("A" * 3000)
    why = refused.value.__cause__
    assert str(refused.value) == f"Got '{'A' * 3000}', expected content that Data Matrix can carry: {why}."
    with pytest.raises(LabelError) as refused:
        symbols.qr("A" * 5000)
    assert str(refused.value) == f"Got 5000 characters, expected fewer: {refused.value.__cause__}."


def test_a_matrix_of_ours_holds_printable_ascii() -> None:
    with pytest.raises(LabelError) as refused:
        symbols.datamatrix("Caña")
    assert str(refused.value) == "Got 'Caña', expected printable ASCII for Data Matrix."
