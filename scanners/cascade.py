"""The order in which a picture is looked at, from what is quick and usually enough to what is slow and seldom helps.

Each look is a list of sightings in the picture's own pixels; whoever asks stops asking when a reading is believed or
the processor time is spent. On photographs (`python -m benchmarks.decode`) the first look reads four in five; crops
around bars read most of the rest, at a tenth of a millisecond a reading; the others are for soft matrix codes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import cv2
import numpy as np

from scanners import belief, fitted, locate, zbar, zxing
from scanners.loading import Image
from scanners.preprocess import evened, scaled, sharpened, sharpened_across, two_tone
from scanners.sighting import Sighting

Look = list[Sighting]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a crop is prepared for zxing-cpp: its width in pixels, what is done to it, how black is told from white."""

    width: int
    treat: Callable[[Image], Image]
    binarizer: str = zxing.GLOBAL


def _as_is(crop: Image) -> Image:
    return crop


def _sharp_and_even(crop: Image) -> Image:
    return evened(sharpened_across(crop, 2.5, 2.5), 61)


def _negative(crop: Image) -> Image:
    return np.asarray(cv2.bitwise_not(crop), np.uint8)


FIRST_ROUND = (
    Recipe(1140, partial(sharpened_across, sigma=4, amount=3)),
    Recipe(520, partial(sharpened_across, sigma=1.5, amount=1.5)),
    Recipe(760, partial(sharpened_across, sigma=2.5, amount=2.5)),
    Recipe(760, _as_is),
)
SECOND_ROUND = (
    Recipe(520, _sharp_and_even, zxing.FIXED),
    Recipe(760, _sharp_and_even),
    Recipe(520, partial(sharpened_across, sigma=6, amount=4)),
    Recipe(1140, partial(sharpened_across, sigma=2.5, amount=2.5)),
)
NEGATIVE_ROUND = (Recipe(1140, _negative), Recipe(760, _negative), Recipe(520, _negative))
"""No treatment is best for all: each reads codes the others miss, and where they agree they are right."""

FEW_ROWS, MANY_ROWS = 24, 64
"""Rows a crop is averaged to: few take more noise away, many leave more that no glare has touched."""

FIT_WIDTH = 760

QUICK = zxing.Effort()
BARS = zxing.Effort(formats=zxing.BARS)
BRIEF = zxing.Effort(formats=zxing.BARS_AND_MATRICES)
MATRIX = zxing.Effort(formats=zxing.MATRICES)
INVERTED_MATRIX = zxing.Effort(formats=zxing.MATRICES, invert=True)
LYING_STACKED = zxing.Effort(formats=zxing.STACKED, rotate=True)
THOROUGH = zxing.Effort(formats=zxing.ALL_BUT_BARS, rotate=True, downscale=True, invert=True, binarizer=zxing.GLOBAL)
"""Few looks ask for PDF417: zxing-cpp may puzzle over a spoilt one for a whole second, which no budget can stop."""


def looks(picture: Image) -> Iterator[Look]:
    """Every look at a grey picture, lazily, each costing 1 to 10 ms of processor time a megapixel."""
    yield _first(picture)
    yield from _at_bars(picture)
    yield from _at_all_of_it(picture)


def _first(picture: Image) -> Look:
    """What is plain to see, with a closer look at each code that is not believed at sight."""
    seen = zxing.sightings(picture, QUICK, belief.WHOLE_PICTURE)
    places = [locate.around(each.corners) for each in seen if belief.doubtful(each)]
    return seen + list(chain.from_iterable(_read(picture, place, FIRST_ROUND, FEW_ROWS) for place in places))


def _at_bars(picture: Image) -> Iterator[Look]:
    places = locate.places(picture, most=2)
    for place in places:
        yield _read(picture, place, FIRST_ROUND, FEW_ROWS)
    for place in places[:1]:
        yield _read(picture, place, SECOND_ROUND, MANY_ROWS)
        crop = locate.cut(picture, place, FIT_WIDTH, FEW_ROWS)
        yield _mapped(fitted.sightings(crop.image, belief.FITTED), crop.back)
        yield _mapped(zbar.sightings(crop.image, belief.CROP_BY_SCAN_LINES, upright=True), crop.back)
        yield _read(picture, place, NEGATIVE_ROUND, FEW_ROWS)


def _at_all_of_it(picture: Image) -> Iterator[Look]:
    half, doubled = scaled(picture, 0.5), np.array([[2.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
    yield _mapped(zxing.sightings(half, INVERTED_MATRIX, belief.ALTERED_PICTURE), doubled)
    yield zxing.sightings(sharpened(picture, sigma=3, amount=3), MATRIX, belief.ALTERED_PICTURE)
    yield zxing.sightings(two_tone(picture), BRIEF, belief.ALTERED_PICTURE)
    yield zxing.sightings(picture, LYING_STACKED, belief.ALTERED_PICTURE)
    yield zxing.sightings(picture, THOROUGH, belief.WHOLE_PICTURE)
    yield _mapped(zbar.sightings(half, belief.BY_SCAN_LINES), doubled)


def _read(picture: Image, place: locate.Place, recipes: tuple[Recipe, ...], rows: int) -> Look:
    """One place by several recipes, cut out once for each width."""
    crops = {width: locate.cut(picture, place, width, rows) for width in {recipe.width for recipe in recipes}}
    return list(chain.from_iterable(_cooked(crops[recipe.width], recipe) for recipe in recipes))


def _cooked(crop: locate.Crop, recipe: Recipe) -> Look:
    effort = replace(BARS, binarizer=recipe.binarizer)
    return _mapped(zxing.sightings(recipe.treat(crop.image), effort, belief.CROP), crop.back)


def _mapped(sightings: Look, back: locate.Affine) -> Look:
    return [replace(each, corners=cv2.transform(each.corners[None], back)[0]) for each in sightings]
