"""The routing screen over HTTP: with htmx it swaps, without scripts it goes on by 303, and its context travels."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, received
from tests.services.dock import gs1
from tests.services.forklift import Forklift, a_tote, an_open_tote, stands
from tests.web.pages import Page, page_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def driver(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The browser of D. Silva, router, on forklift F-01, reading English."""
    browser = sign_in("2412", "F-01")
    browser.post("/preferences/language", data={"lang": "en", "back": "/"})
    return browser


def scan(browser: FlaskClient, page: Page, text: str) -> TestResponse:
    """Send a scan with the hidden fields of the page's scan form, as a browser without scripts."""
    return browser.post("/routes/scans", data={**context(page), "text": text})


def context(page: Page) -> dict[str, str]:
    """The hidden fields that an act carries."""
    pending = page.all("input", name="pending")[0]["value"]
    last = page.all("input", name="last")[0]["value"]
    return {"pending": pending, "last": last, "client_id": str(new_id())}


def follow(browser: FlaskClient, response: TestResponse) -> Page:
    assert response.status_code == 303, response.get_data(as_text=True)
    assert response.location.startswith("/routes?answer=")
    return page_of(browser.get(response.location))


def test_the_queue_shows_what_waits_and_what_to_take_first(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor, units=9)
    an_open_tote(floor, "T-0413", carton=4619)
    received(floor, gs1(floor.vitamin, "10D9T", "270331"), carton=4620)
    page = page_of(driver.get("/routes"))
    assert "READY Route 2 cartons wait to be moved." in page.text
    assert "Next: take this one T- 0412 B-02" in page.text
    assert "B-02, still open" in page.text
    assert "Next: carton 0412 At B-02, losing $" in page.text
    assert "4620" not in page.text, "a carton that waits to be graded is not in the way of the forklift"


def test_an_empty_queue_says_what_to_do(driver: FlaskClient) -> None:
    page = page_of(driver.get("/routes"))
    assert "Nothing waits to be moved Graded cartons show up here. Scan any carton's plate to move it." in page.text


def test_without_scripts_a_scan_leads_to_one_huge_destination(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    assert "OK Carton 0412 to Restock 2 x Vitamin D3 1000 IU, 120 ct, grade A." in page.text
    assert "S Stock The only place with room S-01 Aisle 4, on the left" in page.text
    assert "Scan S-01 to confirm" in page.text
    assert page.all("section", **{"class": "dest", "data-zone": "S"})


def test_without_scripts_a_wrong_place_stands_beside_the_right_one(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    page = follow(driver, scan(driver, page, "L-01"))
    assert "STOP Wrong place" in page.text
    assert "Not here L L-01 Place L-01 Go to S Stock S-01" in page.text
    assert "Understood: take it to S-01" in page.text
    assert page.one("main", id="work")["class"] == "work is-blocked"
    page = follow(driver, scan(driver, page, "S-01"))
    assert "OK Carton 0412 in S-01 2 units. Nothing else waits to be moved." in page.text
    assert stands(floor, "T-0412") == ("placed", "S-01")


def test_with_htmx_the_answer_is_the_band_with_work_and_action_beside(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    fields = context(page_of(driver.get("/routes")))
    response = driver.post("/routes/scans", data={**fields, "text": "T-0412"}, headers=HTMX)
    assert response.status_code == 200
    page = page_of(response)
    assert page.elements[0] == ("section", page.one("section", id="verdict"))
    assert page.one("section", id="verdict")["data-answer"] == fields["client_id"]
    assert [each["hx-swap-oob"] for each in page.all("div") if "hx-swap-oob" in each] == [
        "innerHTML:#work", "innerHTML:#action",
    ]  # fmt: skip
    assert json.loads(page.all("input", name="pending")[0]["value"])["carton"]


def test_undo_in_the_band_takes_the_last_act_back_step_by_step(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    page = follow(driver, scan(driver, page, "S-01"))
    page = follow(driver, driver.post("/routes/undo", data=context(page)))
    assert "Undone Carton T-0412 is on its way to S-01 again." in page.text
    page = follow(driver, driver.post("/routes/undo", data=context(page)))
    assert "Undone Carton T-0412 stands where it stood: B-02." in page.text
    assert not page.all("form", action="/routes/undo")
    assert stands(floor, "T-0412") == ("graded", "B-02")
    assert_ledger_holds(floor)


def test_an_open_tote_is_closed_by_the_button(driver: FlaskClient, floor: Floor) -> None:
    an_open_tote(floor)
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    assert "CHECK Tote 0412 is open" in page.text
    assert "Close the tote and move it Or scan the confirm code" in page.text
    page = follow(driver, driver.post("/routes/acceptance", data=context(page)))
    assert "Carton 0412 to Restock" in page.text


def test_a_locked_carton_may_be_taken_to_a_hold_place(driver: FlaskClient, floor: Floor) -> None:
    plate = received(floor, gs1(floor.vitamin, "10D9T", "270331"), paper="")
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), plate))
    assert f"STOP Locked Carton {plate} holds goods that are locked: Without paper." in page.text
    page = follow(driver, driver.post("/routes/acceptance", data=context(page)))
    assert "Q Quarantine The only place with room Q-01" in page.text


def test_a_full_place_leads_on_or_says_that_there_is_no_other(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    page = follow(driver, driver.post("/routes/full_place", data=context(page)))
    assert "STOP No room left S-01 is full and Stock has no other place: a supervisor was told." in page.text


def test_someone_elses_carton_names_them_and_offers_to_take_over(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    Forklift(floor, "supervisor").scan("T-0412")
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    assert "STOP A. Novak was first A. Novak has carton T-0412 on the way to S-01 since" in page.text
    assert "I have it: take it over" in page.text
    page = follow(driver, driver.post("/routes/acceptance", data=context(page)))
    assert "OK Carton 0412 is yours You took carton T-0412 over from A. Novak." in page.text


def test_a_carton_chosen_from_the_queue_is_taken_by_its_button(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    link = driver_link(page_of(driver.get("/routes")))
    page = page_of(driver.get(link))
    assert "READY Carton 0412 It stands at B-02. Scan its plate to take it" in page.text
    assert "Take carton 0412 Or scan its plate" in page.text
    plate = page.all("input", name="text", type="hidden")[0]["value"]
    page = follow(driver, driver.post("/routes/scans", data={"client_id": str(new_id()), "text": plate}))
    assert "Carton 0412 to Restock" in page.text
    page = page_of(driver.get(link))
    assert "READY Carton 0412 to S-01 You have it on the way since" in page.text
    assert page.all("section", **{"class": "dest"})


def driver_link(page: Page) -> str:
    return next(each["href"] for each in page.all("a") if each.get("href", "").startswith("/routes/"))


def test_a_carton_that_waits_for_nothing_is_not_found(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    link = driver_link(page_of(driver.get("/routes")))
    Forklift(floor).scans("T-0412", "S-01")
    assert driver.get(link).status_code == 404
    assert driver.get(f"/routes/{new_id()}").status_code == 404


def test_a_replayed_form_shows_its_first_answer(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    fields = {**context(page_of(driver.get("/routes"))), "text": "T-0412"}
    first = follow(driver, driver.post("/routes/scans", data=fields))
    again = follow(driver, driver.post("/routes/scans", data=fields))
    assert again.all("section", id="verdict")[0] == first.all("section", id="verdict")[0]
    assert driver.post("/routes/scans", data={**fields, "text": "S-01"}).status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"client_id": "no id"},
        {"pending": "[]"},
        {"pending": "{"},
        {"pending": '{"carton": "no id"}'},
        {"pending": '{"ask": "a favour"}'},
        {"pending": '{"carton": {"a": 1}}'},
    ],
)
def test_what_no_screen_sends_is_refused(driver: FlaskClient, fields: dict[str, str]) -> None:
    sent = {"client_id": str(new_id()), **fields} if fields.get("client_id") != "no id" and fields else fields
    assert driver.post("/routes/scans", data={**sent, "text": "T-0412"}).status_code == 400


def test_a_carton_of_nowhere_in_the_context_is_refused_without_a_trace(driver: FlaskClient, floor: Floor) -> None:
    fields = {"client_id": str(new_id()), "pending": json.dumps({"carton": str(new_id())})}
    page = follow(driver, driver.post("/routes/scans", data={**fields, "text": "S-01"}))
    assert (
        "STOP Not found What this screen is about does not exist here. Go to the home screen and scan it again"
    ) in page.text
    assert_ledger_holds(floor)


@pytest.mark.parametrize("deed", ["acceptance", "full_place", "undo", "scans"])
@pytest.mark.parametrize("ask", ["close_tote", "to_hold_place", "take_over", ""])
@pytest.mark.parametrize("plate", ["T-0901", "T-0412", "T-9999", ""])
def test_a_made_up_context_moves_nothing_that_may_not_move(
    driver: FlaskClient, floor: Floor, deed: str, ask: str, plate: str
) -> None:
    an_open_tote(floor)
    pending = {"ask": ask, "plate": plate, "carton": str(floor.quarantine.id)}
    fields = {"client_id": str(new_id()), "pending": json.dumps(pending), "last": str(new_id()), "text": "S-01"}
    assert driver.post(f"/routes/{deed}", data=fields).status_code == 303
    assert stands(floor, "T-0901") == ("open", "Q-01")
    assert_ledger_holds(floor)


def test_an_inspector_does_not_drive(sign_in: Callable[..., FlaskClient]) -> None:
    browser = sign_in("2304", "B-02")
    assert browser.get("/routes").status_code == 403
    assert browser.post("/routes/scans", data={"client_id": str(new_id()), "text": "T-0412"}).status_code == 403


def test_the_screen_is_in_the_drivers_language(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    driver.post("/preferences/language", data={"lang": "es", "back": "/"})
    page = follow(driver, scan(driver, page_of(driver.get("/routes")), "T-0412"))
    assert "Pasillo 4, a la izquierda" in page.text
    assert page.one("html")["lang"] == "es"
