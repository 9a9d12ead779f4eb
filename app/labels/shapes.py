"""Filled shapes: the Backdock mark and the four shapes of a grade."""

from collections.abc import Sequence
from math import cos, pi, sin

from app.domain.vocabulary import Grade
from app.labels.canvas import Anchor, Mark, Polygon, Text
from app.labels.fitting import width

Points = tuple[tuple[float, float], ...]


def arc(x: float, y: float, radius: float, *, turns: tuple[float, float], corners: int = 24) -> Points:
    """Return points of an arc around (x, y), `turns` from and to in half turns clockwise from three o'clock."""
    start, end = turns
    angles = (pi * (start + (end - start) * step / corners) for step in range(corners + 1))
    return tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)


_POST: Points = ((5, 3), (13, 3), (13, 45), (5, 45))
_ARROW: Points = (
    (13, 13),
    *arc(29, 25.625, 12.625, turns=(-0.5, 0.5)),
    (27, 38.25),
    (27, 43.5),
    (16, 35),
    (27, 26.5),
    (27, 31.75),
    *arc(29, 25.625, 6.125, turns=(0.5, -0.5)),
    (13, 19.5),
)

_GRADE_SHAPE: dict[Grade, Points] = {
    Grade.A: arc(50, 50, 48, turns=(0, 2), corners=72),
    Grade.B: ((4, 4), (96, 4), (96, 96), (4, 96)),
    Grade.C: ((50, 2), (99, 96), (1, 96)),
    Grade.D: ((50, 0), (100, 50), (50, 100), (0, 50)),
}
_LETTER: dict[Grade, tuple[float, float]] = {
    Grade.A: (60, 71), Grade.B: (60, 71), Grade.C: (52, 86), Grade.D: (52, 69),
}  # fmt: skip
"""Size and baseline of the letter inside its shape, in hundredths of the shape."""


def mark(x: float, y: float, side: float) -> list[Mark]:
    """Return the Backdock mark in a square of `side` mm."""
    return [_placed(points, x, y, side / 48) for points in (_POST, _ARROW)]


def grade_shape(grade: Grade, x: float, y: float, side: float) -> list[Mark]:
    """Return the grade's shape with its letter: the shape tells it without reading, and without colour."""
    size, baseline = (part * side / 100 for part in _LETTER[grade])
    letter = Text(
        x + side / 2, y + baseline, size, grade.value, width(grade.value, size), anchor=Anchor.MIDDLE, white=True
    )
    return [_placed(_GRADE_SHAPE[grade], x, y, side / 100), letter]


def _placed(points: Sequence[tuple[float, float]], x: float, y: float, scale: float) -> Polygon:
    return Polygon(tuple((x + px * scale, y + py * scale) for px, py in points))
