"""The supervisor's list over HTTP: filters, order, pages, export, and the exceptions that need someone."""

import csv
import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Carton, table_of
from app.db.queries import exceptions
from app.domain.transitions import CartonState
from tests.factories import NOW, Floor
from tests.services.bench import received
from tests.services.dock import gs1
from tests.services.forklift import Forklift, a_tote, an_open_tote
from tests.web.pages import Page, page_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def busy(floor: Floor) -> Floor:
    """A floor with a tote to route, one still open, and a carton to grade."""
    a_tote(floor, units=9)
    an_open_tote(floor, "T-0413", carton=4619)
    received(floor, gs1(floor.vitamin, "10D9T", "270331"), carton=4620)
    return floor


def plates(page: Page) -> list[str]:
    """The plates of the list, in its order."""
    return [each["aria-label"] for each in page.all("div", role="text")]


def test_every_carton_that_waits_is_listed_with_its_stage(supervisor: FlaskClient, busy: Floor) -> None:
    page = page_of(supervisor.get("/cartons"))
    assert re.findall(r"(All|Receive|Grade|Route|Rework) (\d+)", page.text)[:5] == [
        ("All", "3"), ("Receive", "0"), ("Grade", "1"), ("Route", "2"), ("Rework", "0"),
    ]  # fmt: skip
    assert "T- 0412 Route graded B-02 9" in page.text
    assert "T- 0413 Route open B-02 2" in page.text
    assert len(plates(page)) == 3
    assert "Page 1 of 1, 3 cartons" in page.text


def test_a_carton_in_someones_hands_says_whose(supervisor: FlaskClient, busy: Floor) -> None:
    Forklift(busy).scan("T-0412")
    assert "T- 0412 Route on its way, D. Silva S-01 9" in page_of(supervisor.get("/cartons")).text


def test_the_list_filters_by_stage_and_plate(supervisor: FlaskClient, busy: Floor) -> None:
    assert sorted(plates(page_of(supervisor.get("/cartons?stage=route")))) == ["T-0412", "T-0413"]
    assert plates(page_of(supervisor.get("/cartons?find=t-0413"))) == ["T-0413"]
    page = page_of(supervisor.get("/cartons?find=9999"))
    assert "No such carton waits" in page.text
    assert page_of(supervisor.get("/cartons?stage=rework")).text.count("Nothing waits here") == 1


@pytest.mark.parametrize(
    ("order", "first"), [("loss", "T-0412"), ("units", "T-0412"), ("place", "T-0413"), ("nonsense", "T-0413")]
)
def test_the_list_is_sorted_as_asked(supervisor: FlaskClient, busy: Floor, order: str, first: str) -> None:
    page = page_of(supervisor.get(f"/cartons?stage=route&sort={order}"))
    assert plates(page)[0] == first


def test_the_list_has_pages(supervisor: FlaskClient, floor: Floor) -> None:
    rows = [
        {"site_id": floor.site.id, "id": new_id(), "lpn": f"T-1{number:03}", "state": CartonState.RECEIVED,
         "state_since": NOW, "code": None, "is_quarantine": False, "version": 0}
        for number in range(51)
    ]  # fmt: skip
    with floor.database.unit_of_work() as session:
        session.execute(sa.insert(table_of(Carton)), rows)
    first = page_of(supervisor.get("/cartons?sort=plate"))
    assert "Page 1 of 2, 51 cartons Next" in first.text
    second = page_of(supervisor.get("/cartons?sort=plate&page=2"))
    assert "Before Page 2 of 2, 51 cartons" in second.text
    assert plates(second) == ["T-1050"]
    assert len(set(plates(first))) == 50
    assert supervisor.get("/cartons?page=-7").status_code == 200
    assert "No such carton waits" in page_of(supervisor.get("/cartons?page=99999")).text


def test_the_export_holds_all_that_the_filter_finds(supervisor: FlaskClient, busy: Floor) -> None:
    response = supervisor.get("/cartons/export.csv?stage=route&sort=loss")
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="cartons-')
    rows = list(csv.reader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[0][:7] == ["Plate", "Pallet", "Stage", "State", "Code", "Place", "Units"]
    assert [row[:7] for row in rows[1:]] == [
        ["T-0412", "", "route", "graded", "restock", "B-02", "9"],
        ["T-0413", "", "route", "open", "restock", "B-02", "2"],
    ]


def test_an_empty_floor_says_what_to_do(supervisor: FlaskClient) -> None:
    text = page_of(supervisor.get("/cartons")).text
    assert "Nothing waits here Receive goods: their cartons show up here at once." in text
    assert "Nothing is wrong" in text


def an_exception(floor: Floor, browser: FlaskClient) -> str:
    browser.post("/stations/help", data={"back": "/"})
    with floor.database.reading() as session:
        (found,) = exceptions.open_exceptions(session, floor.site.id, 5)
    return str(found.id)


def test_an_exception_is_taken_up_then_settled(supervisor: FlaskClient, dock_worker: FlaskClient, floor: Floor) -> None:
    exception = an_exception(floor, dock_worker)
    page = page_of(supervisor.get("/cartons"))
    assert "1 of 1 without an owner Help called , Place D-04 0 min, by M. Ortega I take it" in page.text
    taken = page_of(supervisor.post(f"/cartons/exceptions/{exception}/owner", headers=HTMX))
    assert taken.one("section", id="verdict")["data-verdict"] == "ok"
    assert "0 of 1 without an owner Help called , Place D-04 0 min, by M. Ortega. A. Novak has it Settled" in taken.text
    assert taken.one("section", id="exceptions")["hx-swap-oob"] == "true"
    response = supervisor.post(f"/cartons/exceptions/{exception}/resolution")
    assert (response.status_code, response.location) == (303, "/cartons")
    assert "0 of 0 without an owner Nothing is wrong" in page_of(supervisor.get("/cartons")).text


def test_the_second_supervisor_is_told_who_was_first(
    supervisor: FlaskClient, dock_worker: FlaskClient, floor: Floor, sign_in: Callable[..., FlaskClient]
) -> None:
    exception = an_exception(floor, dock_worker)
    supervisor.post(f"/cartons/exceptions/{exception}/resolution")
    response = supervisor.post(f"/cartons/exceptions/{exception}/owner", headers=HTMX)
    assert response.status_code == 409
    assert "STOP A. Novak was first Help called was settled by A. Novak at" in page_of(response).text


def test_only_overseers_open_the_list(dock_worker: FlaskClient, busy: Floor) -> None:
    for path in ("/cartons", "/cartons/export.csv"):
        assert dock_worker.get(path).status_code == 403
