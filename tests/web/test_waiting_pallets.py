"""Cartons on a pallet as the queues show them: one row under its plate, opened to its cartons, taken as one."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import Floor, an_sscc
from tests.services.bench import received
from tests.services.dock import gs1
from tests.services.forklift import a_tote
from tests.services.stacker import Stacker, id_of
from tests.web.pages import page_of

GRADED, RECEIVED = an_sscc(9500), an_sscc(9600)
PLATES = ("T-0412", "T-0413")


@pytest.fixture
def busy(floor: Floor) -> Floor:
    """A pallet with two totes to route, and one with two cartons to grade."""
    for number, plate in enumerate(PLATES):
        a_tote(floor, plate, units=3, carton=4618 + number)
    Stacker(floor).scans(GRADED, *PLATES)
    cartons = [received(floor, gs1(floor.vitamin, "10D9T", "270331"), carton=number) for number in (4630, 4631)]
    Stacker(floor).scans(RECEIVED, *cartons)
    return floor


@pytest.fixture
def driver(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """The browser of D. Silva, router, on forklift F-01, reading English."""
    browser = sign_in("2412", "F-01")
    browser.post("/preferences/language", data={"lang": "en", "back": "/"})
    return browser


def test_the_forklift_is_sent_to_the_pallet_and_takes_all_of_it(driver: FlaskClient, busy: Floor) -> None:
    page = page_of(driver.get("/routes"))
    assert "READY Route 2 cartons wait to be moved." in page.text
    assert f"Next: pallet {GRADED[-4:]} At B-02, losing $" in page.text
    way = f"/routes/{id_of(busy, GRADED)}"
    assert page.all("a", href=way)
    chosen = page_of(driver.get(way))
    assert f"Carton {GRADED[-4:]}" in chosen.text
    assert "Stock 2 cartons, 6 units" in chosen.text
    assert f"Take pallet {GRADED[-4:]}" in chosen.text
    assert chosen.all("input", name="text", value=GRADED)


def test_another_pallet_opens_to_its_cartons_and_is_taken_whole(driver: FlaskClient, busy: Floor) -> None:
    a_tote(busy, "T-0499", units=12, carton=4640)
    page = page_of(driver.get("/routes"))
    assert "Next: carton 0499" in page.text
    assert f"{GRADED[:-4]} {GRADED[-4:]} 2 cartons, 6 units, Vitamin D3 1000 IU, 120 ct" in page.text
    assert "Take all of it" in page.text
    for way in (GRADED, *PLATES):
        assert page.all("a", href=f"/routes/{id_of(busy, way)}"), way


def test_the_bench_opens_a_pallet_to_its_cartons(sign_in: Callable[..., FlaskClient], busy: Floor) -> None:
    page = page_of(sign_in("2007", "B-02").get("/grading"))
    assert f"Cartons that wait {RECEIVED} 2 cartons, 2 units" in page.text
    assert [each["value"] for each in page.all("button", name="text")] == [an_sscc(4630), an_sscc(4631)]


def test_the_supervisors_list_has_a_row_for_the_pallet_and_finds_its_cartons(
    supervisor: FlaskClient, busy: Floor
) -> None:
    page = page_of(supervisor.get("/cartons"))
    assert [each["aria-label"] for each in page.all("div", role="text")] == [RECEIVED, GRADED]
    assert "Page 1 of 1, 4 cartons" in page.text
    (link,) = [each["href"] for each in page.all("a") if f"find={GRADED}" in each.get("href", "")]
    found = page_of(supervisor.get(link))
    assert [each["aria-label"] for each in found.all("div", role="text")] == [*PLATES]
    assert f"On pallet {GRADED[-4:]}" in found.text
    rows = supervisor.get("/cartons/export.csv").get_data(as_text=True).splitlines()
    assert [row.split(",")[:2] for row in rows[3:5]] == [[plate, GRADED] for plate in PLATES]
