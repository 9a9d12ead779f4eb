"""The grade label of a unit reads back to its elements."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.vocabulary import Grade
from app.labels import item
from app.labels.canvas import Polygon, Resolution, Text
from app.labels.elements import CHARACTER_SET_82
from tests.labels.paper import drawn, readings, scanned
from tests.labels.samples import ITEM, WIDE_ITEM

PRINTERS = list(product(Resolution, ("svg", "zpl")))


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
def test_a_unit_reads_back_to_everything_known(resolution: Resolution, way: str) -> None:
    found = readings(drawn(item.lay_out(ITEM, resolution), way))
    assert {symbology: dict(reading.elements) for symbology, reading in found.items()} == {
        "]d2": {
            "01": "09521234100775", "416": "9521234000006", "21": "SN48151623", "10": "L2608",
            "7020": "RF-26-118", "7021": "F5C7",
        }
    }  # fmt: skip
    assert (found["]d2"].serial, found["]d2"].lot, found["]d2"].warnings) == ("SN48151623", "L2608", ())


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
def test_the_longest_values_still_read_back(resolution: Resolution, way: str) -> None:
    found = readings(drawn(item.lay_out(WIDE_ITEM, resolution), way))
    assert dict(found["]d2"].elements) == {
        "01": "09521234100775", "416": "9521234000006", "21": "ABCDEFGHIJ0123456789", "10": "LOT-2026/0815_A(7)xZ",
        "7020": "RFB-LAREDO-26-00118a", "7021": "F5C7-tested-26-11-22",
    }  # fmt: skip


def test_a_unit_of_which_only_the_product_is_known() -> None:
    bare = replace(ITEM, serial="", lot="", refurbishment_lot="", functional_status="", grade=None)
    found = readings(drawn(item.lay_out(bare, Resolution.DPI_203), "zpl"))
    assert {symbology: dict(reading.elements) for symbology, reading in found.items()} == {
        "]d2": {"01": "09521234100775"}
    }


def test_a_refurbishment_lot_without_its_place_is_text_only() -> None:
    row = replace(ITEM, service_place=None)
    assert item.elements(row).bracketed == "(01)09521234100775(21)SN48151623(10)L2608(7021)F5C7"
    texts = [mark.text for mark in item.lay_out(row, Resolution.DPI_203).marks if isinstance(mark, Text)]
    assert "RF-26-118" in texts


def test_each_grade_has_its_own_shape() -> None:
    corners = {}
    for grade in Grade:
        marks = item.lay_out(replace(ITEM, grade=grade), Resolution.DPI_203).marks
        shape = next(mark for mark in marks if isinstance(mark, Polygon))
        corners[grade] = len(shape.points)
        assert grade.value in [mark.text for mark in marks if isinstance(mark, Text)]
    assert corners == {Grade.A: 73, Grade.B: 4, Grade.C: 3, Grade.D: 4}


FULL = st.text(st.sampled_from(sorted(CHARACTER_SET_82)), min_size=20, max_size=20)


@settings(max_examples=12, deadline=None)
@given(FULL, FULL, FULL, FULL)
def test_any_four_full_values_fit_and_read_back(serial: str, lot: str, refurbished: str, status: str) -> None:
    row = replace(ITEM, serial=serial, lot=lot, refurbishment_lot=refurbished, functional_status=status)
    carried = item.elements(row).content.removeprefix("\x1d")
    for resolution, way in PRINTERS:
        assert scanned(drawn(item.lay_out(row, resolution), way)) == {(carried, "]d2")}
