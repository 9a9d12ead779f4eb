"""What the printer is told: nothing leaves the label, nothing touches a quiet zone."""

from itertools import product

import pytest

from app.domain.identifiers import Gtin
from app.labels import badge, item, location, plate, symbols, zpl
from app.labels.canvas import BarsMark, Canvas, GridMark, Resolution
from app.labels.errors import LabelError
from app.labels.symbols import datamatrix
from tests.labels import samples, zpl_reader
from tests.labels.zpl_reader import Box

LABELS = {
    f"{name} {resolution.name}": lay_out(row, resolution)  # type: ignore[operator]
    for (name, lay_out, row), resolution in product(
        (
            ("plate", plate.lay_out, samples.PLATE),
            ("wide plate", plate.lay_out, samples.WIDE_PLATE),
            ("tote", plate.lay_out, samples.TOTE),
            ("item", item.lay_out, samples.ITEM),
            ("wide item", item.lay_out, samples.WIDE_ITEM),
            ("location", location.lay_out, samples.LOCATION),
            ("badge", badge.lay_out, samples.BADGE),
        ),
        Resolution,
    )
}


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("canvas", LABELS.values(), ids=LABELS)
def test_nothing_leaves_the_label(canvas: Canvas) -> None:
    label = zpl_reader.read(zpl.draw(canvas))
    outside = [
        (field.kind, field.data, field.box)
        for field in label.printed
        if not (field.with_quiet()[0] >= 0 and field.with_quiet()[1] >= 0)
        or field.with_quiet()[2] > label.width
        or field.with_quiet()[3] > label.length
    ]
    assert outside == []


@pytest.mark.parametrize("canvas", LABELS.values(), ids=LABELS)
def test_nothing_touches_a_quiet_zone(canvas: Canvas) -> None:
    fields = [field for field in zpl_reader.read(zpl.draw(canvas)).printed if field.kind != "frame"]
    symbols_found = [field for field in fields if field.kind in {"bars", "grid"}]
    assert symbols_found
    touching = [
        (symbol.data, other.kind, other.data)
        for symbol in symbols_found
        for other in fields
        if other is not symbol and meet(symbol.with_quiet(), other.box)
    ]
    assert touching == []


@pytest.mark.parametrize("canvas", LABELS.values(), ids=LABELS)
def test_texts_do_not_run_into_each_other(canvas: Canvas) -> None:
    texts = [field for field in zpl_reader.read(zpl.draw(canvas)).printed if field.kind == "text"]
    pairs = [(one.data, other.data) for n, one in enumerate(texts) for other in texts[:n] if meet(one.box, other.box)]
    assert pairs == []


def test_a_job_is_ascii_and_sets_the_printer_up() -> None:
    job = zpl.draw(LABELS["wide plate DPI_203"]).decode("ascii")
    assert job.startswith("^XA^CI28^PON^FWN^LRN^LH0,0^PW800^LL1200\n")
    assert job.endswith("^PQ1\n^XZ\n")
    assert "^FH^FDDestrucci_C3_B3n controlada^FS" in job


def test_an_underscore_in_a_lot_is_doubled_for_the_matrix() -> None:
    assert "_110LOT-2026/0815__A(7)xZ^FS" in zpl.draw(LABELS["wide plate DPI_203"]).decode()


def test_retail_symbols_are_for_paper_only() -> None:
    bars = BarsMark(5, 5, 20, 4, symbols.ean13(Gtin.parse("9521234100775")))
    with pytest.raises(
        LabelError, match=r"^Got '9521234100775' in a retail symbol, expected Code 128 for a thermal label\.$"
    ):
        zpl.draw(Canvas(60, 40, Resolution.DPI_203, "EAN", (bars,)))
    grid = GridMark(5, 5, 4, symbols.qr("T-0007"))
    with pytest.raises(LabelError, match=r"^Got 'T-0007' in a QR code, expected Data Matrix for a thermal label\.$"):
        zpl.draw(Canvas(60, 40, Resolution.DPI_203, "QR", (grid,)))


def test_a_matrix_cannot_carry_a_printer_command() -> None:
    canvas = Canvas(60, 40, Resolution.DPI_203, "T", (GridMark(5, 5, 4, datamatrix("A^XZ~JA")),))
    with pytest.raises(LabelError, match=r"^Got 'A\^XZ~JA', expected no \^ or ~ in a matrix symbol\.$"):
        zpl.draw(canvas)


@pytest.mark.parametrize("job", [b"^XA^XZ~JA", b"^XA^DFE:X^FS^XZ", b"^XA^FDa\x1bb^FS^XZ", b"^FDa^FS"])
def test_the_test_printer_refuses_what_labels_never_send(job: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(A job is one format|Got \^DF)"):
        zpl_reader.read(job)
