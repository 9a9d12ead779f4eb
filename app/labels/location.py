"""The label of a place, 100x60 mm: read from a forklift, scanned at arm's length."""

from app.domain.vocabulary import Zone
from app.labels.canvas import Anchor, Box, Canvas, Face, Mark, Resolution
from app.labels.fitting import clean, fitted
from app.labels.placing import centred_bars, largest_module
from app.labels.plate import zone_letter
from app.labels.rows import LocationLabel
from app.labels.symbols import code128

WIDTH, HEIGHT, MARGIN = 100.0, 60.0, 3.0
BLOCK = 30.0
PAINT: dict[Zone, str] = {
    Zone.STOCK: "#0b4a9e",
    Zone.WORKSHOP: "#5b2a9b",
    Zone.VENDOR: "#00564f",
    Zone.LIQUIDATION: "#6b3a0a",
    Zone.DONATION: "#0a5570",
    Zone.RECYCLING: "#3f5200",
    Zone.QUARANTINE: "#8a1257",
    Zone.DESTRUCTION: "#22262a",
}
"""The paint on the floor; white on each is 8:1 or better. A zone not listed is black."""


def lay_out(row: LocationLabel, resolution: Resolution) -> Canvas:
    """Return the label of one place."""
    left = MARGIN + BLOCK + 4 if row.zone else MARGIN
    room = WIDTH - MARGIN - left
    bars = code128(row.place.value)
    module = largest_module(bars, room, 0.75, 0.25, resolution)
    marks: list[Mark] = [
        *_block(row),
        fitted(left, 22, 22, row.place.value, room, smallest=0.3, face=Face.MONO),
        fitted(left, 30, 5, row.name, room, smallest=0.5),
        centred_bars(bars, left + room / 2, 34, 23, module=module, resolution=resolution),
    ]
    return Canvas(WIDTH, HEIGHT, resolution, f"{row.place.value} {clean(row.name)}".strip(), tuple(marks))


def _block(row: LocationLabel) -> list[Mark]:
    if row.zone is None:
        return []
    ink = PAINT.get(row.zone, "black") if row.painted else "black"
    middle = MARGIN + BLOCK / 2
    return [
        Box(MARGIN, MARGIN, BLOCK, HEIGHT - 2 * MARGIN, ink=ink),
        zone_letter(row.zone.value, middle, 41, 40, BLOCK - 4),
        _zone_name(row.zone_name, middle),
    ]


def _zone_name(name: str, middle: float) -> Mark:
    return fitted(middle, 52, 4.5, name, BLOCK - 3, smallest=0.5, anchor=Anchor.MIDDLE, white=True)
