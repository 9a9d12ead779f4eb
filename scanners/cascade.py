"""The order in which a picture is looked at, from what is quick and usually enough to what is slow and seldom helps.

Each look is one list of sightings in the picture's own pixels; whoever asks stops asking when a reading is believed
or the processor time is spent. Measured on photographs (`python -m benchmarks.decode`): the first look reads four
pictures in five, the crops most of the rest, at a tenth of a millisecond a reading.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

import cv2
import numpy as np

from scanners import belief, locate, zbar, zxing
from scanners.loading import Image
from scanners.preprocess import evened, scaled, sharpened, sharpened_across, two_tone
from scanners.sighting import Sighting

Look = list[Sighting]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a crop is prepared before zxing-cpp reads it: width in pixels, treatment, fixed threshold or a found one."""

    width: int
    treat: Callable[[Image], Image]
    binarizer: str = zxing.GLOBAL


def _plain(crop: Image) -> Image:
    return crop


RECIPES = (
    (
        Recipe(1140, lambda crop: sharpened_across(crop, 4, 3)),
        Recipe(520, lambda crop: sharpened_across(crop, 1.5, 1.5)),
        Recipe(760, lambda crop: sharpened_across(crop, 2.5, 2.5)),
        Recipe(760, _plain),
    ),
    (
        Recipe(520, lambda crop: evened(sharpened_across(crop, 2.5, 2.5), 61), zxing.FIXED),
        Recipe(760, lambda crop: evened(sharpened_across(crop, 2.5, 2.5), 61)),
        Recipe(520, lambda crop: sharpened_across(crop, 6, 4)),
        Recipe(1140, lambda crop: sharpened_across(crop, 2.5, 2.5)),
    ),
)
"""Two rounds. No treatment is best for all: each reads codes the others miss, and where they agree they are right."""

ROWS = 24
SMALL = 700
"""Pixels; only pictures up to this long side are enlarged."""

QUICK = zxing.Effort()
BARS = zxing.Effort(formats=zxing.LINEAR)
MATRIX_INVERTED = zxing.Effort(formats=zxing.MATRIX, invert=True)
THOROUGH = zxing.Effort(rotate=True, downscale=True, invert=True, binarizer=zxing.GLOBAL)
TURNED = zxing.Effort(rotate=True)


def looks(picture: Image) -> Iterator[Look]:
    """Every look at a grey picture, lazily, each costing 1 to 10 ms of processor time a megapixel."""
    first = zxing.sightings(picture, QUICK, belief.WHOLE_PICTURE)
    yield first + _confirmations(picture, first)
    for place in locate.places(picture):
        yield from _closer(picture, place)
    yield _resized(picture, 0.5, MATRIX_INVERTED)
    yield zxing.sightings(two_tone(picture), QUICK, belief.ALTERED_PICTURE)
    yield zxing.sightings(picture, THOROUGH, belief.WHOLE_PICTURE)
    if max(picture.shape) <= SMALL:
        yield _enlarged(picture)
    half = scaled(picture, 0.5)
    yield _mapped(zbar.sightings(half, belief.BY_SCAN_LINES), _scale(2))
    yield zbar.sightings(picture, belief.BY_SCAN_LINES)


def _confirmations(picture: Image, sightings: Look) -> Look:
    """A closer look at each code the first one saw and that is not believed at sight."""
    doubtful = [each for each in sightings if belief.doubtful(each)]
    return list(chain.from_iterable(_round(picture, locate.around(each.corners), RECIPES[0]) for each in doubtful))


def _closer(picture: Image, place: locate.Place) -> Iterator[Look]:
    for recipes in RECIPES:
        yield _round(picture, place, recipes)
    crop = locate.cut(picture, place, 760, ROWS)
    yield _mapped(zbar.sightings(crop.image, belief.CROP_BY_SCAN_LINES, upright=True), crop.back)


def _round(picture: Image, place: locate.Place, recipes: tuple[Recipe, ...]) -> Look:
    crops = {width: locate.cut(picture, place, width, ROWS) for width in {recipe.width for recipe in recipes}}
    return list(chain.from_iterable(_read(crops[recipe.width], recipe) for recipe in recipes))


def _read(crop: locate.Crop, recipe: Recipe) -> Look:
    effort = replace(BARS, binarizer=recipe.binarizer)
    return _mapped(zxing.sightings(recipe.treat(crop.image), effort, belief.CROP), crop.back)


def _resized(picture: Image, factor: float, effort: zxing.Effort) -> Look:
    return _mapped(zxing.sightings(scaled(picture, factor), effort, belief.ALTERED_PICTURE), _scale(1 / factor))


def _enlarged(picture: Image) -> Look:
    large = sharpened(scaled(picture, 2), 2, 2)
    return _mapped(zxing.sightings(large, TURNED, belief.ALTERED_PICTURE), _scale(0.5))


def _scale(factor: float) -> locate.Affine:
    return np.array([[factor, 0.0, 0.0], [0.0, factor, 0.0]])


def _mapped(sightings: Look, back: locate.Affine) -> Look:
    return [replace(each, corners=cv2.transform(each.corners[None], back)[0]) for each in sightings]
