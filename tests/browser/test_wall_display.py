"""The wall display on live data in a real browser: it follows the floor, and every figure fits its tile."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from app.db.models import Product, Site, Tally, table_of
from app.services import displaying
from tests.browser.barriers import barriers
from tests.browser.driving import Sizes, Tablet, serving_floor
from tests.factories import Floor
from tests.services.forklift import a_tote

KEEPS_CONTEXT = True
FITTED = ".tile svg.figure text, .tile h2, .tile p, .tile li > *, .andon li"
OUTSIDE_ITS_TILE = """(fitted) => [...document.querySelectorAll(fitted)].filter((each) => {
  const box = each.getBoundingClientRect();
  const tile = (each.closest(".tile") ?? each.closest(".andon")).getBoundingClientRect();
  return box.right > tile.right + 1 || box.left < tile.left - 6 || box.bottom > tile.bottom + 1;
}).map((each) => each.textContent.trim())"""
TOO_SMALL = """() => [...document.querySelectorAll(".wall *")].filter((each) =>
  each.childNodes.length && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  && !each.closest("svg, .vh, .age span:empty") && each.checkVisibility()
  && parseFloat(getComputedStyle(each).fontSize) < innerHeight * .035).map((each) => each.textContent.trim())"""


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[Floor, str]]:
    with serving_floor(sqlite_url, tmp_path) as served:
        yield served


@pytest.fixture
def floor(served: tuple[Floor, str]) -> Floor:
    return served[0]


@pytest.fixture
def wall(page: Page, served: tuple[Floor, str]) -> Page:
    """A full-HD display that has opened its address."""
    floor, address = served
    with floor.database.unit_of_work() as session:
        token = displaying.hang(session, floor.site.id, "North wall")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{address}/wall/{token}")
    return page


def test_the_wall_follows_the_forklift(wall: Page, browser: Browser, served: tuple[Floor, str], floor: Floor) -> None:
    routing = wall.locator(".stages li", has_text="Route").locator("b")
    expect(routing).to_have_text("0")
    a_tote(floor)
    expect(routing).to_have_text("1", timeout=10_000)
    tablet = Tablet(browser.new_page(), served[1])
    tablet.open()
    tablet.scan("T-0412")
    tablet.scan("S-01")
    expect(routing).to_have_text("0", timeout=10_000)


def test_the_wall_says_who_calls_for_help(wall: Page, browser: Browser, served: tuple[Floor, str]) -> None:
    bench = Tablet(browser.new_page(), served[1], badge="2304", at="B-02")
    headers = {"Origin": served[1]}
    bench.page.request.post(served[1] + "/stations/help", form={"back": "/"}, headers=headers)
    expect(wall.locator(".andon [data-state=help]")).to_have_text("Place B-02 help, 0 min", timeout=10_000)


def test_an_unchanged_wall_is_quiet(wall: Page) -> None:
    with wall.expect_response("**/data?version=*") as answer:
        pass
    assert answer.value.status in (200, 204)
    with wall.expect_response(lambda response: response.status == 204):
        pass
    expect(wall.locator("[data-age-live]")).to_contain_text("Live, ")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("is_busy", [False, True])
def test_every_figure_fits_its_tile(wall: Page, floor: Floor, language: str, is_busy: bool) -> None:
    a_tote(floor, units=20)
    today = datetime.now(ZoneInfo(floor.site.time_zone)).date()
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Site)).values(language=language))
        if is_busy:
            session.execute(sa.update(table_of(Tally)).values(amount=4321, day=today))
            session.execute(sa.update(table_of(Product)).values(list_price=Decimal(99999)))
            session.execute(sa.update(table_of(Site)).values(daily_target=24_800))
    for width, height in ((1920, 1080), (1280, 800), (3840, 2160)):
        wall.set_viewport_size({"width": width, "height": height})
        wall.reload()
        assert wall.evaluate(OUTSIDE_ITS_TILE, FITTED) == []
        assert wall.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_wall_has_no_barrier(wall: Page, browser: Browser, served: tuple[Floor, str], floor: Floor) -> None:
    a_tote(floor, units=20)
    tablet = Tablet(browser.new_page(), served[1], badge="2304", at="B-02")
    tablet.page.request.post(served[1] + "/stations/help", form={"back": "/"}, headers={"Origin": served[1]})
    tablet.page.close()
    wall.reload()
    expect(wall.locator(".andon [data-state=help]")).to_be_visible()
    assert list(barriers(wall, "wall", ["dark"])) == []


def test_everything_can_be_read_from_afar(wall: Page, floor: Floor) -> None:
    a_tote(floor, units=20)
    wall.reload()
    assert wall.evaluate(TOO_SMALL) == []
    figures = wall.locator("svg.figure").all()
    assert len(figures) == 4
    heights = [box["height"] for box in (figure.bounding_box() for figure in figures) if box]
    assert min(heights) > 1080 * 0.1


@pytest.mark.parametrize(
    ("theme", "sizes"),
    [("light", ((1280, 800), (390, 844), (800, 1280))), ("dark", ((1280, 800), (800, 1280), (390, 844)))],
)
def test_the_supervisors_list_is_usable(
    page: Page, served: tuple[Floor, str], floor: Floor, theme: str, sizes: Sizes
) -> None:
    a_tote(floor, units=20)
    tablet = Tablet(page, served[1], badge="2007", at="B-02")
    tablet.post("/preferences/appearance", theme=theme, back="/")
    page.request.post(served[1] + "/stations/help", form={"back": "/"}, headers={"Origin": served[1]})
    tablet.open("/cartons")
    tablet.expect_usable(sizes)
    page.get_by_role("button", name="I take it").click()
    tablet.expect_title("Yours")
    page.get_by_role("button", name="Settled").click()
    expect(page.get_by_text("Nothing is wrong")).to_be_visible()
    tablet.expect_usable(sizes)
