"""What a captured text is read as: whole Reading values, in their order."""

from datetime import date

import pytest

from app.domain.identifiers import Gln, Grai, Gtin, Sscc
from app.domain.readings import Doubt, Reading, ReadingError, ReadingKind, Warning_, read
from app.domain.vocabulary import Command

TODAY = date(2026, 5, 4)
GTIN = "09501101530003"
SSCC = "106141412345678908"


def only(text: str, symbology: str | None = None) -> list[Reading]:
    return read(text, symbology, today=TODAY)


def plain(text: str, *warnings: Warning_) -> Reading:
    return Reading(ReadingKind.PLAIN, text, warnings=warnings)


def item(text: str, **fields: object) -> Reading:
    elements = {"01": GTIN, **fields.pop("elements", {})}  # type: ignore[dict-item]
    return Reading(ReadingKind.GS1, text, elements=elements, gtin=Gtin(GTIN), **fields)  # type: ignore[arg-type]


# Own codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T-0412", Reading(ReadingKind.PLATE, "T-0412", plate="T-0412")),
        ("t-0412", Reading(ReadingKind.PLATE, "t-0412", plate="T-0412")),
        ("W-03", Reading(ReadingKind.PLACE, "W-03", place="W-03")),
        ("BADGE-2231", Reading(ReadingKind.BADGE, "BADGE-2231", badge="2231")),
        ("CMD-CONFIRM", Reading(ReadingKind.COMMAND, "CMD-CONFIRM", command=Command.CONFIRM)),
        ("CMD-GRADE-D", Reading(ReadingKind.COMMAND, "CMD-GRADE-D", command=Command.GRADE_D)),
        ("CMD-F4", Reading(ReadingKind.COMMAND, "CMD-F4", scale="F4")),
        ("CMD-C9", Reading(ReadingKind.COMMAND, "CMD-C9", scale="C9")),
    ],
)
def test_codes_that_the_site_prints(text: str, expected: Reading) -> None:
    assert only(text) == [expected, plain(text)]
    assert only(text, "]C0") == [expected, plain(text)]
    assert only(f"]A0{text}\r\n") == [expected, plain(text)]


def test_every_command_has_a_barcode() -> None:
    for command in Command:
        text = f"CMD-{command.value.upper().replace('_', '-')}"
        assert only(text)[0] == Reading(ReadingKind.COMMAND, text, command=command)


def test_own_code_through_another_keyboard_layout() -> None:
    assert only("T'0412") == [
        Reading(ReadingKind.PLATE, "T'0412", plate="T-0412", warnings=(Warning_(Doubt.LAYOUT_REPAIRED, "T'0412"),)),
        plain("T'0412"),
    ]


def test_own_plate_inside_a_company_internal_element() -> None:
    assert only("]C191T-0412")[0] == Reading(ReadingKind.PLATE, "91T-0412", elements={"91": "T-0412"}, plate="T-0412")


@pytest.mark.parametrize("text", ["T-12", "CMD-F7", "CMD-C0", "CMD-DANCE", "BADGE-1", "WWW-01"])
def test_what_only_resembles_an_own_code_is_plain(text: str) -> None:
    assert only(text) == [plain(text)]


# Plain text


@pytest.mark.parametrize(
    "text",
    ["RMA-104418", "1Z999AA10123456784", "JD014600006281230709", "RA123456785US", "ORDER 77", "Ñandú-7", "٠١٢٣٤٥٦٧"],
)
def test_rma_tracking_and_other_text_is_plain(text: str) -> None:
    assert only(text) == [plain(text)]


def test_a_tracking_number_that_begins_like_an_internal_element_stays_plain_first() -> None:
    text = "9400110200881234567890"
    assert only(text) == [
        plain(text, Warning_(Doubt.MAYBE_GS1)),
        Reading(
            ReadingKind.OTHER_GS1,
            text,
            elements={"94": "00110200881234567890"},
            warnings=(Warning_(Doubt.MAYBE_PLAIN),),
        ),
    ]


def test_a_web_address_is_plain() -> None:
    assert only("https://shop.example/2024/01/15") == [plain("https://shop.example/2024/01/15")]


def test_an_empty_code_of_a_plain_symbology() -> None:
    assert only("]Q1") == [plain("]Q1")]


# Element strings


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


# Rivals' faults


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


# Other forms


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
        (f"https://a.example/01/{GTIN}?99=A&99=A", "A Digital Link names each AI once: "),
        (f"https://a.example/01/{GTIN}/10/A%GG", "AI (10) does not hold 'A%GG'."),
        (f"https://a.example/01/{GTIN}<b>", "A web address does not hold such characters unescaped: "),
        (f"https://a.example/01/{GTIN}?0707=A", "There is no AI (0707)."),
    ],
)
def test_broken_digital_links_are_plain_with_the_reason(text: str, why: str) -> None:
    sentence = f"{why}{text!r}." if why.endswith(": ") else why
    assert only(text) == [plain(text, Warning_(Doubt.BROKEN_GS1, sentence))]


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
