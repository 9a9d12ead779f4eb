"""The sheet of a checklist, A4: every answer as a barcode, question by question, on as many pages as it takes."""

from collections.abc import Iterator

from app.labels.canvas import Anchor, Canvas, Mark, Resolution
from app.labels.fitting import clean, fitted
from app.labels.rows import ChecklistSheet, SheetPart
from app.labels.sheets import HEIGHT, INNER, MARGIN, WIDTH, section, section_height

TOP = 19.0


def pages_of(sheet: ChecklistSheet) -> list[tuple[SheetPart, ...]]:
    """Return the parts page by page; a part is never torn, however long it is."""
    pages: list[tuple[SheetPart, ...]] = [()]
    at = TOP
    for part in sheet.parts:
        height = section_height(len(part.cells))
        if pages[-1] and at + height > HEIGHT - MARGIN:
            pages.append(())
            at = TOP
        pages[-1] = (*pages[-1], part)
        at += height
    return pages


def lay_out(sheet: ChecklistSheet, page: int, resolution: Resolution = Resolution.DPI_300) -> Canvas:
    """Return one page of the sheet, the first being 1. Raises LabelError for a word that no label can carry."""
    pages = pages_of(sheet)
    title = f"{sheet.title}, {page}/{len(pages)}"
    marks: list[Mark] = [
        fitted(MARGIN, 16, 7, title, 130),
        fitted(WIDTH - MARGIN, 16, 3.6, sheet.hint, INNER - 134, anchor=Anchor.END, bold=False, smallest=0.5),
        *_parts(pages[page - 1], resolution),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, clean(title), tuple(marks))


def _parts(parts: tuple[SheetPart, ...], resolution: Resolution) -> Iterator[Mark]:
    top = TOP
    for part in parts:
        yield from section(part.heading, part.cells, top, resolution)
        top += section_height(len(part.cells))
