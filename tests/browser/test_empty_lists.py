"""Every list on the first day, when a building has people and nothing else: each says what to do next."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app.db.engine import open_database
from app.domain.vocabulary import Role
from tests.browser.barriers import barriers
from tests.browser.empty_lists import EMPTY
from tests.browser.fitting import BESIDE
from tests.browser.live import PINS, House, new_tablet, serving
from tests.factories import a_site, an_operator
from tests.quick import hash_pin

LOOKED_AT_CLOSELY = ("/authorizations", "/cartons", "/grading")

SAID = """(page) => [...page.querySelectorAll("#work .empty")].map((each) =>
  ["h2", "p", "a"].map((one) => each.querySelector(one)?.textContent.trim()).filter(Boolean).join(" | "))"""
READ = f"""(paths) => Promise.all(paths.map(async (path) => {{
  const answer = await fetch(path);
  return [path, ({SAID})(new DOMParser().parseFromString(await answer.text(), "text/html"))];
}}))"""
ROOMS = """() => [...document.querySelectorAll("#rooms a")].map((each) => each.getAttribute("href"))"""
BARE_TABLES = (
    """() => [...document.querySelectorAll("#work table")].filter((each) => !each.querySelector("tbody tr")).length"""
)


@pytest.fixture
def first_day(sqlite_template: Path, tmp_path: Path) -> Iterator[House]:
    """A server on a site with one supervisor, who does everything, and nothing else."""
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'backdock.sqlite')}"
    database = open_database(url)
    with database.unit_of_work() as session:
        an_operator(session, a_site(session), [*Role], "2007", "A. Novak", pin_hash=hash_pin(PINS["2007"]))
    database.engine.dispose()
    with serving(url, tmp_path, has_demo=False) as house:
        yield house


def test_every_empty_list_says_what_to_do_next(browser: Browser, first_day: House) -> None:
    """Spanish, whose words are longer, is laid out and looked at in the dark; English is read."""
    tablet = new_tablet(browser, first_day, viewport={"width": 1280, "height": 800})
    tablet.open("/")
    tablet.sign_in("2007")
    english = _read(tablet.page)
    tablet.speak("es")
    spanish = _read(tablet.page)
    beside, found = _walk(tablet.page, first_day)
    tablet.page.context.close()
    assert english == EMPTY
    assert not {each for told in spanish.values() for each in told} & {each for told in EMPTY.values() for each in told}
    assert (beside, found) == ([], [])


def _read(page: Page) -> dict[str, list[str]]:
    return dict(page.evaluate(READ, [*EMPTY]))


def _walk(page: Page, house: House) -> tuple[list[str], list[str]]:
    beside, found, rooms = list[str](), list[str](), set[str]()
    for path in EMPTY:
        page.goto(house.address + path)
        assert page.evaluate(BARE_TABLES) == 0, path
        beside += [f"{path}: {each}" for each in _beside(page)]
        rooms |= set(page.evaluate(ROOMS))
        if path in LOOKED_AT_CLOSELY:
            found += barriers(page, path, ["dark"])
    assert rooms <= EMPTY.keys(), "a new room of the office is looked at empty too"
    return beside, found


def _beside(page: Page) -> Iterator[str]:
    for width, height in ((390, 844), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        yield from page.evaluate(BESIDE)
