"""Data on devices over HTTP: by serial, medium by medium, verified in its place, listed in the office."""

import re

from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.sanitizer import SERIAL, a_device
from tests.web.pages import SignIn, page_of
from tests.web.test_holds import follow


def test_from_the_serial_to_the_list(sign_in: SignIn, supervisor: FlaskClient, floor: Floor, pin: str) -> None:
    a_device(floor)
    inspector = sign_in("2304", "B-02")
    scanned = inspector.post("/sanitizing/scans", data={"client_id": str(new_id()), "text": SERIAL})
    url = re.match(r"/sanitizing/[0-9a-f-]+", scanned.location)
    assert url
    page = follow(inspector, scanned)
    assert "not every medium in it is sanitized and verified yet." in page.text
    said = {"medium": "M-1", "make": "Acme", "model": "D500", "method": "purge", "tool": "nwipe", "version": "0.36",
            "result": "sanitization_passed"}  # fmt: skip
    asked = page_of(inspector.post(url[0], data={"client_id": str(new_id()), **said}))
    assert f"Verified sanitization, {SERIAL}: nobody does this alone. Nothing was changed." in asked.text
    signed = {"client_id": str(new_id()), **said, "approver": "2007", "approver_pin": pin}
    page = follow(inspector, inspector.post(url[0], data=signed))
    assert f"Medium M-1 of {SERIAL}: Purge, passed, verified by A. Novak." in page.text
    assert "Acme D500 M-1 Purge, nwipe 0.36 Passed" in page.text
    row = page_of(supervisor.get("/sanitizations?result=sanitization_passed")).text
    assert f"Cordless drill 18 V kit {SERIAL} Acme D500 M-1 Purge nwipe 0.36 Passed J. Park A. Novak" in row
    last = page.all("input", name="last")[0]["value"]
    page = follow(inspector, inspector.post("/sanitizing/undo", data={"client_id": str(new_id()), "last": last}))
    assert "Taken back: what was done to the medium." in page.text
    assert "Nothing sanitized yet" in page_of(supervisor.get("/sanitizations")).text
    away = inspector.post("/sanitizing/scans", data={"client_id": str(new_id()), "text": "B-02"})
    assert away.location == "/"
    assert inspector.post(url[0], data={"client_id": str(new_id()), "method": "burn"}).status_code == 400
