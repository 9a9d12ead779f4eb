"""Labels of places and of assets, and badges of operators."""

from dataclasses import replace
from itertools import product

import pytest

from app.domain.identifiers import BadgeCode, Grai, PlaceCode
from app.domain.readings import ReadingKind
from app.domain.vocabulary import Zone
from app.labels import asset, badge, location, svg
from app.labels.canvas import Resolution
from app.labels.rows import AssetLabel
from tests.labels.paper import drawn, readings
from tests.labels.samples import BADGE, LOCATION

PRINTERS = list(product(Resolution, ("svg", "zpl")))


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
@pytest.mark.parametrize("code", ["W-03", "D-04", "Q-02", "XX-103"])
def test_a_place_reads_back(resolution: Resolution, way: str, code: str) -> None:
    row = replace(LOCATION, place=PlaceCode.parse(code))
    found = readings(drawn(location.lay_out(row, resolution), way))
    assert {symbology: (reading.kind, reading.place) for symbology, reading in found.items()} == {
        "]C0": (ReadingKind.PLACE, code)
    }


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
@pytest.mark.parametrize("code", ["BADGE-2231", "BADGE-00000001"])
def test_a_badge_reads_back(resolution: Resolution, way: str, code: str) -> None:
    row = replace(BADGE, badge=BadgeCode.parse(code))
    found = readings(drawn(badge.lay_out(row, resolution), way))
    assert {symbology: (reading.kind, reading.badge) for symbology, reading in found.items()} == {
        "]C0": (ReadingKind.BADGE, code.removeprefix("BADGE-"))
    }


@pytest.mark.parametrize(("resolution", "way"), PRINTERS)
@pytest.mark.parametrize("serial", ["1", "PAL-2026-0004711"])
def test_an_asset_reads_back_by_bars_and_matrix(resolution: Resolution, way: str, serial: str) -> None:
    row = AssetLabel(Grai.parse(f"04965031954585{serial}"), "Tote 60 l", "TOTE-60", "Laredo")
    found = readings(drawn(asset.lay_out(row, resolution), way))
    assert {symbology: reading.grai and reading.grai.value for symbology, reading in found.items()} == {
        "]C1": row.grai.value, "]d2": row.grai.value,
    }  # fmt: skip


def test_a_dock_door_without_zone_has_no_block() -> None:
    row = replace(LOCATION, place=PlaceCode.parse("D-04"), zone=None)
    assert svg.draw(location.lay_out(row, Resolution.DPI_203)).count("<rect") == 1


def test_a_painted_label_takes_the_colour_of_the_floor() -> None:
    painted = svg.draw(location.lay_out(replace(LOCATION, painted=True), Resolution.DPI_203))
    assert 'fill="#5b2a9b"' in painted
    customer = replace(LOCATION, zone=Zone.CUSTOMER, painted=True)
    assert 'fill="#' not in svg.draw(location.lay_out(customer, Resolution.DPI_203))
