"""Where bars stand side by side in a picture, and those places cut out with the bars upright.

The bars of a one-dimensional code all lie one way, however slanted or blurred: the structure tensor (the products of
the two gradients, averaged around each pixel) shows where grey values change in one direction only. Pixels of like
direction that touch make a place. A place is turned level before it is read, and rows are averaged along the bars,
which takes noise away and leaves the bars.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanners.loading import Image
from scanners.sighting import Points

LONG_SIDE = 400
"""Pixels at which gradients are taken; the modules of a code of 95 need not be told apart, only its direction."""

CELL = 3
"""Gradient pixels a side of one cell; directions are averaged over 5 x 5 cells."""

NEIGHBOURS = (5, 5)
ONE_WAY = 0.5
"""Share of the change in grey that must go one way."""

FAINT, FAINT_SHARE = 60.0, 0.04
"""Weaker than this (squared grey values), or than this share of the strongest, is paper and noise."""

SECTORS = 36
"""Directions are counted in sectors of 5 degrees; two directions are followed, each with its 14 degrees around."""

DIRECTIONS = 2
TOLERANCE = np.radians(14)
FEWEST_CELLS = 13
BRIDGE = np.ones((3, 3), np.uint8)
"""Gaps of two cells are bridged: wide bars in a blurred code leave cells without any change."""

QUIET_ZONE = 0.12
"""Share of a place's width added on either side."""

Field = NDArray[np.float32]
Affine = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of bars: centre in pixels, direction across the bars in radians, width across and height along."""

    centre: tuple[float, float]
    direction: float
    across: float
    along: float


@dataclass(frozen=True, slots=True)
class Crop:
    """A place cut out and turned level; `back` is the 2 x 3 matrix from its pixels to the picture's."""

    image: Image
    back: Affine


@dataclass(frozen=True, slots=True)
class _Cells:
    """For each cell how strongly grey changes one way, that way as a vector of twice its angle, and the cell's side."""

    strength: Field
    cosine: Field
    sine: Field
    side: float


@dataclass(frozen=True, slots=True)
class _Patch:
    """Touching cells of like direction: their columns, rows and strengths, and their common direction."""

    x: Field
    y: Field
    strength: Field
    direction: float


def places(image: Image, most: int = 3) -> list[Place]:
    """Up to `most` places that look like one-dimensional codes, the strongest first."""
    cells = _cells(image)
    patches = [patch for direction in _directions(cells) for patch in _patches(cells, direction)]
    patches.sort(key=lambda patch: -float(patch.strength.sum()))
    return [_place(patch, cells.side) for patch in patches[:most]]


def around(corners: Points) -> Place:
    """The place of a code whose corners an engine reported."""
    left, right = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
    across, along = right - left, (corners[3] + corners[2] - corners[0] - corners[1]) / 2
    centre = corners.mean(axis=0)
    direction = float(np.arctan2(across[1], across[0]))
    return Place((float(centre[0]), float(centre[1])), direction, float(np.hypot(*across)), float(np.hypot(*along)))


def cut(image: Image, place: Place, width: int, rows: int) -> Crop:
    """The place with its quiet zones, enlarged up to four times towards `width` pixels, averaged to `rows` rows."""
    across, along = place.across * (1 + 2 * QUIET_ZONE) + 16, max(place.along, 6.0)
    zoom = min(4.0, max(1.0, width / across))
    columns, lines = int(across * zoom), max(rows, int(along))
    back = _back(place, across / columns, along / lines, (columns, lines))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    level = cv2.warpAffine(image, back, (columns, lines), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    level = cv2.resize(level, (columns, rows), interpolation=cv2.INTER_AREA)
    return Crop(np.asarray(level, np.uint8), back @ np.diag([1.0, lines / rows, 1.0]))


def _back(place: Place, step_x: float, step_y: float, size: tuple[int, int]) -> Affine:
    cosine, sine = np.cos(place.direction), np.sin(place.direction)
    turn = np.array([[cosine * step_x, -sine * step_y], [sine * step_x, cosine * step_y]])
    origin = np.array(place.centre) - turn @ (np.array(size) / 2)
    return np.column_stack([turn, origin])


def _cells(image: Image) -> _Cells:
    small = _at_most(image, LONG_SIDE)
    dx = cv2.Scharr(small, cv2.CV_32F, 1, 0, scale=1 / 16)
    dy = cv2.Scharr(small, cv2.CV_32F, 0, 1, scale=1 / 16)
    xx, yy, xy = (_averaged(product) for product in (dx * dx, dy * dy, dx * dy))
    cosine, sine = xx - yy, 2 * xy
    one_way = np.asarray(cv2.magnitude(cosine, sine), np.float32)
    strength = one_way * (one_way > ONE_WAY * (xx + yy))
    strength *= strength > max(FAINT, FAINT_SHARE * float(strength.max()))
    return _Cells(strength, cosine, sine, max(image.shape) / max(strength.shape))


def _at_most(image: Image, long_side: int) -> Image:
    factor = long_side / max(image.shape)
    if factor >= 1 or min(image.shape) * factor < CELL:
        return image
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def _averaged(product: Field) -> Field:
    height, width = product.shape
    size = (max(1, width // CELL), max(1, height // CELL))
    return np.asarray(cv2.blur(cv2.resize(product, size, interpolation=cv2.INTER_AREA), NEIGHBOURS), np.float32)


def _directions(cells: _Cells) -> Iterator[float]:
    """Twice the angle of the directions with most strength behind them, the strongest first."""
    bars = cells.strength > 0
    angles = np.arctan2(cells.sine[bars], cells.cosine[bars])
    sectors = ((angles / (2 * np.pi) + 0.5) * SECTORS).astype(int) % SECTORS
    count = np.bincount(sectors, weights=cells.strength[bars], minlength=SECTORS)
    count = count + np.roll(count, 1) + np.roll(count, -1)
    for _ in range(DIRECTIONS):
        top = int(count.argmax())
        if count[top] <= 0:
            return
        yield ((top + 0.5) / SECTORS - 0.5) * 2 * np.pi
        count[np.arange(top - 2, top + 3) % SECTORS] = 0


def _patches(cells: _Cells, direction: float) -> Iterator[_Patch]:
    along = cells.cosine * np.float32(np.cos(direction)) + cells.sine * np.float32(np.sin(direction))
    alike = (cells.strength > 0) & (along > cells.strength * np.float32(np.cos(2 * TOLERANCE)))
    whole = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_CLOSE, BRIDGE)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
    for label in range(1, count):
        if stats[label, cv2.CC_STAT_AREA] >= FEWEST_CELLS:
            y, x = np.nonzero(labels == label)
            angle = 0.5 * np.arctan2(cells.sine[y, x].sum(), cells.cosine[y, x].sum())
            yield _Patch(x.astype(np.float32), y.astype(np.float32), cells.strength[y, x], float(angle))


def _place(patch: _Patch, side: float) -> Place:
    cosine, sine = np.cos(patch.direction), np.sin(patch.direction)
    x, y = patch.x + 0.5, patch.y + 0.5
    across, along = x * cosine + y * sine, y * cosine - x * sine
    left, right = float(across.min()) - 0.5, float(across.max()) + 0.5
    top, bottom = _middle_share(along, patch.strength)
    u, v = (left + right) / 2, (top + bottom) / 2
    centre = ((u * cosine - v * sine) * side, (u * sine + v * cosine) * side)
    return Place(centre, patch.direction, (right - left) * side, (bottom - top) * side)


def _middle_share(along: Field, strength: Field) -> tuple[float, float]:
    """From where to where the middle 76 % of the strength lies: what is above and below the bars falls away."""
    order = np.argsort(along)
    share = np.cumsum(strength[order])
    top, bottom = np.interp([0.12 * share[-1], 0.88 * share[-1]], share, along[order])
    return float(top), float(bottom)
