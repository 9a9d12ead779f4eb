"""What a sender reads before packing, one A4 page: where to, what to do, what is expected."""

from collections.abc import Iterator

from app.labels.canvas import Box, Canvas, Mark, Resolution, Text
from app.labels.fitting import clean, fitted, wrap
from app.labels.page import HEIGHT, INNER, MARGIN, WIDTH, Head, address, head
from app.labels.rows import InstructionSheet

HEAD = Head(room=84.0, module=0.42, height=20.0, number=6.0)
STEPS_TOP = 88.0
GOODS_SHOWN, STEP_LINES = 20, 3


def lay_out(sheet: InstructionSheet, resolution: Resolution = Resolution.DPI_300) -> Canvas:
    """Return the page. Raises LabelError for a number that no barcode of this size holds."""
    steps = _steps(sheet)
    below = max((step.y for step in steps), default=STEPS_TOP)
    marks: list[Mark] = [
        *head(sheet.title, sheet.number, HEAD, resolution),
        *address(sheet.address_title, sheet.address, HEAD),
        *steps,
        *_goods(sheet, below + 14),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, clean(f"{sheet.title} {sheet.number}"), tuple(marks))


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
