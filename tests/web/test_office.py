"""The rooms of the office: in few wings, the one that is open is where one is, and only what opens to whoever looks."""

from flask.testing import FlaskClient

from app.domain.vocabulary import Role
from app.web.office import ROOMS, WINGS
from tests.factories import Floor, an_operator
from tests.web.pages import Page, SignIn, page_of

LOW_SCREEN = 590
"""Pixels that a screen 800 high leaves for the rooms."""
TARGET = 44


def test_all_wings_and_the_rooms_of_the_largest_fit_a_low_screen() -> None:
    rows = len(WINGS) + max(len(wing.rooms) for wing in WINGS)
    assert rows * TARGET <= LOW_SCREEN


def test_no_room_stands_in_two_wings() -> None:
    assert len({room.endpoint for room in ROOMS}) == len(ROOMS) == len({room.name for room in ROOMS})


def test_the_wing_of_a_page_is_open_and_its_room_is_marked(supervisor: FlaskClient) -> None:
    page = page_of(supervisor.get("/unsold/thresholds"))
    assert [wing for wing in page.all("details", name="wing") if "open" in wing] == [{"name": "wing", "open": ""}]
    assert page.all("a", **{"aria-current": "page"})[0]["href"] == "/unsold"


def test_a_room_that_does_not_open_is_not_shown(
    floor: Floor, supervisor: FlaskClient, sign_in: SignIn, pin_hash: str
) -> None:
    with floor.database.unit_of_work() as session:
        an_operator(session, floor.site, [Role.QUALITY], "2300", "Q. Brandt", pin_hash=pin_hash)
    assert "Webhooks" in _rooms(page_of(supervisor.get("/parties")))
    quality = _rooms(page_of(sign_in("2300").get("/parties")))
    assert "Parties" in quality and "Webhooks" not in quality


def _rooms(page: Page) -> str:
    return page.text.partition("Menu ")[2].partition(" Online")[0]
