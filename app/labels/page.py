"""An A4 page that travels with goods: its title, its barcode with the number in words, whom it is from or for."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.labels.canvas import Anchor, Box, Face, Mark, Resolution
from app.labels.fitting import fitted
from app.labels.placing import centred_bars, largest_module
from app.labels.shapes import mark
from app.labels.symbols import code128

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
INNER = WIDTH - 2 * MARGIN
BARS_TOP, ADDRESS_LINES = 33.0, 5


@dataclass(frozen=True, slots=True)
class Head:
    """How the barcode at the top stands, in mm: room with quiet zones, module at most, height; the number's size."""

    room: float
    module: float
    height: float
    number: float


def head(title: str, number: str, shape: Head, resolution: Resolution) -> Iterator[Mark]:
    """Yield the title across the page and the barcode at its right. Raises LabelError where the number is too long."""
    yield from mark(MARGIN, 13, 9)
    yield fitted(MARGIN + 12, 20.5, 7, title, INNER - 12, smallest=0.5)
    yield Box(MARGIN, 26, INNER, 0.5)
    bars = code128(number)
    module = largest_module(bars, shape.room, shape.module, 0.25, resolution)
    middle = WIDTH - MARGIN - shape.room / 2
    yield centred_bars(bars, middle, BARS_TOP, shape.height, module=module, resolution=resolution)
    below = BARS_TOP + shape.height + 3 + 0.8 * shape.number
    yield fitted(
        middle, below, shape.number, number, shape.room - 12, smallest=0.4, anchor=Anchor.MIDDLE, face=Face.MONO
    )


def address(title: str, lines: tuple[str, ...], shape: Head) -> Iterator[Mark]:
    """Yield a caption and the lines of an address at the left of the barcode."""
    room = INNER - shape.room - 4
    yield fitted(MARGIN, 36, 4, title, room, bold=False)
    for n, line in enumerate(lines[:ADDRESS_LINES]):
        yield fitted(MARGIN, 44 + 7 * n, 5.6, line, room, smallest=0.5)
