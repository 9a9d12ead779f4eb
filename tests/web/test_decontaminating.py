"""Medical goods over HTTP: the carton by its plate, confirmed in its place, listed; then the UDI, and who reads it."""

import re

from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor, an_sscc
from tests.services.decontaminator import RMA, a_pump, counting, hire_quality
from tests.services.dock import Dock
from tests.services.releaser import the_locked_line
from tests.web.pages import SignIn, page_of
from tests.web.test_holds import follow

PLATE = an_sscc(4701)


def test_from_home_to_the_list(dock_worker: FlaskClient, supervisor: FlaskClient, floor: Floor, pin: str) -> None:
    pump = a_pump(floor)
    Dock(floor, RMA).scans(PLATE, pump.gtin, "CMD-CONFIRM")
    scanned = dock_worker.post("/scans", data={"client_id": str(new_id()), "text": PLATE})
    url = re.match(r"/decontaminating/[0-9a-f-]+", scanned.location)
    assert url, scanned.location
    page = follow(dock_worker, scanned)
    assert "waits for its decontamination: 1 unit." in page.text
    assert "Infusion pump 1 unit" in page.text
    said = {"method": "disinfection", "done_on": "2026-11-21"}
    asked = page_of(dock_worker.post(url[0], data={"client_id": str(new_id()), **said}))
    assert f"Confirmed decontamination, {PLATE}: nobody does this alone. Nothing was changed." in asked.text
    signed = {"client_id": str(new_id()), **said, "approver": "2007", "approver_pin": pin}
    page = follow(dock_worker, dock_worker.post(url[0], data=signed))
    assert f"Carton {PLATE}: Chemical disinfection," in page.text
    assert "confirmed by A. Novak." in page.text
    row = page_of(supervisor.get("/devices/decontaminations?method=disinfection")).text
    assert f"{PLATE} Chemical disinfection R-000001 M. Ortega A. Novak" in row
    last = page.all("input", name="last")[0]["value"]
    page = follow(
        dock_worker, dock_worker.post("/decontaminating/undo", data={"client_id": str(new_id()), "last": last})
    )
    assert "Taken back: the decontamination." in page.text
    assert PLATE in page.text
    assert "Nothing decontaminated yet" in page_of(supervisor.get("/devices/decontaminations")).text
    assert dock_worker.post(url[0], data={"client_id": str(new_id()), "method": "burn"}).status_code == 400
    away = dock_worker.post("/decontaminating/scans", data={"client_id": str(new_id()), "text": "G-01"})
    assert away.location == "/"


def test_an_unreadable_udi_is_held_and_identified(
    dock_worker: FlaskClient, supervisor: FlaskClient, sign_in: SignIn, floor: Floor, pin_hash: str
) -> None:
    pump, quality = a_pump(floor), hire_quality(floor)
    assert pin_hash
    at = Dock(floor, RMA)
    at.scan(PLATE)
    counting(at, PLATE, pump).scan(pump.gtin)
    page = follow(dock_worker, dock_worker.post(
        f"/receipts/{at.screen.receipt_id}/scans",
        data={"client_id": str(new_id()), "text": pump.gtin, "carton_id": str(at.screen.carton_id)},
    ))  # fmt: skip
    assert "Which UDI is on it?" in page.text
    assert "UDI unreadable: hold" in page.text
    at.scan("CMD-HOLD")
    line_id = the_locked_line(floor)
    page = page_of(supervisor.get(f"/releases/{line_id}"))
    assert page.all("a", href=f"/identifications/{line_id}")
    asked = page_of(supervisor.post(
        f"/identifications/{line_id}", data={"client_id": str(new_id()), "sku": "PMP-INF", "serial": "IP2-9"},
    ))  # fmt: skip
    assert "Identification of a device, Infusion pump" in asked.text
    assert quality.name == "I. Okafor"
