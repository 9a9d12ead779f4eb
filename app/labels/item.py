"""The grade label of one unit, 50x30 mm."""

from app.labels.canvas import Anchor, Canvas, Face, Mark, Resolution
from app.labels.elements import ElementString
from app.labels.fitting import clean, fitted, stacked, width, wrap
from app.labels.placing import cornered_grid
from app.labels.rows import ItemLabel
from app.labels.shapes import grade_shape
from app.labels.symbols import gs1_datamatrix

WIDTH, HEIGHT, MARGIN = 50.0, 30.0, 1.5
SYMBOL_ROOM = 20.0
COLUMN = WIDTH - 2 * MARGIN - SYMBOL_ROOM - 1
"""Width of the texts left of the symbol."""


def lay_out(row: ItemLabel, resolution: Resolution) -> Canvas:
    """Return the label of one graded unit."""
    marks: list[Mark] = [
        *_verdict(row),
        *_product(row),
        *_fields(row),
        cornered_grid(
            gs1_datamatrix(elements(row)), WIDTH - MARGIN, MARGIN, SYMBOL_ROOM, wanted=0.5, resolution=resolution
        ),
        *_stamp(row),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, f"{row.gtin.value} {clean(row.product)}".strip(), tuple(marks))


def elements(row: ItemLabel) -> ElementString:
    """Return (01), (21), (10), (7020) with (416), and (7021), as far as they are known."""
    place = row.service_place.value if row.service_place and row.refurbishment_lot else ""
    named = (
        ("01", row.gtin.value),
        ("416", place),
        ("21", row.serial),
        ("10", row.lot),
        ("7020", row.refurbishment_lot if place else ""),
        ("7021", row.functional_status),
    )
    return ElementString.of_known(named)


def _verdict(row: ItemLabel) -> list[Mark]:
    shape = grade_shape(row.grade, MARGIN, MARGIN, 8) if row.grade else []
    indent = 9.5 if row.grade else 0
    return [*shape, *stacked(MARGIN + indent, MARGIN + 5.3, (3.6, 2.2), row.code, COLUMN - indent)]


def _product(row: ItemLabel) -> list[Mark]:
    lines = wrap(clean(row.product), 2.5, COLUMN, 2)
    return [fitted(MARGIN, 13 + 2.9 * n, 2.5, line, COLUMN) for n, line in enumerate(lines)]


def _fields(row: ItemLabel) -> list[Mark]:
    named = (
        (row.words.gtin, row.gtin.value),
        (row.words.serial, row.serial),
        (row.words.lot, row.lot),
        (row.words.refurbishment_lot, row.refurbishment_lot),
    )
    shown = [(name, value) for name, value in named if value]
    names = min(8.0, max(width(clean(name), 2) for name, _ in shown)) + 0.7
    return [
        field
        for n, (name, value) in enumerate(shown)
        for field in (
            fitted(MARGIN, 19.6 + 2.85 * n, 2, name, names - 0.5, bold=False),
            fitted(MARGIN + names, 19.6 + 2.85 * n, 2.2, value, COLUMN - names, smallest=0.6, face=Face.MONO),
        )
    ]


def _stamp(row: ItemLabel) -> list[Mark]:
    right = WIDTH - MARGIN
    told = (row.functional_status, row.stamp.station, row.stamp.printed_at)
    return [
        fitted(right, 24.2 + 2.3 * n, 2, text, SYMBOL_ROOM - 0.5, anchor=Anchor.END, smallest=0.7)
        for n, text in enumerate(told)
        if text
    ]
