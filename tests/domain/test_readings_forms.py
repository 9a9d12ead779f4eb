"""Brackets, Digital Link, bare numbers, envelope and composite."""

from datetime import date

import pytest

from app.domain.gs1 import bracketed
from app.domain.identifiers import Gtin, Sscc
from app.domain.readings import Doubt, Reading, ReadingError, ReadingKind, Warning_
from tests.domain.reading_values import GTIN, SSCC, item, only, plain


def test_bracketed() -> None:
    text = f"(01) {GTIN} (17)271231(10)AB(C)\\(21)"
    assert only(text) == [
        item(
            text,
            elements={"17": "271231", "10": "AB(C)(21)"},
            lot="AB(C)(21)",
            expiry=date(2027, 12, 31),
        ),
        plain(text),
    ]


def test_broken_brackets_are_plain_with_the_reason() -> None:
    assert only("(10)(11)98765") == [
        plain("(10)(11)98765", Warning_(Doubt.BROKEN_GS1, "AI (10) does not hold '': wrong length."))
    ]
    with pytest.raises(ReadingError) as refused:
        bracketed.parse("RMA-104418(10)AB", 2026)
    assert str(refused.value) == "Bracketed text begins with an AI such as (01), got 'RMA-104418'."


@pytest.mark.parametrize(
    "text",
    [
        f"https://id.gs1.org/01/{GTIN}/10/AB%2F1/21/S1?17=271231&ref=mail#top",
        f"HTTPS://ID.GS1.ORG/01/{GTIN}/10/AB%2F1/21/S1?17=271231",
        "https://shop.example/path/gtin/9501101530003/LOT/AB%2F1/ser/S1?17=271231",
    ],
)
def test_digital_link(text: str) -> None:
    expected = item(
        text,
        elements={"10": "AB/1", "21": "S1", "17": "271231"},
        lot="AB/1",
        serial="S1",
        expiry=date(2027, 12, 31),
    )
    assert only(text) == [expected, plain(text)]
    assert only(f"]Q1{text}") == [expected, plain(text)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"https://a.example/01/{GTIN}/15/271231", "In a Digital Link, AI (01) is not followed by (15)."),
        (
            f"https://a.example/01/{GTIN}/",
            f"A Digital Link ends in AI/value pairs, got '01/{GTIN}/'.",
        ),
        (
            f"https://a.example/01/{GTIN}?99=A&99=A",
            f"A Digital Link names each AI once: 'https://a.example/01/{GTIN}?99=A&99=A'.",
        ),
        (f"https://a.example/01/{GTIN}/10/A%GG", "AI (10) does not hold 'A%GG'."),
        (
            f"https://a.example/01/{GTIN}<b>",
            f"A web address does not hold such characters unescaped: 'https://a.example/01/{GTIN}<b>'.",
        ),
        (f"https://a.example/01/{GTIN}?0707=A", "There is no AI (0707)."),
    ],
)
def test_broken_digital_links_are_plain_with_the_reason(text: str, why: str) -> None:
    assert only(text) == [plain(text, Warning_(Doubt.BROKEN_GS1, why))]


def test_digital_link_qualifiers_in_another_order_are_read_with_a_warning() -> None:
    reading = only(f"https://a.example/01/{GTIN}/21/S1/10/L1")[0]
    assert (reading.lot, reading.serial) == ("L1", "S1")
    assert reading.warnings == (Warning_(Doubt.CONTENT, "(01) (21) (10) order"),)


@pytest.mark.parametrize(
    ("text", "symbology", "gtin"),
    [
        ("5901234123457", None, "05901234123457"),
        ("5901234123457", "]E0", "05901234123457"),
        ("590123412345712", "]E3", "05901234123457"),
        ("123601057072", None, "00123601057072"),
        ("0123601057072", "]E0", "00123601057072"),
        ("96385074", None, "00000096385074"),
        ("02345673", "]E4", "00000002345673"),
        ("04252614", "]E0", "00042100005264"),
        ("15901234123454", "]I1", "15901234123454"),
    ],
)
def test_bare_article_numbers(text: str, symbology: str | None, gtin: str) -> None:
    assert only(text, symbology) == [
        Reading(ReadingKind.GTIN, text, elements={"01": gtin}, gtin=Gtin(gtin)),
        plain(text),
    ]


def test_eight_digits_that_are_ean_and_upc() -> None:
    text = "12345670"
    as_ean = {"elements": {"01": "00000012345670"}, "gtin": Gtin("00000012345670")}
    as_upc = {"elements": {"01": "00123456000070"}, "gtin": Gtin("00123456000070")}
    doubt = (Warning_(Doubt.TWO_LENGTHS),)
    readings = [Reading(ReadingKind.GTIN, text, warnings=doubt, **way) for way in (as_ean, as_upc)]  # type: ignore[arg-type]
    assert only(text) == [*readings, plain(text)]
    assert all(reading.needs_confirming for reading in readings)


def test_a_wrong_check_digit_without_symbology_is_plain_with_the_reason() -> None:
    assert only("5901234123458") == [
        plain(
            "5901234123458",
            Warning_(Doubt.BROKEN_GS1, "A GTIN 5901234123458 should end in check digit 7, got 8."),
        )
    ]


def test_itf_of_another_length_is_no_article_number() -> None:
    assert only("123601057072", "]I0")[0].kind is ReadingKind.PLAIN


@pytest.mark.parametrize("text", [SSCC, f"00{SSCC}"])
def test_bare_sscc(text: str) -> None:
    assert only(text) == [
        Reading(ReadingKind.SSCC, text, elements={"00": SSCC}, sscc=Sscc(SSCC)),
        plain(text),
    ]


def test_gs1_data_in_a_code_that_does_not_announce_it() -> None:
    text = f"01{GTIN}10L1"
    assert only(text, "]C0")[0] == item(
        text, elements={"10": "L1"}, lot="L1", warnings=(Warning_(Doubt.NOT_GS1_SYMBOLOGY, "]C0"),)
    )


def test_envelope_and_composite() -> None:
    assert only(f"[)>\x1e05\x1d01{GTIN}10L1\x1d17271231\x1e\x04")[0].elements == {
        "01": GTIN,
        "10": "L1",
        "17": "271231",
    }
    assert only("]E02112345678900|]e099ABC\x1d98XYZ")[0].elements == {
        "01": "02112345678900",
        "99": "ABC",
        "98": "XYZ",
    }
