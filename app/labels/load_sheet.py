"""What travels with an inbound load, one A4 page: its barcode, who brings it where and when, what it brings."""

from collections.abc import Iterator

from app.labels.canvas import Box, Canvas, Mark, Resolution
from app.labels.fitting import clean, fitted, wrap
from app.labels.page import HEIGHT, INNER, MARGIN, WIDTH, Head, address, head
from app.labels.rows import LoadSheet

HEAD = Head(room=100.0, module=0.5, height=26.0, number=7.5)
FACTS_TOP, GOODS_TOP = 92.0, 134.0
GOODS_SHOWN, LINES = 10, 2


def lay_out(sheet: LoadSheet, resolution: Resolution = Resolution.DPI_300) -> Canvas:
    """Return the page. Raises LabelError for a number that no barcode of this size holds."""
    marks: list[Mark] = [
        *head(sheet.title, sheet.number, HEAD, resolution),
        *address(sheet.address_title, sheet.address, HEAD),
        *_facts(sheet),
        *_goods(sheet),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, clean(f"{sheet.title} {sheet.number}"), tuple(marks))


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
