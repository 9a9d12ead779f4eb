"""Outbound loads over HTTP: planned in the office, loaded on the floor, gone with papers that can be printed again."""

import re

from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.scopes import Scope
from app.domain.vocabulary import DispositionCode
from tests.exchange import printed
from tests.factories import TODAY, Floor
from tests.services.bench import assert_ledger_holds
from tests.services.loader import Loader, Planner, a_liquidator, decided
from tests.web.office import do, send
from tests.web.pages import page_of
from tests.web.systems import System, granted
from tests.web.test_holds import follow


def test_from_the_plan_to_the_proof_of_delivery(supervisor: FlaskClient, floor: Floor) -> None:
    buyer = a_liquidator(floor)
    decided(floor, DispositionCode.LIQUIDATE, place="L-01")
    typed = {"party": str(buyer), "code": "liquidate", "planned_on": TODAY.isoformat(), "trailer": "ty-8841"}
    nothing = page_of(send(supervisor, "/outbound/new", {}))
    assert "Choose whom the load goes to." in nothing.text
    assert "Choose the code of the goods that it takes." in nothing.text
    wrong = page_of(send(supervisor, "/outbound/new", typed, code="donate"))
    assert "Second Dock is: Liquidator. Expected for goods under the code Donate: Charity." in wrong.text
    answer = send(supervisor, "/outbound/new", typed)
    address, page = answer.location.partition("?")[0], follow(supervisor, answer)
    assert "OUT-000001 goes to Second Dock on" in page.text
    assert supervisor.get(f"{address}/sheet.svg").mimetype == "image/svg+xml"
    edit = {"client_id": str(new_id()), "version": "0", **typed, "trailer": "TY-1"}
    assert "TY-1" in follow(supervisor, supervisor.post(f"{address}/edit", data=edit)).text
    _load(supervisor, address)
    page = page_of(supervisor.get(address))
    assert "What left on it Product Lot or serial Carton Authorization Units Weight Vitamin D3" in page.text
    papers = {each["href"] for each in page.all("a") if each.get("href", "").endswith(".pdf")}
    assert len(papers) == 6
    first, again = (supervisor.get(f"{address}/bill_of_lading.es.pdf").data for _ in range(2))
    assert first == again
    (said,) = printed.pages(first)
    assert {"Conocimiento de embarque", "OUT-000001", "T-0412", "UL-77123", "0.400 kg", "No se conoce ninguna"} <= set(
        said
    )
    (said,) = printed.pages(supervisor.get(f"{address}/packing_list.en.pdf").data)
    assert {"Carton T-0412", "10D9T", "Total"} <= set(said)
    (today,) = (each["value"] for each in page.all("input", name="delivered_on"))
    told = do(supervisor, address, "delivery", delivered_on=today, received_by="L. Ortiz", note="")
    assert "L. Ortiz of Second Dock took OUT-000001 over" in told.text
    assert "UL-77123" in supervisor.get("/outbound/export.csv?code=liquidate").get_data(as_text=True)
    assert_ledger_holds(floor)


def _load(supervisor: FlaskClient, address: str) -> None:
    """Load the tote by scan, from home on, and let it go."""
    led = supervisor.post("/scans", data={"client_id": str(new_id()), "text": "OUT-000001"})
    assert led.location == f"/loading?load={address.rpartition('/')[2]}"
    load = address.rpartition("/")[2]

    def act(deed: str, **fields: str) -> str:
        answer = supervisor.post(f"/loading/{deed}", data={"client_id": str(new_id()), "load": load, **fields})
        return follow(supervisor, answer).text

    assert "On OUT-000001, to Second Dock: 2 units." in act("scans", text="T-0412")
    away = supervisor.post("/scans", data={"client_id": str(new_id()), "text": "T-0412"})
    assert away.location.startswith(f"/loading?load={load}&answer=")
    assert "Seal on the doors" in act("closure")
    assert "leaves for Second Dock with 2 units and the seal UL-77123" in act("seal", ask="seal", seal="ul-77123")
    gone = act("confirmation", ask="depart", about="UL-77123")
    assert "OUT-000001 left for Second Dock with 2 units. Its papers are frozen." in gone
    assert "Bill of lading" in gone
    assert re.search("No load waits", gone)


def test_what_is_no_load_and_no_screen_is_told(supervisor: FlaskClient, floor: Floor) -> None:
    assert supervisor.get(f"/outbound/{new_id()}").status_code == 404
    assert supervisor.get(f"/outbound/{new_id()}/manifest.en.pdf").status_code == 404
    assert supervisor.get("/loading?ask=maybe").status_code == 400
    lost = supervisor.post("/loading/scans", data={"client_id": str(new_id()), "text": "T-0999"})
    assert "no load is chosen here" in follow(supervisor, lost).text or lost.location == "/"


def test_other_systems_read_what_left(visitor: FlaskClient, floor: Floor) -> None:
    Planner(floor).plan(a_liquidator(floor))
    tote = decided(floor, DispositionCode.LIQUIDATE, place="L-01")
    system = System(visitor, granted(floor, Scope.LOADS_READ))
    [planned] = system.get("outbound_loads?state=planned&code=liquidate")[1]["items"]
    assert (planned["door"], planned["trailer"], planned["lines"]) == ("D-04", "TY-8841", [])
    Loader(floor).scans("OUT-000001", tote, "CMD-CLOSE", "UL-1", "CMD-CONFIRM")
    _status, left = system.get("outbound_loads/OUT-000001")
    assert (left["state"], left["seal"], left["units"], left["grams"]) == ("departed", "UL-1", 2, 400)
    assert [(each["carton"], each["lot"], each["quantity"]) for each in left["lines"]] == [(tote, "10D9T", 2)]
