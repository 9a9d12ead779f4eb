"""Where bars stand side by side in a picture, and those places cut out with the bars upright.

A blurred or slanted one-dimensional code is unreadable along the rows of the picture, but its bars all lie one way:
the structure tensor shows where grey values change in one direction only. Each such place is turned level and its
rows are averaged, which takes noise away and leaves the bars.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanners.loading import Image

LONG_SIDE = 480
"""Pixels in which places are looked for: the bars of a code that can be read at all still differ from plain paper."""

WINDOW = 15
COHERENCE = 0.55
SMALLEST = 150
MARGIN = 0.12
CROP_WIDTH = 760
ROWS = 32

Affine = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of bars: `centre` in pixels of the picture, `angle` across the bars in radians, sides in pixels."""

    centre: tuple[float, float]
    angle: float
    across: float
    along: float


@dataclass(frozen=True, slots=True)
class Crop:
    """A place cut out; `back` is the 2 x 3 matrix from its pixels to the picture's."""

    image: Image
    back: Affine


def places(image: Image, most: int = 3) -> list[Place]:
    """The `most` likely places of one-dimensional codes, best first."""
    factor = min(1.0, LONG_SIDE / max(image.shape))
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else image
    gx = cv2.Sobel(small, cv2.CV_32F, 1, 0)
    gy = cv2.Sobel(small, cv2.CV_32F, 0, 1)
    jxx, jyy, jxy = (cv2.boxFilter(a * b, -1, (WINDOW, WINDOW)) for a, b in ((gx, gx), (gy, gy), (gx, gy)))
    energy = jxx + jyy
    coherence = cv2.magnitude(jxx - jyy, 2 * jxy) / (energy + 1e-3)
    mask = (coherence > COHERENCE) & (energy > max(150.0, 0.05 * float(energy.max())))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    order = sorted(range(1, count), key=lambda i: -stats[i, cv2.CC_STAT_AREA])[:most]
    found = []
    for i in order:
        if stats[i, cv2.CC_STAT_AREA] < SMALLEST:
            continue
        ys, xs = np.nonzero(labels == i)
        a, b, c = jxx[ys, xs].sum(), jyy[ys, xs].sum(), jxy[ys, xs].sum()
        angle = 0.5 * np.arctan2(2 * c, a - b)
        cos, sin = np.cos(angle), np.sin(angle)
        u, v = xs * cos + ys * sin, ys * cos - xs * sin
        u0, u1 = u.min(), u.max()
        v0, v1 = np.percentile(v, (10, 90))
        cu, cv = (u0 + u1) / 2, (v0 + v1) / 2
        found.append(
            Place(
                ((cu * cos - cv * sin) / factor, (cu * sin + cv * cos) / factor),
                float(angle),
                (u1 - u0) / factor,
                (v1 - v0) / factor,
            )
        )
    return found


def cut(image: Image, place: Place, width: int = CROP_WIDTH, rows: int = ROWS) -> Crop:
    across, along = place.across * (1 + 2 * MARGIN) + 20, max(place.along, 8.0)
    zoom = min(4.0, max(1.0, width / across))
    w, h = int(across * zoom), max(rows, int(along))
    cos, sin = np.cos(place.angle), np.sin(place.angle)
    kx, ky = across / w, along / h
    x, y = place.centre
    back = np.array(
        [
            [cos * kx, -sin * ky, x - cos * kx * w / 2 + sin * ky * h / 2],
            [sin * kx, cos * ky, y - sin * kx * w / 2 - cos * ky * h / 2],
        ]
    )
    level = cv2.warpAffine(
        image, back, (w, h), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    level = cv2.resize(level, (w, rows), interpolation=cv2.INTER_AREA)
    back = back @ np.array([[1, 0, 0], [0, h / rows, 0], [0, 0, 1.0]])
    return Crop(level, back)
