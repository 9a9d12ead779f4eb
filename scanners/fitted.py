"""EAN-13 and UPC-A read by fitting: for pictures too coarse or too soft for the edges of the bars to be found.

Engines measure edges. Where a module is hardly wider than a pixel the edges of neighbouring bars melt together and
are measured wrong, often into another digit with a good check digit. But a digit can only be one of twenty patterns
(GS1 General Specifications 5.2.1.2), and how each of them looks out of focus is known. So the grey profile across
the bars is compared with all of them, at every size and position the code may have, and the best twelve are the
number if their parities and check digit agree. Each band of rows is read on its own and has its own vote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from scanners.loading import Image
from scanners.sighting import Sighting

NAME = "fit"

Floats = NDArray[np.float32]

ODD = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
"""Number set A by digit, 1 for a dark module; the other sets are its mirror images and complements."""

PARITIES = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"]
"""Number sets of the six left digits, by the digit they spell in front."""

MODULES = 95
SLOTS = np.array([3 + 7 * slot for slot in range(6)] + [50 + 7 * slot for slot in range(6)]) - 1
"""Where each of the twelve patterns begins, less the one module of its neighbour that is compared along."""

PATTERN = 9
FOCUS = (0.35, 0.65, 1.0)
"""Blurs tried, in modules (standard deviation)."""

COARSE, FINE = 2, 4
"""Samples a module when looking for the code and when reading it."""

SIZES = np.geomspace(0.5, 0.88, 36)
"""Widths of the code tried, as shares of the crop's."""

BANDS = 6
SHIFTS = np.linspace(-0.5, 0.5, 5)
STRETCHES = np.linspace(-0.008, 0.008, 5)
"""How far from the likely alignment the best one is looked for: in modules, and as shares of the module."""

INVERT = str.maketrans("01", "10")
LIKELY, CERTAIN, WORST = 0.80, 0.82, 0.55
"""Mean correlation at which a position is worth reading, and the mean and the worst digit at which it is read."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Correlations of each slot with each pattern in the best alignment, shape (12, 20), and where the code is."""

    digits: Floats
    start: float
    module: float


def sightings(crop: Image, weight: float) -> list[Sighting]:
    """The number in a crop with upright bars, once for each band of rows that reads it.

    Nothing when no position looks like an EAN-13: most crops are told at once.
    """
    bands = _bands(crop)
    likely = _located(bands[0])
    if likely is None:
        return []
    fits = [_aligned(band, *likely) for band in bands]
    return [_sighting(number, fit, crop, weight) for fit in fits for number in _numbers(fit.digits)]


def _bands(crop: Image) -> Floats:
    rows = crop.astype(np.float32)
    bands = cv2.resize(rows, (crop.shape[1], BANDS), interpolation=cv2.INTER_AREA)
    return np.vstack([rows.mean(axis=0, keepdims=True), bands])


def _located(profile: Floats) -> tuple[float, float] | None:
    """Start and module in pixels of the likeliest code, None if nothing looks like one."""
    modules = SIZES * len(profile) / MODULES
    at = np.arange(len(profile) / modules[0] * COARSE, dtype=np.float32)
    grey = _grey(profile, (at + 0.5) / COARSE * modules[:, None])
    windows = _normal(sliding_window_view(grey, PATTERN * COARSE, axis=1))
    left, right = ((windows @ side[1].T).max(axis=-1) for side in _patterns(COARSE))
    slots = SLOTS * COARSE
    room = left.shape[1] - int(slots[-1])
    total = sum(side[:, slot : slot + room] for side, slot in zip([left] * 6 + [right] * 6, slots, strict=True))
    size, start = np.unravel_index(int(np.argmax(total)), np.shape(total))
    if np.max(total) < LIKELY * len(slots):
        return None
    return float(start / COARSE * modules[size]), float(modules[size])


def _aligned(profile: Floats, start: float, module: float) -> _Fit:
    """The best of the alignments and blurs around a likely one."""
    starts = (start + SHIFTS[:, None] * module + STRETCHES * module * MODULES / 2 * -1).ravel()
    modules = np.broadcast_to(module * (1 + STRETCHES), (len(SHIFTS), len(STRETCHES))).ravel()
    within = SLOTS[:, None] + (np.arange(PATTERN * FINE) + 0.5) / FINE
    windows = _normal(_grey(profile, starts[:, None, None] + within * modules[:, None, None]))
    left, right = _patterns(FINE)
    digits = np.concatenate(
        [np.einsum("asn,fpn->afsp", windows[:, :6], left), np.einsum("asn,fpn->afsp", windows[:, 6:], right)], axis=2
    )
    best = int(digits.max(axis=-1).sum(axis=-1).argmax())
    alignment, focus = divmod(best, len(FOCUS))
    return _Fit(digits[alignment, focus], float(starts[alignment]), float(modules[alignment]))


def _grey(profile: Floats, edges: NDArray[np.floating]) -> Floats:
    """The profile at fractional places, given in pixels from the left edge of the first pixel."""
    return np.asarray(np.interp(edges - 0.5, np.arange(len(profile)), profile), np.float32)


def _normal(windows: Floats) -> Floats:
    """Windows without their mean and of unit length, so that light and contrast do not matter."""
    level = windows - windows.mean(axis=-1, keepdims=True)
    return np.asarray(level / (np.linalg.norm(level, axis=-1, keepdims=True) + 1.0), np.float32)


@cache
def _patterns(samples: int) -> tuple[Floats, Floats]:
    """What may stand in a slot of the left and the right half, each of shape (focus, 20, samples of the window).

    Left: sets A and B. Right: set C, and set A of a code that stands on its head (its B is C mirrored).
    """
    even = [digit[::-1].translate(INVERT) for digit in ODD]
    right = [digit[::-1] for digit in even]
    upturned = [digit[::-1] for digit in ODD]
    return _blurred(ODD + even, "1", "0", samples), _blurred(right + upturned, "0", "1", samples)


def _blurred(digits: list[str], before: str, after: str, samples: int) -> Floats:
    """Light as 1 and dark as 0, out of focus; the neighbours' modules go on beyond the window."""
    dark = [before * 3 + digit + after * 3 for digit in digits]
    sharp = np.repeat(np.array([[module == "0" for module in each] for each in dark], np.float32), samples, axis=1)
    rows = [cv2.GaussianBlur(sharp, (0, 0), sigmaX=focus * samples, sigmaY=1e-3) for focus in FOCUS]
    return _normal(np.stack(rows).astype(np.float32)[:, :, 2 * samples : -2 * samples] * 255)


def _numbers(digits: Floats) -> Iterator[tuple[str, bool]]:
    """The number that fits, with whether it stands on its head: none unless all twelve digits fit well."""
    best = digits.max(axis=1)
    if best.mean() < CERTAIN or best.min() < WORST:
        return
    sets, values = np.divmod(digits.argmax(axis=1), 10)
    upturned = bool(sets[:6].all())
    if upturned:
        sets, values = 1 - sets[::-1], values[::-1]
    parities = "".join("AB"[each] for each in sets[:6])
    if not sets[6:].any() and parities in PARITIES:
        number = f"{PARITIES.index(parities)}{''.join(map(str, values))}"
        if _checks(number):
            yield number, upturned


def _checks(number: str) -> bool:
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(number)) % 10 == 0


def _sighting(number: tuple[str, bool], fit: _Fit, crop: Image, weight: float) -> Sighting:
    text, upturned = number
    left, right, bottom = fit.start, fit.start + MODULES * fit.module, len(crop)
    corners = np.array([(left, 0), (right, 0), (right, bottom), (left, bottom)], np.float32)
    return Sighting(text, "]E0", np.roll(corners, 2, axis=0) if upturned else corners, NAME, weight)
