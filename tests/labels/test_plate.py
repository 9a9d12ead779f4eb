"""The licence plate reads back to what its row says, from both printers, at both resolutions."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from app.domain.identifiers import Lpn
from app.domain.readings import ReadingKind
from app.labels import plate, svg, zpl
from app.labels.canvas import BarsMark, GridMark, Resolution, Text
from tests.labels import zpl_reader
from tests.labels.paper import drawn, printed_svg, readings, scanned
from tests.labels.samples import PLATE, SSCC, TOTE, WIDE_PLATE

PRINTERS = list(product(Resolution, ("svg", "zpl")))


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
def test_both_symbols_of_a_plate_read_back_to_its_elements(resolution: Resolution, way: str) -> None:
    found = readings(drawn(plate.lay_out(PLATE, resolution), way))
    assert set(found) == {"]C1", "]d2"}
    assert found["]C1"].kind is ReadingKind.SSCC
    assert dict(found["]C1"].elements) == {"00": "195212340000044182"}
    assert dict(found["]d2"].elements) == {
        "00": "195212340000044182", "02": "09521234100775", "37": "8", "10": "L2608",
    }  # fmt: skip
    assert [reading.sscc for reading in found.values()] == [SSCC, SSCC]


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
def test_the_fullest_plate_still_reads_back(resolution: Resolution, way: str) -> None:
    found = readings(drawn(plate.lay_out(WIDE_PLATE, resolution), way))
    assert dict(found["]d2"].elements) == {
        "00": "195212340000044182", "02": "09521234100775", "17": "270331", "37": "12480", "10": "LOT-2026/0815_A(7)xZ",
    }  # fmt: skip
    assert dict(found["]C1"].elements) == {"00": "195212340000044182"}


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
@pytest.mark.parametrize("number", ["T-0007", "T-12345", "T-998877"])
def test_an_own_plate_is_the_same_in_both_symbols(resolution: Resolution, way: str, number: str) -> None:
    row = replace(TOTE, plate=Lpn.parse(number))
    found = readings(drawn(plate.lay_out(row, resolution), way))
    assert {symbology: (reading.kind, reading.plate) for symbology, reading in found.items()} == {
        "]C0": (ReadingKind.PLATE, number),
        "]d1": (ReadingKind.PLATE, number),
    }


def test_a_lot_that_gs1_cannot_carry_is_printed_but_not_encoded() -> None:
    canvas = plate.lay_out(replace(PLATE, lot="LOTE Ñ 7"), Resolution.DPI_203)
    assert "LOTE Ñ 7" in [mark.text for mark in canvas.marks if isinstance(mark, Text)]
    assert scanned(drawn(canvas, "svg")) == {
        ("00195212340000044182", "]C1"),
        ("001952123400000441820209521234100775378", "]d2"),
    }


@pytest.mark.parametrize(("resolution", "dots"), [(Resolution.DPI_203, 4), (Resolution.DPI_300, 6)])
def test_the_bars_keep_gs1s_size_on_paper(resolution: Resolution, dots: int) -> None:
    canvas = plate.lay_out(PLATE, resolution)
    bars = next(mark for mark in canvas.marks if isinstance(mark, BarsMark))
    pixels = drawn(canvas, "svg")
    row = pixels[resolution.dots(bars.y + 16)] < 128
    edges = np.flatnonzero(np.diff(row.astype(np.int8)))
    widths = np.diff(edges)
    assert bars.module == dots
    assert {int(width) % dots for width in widths} == {0}
    assert int(edges[-1] - edges[0]) == 156 * dots
    assert min(edges[0] + 1, len(row) - 1 - edges[-1]) >= 10 * dots
    column = pixels[:, edges[0] + 1] < 128
    top = resolution.dots(bars.y)
    assert column[top : top + resolution.dots(32)].all()
    assert abs(resolution.dots(32) - 32 * resolution.value) < 1


def test_the_printer_gets_the_x_dimension_and_the_height_in_dots() -> None:
    jobs = {resolution: zpl.draw(plate.lay_out(PLATE, resolution)).decode() for resolution in Resolution}
    assert "^BY4,2,256^BCN,256,N,N,N,N^FD>;>800195212340000044182^FS" in jobs[Resolution.DPI_203]
    assert "^BY6,2,378^BCN,378,N,N,N,N^FD>;>800195212340000044182^FS" in jobs[Resolution.DPI_300]
    assert "^PW800^LL1200" in jobs[Resolution.DPI_203]
    assert "^PW1181^LL1772" in jobs[Resolution.DPI_300]


def test_the_last_four_digits_stand_out() -> None:
    texts = [mark for mark in plate.lay_out(PLATE, Resolution.DPI_203).marks if isinstance(mark, Text)]
    readable = [(text.text, text.size) for text in texts[-5:]]
    assert readable == [("(00)", 5.0), ("1", 5.0), ("9521234", 5.0), ("000004", 5.0), ("4182", 9.5)]
    own = [mark for mark in plate.lay_out(TOTE, Resolution.DPI_203).marks if isinstance(mark, Text)][-2:]
    assert [(text.text, text.size) for text in own] == [("T-", 5.0), ("0007", 9.5)]


def test_every_word_of_the_row_is_on_the_label() -> None:
    texts = [mark.text for mark in plate.lay_out(PLATE, Resolution.DPI_203).marks if isinstance(mark, Text)]
    assert texts[:-5] == [
        "Backdock", "Laredo, Bench 2, J. Park", "22 Nov 2026 14:32", "W", "Workshop", "W-03", "B", "Grade B, Rework",
        "Cordless drill 18 V kit", "GTIN", "09521234100775", "Lot", "L2608", "RMA", "RMA-104502", "8", "units",
    ]  # fmt: skip


def test_a_printers_own_encoder_may_choose_the_next_matrix_size() -> None:
    for row, resolution in product((PLATE, WIDE_PLATE, TOTE), Resolution):
        canvas = plate.lay_out(row, resolution)
        grid = next(mark for mark in canvas.marks if isinstance(mark, GridMark))
        larger = next(side for side in (14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44) if side > grid.grid.side)
        reach = resolution.millimetres((larger + 1) * grid.module)
        assert grid.x + reach <= canvas.width - plate.MARGIN + 0.1
        assert grid.y + reach <= 102.5


def test_the_same_row_gives_the_same_bytes() -> None:
    first, second = (plate.lay_out(PLATE, Resolution.DPI_203) for _ in range(2))
    assert svg.draw(first) == svg.draw(second)
    assert zpl.draw(first, copies=2) == zpl.draw(second, copies=2)
    assert zpl_reader.read(zpl.draw(first, copies=2)).copies == 2


def test_a_plate_printed_small_on_office_paper_reads_back() -> None:
    document = svg.draw(plate.lay_out(PLATE, Resolution.DPI_203))
    assert ("00195212340000044182", "]C1") in scanned(printed_svg(document, 1181))
