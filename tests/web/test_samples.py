"""Samples over HTTP: agreed in the office, drawn at the bench, listed and exported."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Carton, table_of
from tests.factories import Floor
from tests.services.bench import received
from tests.services.floor_state import omega
from tests.web.pages import Page, SignIn, page_of


def carton_url(floor: Floor, plate: str) -> str:
    carton = table_of(Carton)
    with floor.database.reading() as session:
        return f"/sampling/{session.execute(sa.select(carton.c.id).where(carton.c.lpn == plate)).scalar_one()}"


def send(browser: FlaskClient, url: str, **fields: str) -> Page:
    return page_of(browser.post(url, data={"client_id": str(new_id()), **fields}, follow_redirects=True))


def test_from_the_agreement_to_the_decision(sign_in: SignIn, supervisor: FlaskClient, floor: Floor) -> None:
    assert "Until an AQL is kept for a party" in page_of(supervisor.get("/samples/agreed")).text
    agreed = send(supervisor, "/samples/agreed", party=str(floor.northline.id), aql="6.5", may_reduce="on")
    assert "AQL 6.5 kept" in agreed.text
    assert "Northline Pharmacy All products 6.5 yes" in agreed.text
    plate = received(floor, *[omega(floor)] * 6)
    inspector, url = sign_in("2304", at="B-02"), carton_url(floor, plate)
    bench = page_of(inspector.get(f"/grading/cartons/{url.rsplit('/', 1)[1]}", follow_redirects=True))
    assert bench.all("a", href=url), "the bench leads to it"
    page = page_of(inspector.get(url))
    assert "K7731 6 units on RMA-104418, AQL 6.5, normal 0 of 2 looked at" in page.text
    page = send(inspector, f"{url}/scans", text=omega(floor))
    assert "unit 1 of 2 is on the bench." in page.text
    assert "Good, 1 of 2" in send(inspector, f"{url}/good", unit=omega(floor)).text
    send(inspector, f"{url}/scans", text=omega(floor))
    page = send(inspector, f"{url}/defective", unit=omega(floor))
    assert "Lot rejected" in page.text
    listed = page_of(supervisor.get("/samples?state=rejected")).text
    assert "RMA-104418 Northline Pharmacy Omega-3 1200 mg, 90 ct K7731 6 2 of 2 1, up to 0 6.5 normal" in listed
    assert "Nothing fits" in page_of(supervisor.get("/samples?state=accepted")).text
    assert ",K7731,6,2,2,1,0,6.5,normal,rejected," in supervisor.get("/samples/export.csv").get_data(as_text=True)
    assert "Northline Pharmacy,,,6.5,yes," in supervisor.get("/samples/agreed.csv").get_data(as_text=True)


def test_a_tablet_gets_the_verdict_and_the_buttons(sign_in: SignIn, supervisor: FlaskClient, floor: Floor) -> None:
    send(supervisor, "/samples/agreed", party=str(floor.northline.id), aql="6.5")
    inspector, url = sign_in("2304", at="B-02"), carton_url(floor, received(floor, *[omega(floor)] * 6))
    sent = {"client_id": str(new_id()), "text": omega(floor)}
    answer = inspector.post(f"{url}/scans", data=sent, headers={"HX-Request": "true"})
    page = page_of(answer)
    assert page.one("form", action=f"{url}/good") and page.one("form", action=f"{url}/defective")
    assert page.all("input", name="unit")[0]["value"] == omega(floor), "it travels with the next act"


def test_what_is_not_there(supervisor: FlaskClient, floor: Floor) -> None:
    assert supervisor.get(f"/sampling/{new_id()}").status_code == 404
    odd = {"client_id": str(new_id()), "party": str(floor.northline.id), "aql": "7"}
    assert supervisor.post("/samples/agreed", data=odd).status_code == 400
