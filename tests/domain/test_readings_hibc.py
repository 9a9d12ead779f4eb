"""HIBC supplier labels: primary, secondary and both in one."""

from datetime import date

import pytest

from app.domain.gs1.hibc import check_character
from app.domain.readings import Doubt, Reading, ReadingKind, Warning_, read

TODAY = date(2026, 5, 4)


def signed(body: str) -> str:
    return body + check_character(body)


def hibc(text: str, **fields: object) -> list[Reading]:
    return [Reading(ReadingKind.HIBC, text, **fields), Reading(ReadingKind.PLAIN, text)]  # type: ignore[arg-type]


def test_check_character_of_the_standards_example() -> None:
    assert check_character("+A123BJC5D6E71") == "G"


def test_primary() -> None:
    assert read("+A123BJC5D6E71G") == hibc("+A123BJC5D6E71G", hibc="A123BJC5D6E71")


def test_combined_with_julian_date_and_lot() -> None:
    text = "+A99912345/$$52001510X33"
    assert read(text, "]A0", today=TODAY) == hibc(text, hibc="A99912345", lot="10X3", expiry=date(2020, 1, 15))


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ("$LOT1", {"lot": "LOT1"}),
        ("$+SER1", {"serial": "SER1"}),
        ("$$0927LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
        ("$$2093027LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
        ("$$3270930LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
        ("$$427093014LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
        ("$$527273LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
        ("$$62727314LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
        ("$$7LOT1", {"lot": "LOT1"}),
        ("$$8243270930LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30), "count": 24}),
        ("$$9002407LOT1", {"lot": "LOT1", "count": 240}),
        ("$$+3270930SER1", {"serial": "SER1", "expiry": date(2027, 9, 30)}),
        ("27273LOT1", {"lot": "LOT1", "expiry": date(2027, 9, 30)}),
    ],
)
def test_secondary_alone_and_combined(data: str, fields: dict[str, object]) -> None:
    alone = signed(f"+{data}G")
    assert read(alone, today=TODAY) == hibc(alone, **fields)
    both = signed(f"+A123BJC5D6E71/{data}")
    assert read(both, today=TODAY) == hibc(both, hibc="A123BJC5D6E71", **fields)


def test_supplementary_fields() -> None:
    text = signed("+A123BJC5D6E71/$LOT1/SSER-1/14D20270930/16D20250101/Q12")
    assert read(text, today=TODAY) == hibc(
        text, hibc="A123BJC5D6E71", lot="LOT1", serial="SER-1", expiry=date(2027, 9, 30), count=12
    )


def test_a_date_that_no_calendar_has() -> None:
    text = signed("+A123BJC5D6E71/$$3270231LOT1")
    reading = read(text, today=TODAY)[0]
    assert (reading.lot, reading.expiry) == ("LOT1", None)
    assert reading.warnings == (Warning_(Doubt.BAD_DATE, "3270231"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("+A123BJC5D6E71H", "HIBC +A123BJC5D6E71H should end in check character 'G', got 'H'."),
        ("+49 30 1234567", "HIBC +49 30 1234567 should end in check character 'P', got '7'."),
        ("+a123", "An HIBC is + and characters of Code 39, got '+a123'."),
        (signed("+A123/B"), "An HIBC primary is labeler, product and unit of measure, got 'A123'."),
        (signed("+A123B1/$L/X9"), "Not a field of an HIBC: 'X9'."),
        (
            signed("+A123B1/$ABCDEFGHIJKLMNOPQRS"),
            "An HIBC lot or serial has at most 18 characters, got 'ABCDEFGHIJKLMNOPQRS'.",
        ),
    ],
)
def test_what_is_no_hibc_is_plain_with_the_reason(text: str, why: str) -> None:
    assert read(text) == [Reading(ReadingKind.PLAIN, text, warnings=(Warning_(Doubt.BROKEN_GS1, why),))]
