"""Identifiers: what is accepted, how it is normalized, and the whole sentence of each refusal."""

import pytest

from app.domain.identifiers import (
    BadgeCode,
    Gln,
    Grai,
    Gtin,
    IdentifierError,
    Lpn,
    PlaceCode,
    Sscc,
    check_digit,
)


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("629104150021", "3"), ("37610425002123456", "9"), ("0950110153000", "3"), ("1234567", "0"), ("0", "0")],
)
def test_check_digit(digits: str, expected: str) -> None:
    assert check_digit(digits) == expected


@pytest.mark.parametrize("text", ["", "12a", "١٢٣", "1 2"])
def test_check_digit_wants_digits(text: str) -> None:
    with pytest.raises(IdentifierError) as refused:
        check_digit(text)
    assert str(refused.value) == f"A check digit is computed over digits, got {text!r}."


@pytest.mark.parametrize(
    ("text", "value", "short"),
    [
        ("12345670", "00000012345670", "12345670"),
        ("123601057072", "00123601057072", "123601057072"),
        ("5901234123457", "05901234123457", "5901234123457"),
        ("09501101530003", "09501101530003", "9501101530003"),
        ("15901234123454", "15901234123454", "15901234123454"),
    ],
)
def test_gtin_is_padded_to_14(text: str, value: str, short: str) -> None:
    gtin = Gtin.parse(text)
    assert gtin == Gtin(value)
    assert gtin.short == short
    assert gtin.as_hri() == f"(01){value}"


@pytest.mark.parametrize(
    ("parse", "text", "sentence"),
    [
        (Gtin.parse, "123", "A GTIN has 8, 12, 13 or 14 digits, got '123'."),
        (Gtin.parse, "٥٩٠١٢٣٤١٢٣٤٥٧", "A GTIN has 8, 12, 13 or 14 digits, got '٥٩٠١٢٣٤١٢٣٤٥٧'."),
        (Gtin.parse, "5901234123458", "A GTIN 5901234123458 should end in check digit 7, got 8."),
        (Sscc.parse, "37610425002123456", "An SSCC has 18 digits, got '37610425002123456'."),
        (Sscc.parse, "376104250021234568", "An SSCC 376104250021234568 should end in check digit 9, got 8."),
        (Gln.parse, "952012345678X", "A GLN has 13 digits, got '952012345678X'."),
        (
            Grai.parse,
            "14965031954585",
            "A GRAI is 0, 13 digits of asset type and up to 16 characters of serial, got '14965031954585'.",
        ),
        (
            Grai.parse,
            "04965031954586",
            "A GRAI asset type 04965031954586 should end in check digit 5, got 6.",
        ),
        (Lpn.parse, "T-12", "A licence plate is T- and four to six digits, got 'T-12'."),
        (
            PlaceCode.parse,
            "T-12",
            "A place is one or two letters, a hyphen and two or three digits, got 'T-12'.",
        ),
        (BadgeCode.parse, "BADGE-123", "A badge is BADGE- and four to eight digits, got 'BADGE-123'."),
    ],
)
def test_refusals_say_what_was_got_and_expected(parse, text: str, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(IdentifierError) as refused:
        parse(text)
    assert str(refused.value) == sentence


def test_keys_as_human_readable_interpretation() -> None:
    assert Sscc.parse("106141412345678908").as_hri() == "(00)106141412345678908"
    assert Gln.parse("9520123456788").as_hri() == "(414)9520123456788"
    assert Grai.parse("04965031954585AB-7").as_hri() == "(8003)04965031954585AB-7"


def test_grai_parts_and_short_form() -> None:
    grai = Grai.parse("04965031954585AB-7")
    assert (grai.asset_type, grai.serial) == ("4965031954585", "AB-7")
    assert Grai.parse("4965031954585") == Grai("04965031954585")


def test_own_codes_are_normalized() -> None:
    assert Lpn.parse("t-0412") == Lpn("T-0412")
    assert Lpn.parse("T-041299").as_hri() == "T-041299"
    assert PlaceCode.parse("qx-031") == PlaceCode("QX-031")
    assert PlaceCode.parse("TA-031").as_hri() == "TA-031"
    assert BadgeCode.parse("badge-2231") == BadgeCode("2231")
    assert BadgeCode.parse("BADGE-2231").as_hri() == "BADGE-2231"
