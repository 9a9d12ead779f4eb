"""The load sheet: its barcode is read back as the load, and everything stays on paper."""

from dataclasses import replace

import pytest

from app.domain.readings import ReadingKind, read
from app.labels import load_sheet
from app.labels.canvas import Text
from app.labels.rows import LoadSheet
from tests.labels.paper import drawn, readings
from tests.labels.samples import LONG_NAME

SHEET = LoadSheet(
    number="LOAD-000123",
    title="Inbound load",
    address_title="Bring to",
    address=("Laredo returns", "4410 Mines Road, Dock 4", "Laredo, TX 78045"),
    facts=(("Day", "22 Nov 2026"), ("Carrier", "Frontera Freight"), ("Trailer", "TX-7714"), ("Seal", "SL-204418")),
    goods_title="What it brings",
    goods=(("1,850 kg, 7,200 l", "COL-000001  Northline Pharmacy, 2210 Commerce Street: RMA-104411"),),
    more="and more: see the screen",
)
FULL = replace(
    SHEET, title=LONG_NAME, address=(LONG_NAME,) * 9, facts=((LONG_NAME, LONG_NAME),) * 6,
    goods=(("1,000,000 kg, 1,000,000 l", f"{LONG_NAME} {LONG_NAME} {LONG_NAME}"),) * 60,
)  # fmt: skip


@pytest.mark.parametrize("number", ["LOAD-0001", "LOAD-000123", "LOAD-99999999"])
def test_its_barcode_is_read_back_as_the_load(number: str) -> None:
    found = readings(drawn(load_sheet.lay_out(replace(SHEET, number=number)), "svg"))
    assert {symbology: (reading.kind, reading.load) for symbology, reading in found.items()} == {
        "]C0": (ReadingKind.LOAD, number)
    }


def test_what_does_not_fit_is_said_and_stays_on_the_page() -> None:
    texts = [mark for mark in load_sheet.lay_out(FULL).marks if isinstance(mark, Text)]
    assert texts[-1].text == "and more: see the screen"
    assert max(text.y for text in texts) < load_sheet.HEIGHT - 5


@pytest.mark.parametrize(("text", "load"), [("load-0412", "LOAD-0412"), ("LOAD'0412", "LOAD-0412"), ("LOAD-12", "")])
def test_a_load_is_typed_as_it_is_printed(text: str, load: str) -> None:
    assert read(text)[0].load == load
