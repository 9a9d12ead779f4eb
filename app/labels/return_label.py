"""What a sender sticks on each box, 100x150 mm: where it goes, and the barcode that opens its receipt at the dock."""

from collections.abc import Iterator

from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution
from app.labels.fitting import clean, fitted, stacked
from app.labels.placing import centred_bars, cornered_grid, largest_module
from app.labels.rows import ReturnLabel
from app.labels.shapes import mark
from app.labels.symbols import code128, datamatrix

WIDTH, HEIGHT, MARGIN = 100.0, 150.0, 3.25
INNER = WIDTH - 2 * MARGIN
ADDRESS_LINES, NOTES = 5, 4


def lay_out(row: ReturnLabel, resolution: Resolution) -> Canvas:
    """Return the label of one authorization. Raises LabelError for a number that no barcode of this size holds."""
    marks: list[Mark] = [*_address(row), *_sender(row, resolution), *_number(row, resolution)]
    return Canvas(WIDTH, HEIGHT, resolution, f"{row.number} {clean(row.sender)}".strip(), tuple(marks))


def _address(row: ReturnLabel) -> Iterator[Mark]:
    yield from mark(MARGIN, MARGIN, 6.5)
    yield fitted(MARGIN + 8.25, 8.35, 4.6, "Backdock", 27)
    yield fitted(WIDTH - MARGIN, 8.35, 4.2, row.program, INNER - 38, smallest=0.6, anchor=Anchor.END)
    yield Box(MARGIN, 12.25, INNER, 46, border=0.75)
    yield fitted(MARGIN + 3, 17.5, 3.4, row.captions[0], INNER - 6, bold=False)
    for n, line in enumerate(row.address[:ADDRESS_LINES]):
        yield fitted(MARGIN + 3, 25 + 7.4 * n, 6.4, line, INNER - 6, smallest=0.45)


def _sender(row: ReturnLabel, resolution: Resolution) -> Iterator[Mark]:
    """Yield who sends it with the notes below, and the matrix for imagers beside them."""
    room = INNER - 27
    yield fitted(MARGIN, 64.5, 3.4, row.captions[1], room, bold=False)
    yield from stacked(MARGIN, 71, (5.6, 4.2), row.sender, room)
    for n, note in enumerate(row.notes[:NOTES]):
        yield fitted(MARGIN, 78.5 + 5.2 * n, 3.8, note, room, smallest=0.55, bold=False)
    matrix = datamatrix(row.number)
    yield cornered_grid(matrix, WIDTH - MARGIN, 61.5, 24, wanted=1.0, resolution=resolution)


def _number(row: ReturnLabel, resolution: Resolution) -> Iterator[Mark]:
    bars = code128(row.number)
    module = largest_module(bars, WIDTH, 0.5, 0.25, resolution)
    yield Box(MARGIN, 98.5, INNER, 0.5)
    yield fitted(MARGIN, 103.5, 3.4, row.captions[2], INNER, bold=False)
    yield centred_bars(bars, WIDTH / 2, 106, 30, module=module, resolution=resolution)
    yield fitted(WIDTH / 2, 146, 9.5, row.number, INNER, smallest=0.3, anchor=Anchor.MIDDLE, face=Face.MONO)
