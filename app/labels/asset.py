"""The label of a returnable pallet or tote, 100x60 mm: its GRAI as GS1-128, and as a matrix for imagers (GS1, 2.3)."""

from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution
from app.labels.elements import ElementString
from app.labels.fitting import clean, fitted
from app.labels.placing import centred_bars, cornered_grid, largest_module
from app.labels.rows import AssetLabel
from app.labels.shapes import mark
from app.labels.symbols import gs1_128, gs1_datamatrix

WIDTH, HEIGHT, MARGIN = 100.0, 60.0, 3.0
INNER = WIDTH - 2 * MARGIN
MATRIX = 20.0


def lay_out(row: AssetLabel, resolution: Resolution) -> Canvas:
    """Return the label of one asset. Raises LabelError for a serial that no symbol of this size holds."""
    elements, room = ElementString((("8003", row.grai.value),)), INNER - MATRIX - 3
    bars = gs1_128(elements)
    module = largest_module(bars, WIDTH, 0.5, 0.25, resolution)
    marks: list[Mark] = [
        *mark(MARGIN, MARGIN, 6.5),
        fitted(MARGIN + 8.25, 8.1, 4.6, "Backdock", 27),
        fitted(MARGIN + room, 8.1, 3.8, row.site, room - 38, smallest=0.6, anchor=Anchor.END),
        Box(MARGIN, 11.5, room, 0.5),
        fitted(MARGIN, 19, 6, row.name, room, smallest=0.5),
        fitted(MARGIN, 25, 4.2, row.code, room, smallest=0.5, bold=False),
        cornered_grid(gs1_datamatrix(elements), WIDTH - MARGIN, MARGIN, MATRIX, wanted=0.8, resolution=resolution),
        centred_bars(bars, WIDTH / 2, 28, 22, module=module, resolution=resolution),
        fitted(WIDTH / 2, 56.5, 5, row.grai.as_hri(), INNER, smallest=0.4, anchor=Anchor.MIDDLE, face=Face.MONO),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, f"{row.grai.as_hri()} {clean(row.name)}".strip(), tuple(marks))
