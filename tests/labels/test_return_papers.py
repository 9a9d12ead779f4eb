"""The return label and the instruction sheet: their barcodes open the authorization, and everything stays on paper."""

from dataclasses import replace
from itertools import product

import pytest

from app.domain.readings import ReadingKind
from app.labels import instructions, return_label
from app.labels.canvas import Resolution, Text
from app.labels.errors import LabelError
from app.labels.rows import InstructionSheet, ReturnLabel
from tests.labels.paper import drawn, readings
from tests.labels.samples import LONG_NAME

PRINTERS = list(product(Resolution, ("svg", "zpl")))
NUMBERS = ["RMA-104516", "R1", "DEV/2026-00017.A", "RMA-104502-2026-LAREDO"]

LABEL = ReturnLabel(
    number="RMA-104516",
    address=("Laredo returns", "4410 Mines Road, Dock 4", "Laredo, TX 78045", "United States"),
    sender="Northline Pharmacy",
    program="Trade return",
    captions=("Return to", "Sent by", "Authorization"),
    notes=("Order: PO-20996", "Units: 60", "Send it by 3 Jan 2027"),
)
SHEET = InstructionSheet(
    number="RMA-104516",
    title="How to send the goods back",
    address_title="Return to",
    address=LABEL.address,
    steps=("Pack the goods so that they arrive as they are now. Keep different lots apart.", "Send it by 3 Jan 2027"),
    goods_title="What we expect",
    goods=(("24", "Vitamin D3 1000 IU, 120 ct, lot 10D9T"), ("12", "Omega-3 1200 mg, 90 ct, lot K7731")),
)
FULL = replace(
    SHEET,
    title=LONG_NAME,
    address=(LONG_NAME,) * 9,
    steps=(f"{LONG_NAME} {LONG_NAME}",) * 6,
    goods=(("10000000", LONG_NAME),) * 60,
    more="and 40 more lines",
)


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
@pytest.mark.parametrize("number", NUMBERS)
def test_both_codes_of_a_label_read_back_to_the_number(resolution: Resolution, way: str, number: str) -> None:
    found = readings(drawn(return_label.lay_out(replace(LABEL, number=number), resolution), way))
    assert {symbology: (reading.kind, reading.text) for symbology, reading in found.items()} == {
        "]C0": (ReadingKind.PLAIN, number),
        "]d1": (ReadingKind.PLAIN, number),
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_the_barcode_of_an_instruction_sheet_reads_back_to_the_number(number: str) -> None:
    found = readings(drawn(instructions.lay_out(replace(SHEET, number=number)), "svg"))
    assert {symbology: reading.text for symbology, reading in found.items()} == {"]C0": number}


def test_a_number_that_no_barcode_holds_is_refused() -> None:
    with pytest.raises(LabelError, match="expected printable ASCII for Data Matrix"):
        return_label.lay_out(replace(LABEL, number="RMA-Ñ"), Resolution.DPI_203)
    with pytest.raises(LabelError, match="expected content short enough for 100 mm"):
        return_label.lay_out(replace(LABEL, number="RMA-" + "ABCDEFGH" * 4), Resolution.DPI_203)


@pytest.mark.parametrize("sheet", [SHEET, FULL], ids=["usual", "full"])
def test_a_sheet_stays_on_its_page(sheet: InstructionSheet) -> None:
    texts = [mark for mark in instructions.lay_out(sheet).marks if isinstance(mark, Text)]
    assert [text for text in texts if not (text.x > 0 and text.y < instructions.HEIGHT - 8)] == []
    assert texts[-1].text == (sheet.more or sheet.goods[-1][1])


def test_a_label_says_who_sends_what_where() -> None:
    row = replace(LABEL, sender=LONG_NAME, address=(LONG_NAME,) * 9, notes=(LONG_NAME,) * 9)
    texts = [mark for mark in return_label.lay_out(row, Resolution.DPI_203).marks if isinstance(mark, Text)]
    assert max(text.y for text in texts) < return_label.HEIGHT
    usual = {mark.text for mark in return_label.lay_out(LABEL, Resolution.DPI_203).marks if isinstance(mark, Text)}
    assert {*LABEL.address, *LABEL.notes, *LABEL.captions, LABEL.sender, LABEL.program, LABEL.number} <= usual
