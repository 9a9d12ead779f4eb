"""Recycling over HTTP: streams in the office, a carton weighed and handed over, its figures."""

import re

from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.vocabulary import PartyKind
from tests.factories import Floor, a_party
from tests.services.bench import assert_ledger_holds, state
from tests.services.forklift import Forklift
from tests.services.recycler import graded_to_recycle
from tests.web.pages import SignIn, page_of
from tests.web.test_holds import follow


def test_from_the_first_stream_to_the_figures(sign_in: SignIn, supervisor: FlaskClient, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_party(session, PartyKind.RECYCLER, "Verde Recycling")
    Forklift(floor).scans(graded_to_recycle(floor), "R-01")
    stream = {"code": "plastics", "name-en": "Plastics", "name-es": "Plásticos", "fate": "recycled", "active": "1"}
    page = follow(supervisor, supervisor.post("/streams", data={"client_id": str(new_id()), **stream}))
    assert "Goods can be weighed into Plastics now." in page.text
    (stream_id,) = {each["value"] for each in page.all("input", name="stream")}
    changed = {**stream, "fate": "back_to_production", "stream": stream_id, "version": "0"}
    page = follow(supervisor, supervisor.post("/streams", data={"client_id": str(new_id()), **changed}))
    assert "PLASTICS Plastics Back to production yes" in page.text
    assert "PLASTICS" in supervisor.get("/streams/export.csv?fate=back_to_production").get_data(as_text=True)
    assert "Nothing has ended here yet" in page_of(supervisor.get("/materials")).text
    router = sign_in("2007", "R-01")
    led = router.post("/scans", data={"client_id": str(new_id()), "text": "T-0412"})
    url = re.match(r"/recycling/[0-9a-f-]+", led.location)
    assert url
    page = follow(router, led)
    (field,) = (each for each in page.all("input") if each.get("name", "").startswith("grams-"))
    assert field["value"] == "400"
    recycler = page.all("option")[0]["value"]
    sent = {"client_id": str(new_id()), field["name"]: "380", "recycler": recycler, "downstream": "Polymers Inc."}
    page = follow(router, router.post(url[0], data=sent))
    assert "2 units of carton T-0412 went to Verde Recycling. Certificate CE-000001 states it." in page.text
    assert state(floor, "T-0412") == "closed"
    page = page_of(supervisor.get("/materials?program=trade_return&since=2020-01-01"))
    assert "1 certificate, 2020-01-01 to today" in page.text
    assert "Ended here 380 g Diverted from disposal 100 % Back to production 100 % Landfill 0 %" in page.text
    assert "380" in supervisor.get("/materials/export.csv").get_data(as_text=True)
    assert "Polymers Inc." in page_of(supervisor.get(certificate_of(supervisor))).text
    assert_ledger_holds(floor)


def certificate_of(browser: FlaskClient) -> str:
    listed = page_of(browser.get("/certificates?what=recycling"))
    (url,) = set(re.findall(r"/certificates/[0-9a-f-]{36}", " ".join(each.get("href", "") for each in listed.all("a"))))
    return url


def test_what_cannot_be_a_stream_or_a_weight_is_told(supervisor: FlaskClient, floor: Floor) -> None:
    assert supervisor.post("/streams", data={"client_id": str(new_id()), "fate": "sea"}).status_code == 400
    away = supervisor.post("/recycling/scans", data={"client_id": str(new_id()), "text": "R-01"})
    assert away.location == "/"
    unknown = supervisor.post("/recycling/scans", data={"client_id": str(new_id()), "text": "T-0999"})
    assert "T-0999" in follow(supervisor, unknown).text
