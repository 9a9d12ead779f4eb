"""One barcode of a demo page, alone with its quiet zone: for screens, where a page of ten cannot be scanned."""

from dataclasses import dataclass, replace

from app.labels.canvas import BarsMark, Canvas, GridMark, Resolution
from app.labels.fitting import clean
from app.labels.rows import DemoCell
from app.labels.sheets import demo_sheet

MARGIN = 3
"""Modules above and below bars; bearer bars stand in it."""


@dataclass(frozen=True, slots=True)
class Single:
    """The barcode, and how many modules it is wide with its quiet zones: a screen shows each in whole pixels."""

    canvas: Canvas
    modules: int


def lay_out(cell: DemoCell, resolution: Resolution) -> Single:
    """Return the barcode as the demo page draws it, without its words. Raises LabelError for a payload it cannot."""
    (page,) = demo_sheet(cell.title, [cell], resolution)
    mark = next(mark for mark in page.marks if isinstance(mark, BarsMark | GridMark))
    module = resolution.millimetres(mark.module)
    match mark:
        case BarsMark():
            before, after = mark.bars.quiet
            across = len(mark.bars.pattern) // mark.bars.units + before + after
            height = mark.height + 2 * MARGIN * module
            placed: BarsMark | GridMark = replace(mark, x=before * module, y=MARGIN * module)
        case GridMark():
            across = mark.grid.side + 2 * mark.grid.quiet
            height = across * module
            placed = replace(mark, x=mark.grid.quiet * module, y=mark.grid.quiet * module)
    return Single(Canvas(across * module, height, resolution, clean(cell.title), (placed,)), across)
