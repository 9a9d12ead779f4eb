"""The HTTP API on packaging: assets by GRAI, and what each party has."""

import pytest
from flask.testing import FlaskClient

from app.domain.scopes import Scope
from tests.factories import Floor
from tests.services.packer import TOTE, Packer, a_pool, grai
from tests.web.systems import System, granted


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, Scope.PACKAGING_READ))


def test_what_a_party_has_is_read_by_asset_and_by_balance(system: System, floor: Floor) -> None:
    pool = a_pool(floor)
    Packer(floor).scans("CMD-ISSUE", "NORTH", pool.scan(1), "STRAPS", "1500")
    _status, page = system.get(f"assets?state=with_party&type=TOTE-60&party_id={floor.northline.id}")
    [asset] = page["items"]
    assert (asset["grai"], asset["trips"]) == (grai(TOTE, "1"), 1)
    assert system.get(f"assets/{asset['grai']}") == (200, asset)
    [party] = system.get("packaging")[1]["items"]
    assert (party["id"], party["party"]) == (str(floor.northline.id), "Northline Pharmacy")
    assert sorted((each["type"], each["balance"], each["unit"], each["deposit"]) for each in party["lines"]) == [
        ("STRAPS", 1500, "gram", "6"), ("TOTE-60", 1, "each", "12.5"),
    ]  # fmt: skip
