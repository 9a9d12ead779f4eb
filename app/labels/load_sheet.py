"""What travels with an inbound load, one A4 page: its barcode, who brings it where and when, what it brings."""

from collections.abc import Iterator

from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution
from app.labels.fitting import clean, fitted, wrap
from app.labels.placing import centred_bars, largest_module
from app.labels.rows import LoadSheet
from app.labels.shapes import mark
from app.labels.symbols import code128

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
INNER = WIDTH - 2 * MARGIN
BARS_ROOM = 100.0
FACTS_TOP, GOODS_TOP = 92.0, 134.0
ADDRESS_LINES, GOODS_SHOWN, LINES = 5, 10, 2


def lay_out(sheet: LoadSheet, resolution: Resolution = Resolution.DPI_300) -> Canvas:
    """Return the page. Raises LabelError for a number that no barcode of this size holds."""
    marks: list[Mark] = [*_head(sheet, resolution), *_address(sheet), *_facts(sheet), *_goods(sheet)]
    return Canvas(WIDTH, HEIGHT, resolution, clean(f"{sheet.title} {sheet.number}"), tuple(marks))


def _head(sheet: LoadSheet, resolution: Resolution) -> Iterator[Mark]:
    yield from mark(MARGIN, 13, 9)
    yield fitted(MARGIN + 12, 20.5, 7, sheet.title, INNER - 12, smallest=0.5)
    yield Box(MARGIN, 26, INNER, 0.5)
    bars = code128(sheet.number)
    module = largest_module(bars, BARS_ROOM, 0.5, 0.25, resolution)
    middle = WIDTH - MARGIN - BARS_ROOM / 2
    yield centred_bars(bars, middle, 33, 26, module=module, resolution=resolution)
    yield fitted(middle, 68, 7.5, sheet.number, BARS_ROOM - 12, smallest=0.4, anchor=Anchor.MIDDLE, face=Face.MONO)


def _address(sheet: LoadSheet) -> Iterator[Mark]:
    room = INNER - BARS_ROOM - 4
    yield fitted(MARGIN, 36, 4, sheet.address_title, room, bold=False)
    for n, line in enumerate(sheet.address[:ADDRESS_LINES]):
        yield fitted(MARGIN, 44 + 7 * n, 5.6, line, room, smallest=0.5)


def _facts(sheet: LoadSheet) -> Iterator[Mark]:
    """Yield the facts in two columns: the caption small, what it says large."""
    room = INNER / 2 - 4
    for n, (caption, text) in enumerate(sheet.facts):
        x, y = MARGIN + (n % 2) * INNER / 2, FACTS_TOP + 13 * (n // 2)
        yield fitted(x, y, 3.6, caption, room, bold=False)
        yield fitted(x, y + 6, 5.6, text, room, smallest=0.5)


def _goods(sheet: LoadSheet) -> Iterator[Mark]:
    """Yield what it brings, as much of it as the page holds, each in as many lines as its words take."""
    yield Box(MARGIN, GOODS_TOP - 6, INNER, 0.4)
    yield fitted(MARGIN, GOODS_TOP, 4.6, sheet.goods_title, INNER)
    y = GOODS_TOP + 8
    for amount, text in sheet.goods[:GOODS_SHOWN]:
        yield fitted(MARGIN, y, 4, amount, 34, smallest=0.5)
        for line in wrap(clean(text), 4, INNER - 38, LINES):
            yield fitted(MARGIN + 38, y, 4, line, INNER - 38, bold=False)
            y += 5.4
        y += 2
    if len(sheet.goods) > GOODS_SHOWN:
        yield fitted(MARGIN + 38, y, 4, sheet.more, INNER - 38, bold=False)
