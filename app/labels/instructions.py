"""What a sender reads before packing, one A4 page: where to, what to do, what is expected."""

from collections.abc import Iterator

from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution, Text
from app.labels.fitting import clean, fitted, wrap
from app.labels.placing import centred_bars, largest_module
from app.labels.rows import InstructionSheet
from app.labels.shapes import mark
from app.labels.symbols import code128

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
INNER = WIDTH - 2 * MARGIN
BARS_ROOM = 84.0
STEPS_TOP = 88.0
GOODS_SHOWN, ADDRESS_LINES, STEP_LINES = 20, 5, 3


def lay_out(sheet: InstructionSheet, resolution: Resolution = Resolution.DPI_300) -> Canvas:
    """Return the page. Raises LabelError for a number that no barcode of this size holds."""
    steps = _steps(sheet)
    below = max((step.y for step in steps), default=STEPS_TOP)
    marks: list[Mark] = [*_head(sheet, resolution), *_address(sheet), *steps, *_goods(sheet, below + 14)]
    return Canvas(WIDTH, HEIGHT, resolution, clean(f"{sheet.title} {sheet.number}"), tuple(marks))


def _head(sheet: InstructionSheet, resolution: Resolution) -> Iterator[Mark]:
    yield from mark(MARGIN, 13, 9)
    yield fitted(MARGIN + 12, 20.5, 7, sheet.title, INNER - 12, smallest=0.5)
    yield Box(MARGIN, 26, INNER, 0.5)
    bars = code128(sheet.number)
    module = largest_module(bars, BARS_ROOM, 0.42, 0.25, resolution)
    middle = WIDTH - MARGIN - BARS_ROOM / 2
    yield centred_bars(bars, middle, 33, 20, module=module, resolution=resolution)
    yield fitted(middle, 60.5, 6, sheet.number, BARS_ROOM - 12, smallest=0.4, anchor=Anchor.MIDDLE, face=Face.MONO)


def _address(sheet: InstructionSheet) -> Iterator[Mark]:
    room = INNER - BARS_ROOM - 4
    yield fitted(MARGIN, 36, 4, sheet.address_title, room, bold=False)
    for n, line in enumerate(sheet.address[:ADDRESS_LINES]):
        yield fitted(MARGIN, 44 + 7 * n, 5.6, line, room, smallest=0.5)


def _steps(sheet: InstructionSheet) -> list[Text]:
    """Return the steps, each behind its number, in as many lines as its words take."""
    lines, y = list[Text](), STEPS_TOP
    for number, step in enumerate(sheet.steps, start=1):
        lines.append(fitted(MARGIN, y, 6, str(number), 9))
        for line in wrap(clean(step), 4.6, INNER - 12, STEP_LINES):
            lines.append(fitted(MARGIN + 12, y, 4.6, line, INNER - 12, bold=False))
            y += 6.4
        y += 3.6
    return lines


def _goods(sheet: InstructionSheet, top: float) -> Iterator[Mark]:
    """Yield what is expected, as much of it as the page holds."""
    room = min(GOODS_SHOWN, int((HEIGHT - MARGIN - top - 14) / 5.6))
    yield Box(MARGIN, top - 6, INNER, 0.4)
    yield fitted(MARGIN, top, 4.6, sheet.goods_title, INNER)
    for n, (quantity, name) in enumerate(sheet.goods[:room]):
        y = top + 7 + 5.6 * n
        yield fitted(MARGIN, y, 4, quantity, 16)
        yield fitted(MARGIN + 18, y, 4, name, INNER - 18, smallest=0.6, bold=False)
    if sheet.more:
        yield fitted(MARGIN + 18, top + 7 + 5.6 * min(room, len(sheet.goods)), 4, sheet.more, INNER - 18, bold=False)
