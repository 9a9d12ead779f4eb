"""An operator's badge, 85x54 mm: fits a card holder."""

from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution
from app.labels.fitting import clean, fitted, wrap
from app.labels.placing import centred_bars, largest_module
from app.labels.rows import BadgeLabel
from app.labels.shapes import mark
from app.labels.symbols import code128

WIDTH, HEIGHT, MARGIN = 85.0, 54.0, 4.0
INNER = WIDTH - 2 * MARGIN


def lay_out(row: BadgeLabel, resolution: Resolution) -> Canvas:
    """Return the badge of one operator; the code says who, never a secret: signing in asks for the PIN."""
    text = row.badge.as_hri()
    bars = code128(text)
    module = largest_module(bars, INNER + MARGIN, 0.5, 0.25, resolution)
    marks: list[Mark] = [
        *mark(MARGIN, MARGIN, 6.5),
        fitted(MARGIN + 8.25, 9.1, 4.6, "Backdock", 27),
        fitted(WIDTH - MARGIN, 9.1, 4, row.site, INNER - 38, smallest=0.6, anchor=Anchor.END),
        Box(MARGIN, 12, INNER, 0.5),
        *_name(row.name),
        fitted(MARGIN, 32, 4.2, row.role, INNER, smallest=0.5, bold=False),
        centred_bars(bars, WIDTH / 2, 34.5, 11.5, module=module, resolution=resolution),
        fitted(WIDTH / 2, 50.8, 4, text, INNER, anchor=Anchor.MIDDLE, face=Face.MONO),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, f"{text} {clean(row.name)}", tuple(marks))


def _name(name: str) -> list[Mark]:
    lines = wrap(clean(name), 7.5, INNER, 2)
    first = 22.5 if len(lines) == 1 else 19.5
    return [fitted(MARGIN, first + 7.2 * n, 7.5 if n == 0 else 6.6, line, INNER) for n, line in enumerate(lines)]
