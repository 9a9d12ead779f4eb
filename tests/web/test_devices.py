"""Device history over HTTP: by scan from home, as a list, as a file, and for other systems."""

from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.scopes import Scope
from tests.factories import Floor, an_sscc
from tests.services.decontaminator import RMA, SERIALS, a_pump, counting
from tests.services.dock import Dock, gs1
from tests.web.pages import page_of
from tests.web.systems import System, granted
from tests.web.test_holds import follow

PLATE = an_sscc(4701)


def test_a_device_s_history_is_read_found_exported_and_told(
    visitor: FlaskClient, supervisor: FlaskClient, dock_worker: FlaskClient, floor: Floor
) -> None:
    pump = a_pump(floor)
    at = Dock(floor, RMA)
    at.scan(PLATE)
    counting(at, PLATE, pump).scan(gs1(pump, serial=SERIALS[0]))
    scan = {"client_id": str(new_id()), "text": gs1(pump, serial=SERIALS[0])}
    page = follow(supervisor, supervisor.post("/scans", data=scan))
    assert f"{SERIALS[0]} Infusion pump" in page.text
    assert "Shipped Northline Pharmacy 1 - - SH-7" in page.text
    assert f"Decontaminated Wipe-down 1 {PLATE} M. Ortega, A. Novak" in page.text
    assert page.one("a", href=f"/devices/{pump.id}/history.csv?lot=&serial={SERIALS[0]}")
    sent = supervisor.get(f"/devices/{pump.id}/history.csv?serial={SERIALS[0]}").get_data(as_text=True)
    assert "Northline Pharmacy" in sent
    assert supervisor.get(f"/devices/{pump.id}").status_code == 404
    listed = page_of(supervisor.get("/devices?here=yes"))
    assert f"{SERIALS[0]} - Infusion pump PMP-INF" in listed.text
    assert SERIALS[1] not in listed.text
    elsewhere = dock_worker.post("/scans", data={**scan, "client_id": str(new_id())})
    assert elsewhere.location.startswith("/?")  # it tells where customers are
    system = System(visitor, granted(floor, Scope.DEVICES_READ))
    told = system.get(f"device_events?serial={SERIALS[0]}")[1]["items"]
    assert [(each["kind"], each["sku"], each["is_taken_back"]) for each in told] == [
        ("units_received", "PMP-INF", False)
    ]
