"""Transport on its screens: a collection is asked for, planned by one tap, let in at the door and unloaded."""

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.services import transporting
from tests.factories import TODAY, Floor
from tests.services.shipper import Shipper
from tests.web.office import band, send
from tests.web.pages import Page, page_of

A_REQUEST = {
    "address": "100 Commerce St\nSan Antonio", "postal_code": "78205", "country": "us", "contact": "", "latitude": "",
    "longitude": "", "ready_from": "2026-11-22", "ready_until": "2099-11-24", "kg": "500", "pallets": "2",
    "cartons": "3", "litres": "",
}  # fmt: skip


def read(browser: FlaskClient, path: str) -> Page:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def ask(clerk: FlaskClient, floor: Floor, **more: str) -> Page:
    paper = str(floor.trade_return.id)
    answer = send(clerk, "/collections/new", {**A_REQUEST, "for": paper, "paper": paper, **more})
    return page_of(clerk.get(answer.location)) if answer.status_code == 303 else page_of(answer)


def test_a_collection_is_asked_for_on_the_page_of_an_authorization(floor: Floor, clerk: FlaskClient) -> None:
    page = read(clerk, f"/authorizations/{floor.trade_return.id}")
    assert "Nobody was asked to fetch it." in page.text
    (link,) = {had["href"] for had in page.all("a") if had.get("href", "").startswith("/collections/new")}
    form = read(clerk, link)
    assert form.all("input", name="paper", value=str(floor.trade_return.id))
    made = ask(clerk, floor)
    assert "COL-000001: 500 kg at Northline Pharmacy, from 22 Nov 2026 to 24 Nov 2099." in made.text
    assert "100 Commerce St San Antonio 78205 US" in made.text
    assert "500 kg, 3,780 l" in made.text
    page = read(clerk, f"/authorizations/{floor.trade_return.id}")
    assert "COL-000001 asked for" in page.text
    assert "R. Castillo Collection asked for COL-000001" in page.text


@pytest.mark.parametrize(
    ("field", "typed", "say"),
    [
        ("address", "", "Say where the goods are to be collected: its address."),
        ("ready_from", "soon", "Say on which day, such as 2027-03-31."),
        ("ready_until", "2026-11-20", "The last day is before the first one, 22 Nov 2026."),
        ("kg", "", "Read -, expected a whole number from 1 to 40,000."),
        ("kg", "90000", "Read 90000, expected a whole number from 1 to 40,000."),
        ("pallets", "1.5", "Read 1.5, expected a whole number from 0 to 2,000."),
        ("latitude", "north", "Read north, expected degrees from -90 to 90, such as 27.5064."),
        ("latitude", "27.5", "A place on the map needs both: degrees north and degrees east."),
    ],
)
def test_what_is_wrong_with_a_request_stands_beside_its_field(
    floor: Floor, clerk: FlaskClient, field: str, typed: str, say: str
) -> None:
    page = ask(clerk, floor, **{field: typed})
    assert say in page.text
    assert "No collection yet" in read(clerk, "/collections").text


def test_a_request_carries_something_within_days_to_come(floor: Floor, clerk: FlaskClient) -> None:
    assert (
        "Say how many pallets or cartons there are, or their volume." in ask(clerk, floor, pallets="0", cartons="").text
    )
    past = ask(clerk, floor, ready_from="2020-01-01", ready_until="2020-01-02")
    assert "2 Jan 2020 has passed: nothing can be collected then." in past.text


@pytest.fixture
def desk(floor: Floor) -> Shipper:
    """A desk that asked for two collections of Northline."""
    desk = Shipper(floor).maps()
    desk.asks(floor.trade_return.id, days=(0, 30_000))
    desk.asks(floor.warranty.id, days=(0, 30_000))
    return desk


def accept(clerk: FlaskClient, page: Page, text: str) -> Page:
    """Send the form of the proposal that `text` stands in, by its hidden fields."""
    action = next(had["action"] for had in page.all("form") if text in had.get("action", ""))
    fields = {
        had["name"]: had["value"] for had in page.all("input", type="hidden") if had["name"] in ("version", "day")
    }
    requests = list(dict.fromkeys(had["value"] for had in page.all("input", name="request")))
    answer = clerk.post(action, data={**fields, "client_id": str(new_id()), "request": requests})
    assert answer.status_code == 303
    return page_of(clerk.get(answer.location))


def test_a_proposed_load_is_made_by_one_tap(desk: Shipper, clerk: FlaskClient) -> None:
    proposals = read(clerk, "/collections/proposals")
    assert "COL-000001, COL-000002 fit one load on " in proposals.text
    assert "No delivery that is planned goes there with room to spare." in proposals.text
    assert "A way is the great circle times 1.3; a delivery may get 40 km longer." in proposals.text
    load = accept(clerk, proposals, "/collections/proposals/loads")
    assert "LOAD-000001 planned LOAD-000001 brings COL-000001, COL-000002 on " in load.text
    day = {had["value"] for had in load.all("input", name="planned_on")}.pop()
    path = f"/loads/{desk.load().id}"
    facts = {"planned_on": day, "carrier": "", "trailer": "tx-99", "seal": "sl-4471", "door": "D-04", "from": "09:00",
             "until": "10:30", "version": "0"}  # fmt: skip
    kept = send(clerk, path, facts)
    assert "Saved LOAD-000001 is kept as it is written here." in page_of(clerk.get(kept.location)).text
    board = read(clerk, f"/loads/appointments?day={day}").text
    assert "D-04 Place D-04" in board
    assert "09:00 - 10:30 LOAD-000001 planned - TX-99 2 1,000 kg, 3,000 l" in board
    again = send(clerk, path, facts)
    assert (again.status_code, "R. Castillo was first" in page_of(again).text) == (409, True)
    export = clerk.get("/loads/export.csv?find=tx-99").get_data(as_text=True).splitlines()
    assert export[1].startswith(f"LOAD-000001,planned,{day},,,TX-99,SL-4471,,D-04,{day}T09:00")


@pytest.mark.parametrize(
    ("field", "typed", "say"),
    [
        ("planned_on", "soon", "Say on which day, such as 2027-03-31."),
        ("carrier", "Nobody", "Nobody here is called Nobody. Choose one from the list."),
        ("door", "S-01", "S-01 is no dock door of this building. Choose one from the list."),
        ("from", "9 o'clock", "Read 9 o'clock, expected hours and minutes such as 14:30."),
        ("until", "08:00", "An appointment needs both: when it begins, and when it ends after that."),
    ],
)
def test_what_is_wrong_with_a_load_stands_beside_its_field(
    desk: Shipper, clerk: FlaskClient, field: str, typed: str, say: str
) -> None:
    desk.plans("COL-000001")
    facts = {"planned_on": TODAY.isoformat(), "from": "09:00", "until": "10:00", "version": "0", field: typed}
    answer = send(clerk, f"/loads/{desk.load().id}", facts)
    assert answer.status_code == 422
    assert say in page_of(answer).text


def test_a_pick_up_rides_with_a_trip_by_one_tap(desk: Shipper, clerk: FlaskClient) -> None:
    desk.trip((desk.floor.harbor.id, 400), day=20_000)
    desk.to(transporting.cancel, desk.request("COL-000002"))
    proposals = read(clerk, "/collections/proposals")
    assert "COL-000001 of Northline Pharmacy can ride with TR-7 on " in proposals.text
    load = accept(clerk, proposals, "/collections/proposals/trips/")
    assert "COL-000001 rides with TR-7 on " in load.text
    assert "611 km and $733.65 saved." in load.text
    (trip,) = {had["href"] for had in load.all("a") if had.get("href", "").startswith("/trips/0")}
    assert "1 Harbor & Pine Retail 400 kg, 400 l 500 kg, 1,500 l 500 kg, 88,500 l" in read(clerk, trip).text
    assert "TR-7" in read(clerk, "/trips?find=harbor").text
    assert "TR-7" not in read(clerk, "/trips?find=nobody").text


def test_a_load_is_let_in_and_unloaded_by_scans(desk: Shipper, dock_worker: FlaskClient) -> None:
    desk.plans("COL-000001", "COL-000002")
    desk.edits(desk.load(), trailer="TX-9914", seal="SL-1")
    home = send(dock_worker, "/scans", {"text": "tx-9914"})
    at_the_door = home.location
    assert at_the_door == f"/arrivals/{desk.load().id}"
    assert "It stands at D-04." in read(dock_worker, at_the_door).text
    differs = page_of(dock_worker.get(send(dock_worker, f"{at_the_door}/seal", {"seal": "SL-2"}).location))
    assert band(differs).startswith("STOP Seal differs LOAD-000001 was sealed with SL-1; on its doors is SL-2.")
    kept = {had["name"]: had["value"] for had in differs.all("input", type="hidden") if had["name"] in ("door", "ask")}
    arrived = page_of(dock_worker.get(send(dock_worker, f"{at_the_door}/confirmation", kept).location))
    assert band(arrived).startswith("CHECK LOAD-000001 has arrived")
    receipt = send(dock_worker, f"{at_the_door}/scans", {"text": "RMA-104418"}).location
    assert receipt.startswith("/receipts/")
    assert "RMA-104418" in read(dock_worker, receipt).text
    closing = page_of(dock_worker.get(send(dock_worker, f"{at_the_door}/closure", {}).location))
    assert "RMA-104418: still being received." in closing.text
    assert "LOAD-000001" in read(dock_worker, "/arrivals").text
    unknown = page_of(dock_worker.get(send(dock_worker, "/arrivals", {"text": "TX-1"}).location))
    assert "Scanned TX-1: no load and no trailer that is expected here has this number." in unknown.text


def test_a_load_sheet_prints_its_code(desk: Shipper, clerk: FlaskClient) -> None:
    desk.plans("COL-000001")
    sheet = clerk.get(f"/loads/{desk.load().id}/sheet.svg")
    assert (sheet.status_code, sheet.mimetype) == (200, "image/svg+xml")
    assert "LOAD-000001" in sheet.get_data(as_text=True)
    assert "its code opens the load" in read(clerk, f"/loads/{desk.load().id}/sheet").text


def test_collections_are_found_and_exported(desk: Shipper, clerk: FlaskClient) -> None:
    for query, found in (("", 2), ("find=104502", 1), ("find=78205", 2), ("state=planned", 0), ("until=2020-01-01", 0)):
        rows = clerk.get(f"/collections/export.csv?{query}").get_data(as_text=True).strip().splitlines()[1:]
        assert len(rows) == found, query
        assert read(clerk, f"/collections?{query}").text.count("asked for Northline") == found


def test_what_was_asked_for_is_changed_until_a_load_is_planned(floor: Floor, clerk: FlaskClient) -> None:
    ask(clerk, floor)
    made = Shipper(floor).request("COL-000001")
    form = read(clerk, f"/collections/{made.id}/edit")
    assert form.all("input", name="kg", value="500")
    faulty = send(clerk, f"/collections/{made.id}/edit", {**A_REQUEST, "kg": "0", "version": "0"})
    assert "Read 0, expected a whole number from 1 to 40,000." in page_of(faulty).text
    changed = {**A_REQUEST, "kg": "650", "contact": "Ana", "version": "0"}
    kept = send(clerk, f"/collections/{made.id}/edit", changed)
    page = page_of(clerk.get(kept.location))
    assert band(page).startswith("OK Saved COL-000001 is kept as it is written here.")
    assert ("650 kg, 3,780 l" in page.text, "Ana" in page.text) == (True, True)
    late = send(clerk, f"/collections/{made.id}/edit", changed)
    assert (late.status_code, "R. Castillo was first R. Castillo changed COL-000001 at" in page_of(late).text) == (
        409, True,
    )  # fmt: skip
