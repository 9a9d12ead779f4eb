"""Own codes and plain text: whole Reading values, in their order."""

import pytest

from app.domain.readings import Doubt, Reading, ReadingKind, Warning_
from app.domain.vocabulary import Command
from tests.domain.reading_values import only, plain


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
