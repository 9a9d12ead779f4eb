"""Where bars are, how they lie, and the way back from a crop to the picture."""

import cv2
import numpy as np
import pytest

from scanners import fitted, locate
from tests.scanners.drawing import GTIN, F, blurred, code, paper, turned

SHEET = paper(code(GTIN, F.EAN13, 3), size=(640, 640), at=(150, 245))
"""An EAN-13 in the middle of the sheet, 285 x 150 pixels."""


@pytest.mark.parametrize("degrees", [0, 20, 45, 80, -30, -75])
def test_the_place_of_a_code_has_its_centre_direction_and_width(degrees: float) -> None:
    (place, *_) = locate.places(turned(SHEET, degrees))
    level = cv2.transform(np.array([[[322.0, 320.0]]]), cv2.getRotationMatrix2D((320, 320), degrees, 1))[0, 0]
    assert np.hypot(*(np.array(place.centre) - level)) < 15
    assert abs(np.sin(place.direction + np.radians(degrees))) < np.sin(np.radians(2))
    assert place.across == pytest.approx(285, rel=0.12)
    assert 90 < place.along < 150


def test_paper_and_a_single_edge_have_no_place() -> None:
    assert locate.places(np.full((480, 640), 200, np.uint8)) == []
    assert locate.places(np.zeros((2, 2), np.uint8)) == []


def test_a_crop_is_level_and_leads_back() -> None:
    slanted = turned(SHEET, 25)
    (place, *_) = locate.places(slanted)
    crop = locate.cut(slanted, place, width=760, rows=24)
    assert crop.image.shape[0] == 24
    assert crop.image[4:20].astype(int).std(axis=0).mean() < 12
    x, y = 200, 12
    there = crop.back @ np.array([x, y, 1.0])
    assert abs(int(crop.image[y, x]) - int(blurred(slanted, 0.7)[round(there[1]), round(there[0])])) < 60


@pytest.mark.parametrize("upturned", [False, True], ids=["upright", "on its head"])
@pytest.mark.parametrize("number", ["4006381333931", "0012345678905", "9780441014989"])
def test_a_soft_ean_is_fitted_either_way_up(number: str, upturned: bool) -> None:
    sheet = blurred(cv2.resize(paper(code(number, F.EAN13, 3)), None, fx=0.5, fy=0.5), 1.0)
    (place, *_) = locate.places(sheet)
    crop = locate.cut(sheet, place, width=760, rows=24).image
    seen = fitted.sightings(np.ascontiguousarray(crop[::-1, ::-1]) if upturned else crop, 2.0)
    assert {(each.text, each.symbology) for each in seen} == {(number, "]E0")}
    assert len(seen) >= 4
    assert all((each.corners[0, 0] > each.corners[1, 0]) == upturned for each in seen)


def test_other_bars_are_not_fitted() -> None:
    sheet = paper(code("PLATE-0042-77", F.Code128, 2))
    (place, *_) = locate.places(sheet)
    assert fitted.sightings(locate.cut(sheet, place, width=760, rows=24).image, 2.0) == []
