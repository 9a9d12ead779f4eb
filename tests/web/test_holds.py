"""Splitting locked goods out over HTTP: by scan and by button, with and without scripts, reached from every list."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received
from tests.services.floor_state import omega, vitamin
from tests.services.holder import carton_id, lock
from tests.web.pages import Page, page_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with a free vitamin and two locked omegas."""
    plate = received(floor, vitamin(floor), *[omega(floor)] * 2)
    lock(floor, "K7731")
    return plate


@pytest.fixture
def url(floor: Floor, plate: str) -> str:
    return f"/holds/{carton_id(floor, plate)}"


def send(browser: FlaskClient, url: str, page: Page, **fields: str) -> TestResponse:
    """Send a form of the page without scripts."""
    context = {name: page.all("input", name=name)[0]["value"] for name in ("line", "last")}
    return browser.post(url, data={"client_id": str(new_id()), **context, **fields})


def follow(browser: FlaskClient, response: TestResponse) -> Page:
    assert response.status_code == 303, response.get_data(as_text=True)
    return page_of(browser.get(response.location))


def test_two_scans_split_it_out_and_undo_puts_it_back(dock_worker: FlaskClient, floor: Floor, url: str) -> None:
    page = page_of(dock_worker.get(url))
    assert "Locked goods scan one, or pick its line Omega-3 1200 mg, 90 ct K7731 2 units Wrong lot" in page.text
    assert "Quarantine Q-01 T- 0901" in page.text
    page = follow(dock_worker, send(dock_worker, f"{url}/scans", page, text=omega(floor)))
    assert "Put all of it in quarantine carton T-0901 at Q-01, then scan that" in page.text
    page = follow(dock_worker, send(dock_worker, f"{url}/scans", page, text="T-0901"))
    assert "Omega-3 1200 mg, 90 ct: 2 units locked in T-0901 at Q-01 now." in page.text
    assert "Nothing locked What is in this carton may go on." in page.text
    assert goods(floor) == ["0901: 2 K7731 - - wrong_lot", "6186: 1 10D9T - -"]
    page = follow(dock_worker, send(dock_worker, f"{url}/undo", page))
    assert "Taken back: splitting out what is locked." in page.text
    assert goods(floor) == ["6186: 1 10D9T - -", "6186: 2 K7731 - - wrong_lot"]
    assert_ledger_holds(floor)


def test_one_tap_says_that_it_is_there(supervisor: FlaskClient, floor: Floor, url: str) -> None:
    page = page_of(supervisor.get(url))
    assert "They are in T-0901: split out Or scan T-0901 at Q-01" in page.text
    assert "Split out" in follow(supervisor, send(supervisor, f"{url}/split", page)).text
    assert goods(floor)[0] == "0901: 2 K7731 - - wrong_lot"


def test_of_several_lines_the_picked_one_goes(supervisor: FlaskClient, floor: Floor, url: str) -> None:
    lock(floor, "10D9T")
    page = page_of(supervisor.get(url))
    assert page.all("button", disabled="")
    (first, _second) = [each["href"] for each in page.all("a") if "?line=" in each.get("href", "")]
    page = page_of(supervisor.get(first))
    assert page.one("a", **{"aria-current": "true"})["href"] == first
    follow(supervisor, send(supervisor, f"{url}/split", page))
    assert goods(floor) == ["0901: 1 10D9T - - wrong_lot", "6186: 2 K7731 - - wrong_lot"]


def test_with_scripts_the_page_is_swapped_and_its_address_names_the_answer(
    dock_worker: FlaskClient, floor: Floor, url: str
) -> None:
    answer = dock_worker.post(
        f"{url}/scans", data={"client_id": str(new_id()), "text": "Q-01", "line": "", "last": ""}, headers=HTMX
    )
    assert (answer.status_code, answer.headers["HX-Replace-Url"].startswith(f"{url}?answer=")) == (200, True)
    assert 'hx-swap-oob="innerHTML:#work"' in answer.get_data(as_text=True)
    assert "locked in T-0901" in page_of(dock_worker.get(answer.headers["HX-Replace-Url"])).text


def test_a_reload_keeps_what_is_chosen(dock_worker: FlaskClient, floor: Floor, url: str) -> None:
    lock(floor, "10D9T")
    answer = send(dock_worker, f"{url}/scans", page_of(dock_worker.get(url)), text=omega(floor))
    for _again in range(2):
        assert "They are in T-0901: split out" in page_of(dock_worker.get(answer.location)).text


def test_in_spanish_too(sign_in: Callable[..., FlaskClient], url: str) -> None:
    browser = sign_in("2007")
    browser.post("/preferences/language", data={"lang": "es", "back": "/"})
    page = page_of(browser.get(url))
    assert "Mercancía retenida escanee uno, o elija su renglón" in page.text
    page = follow(browser, send(browser, f"{url}/split", page))
    assert "2 unidades ya en cuarentena, en T-0901, Q-01. En la caja" in page.text


def test_every_list_that_says_locked_leads_there(supervisor: FlaskClient, floor: Floor, plate: str, url: str) -> None:
    id_ = carton_id(floor, plate)
    question = supervisor.post("/routes/scans", data={"client_id": str(new_id()), "text": plate, "pending": ""})
    BenchWork(floor).scan(plate)
    for path in ("/cartons", question.location, f"/grading?carton={id_}"):
        assert page_of(supervisor.get(path)).all("a", href=url), path


def test_whom_it_does_not_open_to_is_not_led_there(sign_in: Callable[..., FlaskClient], plate: str, url: str) -> None:
    driver = sign_in("2412", "F-01")
    question = driver.post("/routes/scans", data={"client_id": str(new_id()), "text": plate, "pending": ""})
    assert page_of(driver.get(question.location)).all("a", href=url) == []
    assert driver.get(url).status_code == 403


def test_the_quarantine_carton_and_an_unknown_one_have_no_such_page(supervisor: FlaskClient, floor: Floor) -> None:
    for id_ in (floor.quarantine.id, new_id()):
        assert supervisor.get(f"/holds/{id_}").status_code == 404
