"""A carton scanned on the home screen is taken up by that scan: one scan, one act, on the screen of its next step."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.domain.vocabulary import DispositionCode
from tests.factories import Floor, an_sscc
from tests.services.bench import BenchWork, assert_ledger_holds, received, state
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift, a_tote, an_open_tote, kinds, stands
from tests.web.pages import Page, page_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def inspector(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The browser of J. Park, inspector, at bench B-02."""
    return sign_in("2304", "B-02")


@pytest.fixture
def driver(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The browser of D. Silva, router, on forklift F-01, reading English."""
    browser = sign_in("2412", "F-01")
    browser.post("/preferences/language", data={"lang": "en", "back": "/"})
    return browser


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a received carton with one vitamin."""
    return received(floor, gs1(floor.vitamin, "10D9T", "270331"))


def scan(browser: FlaskClient, text: str, client_id: str = "") -> TestResponse:
    return browser.post("/scans", data={"client_id": client_id or str(new_id()), "text": text})


def follow(browser: FlaskClient, response: TestResponse, path: str) -> Page:
    assert response.status_code == 303, response.get_data(as_text=True)
    assert response.location.startswith(path), response.location
    return page_of(browser.get(response.location))


def test_a_received_carton_is_on_the_bench_at_once(inspector: FlaskClient, floor: Floor, plate: str) -> None:
    page = follow(inspector, scan(inspector, plate), "/grading?")
    assert f"Carton {plate} is on the bench, 1 to grade." in page.text
    assert stands(floor, plate) == ("grading", "B-02")
    assert kinds(floor)[-1] == "grading_started"
    assert_ledger_holds(floor)


def test_with_scripts_it_is_the_same_act(inspector: FlaskClient, floor: Floor, plate: str) -> None:
    answer = inspector.post("/scans", data={"client_id": str(new_id()), "text": plate}, headers=HTMX)
    way = answer.headers["HX-Redirect"]
    assert f"Carton {plate} is on the bench, 1 to grade." in page_of(inspector.get(way)).text


def test_a_scan_that_was_sent_twice_starts_once(inspector: FlaskClient, floor: Floor, plate: str) -> None:
    client_id = str(new_id())
    ways = [scan(inspector, plate, client_id).location for _again in range(2)]
    assert ways[0] == ways[1]
    assert kinds(floor).count("grading_started") == 1


def test_it_is_taken_back_on_the_screen_it_led_to(inspector: FlaskClient, floor: Floor, plate: str) -> None:
    page = follow(inspector, scan(inspector, plate), "/grading?")
    last = page.all("input", name="last")[0]["value"]
    undone = inspector.post("/grading/undo", data={"client_id": str(new_id()), "last": last})
    assert "Taken back: starting to grade." in follow(inspector, undone, "/grading?").text
    assert state(floor, plate) == "received"


def test_a_part_graded_carton_is_gone_on_with(inspector: FlaskClient, floor: Floor, plate: str) -> None:
    BenchWork(floor).scan(plate)
    page = follow(inspector, scan(inspector, plate), "/grading?")
    assert f"Carton {plate} is being graded, 1 left." in page.text


def test_a_closed_tote_is_on_its_way_at_once(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    page = follow(driver, scan(driver, "T-0412"), "/routes?answer=")
    assert "OK Carton 0412 to Restock" in page.text
    assert "Scan S-01 to confirm" in page.text
    assert state(floor, "T-0412") == "routing"


def test_an_open_tote_is_asked_about_first(driver: FlaskClient, floor: Floor) -> None:
    an_open_tote(floor)
    page = follow(driver, scan(driver, "T-0412"), "/routes?answer=")
    assert "Tote T-0412, 2 units for Stock, has not been closed at its bench." in page.text
    assert state(floor, "T-0412") == "open"


def test_an_open_tote_is_chosen_on_the_bench_by_who_only_grades(inspector: FlaskClient, floor: Floor) -> None:
    an_open_tote(floor)
    page = follow(inspector, scan(inspector, "T-0412"), "/grading?")
    assert "Tote T-0412 is open, 2 in it for Restock. Scan CLOSE to close it, or scan an item" in page.text
    assert state(floor, "T-0412") == "open"
    assert_ledger_holds(floor)


def test_a_carton_that_someone_else_has_is_not_taken(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    Forklift(floor, "dock_worker").scan("T-0412")
    page = follow(driver, scan(driver, "T-0412"), "/routes?answer=")
    assert "M. Ortega has carton T-0412 on the way to S-01 since" in page.text
    assert kinds(floor).count("route_started") == 1


def test_a_carton_that_waits_for_nothing_says_where_it_stands(driver: FlaskClient, floor: Floor) -> None:
    a_tote(floor)
    Forklift(floor).scans("T-0412", "S-01")
    events = kinds(floor)
    page = follow(driver, scan(driver, "T-0412"), "/routes?answer=")
    assert "Carton T-0412 stands in S-01, where it belongs, since" in page.text
    assert kinds(floor) == events


def test_a_carton_in_the_workshop_is_shown_not_taken_away(driver: FlaskClient, floor: Floor, plate: str) -> None:
    bench = BenchWork(floor, "supervisor")
    bench.scans(plate, gs1(floor.vitamin, "10D9T", "270331"))
    bench.says_more(code=DispositionCode.REWORK, reason="Seal torn").scans("CMD-GRADE-C", "T-0412", "CMD-CLOSE")
    Forklift(floor).scans("T-0412", "W-03")
    page = follow(driver, scan(driver, "T-0412"), "/routes/")
    assert "Carton 0412 It stands at W-03." in page.text
    assert stands(floor, "T-0412") == ("placed", "W-03")


def test_the_quarantine_carton_stays_where_it_is(driver: FlaskClient, floor: Floor) -> None:
    page = follow(driver, scan(driver, floor.quarantine.lpn), "/routes?answer=")
    assert "is the quarantine carton of Q-01: it stays where it is." in page.text


def test_a_carton_being_received_leads_to_its_receipt(dock_worker: FlaskClient, floor: Floor) -> None:
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    page = follow(dock_worker, scan(dock_worker, an_sscc(4618)), f"/receipts/{dock.screen.receipt_id}?carton=")
    assert "RMA-104418" in page.text


def test_a_step_of_another_role_is_refused_and_changes_nothing(driver: FlaskClient, floor: Floor, plate: str) -> None:
    answer = scan(driver, plate)
    assert (answer.status_code, state(floor, plate)) == (422, "received")
    assert (
        f"STOP Not for your role Scanned {plate}: a carton plate (SSCC). Its next step needs another role."
        " Ask a supervisor, or switch operator"
    ) in page_of(answer).text


UNKNOWN = {"text": "4006381333931", "sku": "PEN-1", "name": "Pen", "category": "apparel", "quantity": "1"}


@pytest.mark.parametrize(
    ("path", "fields", "sentence"),
    [
        (
            "/scans",
            {},
            "CHECK Not known here Scanned 4006381333931: a product number. Nothing in Backdock has this code."
            " Scan another code on it, or say below what it is",
        ),
        (
            "/codes",
            {"sku": "NO-SUCH"},
            "STOP Unknown SKU No product has the SKU NO-SUCH. Nothing was changed."
            " Check the SKU, or create the product",
        ),
        (
            "/codes",
            {"text": "shirt", "sku": "SHT-M"},
            "STOP Code taken Scanned Work shirt, M Why 09521234301004 already stands for Work shirt, M."
            " Nothing was changed. Do this Scan another code on it",
        ),
        (
            "/products",
            {"sku": "SHT-M"},
            "STOP SKU taken Scanned Work shirt, M Why SKU SHT-M is Work shirt, M already. Nothing was changed."
            " Do this Assign the code to it, or choose another SKU",
        ),
    ],
)
def test_a_code_that_cannot_be_given_a_meaning_says_why(
    supervisor: FlaskClient, floor: Floor, path: str, fields: dict[str, str], sentence: str
) -> None:
    text = fields.get("text", "4006381333931").replace("shirt", floor.shirt.gtin)
    answer = supervisor.post(path, data={"client_id": str(new_id()), **UNKNOWN, **fields, "text": text})
    page = page_of(supervisor.get(answer.location) if answer.status_code == 303 else answer)
    assert sentence in page.text
