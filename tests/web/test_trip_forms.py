"""Trips typed in the office, and where parties are on the map: faults beside their fields, who is second is told."""

import pytest
from flask.testing import FlaskClient

from app.db.queries import collections, trips
from app.domain.geography import Point, Whereabouts
from app.services import transporting
from tests.factories import Floor
from tests.services.shipper import Shipper
from tests.web.office import band, send
from tests.web.pages import Page, page_of

A_TRIP = {
    "number": "TR-9", "leaves_on": "2099-11-24", "vehicle": "tx-2280", "capacity_kg": "11000",
    "capacity_litres": "42000",
    "stop-2-party": "Northline Pharmacy", "stop-2-kg": "400", "stop-2-litres": "1200",
    "stop-5-party": "harbor & pine retail", "stop-5-kg": "2600", "stop-5-litres": "",
}  # fmt: skip


def read(browser: FlaskClient, path: str) -> Page:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def write(clerk: FlaskClient, **more: str) -> tuple[str, Page]:
    answer = send(clerk, "/trips/new", {**A_TRIP, **more})
    if answer.status_code != 303:
        return "", page_of(answer)
    return answer.location.partition("?")[0], page_of(clerk.get(answer.location))


def version(page: Page) -> str:
    return {had["value"] for had in page.all("input", name="version")}.pop()


def test_a_trip_is_written_and_changed(floor: Floor, clerk: FlaskClient) -> None:
    assert "No trip yet" in read(clerk, "/trips").text
    address, page = write(clerk)
    assert band(page).startswith("OK TR-9 TR-9 of 24 Nov 2099 is planned.")
    assert "1 Northline Pharmacy 400 kg, 1,200 l" in page.text
    assert "2 Harbor & Pine Retail 2,600 kg, 0 l" in page.text
    form = read(clerk, f"{address}/edit")
    assert form.all("input", name="stop-2-party", value="Harbor & Pine Retail")
    changed = {**A_TRIP, "stop-2-kg": "500", "version": version(form)}
    kept = send(clerk, f"{address}/edit", changed)
    assert band(page_of(clerk.get(kept.location))).startswith("OK Saved TR-9 is kept as it is written here.")
    late = send(clerk, f"{address}/edit", changed)
    assert (late.status_code, "R. Castillo was first R. Castillo changed TR-9 at" in page_of(late).text) == (409, True)
    again = page_of(send(clerk, "/trips/new", A_TRIP))
    assert (
        "There is a trip TR-9 already, of 24 Nov 2099. Nothing was kept. Take another number, or change that trip"
    ) in again.text
    assert page_of(send(clerk, "/trips/new", {**A_TRIP, "more": "1"})).all("input", name="stop-7-party")


@pytest.mark.parametrize(
    ("field", "typed", "say"),
    [
        ("number", "", "Say its number: what those who plan routes call it."),
        ("leaves_on", "soon", "Say on which day, such as 2027-03-31."),
        ("capacity_kg", "", "Read -, expected a whole number from 1 to 40,000."),
        ("stop-2-kg", "-1", "Read -1, expected a whole number from 0 to 40,000."),
        ("stop-2-party", "Nobody", "Nobody here is called Nobody. Choose a name from the list, or enter the GLN."),
        ("stop-2-party", "", "Say at least one party that it delivers to."),
        (
            "stop-2-kg", "9000",
            "The stops come to 11,600 kg and 1,200 l. The vehicle takes 11,000 kg and 42,000 l.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_trip_stands_beside_its_field(
    floor: Floor, clerk: FlaskClient, field: str, typed: str, say: str
) -> None:
    address, page = write(clerk, **{field: typed})
    assert (address, say in page.text) == ("", True), page.text
    assert "No trip yet" in read(clerk, "/trips").text


def test_what_a_trip_brings_back_keeps_its_day_and_its_room(floor: Floor, clerk: FlaskClient) -> None:
    desk = Shipper(floor).maps()
    trip_id = desk.trip((floor.harbor.id, 400), day=2)
    desk.asks(floor.trade_return.id, kg=700)
    desk.combines(desk.request("COL-000001"), trip_id)
    form = read(clerk, f"/trips/{trip_id}/edit")
    typed = {had["name"]: had["value"] for had in form.all("input") if had.get("name", "").startswith(("stop", "cap"))}
    said = {**typed, "vehicle": "", "leaves_on": "2026-11-24", "version": "0"}
    day = page_of(send(clerk, f"/trips/{trip_id}/edit", {**said, "leaves_on": "2026-11-25"}))
    assert (
        "TR-7 brings LOAD-000001 back on 24 Nov 2026: that day stays. Nothing was changed."
        " Cancel LOAD-000001 first, or leave the day as it is"
    ) in day.text
    less = page_of(send(clerk, f"/trips/{trip_id}/edit", {**said, "capacity_kg": "600"}))
    assert (
        "TR-7 picks up what LOAD-000001 brings: with these stops it would not fit. Nothing was changed."
        " Take something off LOAD-000001 first, or leave room for it"
    ) in less.text
    imported = page_of(send(clerk, f"/trips/{trip_id}/edit", {**said, "version": "7"}))
    assert (
        "Changed meanwhile An import changed TR-7. Nothing was changed here. Look at it as it is now, and decide again"
    ) in imported.text
    assert send(clerk, f"/trips/{trip_id}/edit", {**said, "capacity_kg": "900"}).status_code == 303
    with floor.database.reading() as session:
        trip = trips.one(session, floor.site.id, trip_id)
        assert trip
        plan = trips.plan_of(session, floor.site.id, trip)
    assert (plan.aboard[0].after, plan.room_after(1).kg) == (1, 200), "a stop that is as it was keeps its pick-up"


def test_where_a_party_is_can_be_said_once_and_the_second_is_told(floor: Floor, clerk: FlaskClient) -> None:
    address = f"/parties/{floor.northline.id}"
    seen = read(clerk, address).all("input", name="seen")[-1]["value"]
    place = {"seen": seen, "address": "1 Main St\r\nLaredo", "postal_code": "78040", "country": "us",
             "latitude": "27.5064", "longitude": "-99.5075"}  # fmt: skip
    kept = page_of(clerk.get(send(clerk, f"{address}/place", place).location))
    assert band(kept).startswith("OK Northline Pharmacy Its place is kept. Collections that were asked for stay")
    with floor.database.reading() as session:
        found = collections.place_of(session, floor.northline.id).whereabouts
    assert found == Whereabouts("1 Main St\nLaredo", "78040", "US", Point(27_506_400, -99_507_500))
    late = page_of(clerk.get(send(clerk, f"{address}/place", place).location))
    when = late.text.partition("place of Northline Pharmacy at ")[2].partition(". Nothing")[0]
    assert (
        f"R. Castillo was first R. Castillo changed the place of Northline Pharmacy at {when}."
        " Nothing was changed here. Look at what it is now, then decide again"
    ) in late.text
    same = page_of(clerk.get(send(clerk, f"{address}/place", {**place, "seen": found.mark}).location))
    assert "Northline Pharmacy Its place says that already. Change it, or leave it" in same.text
    half = send(clerk, f"{address}/place", {**place, "longitude": "", "country": "USA"})
    assert half.status_code == 422
    assert "A place on the map needs both: degrees north and degrees east." in page_of(half).text
    other = send(clerk, f"/parties/{floor.harbor.id}/place", {**place, "seen": "another"}).location
    assert (
        "Changed meanwhile An import changed the place of Harbor & Pine Retail. Nothing was changed here."
        " Look at what it is now, then decide again"
    ) in page_of(clerk.get(other)).text


def test_a_trip_is_cancelled_unless_it_brings_something_back(floor: Floor, clerk: FlaskClient) -> None:
    shipper = Shipper(floor).maps()
    trip_id = shipper.trip((floor.harbor.id, 700))
    shipper.asks(floor.trade_return.id)
    shipper.combines(shipper.request("COL-000001"), trip_id)

    def cancel() -> str:
        page = read(clerk, f"/trips/{trip_id}")
        answer = send(clerk, f"/trips/{trip_id}/cancellation", {"version": version(page)})
        return band(page_of(clerk.get(answer.location)))

    assert cancel().startswith(
        "STOP Brings something back TR-7 brings LOAD-000001 back, which is planned. Nothing was changed. "
        "Cancel LOAD-000001 first: what it would bring is planned again"
    )
    shipper.to(transporting.cancel_load, shipper.load())
    assert cancel().startswith("OK Cancelled TR-7 of ")
    page = read(clerk, f"/trips/{trip_id}")
    assert ("Does not run" in page.text, page.all("a", href=f"/trips/{trip_id}/edit")) == (True, [])
    assert "TR-7 Does not run" in read(clerk, "/trips?state=cancelled").text
    assert shipper.proposed()[1] == []
    with floor.database.reading() as session:
        trip = trips.one(session, floor.site.id, trip_id)
    assert trip is not None
    assert shipper.to(transporting.cancel_trip, trip) == (  # type: ignore[arg-type]
        f"Does not run | TR-7 of {trip.leaves_on} was cancelled, so this is not possible: cancel. Nothing was changed."
        " | Write the trip anew under another number"
    )
