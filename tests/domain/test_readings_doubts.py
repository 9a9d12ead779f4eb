"""Faults of other programs: hidden AIs, lost separators, lots that look like elements."""

from datetime import date

import pytest

from app.domain.identifiers import Gtin
from app.domain.readings import Doubt, Reading, ReadingError, ReadingKind, Warning_
from tests.domain.reading_values import GTIN, item, only, plain


def test_lot_10d9t_alone_is_not_lot_d9t() -> None:
    assert only("10D9T") == [
        plain("10D9T", Warning_(Doubt.MAYBE_GS1)),
        Reading(
            ReadingKind.LOT,
            "10D9T",
            elements={"10": "D9T"},
            lot="D9T",
            warnings=(Warning_(Doubt.MAYBE_PLAIN), Warning_(Doubt.NO_ITEM)),
        ),
    ]
    assert only("10D9T")[1].needs_confirming
    assert only("10D9T", "]C0") == [plain("10D9T")]


def test_lot_10d9t_in_an_element_string_is_read_whole() -> None:
    text = f"01{GTIN}1010D9T"
    assert only(text) == [item(text, elements={"10": "10D9T"}, lot="10D9T"), plain(text)]


def test_lot_and_gtin_of_one_code_are_both_used() -> None:
    [reading, _] = only(f"01{GTIN}10LOT9")
    assert (reading.gtin, reading.lot) == (Gtin(GTIN), "LOT9")


def test_lost_separator_is_restored_where_only_one_way_fits() -> None:
    text = f"01{GTIN}10ABCDEFGHIJ1234517271231" + "21S1"
    hri = f"(01){GTIN}(10)ABCDEFGHIJ12345(17)271231(21)S1"
    expected = item(
        text,
        elements={"10": "ABCDEFGHIJ12345", "17": "271231", "21": "S1"},
        lot="ABCDEFGHIJ12345",
        expiry=date(2027, 12, 31),
        serial="S1",
        warnings=(Warning_(Doubt.SEPARATOR_RESTORED, hri),),
    )
    assert only(text, "]C1") == [expected, plain(text)]
    assert expected.needs_confirming


def test_lost_separator_that_fits_several_ways_gives_several_readings() -> None:
    text = f"01{GTIN}10A121B221CCCCCCCCCCCCCC"
    *readings, last = only(text, "]C1")
    assert [(reading.lot, reading.serial) for reading in readings] == [
        ("A1", "B221CCCCCCCCCCCCCC"),
        ("A121B2", "CCCCCCCCCCCCCC"),
    ]
    assert all(reading.needs_confirming for reading in readings)
    assert last == plain(text)


def test_lost_separator_that_fits_too_many_ways_is_refused() -> None:
    with pytest.raises(ReadingError) as refused:
        only(f"]C101{GTIN}10A121B221C321D421E5219")
    assert str(refused.value) == "AI (10) has 1 to 20 characters, got 21: 'A121B221C321D421E5219'."


def test_a_lot_that_ends_like_an_expiry_is_confirmed() -> None:
    text = f"01{GTIN}10AB17271231"
    hri = f"(01){GTIN}(10)AB(17)271231"
    assert only(text, "]C1") == [
        item(text, elements={"10": "AB17271231"}, lot="AB17271231", warnings=(Warning_(Doubt.LOT_HIDES_AI, hri),)),
        item(
            text,
            elements={"10": "AB", "17": "271231"},
            lot="AB",
            expiry=date(2027, 12, 31),
            warnings=(Warning_(Doubt.SEPARATOR_RESTORED, hri),),
        ),
        plain(text),
    ]
    assert only(text, "]C1")[0].needs_confirming


def test_a_serial_that_ends_like_an_expiry_is_confirmed_even_with_separators() -> None:
    reading = only(f"]d201{GTIN}10L1\x1d21S17271231")[0]
    assert reading.serial == "S17271231"
    assert reading.warnings == (Warning_(Doubt.LOT_HIDES_AI, f"(01){GTIN}(10)L1(21)S(17)271231"),)


def test_a_lot_that_ends_in_no_real_date_is_not_doubted() -> None:
    assert not only(f"]C101{GTIN}10AB17271331")[0].needs_confirming


@pytest.mark.parametrize("mark", ["<GS>", "{GS}", "\\x1d", "\x1e", "␝", "|", "^", "\x1d\x1d"])
def test_what_stands_for_the_separator(mark: str) -> None:
    reading = only(f"]d201{GTIN}10L1{mark}17271231")[0]
    assert reading.elements == {"01": GTIN, "10": "L1", "17": "271231"}
    assert reading.warnings == (Warning_(Doubt.SEPARATOR_RESTORED, f"(01){GTIN}(10)L1(17)271231"),)


def test_caret_notation_says_itself_what_the_caret_is() -> None:
    [reading, _] = only(f"^01{GTIN}10L1^17271231")
    assert reading.elements == {"01": GTIN, "10": "L1", "17": "271231"}
    assert reading.warnings == ()


def test_counts_of_items_and_of_contents() -> None:
    assert only(f"]C101{GTIN}3012")[0].count == 12
    unit = only(f"]C102{GTIN}37144")[0]
    assert (unit.content, unit.content_count, unit.gtin) == (Gtin(GTIN), 144, None)
