"""Pages of barcodes: every one of them is found and means what stands above it."""

import pytest

from app.domain.readings import ReadingKind, read
from app.domain.vocabulary import Command
from app.labels import sheets, svg
from app.labels.canvas import Resolution, Text
from app.labels.errors import LabelError
from app.labels.rows import BarcodeKind, CommandSheet, DemoCell
from tests.labels.paper import printed_svg, scanned
from tests.labels.samples import COMMANDS, LONG_NAME

A4_AT = {203: 1678, 300: 2480}


@pytest.mark.parametrize("across", A4_AT.values(), ids=[f"{dpi} dpi" for dpi in A4_AT])
@pytest.mark.parametrize("resolution", Resolution)
def test_every_command_is_on_the_sheet(resolution: Resolution, across: int) -> None:
    page = printed_svg(svg.draw(sheets.command_sheet(COMMANDS, resolution)), across)
    found = [read(text, symbology)[0] for text, symbology in scanned(page)]
    assert {reading.kind for reading in found} == {ReadingKind.COMMAND}
    assert {reading.command for reading in found} == {*Command, None} - {
        *sheets.WORKSHOP,
        *sheets.PACKAGING,
        *sheets.QUALITY,
    }
    assert {reading.scale for reading in found if reading.command is None} == {
        "F1", "F2", "F3", "F4", "F5", "F6", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9",
    }  # fmt: skip


def test_every_command_of_the_workshop_is_on_a_sheet_of_its_own() -> None:
    payloads = [payload for section in sheets.WORKSHOP_SECTIONS for payload in section]
    sheet = CommandSheet(
        "Workshop", "Scan", ("Operations", "Commands", "Packaging"), {payload: payload for payload in payloads}
    )
    canvas = sheets.command_sheet(sheet, payloads_of=sheets.WORKSHOP_SECTIONS)
    found = {read(text, symbology)[0].command for text, symbology in scanned(printed_svg(svg.draw(canvas), 2480))}
    assert found == {*sheets.WORKSHOP, *sheets.PACKAGING, *sheets.ALSO_THERE}


def test_every_command_of_quarantine_is_on_a_sheet_of_its_own() -> None:
    words = {payload: payload for section in sheets.QUALITY_SECTIONS for payload in section}
    sheet = CommandSheet("Quarantine", "Scan", ("Decontamination", "Release", "Commands"), words)
    canvas = sheets.command_sheet(sheet, payloads_of=sheets.QUALITY_SECTIONS)
    found = {read(text, symbology)[0].command for text, symbology in scanned(printed_svg(svg.draw(canvas), 2480))}
    assert found == {*sheets.QUALITY, Command.CONFIRM, Command.UNDO, Command.HOLD, Command.CLOSE}


def test_every_command_carries_its_word() -> None:
    texts = {mark.text for mark in sheets.command_sheet(COMMANDS).marks if isinstance(mark, Text)}
    assert texts >= set(COMMANDS.words.values()) | set(COMMANDS.words) | set(COMMANDS.sections)


def test_a_command_without_a_word_is_refused() -> None:
    words = {payload: word for payload, word in COMMANDS.words.items() if payload != "CMD-F3"}
    with pytest.raises(LabelError, match=r"^Got no word for CMD-F3, expected one for every command of the sheet\.$"):
        sheets.command_sheet(CommandSheet("T", "H", COMMANDS.sections, words))


LINK = "https://id.gs1.org/01/09521234100775/10/L2608/21/SN1?17=270331"
CELLS = [
    DemoCell("Expected carton", "Scan at the dock.", BarcodeKind.GS1_128, "(00)195212340000044182"),
    DemoCell("Drill", LONG_NAME, BarcodeKind.GS1_128, "(01)09521234100775(17)270331(10)L2608"),
    DemoCell("Drill", "With serial.", BarcodeKind.GS1_DATAMATRIX, "(01)09521234100775(17)270331(10)L2608(21)SN1"),
    DemoCell("Retail", "No lot: asked for.", BarcodeKind.EAN13, "9521234100775"),
    DemoCell("Case", "Counts its pack.", BarcodeKind.ITF14, "19521234100772"),
    DemoCell("Tote", "A destination.", BarcodeKind.CODE128, "T-0007"),
    DemoCell("Paper", "An authorization.", BarcodeKind.CODE128, "RMA-104502"),
    DemoCell("Link", "GS1 Digital Link.", BarcodeKind.QR, LINK),
]
ON_PAPER = {
    ("00195212340000044182", "]C1"),
    ("01095212341007751727033110L2608", "]C1"),
    ("01095212341007751727033110L2608\x1d21SN1", "]d2"),
    ("9521234100775", "]E0"),
    ("19521234100772", "]I1"),
    ("T-0007", "]C0"),
    ("RMA-104502", "]C0"),
    (LINK, "]Q1"),
}


@pytest.mark.parametrize("across", A4_AT.values(), ids=[f"{dpi} dpi" for dpi in A4_AT])
@pytest.mark.parametrize("resolution", Resolution)
def test_every_demo_barcode_is_found_on_its_page(resolution: Resolution, across: int) -> None:
    pages = sheets.demo_sheet("Demo barcodes", CELLS, resolution)
    assert [page.title for page in pages] == ["Demo barcodes 1/1"]
    assert scanned(printed_svg(svg.draw(pages[0]), across)) == ON_PAPER


def test_ten_cells_fill_a_page() -> None:
    cells = [DemoCell(f"Tote {n}", "Demo", BarcodeKind.CODE128, f"T-{n:04d}") for n in range(21)]
    pages = sheets.demo_sheet("Demo", cells)
    found = [{text for text, _ in scanned(printed_svg(svg.draw(page), 2480))} for page in pages]
    assert [len(page) for page in found] == [10, 10, 1]
    assert set().union(*found) == {f"T-{n:04d}" for n in range(21)}


@pytest.mark.parametrize(
    ("kind", "payload", "sentence"),
    [
        (BarcodeKind.GS1_128, "0109521234100775",
         "Got '0109521234100775', expected bracketed elements such as (01)09521234100775(10)L2608."),
        (BarcodeKind.EAN13, "19521234100772",
         "Got GTIN 19521234100772, expected one that starts with 0: EAN-13 holds 13 digits."),
        (BarcodeKind.CODE128, "ñ", "Got 'ñ', expected printable ASCII for Code 128."),
        (BarcodeKind.CODE128, "A" * 60, f"Got {'A' * 60!r}, expected content short enough for 95 mm."),
        (BarcodeKind.QR, "", "Got an empty text, expected content for the QR code."),
        (BarcodeKind.QR, "x" * 1500, "Got 1500 characters, expected fewer for a matrix of 31 mm."),
    ],
)  # fmt: skip
def test_a_payload_that_cannot_be_drawn_is_refused(kind: BarcodeKind, payload: str, sentence: str) -> None:
    with pytest.raises(LabelError) as refused:
        sheets.demo_sheet("Demo", [DemoCell("Cell", "Demo", kind, payload)])
    assert str(refused.value) == sentence
