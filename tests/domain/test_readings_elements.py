"""GS1 element strings: every field, every refusal, what is only a warning."""

from datetime import date

import pytest

from app.domain.identifiers import Gln, Grai, Gtin, Sscc
from app.domain.readings import Doubt, Reading, ReadingError, ReadingKind, Warning_
from tests.domain.reading_values import GTIN, SSCC, item, only, plain


def test_all_fields_of_an_item() -> None:
    text = f"01{GTIN}1727020010AB-123\x1d21S77\x1d3012"
    expected = item(
        text,
        elements={"17": "270200", "10": "AB-123", "21": "S77", "30": "12"},
        lot="AB-123",
        expiry=date(2027, 2, 28),
        serial="S77",
        count=12,
    )
    for symbology in ("]C1", "]d2", "]Q3", "]e0"):
        assert only(symbology + text) == [expected]
        assert only(text, symbology) == [expected]
    assert only(text) == [expected]
    assert only(f"\x1d{text}")[0].elements == expected.elements


def test_logistic_unit_with_content_and_count() -> None:
    text = f"00{SSCC}02{GTIN}3724\x1d10L1"
    assert only(text, "]C1") == [
        Reading(
            ReadingKind.SSCC,
            text,
            elements={"00": SSCC, "02": GTIN, "37": "24", "10": "L1"},
            sscc=Sscc(SSCC),
            content=Gtin(GTIN),
            content_count=24,
            lot="L1",
        ),
    ]


def test_split_code_with_lot_and_expiry_only() -> None:
    text = "1727123110AB-1"
    expected = Reading(
        ReadingKind.LOT,
        text,
        elements={"17": "271231", "10": "AB-1"},
        lot="AB-1",
        expiry=date(2027, 12, 31),
        warnings=(Warning_(Doubt.NO_ITEM),),
    )
    assert only(text, "]C1") == [expected, plain(text)]
    assert not expected.needs_confirming


def test_asset_and_location() -> None:
    assert only("800304965031954585AB-7", "]C1")[0] == Reading(
        ReadingKind.GRAI,
        "800304965031954585AB-7",
        elements={"8003": "04965031954585AB-7"},
        grai=Grai("04965031954585AB-7"),
    )
    assert only("4149520123456788", "]C1")[0] == Reading(
        ReadingKind.OTHER_GS1, "4149520123456788", elements={"414": "9520123456788"}, gln=Gln("9520123456788")
    )


@pytest.mark.parametrize(
    ("dates", "expiry"),
    [
        ("15270101", date(2027, 1, 1)),
        ("1527010116270202", date(2027, 2, 2)),
        ("16270202152701017003270303" + "1200", date(2027, 3, 3)),
        ("172705311526" + "0101", date(2027, 5, 31)),
        ("11260101", None),
        ("17770101", date(1977, 1, 1)),
        ("17760101", date(2076, 1, 1)),
        ("17280200", date(2028, 2, 29)),
    ],
)
def test_which_date_is_the_expiry(dates: str, expiry: date | None) -> None:
    assert only(f"]C101{GTIN}{dates}")[0].expiry == expiry


def test_a_date_that_no_calendar_has_is_flagged_not_lost() -> None:
    text = f"01{GTIN}1727023010L1"
    expected = item(
        text,
        elements={"17": "270230", "10": "L1"},
        lot="L1",
        warnings=(Warning_(Doubt.BAD_DATE, "(17)270230"),),
    )
    assert only(text, "]C1") == [expected, plain(text)]
    assert expected.needs_confirming


def test_a_broken_content_rule_is_only_a_warning() -> None:
    assert only(f"]C101{GTIN}422999")[0] == item(
        f"01{GTIN}422999", elements={"422": "999"}, warnings=(Warning_(Doubt.CONTENT, "(422)999 country"),)
    )


def test_a_character_outside_the_set_is_flagged() -> None:
    [reading, _] = only(f"]C101{GTIN}10A B")
    assert reading.warnings == (Warning_(Doubt.CHARACTER, "(10)A B"),)
    assert reading.needs_confirming


def test_a_piece_of_an_item() -> None:
    assert only(f"]C18006{GTIN}0102")[0] == Reading(
        ReadingKind.GS1,
        f"8006{GTIN}0102",
        elements={"8006": f"{GTIN}0102"},
        gtin=Gtin(GTIN),
        warnings=(Warning_(Doubt.PIECE_OF_ITEM, "01/02"),),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("]C10109501101530004", "AI (01) 09501101530004 should end in check digit 3, got 4."),
        ("]C10209501101530004" + "3712", "AI (02) 09501101530004 should end in check digit 3, got 4."),
        ("]d200106141412345678909", "AI (00) 106141412345678909 should end in check digit 8, got 9."),
        ("]C14109520123456789", "AI (410) 9520123456789 should end in check digit 8, got 9."),
        ("]C1800304965031954586", "AI (8003) 04965031954586 should end in check digit 5, got 6."),
        ("(01)09501101530004(10)A", "AI (01) 09501101530004 should end in check digit 3, got 4."),
        ("https://a.example/01/09501101530004", "AI (01) 09501101530004 should end in check digit 3, got 4."),
        ("]E05901234123458", "A GTIN 5901234123458 should end in check digit 7, got 8."),
        ("]E4123", "A code ]E4 has 8 digits, got '123'."),
        ("]C101095011015300031", "No AI begins with '1' after AI (01)."),
        ("]C110", "AI (10) has 1 to 20 characters, got 0: ''."),
        ("]C1RMA-1", "No AI begins with 'RMA-' at the start."),
        ("]C110A\x1d10B", "AI (10) stands twice with different data, 'A' and 'B'."),
        ("]C110A\x07B", "AI (10) holds a character that GS1 codes do not have: 'A\\x07B'."),
        ("]C101٠٩٥٠١١٠١٥٣٠٠٠٣", "AI (01) holds a character that GS1 codes do not have: '٠٩٥٠١١٠١٥٣٠٠٠٣'."),
        ("]C1", "Nothing was scanned behind ']C1'."),
        (" \r\n", "Nothing was scanned."),
        ("a\x07b", "Not a text that can be read: 'a\\x07b'."),
        ("x" * 4097, "A scan has at most 4096 characters, got 4097."),
    ],
)
def test_refusals(text: str, sentence: str) -> None:
    with pytest.raises(ReadingError) as refused:
        only(text)
    assert str(refused.value) == sentence
