"""A combined pick-up: asked for in the office, taken on by a delivery that goes there, brought to the dock."""

import pytest

from app.db.engine import Database
from app.domain.transitions import CollectionState, LoadState
from app.services import arriving
from tests.factories import an_sscc, make_floor
from tests.services.dock import Dock, gs1
from tests.services.shipper import Shipper, said_in_english


@pytest.fixture
def shipper(database: Database) -> Shipper:
    """The transport desk of a site that is on the map, on either database."""
    return Shipper(make_floor(database)).maps()


def test_a_pick_up_rides_back_with_a_delivery(shipper: Shipper) -> None:
    floor = shipper.floor
    trip_id = shipper.trip((floor.harbor.id, 300), (floor.northline.id, 400))
    shipper.asks(floor.warranty.id, days=(0, 3), kg=650)
    _loads, (together,) = shipper.proposed()
    assert said_in_english(together.said) == (
        "Goes along | COL-000001 of Northline Pharmacy can ride with TR-7 on monday, 2026-11-23, after its stop at "
        "Northline Pharmacy: 650 kg and 1950 l where 1000 kg and 90000 l are free. 0 km more for the trip, 611 km and "
        "733.65 USD saved."
    )
    assert shipper.combines(shipper.request("COL-000001"), trip_id).startswith(
        "Goes along | COL-000001 rides with TR-7 on 2026-11-23 and comes as LOAD-000001: 611 km"
    )
    assert shipper.finds("tx-4471") == "LOAD-000001 | LOAD-000001 is expected on 2026-11-23."
    assert shipper.taps(arriving.seal, "").startswith("LOAD-000001 has arrived | LOAD-000001 is at D-04")
    assert shipper.scans("RMA-104502") == "RMA-104502 | RMA-104502 came with LOAD-000001. | Scan its carton"
    dock = Dock(floor, "RMA-104502")
    dock.scans(an_sscc(4618), gs1(floor.drill, "L2608", serial="DR7-204815"), "CMD-CLOSE", "CMD-CLOSE")
    assert shipper.scans("CMD-CLOSE") == (
        "LOAD-000001 is closed | All that LOAD-000001 was to bring was received. | Scan the next load"
    )
    assert (shipper.load().state, shipper.request("COL-000001").state) == (LoadState.CLOSED, CollectionState.ARRIVED)
