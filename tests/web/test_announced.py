"""Announced goods on their screens: home opens their receipt, the dock asks how to count them, the office sees all."""

from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.notices import ALONE, FIRST, PALLET, announce
from tests.web.test_receipts import Tablet


def test_an_announced_pallet_scanned_at_home_opens_its_receipt(dock_worker: FlaskClient, floor: Floor) -> None:
    announce(floor)
    gone = dock_worker.post("/scans", data={"client_id": str(new_id()), "text": PALLET})
    page = dock_worker.get(gone.headers["Location"]).get_data(as_text=True)
    assert "RMA-104418" in page
    assert all(plate in page for plate in (PALLET, FIRST, ALONE))


def test_a_declared_carton_offers_to_count_it_or_to_sample_it(dock_worker: FlaskClient, floor: Floor) -> None:
    announce(floor)
    tablet = Tablet(dock_worker, "RMA-104418")
    taken_in = tablet.scan(PALLET)
    assert "Declared 24" in taken_in
    assert "5 units checked" not in taken_in
    asked = tablet.scan(FIRST)
    assert "Count this carton" in asked
    assert "3 units checked, as declared" in asked
    assert "Count this carton" not in tablet.scan(PALLET)
    assert "8 units checked, as declared" in tablet.body


def test_a_declared_carton_scanned_at_home_asks_there(dock_worker: FlaskClient, floor: Floor) -> None:
    announce(floor)
    Tablet(dock_worker, PALLET).scan(PALLET)
    gone = dock_worker.post("/scans", data={"client_id": str(new_id()), "text": FIRST})
    assert "Count this carton" in dock_worker.get(gone.headers["Location"]).get_data(as_text=True)


def test_the_office_sees_what_was_announced(supervisor: FlaskClient, floor: Floor) -> None:
    announce(floor)
    page = supervisor.get(f"/authorizations/{floor.trade_return.id}").get_data(as_text=True)
    assert "Advance notice" in page
    assert all(plate in page for plate in (PALLET, FIRST, ALONE))
