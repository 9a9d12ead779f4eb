"""The wall display over HTTP: opened by its address alone, quiet while nothing changes."""

import re

import pytest
from flask.testing import FlaskClient

from app.services import displaying
from tests.factories import Floor
from tests.services.dock import Dock
from tests.services.forklift import Forklift, a_tote
from tests.web.pages import page_of


@pytest.fixture
def token(floor: Floor) -> str:
    with floor.database.unit_of_work() as session:
        return displaying.hang(session, floor.site.id, "North wall")


def version_of(html: str) -> str:
    found = re.search(r'data-version="([0-9a-f]+)"', html)
    assert found
    return found[1]


def test_the_wall_shows_four_tiles_and_the_stations(visitor: FlaskClient, floor: Floor, token: str) -> None:
    a_tote(floor, units=20)
    text = page_of(visitor.get(f"/wall/{token}")).text
    for tile in (
        r"Backlog, cartons Oldest 1 (up|down|level) .*today Receive 0 - Grade 0 - Route 1 \d+ \w+ Rework 0 -",
        r"Graded today, units \d+ of 480 ",
        r"Exceptions without an owner 0 of 0 ",
        r"Value at risk per hour \$\d",
        r"Place D-04( idle)? Place B-02( idle)?$",
    ):
        assert re.search(tile, text), (tile, text)


def test_an_unchanged_wall_is_answered_204_and_a_changed_one_in_full(
    visitor: FlaskClient, floor: Floor, token: str
) -> None:
    version = unchanged_version(visitor, token)
    Dock(floor)
    changed = visitor.get(f"/wall/{token}/data?version={version}")
    assert changed.status_code == 200
    assert version_of(changed.get_data(as_text=True)) != version
    assert unchanged_version(visitor, token) != version


def unchanged_version(visitor: FlaskClient, token: str) -> str:
    """Return the version that is answered 204; a minute may end between two requests, but not two in a row."""
    for _ in range(2):
        version = version_of(visitor.get(f"/wall/{token}").get_data(as_text=True))
        answer = visitor.get(f"/wall/{token}/data?version={version}")
        if (answer.status_code, answer.data) == (204, b""):
            return version
    raise AssertionError("the wall never stands still")


def test_the_wall_follows_the_forklift(visitor: FlaskClient, floor: Floor, token: str) -> None:
    a_tote(floor)
    driver = Forklift(floor)
    driver.scan("T-0412")
    assert "Route 1 " in page_of(visitor.get(f"/wall/{token}/data")).text
    driver.scan("S-01")
    assert "Route 0 -" in page_of(visitor.get(f"/wall/{token}/data")).text


def test_a_call_for_help_stands_on_the_strip_and_among_the_exceptions(
    visitor: FlaskClient, dock_worker: FlaskClient, token: str
) -> None:
    dock_worker.post("/stations/help", data={"back": "/"})
    text = page_of(visitor.get(f"/wall/{token}")).text
    assert "Place D-04: Help called 0 min" in text
    assert "Place D-04 help, 0 min" in text


def test_an_address_that_is_none_opens_nothing(visitor: FlaskClient, token: str) -> None:
    for path in ("/wall/guessed", "/wall/guessed/data", f"/wall/{token}x"):
        assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/cartons", "/routes", "/receipts", "/stations"])
def test_the_address_of_a_wall_opens_nothing_else(visitor: FlaskClient, token: str, path: str) -> None:
    assert visitor.get(f"/wall/{token}").status_code == 200
    response = visitor.get(path, headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 303
    assert response.location.startswith("/sign-in")


def test_a_wall_has_no_inline_style_or_script(visitor: FlaskClient, token: str) -> None:
    page = page_of(visitor.get(f"/wall/{token}"))
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    assert [attributes.get("src", "") for attributes in page.all("script")] != [""]
    assert "'unsafe-inline'" not in visitor.get(f"/wall/{token}").headers["Content-Security-Policy"]


def test_a_supervisor_makes_a_display_and_takes_it_down(
    supervisor: FlaskClient, visitor: FlaskClient, floor: Floor
) -> None:
    made = supervisor.post("/walls", data={"name": "North wall"})
    url = next(each["href"] for each in page_of(made).all("a") if "/wall/" in each.get("href", ""))
    assert visitor.get(url).status_code == 200
    page = page_of(supervisor.get("/cartons"))
    assert "North wall Take down" in page.text
    (form,) = [each for each in page.all("form") if each.get("action", "").startswith("/walls/")]
    assert supervisor.post(form["action"]).status_code == 303
    assert visitor.get(url).status_code == 404


def test_only_a_supervisor_makes_displays(dock_worker: FlaskClient) -> None:
    assert dock_worker.post("/walls", data={"name": "Mine"}).status_code == 403
