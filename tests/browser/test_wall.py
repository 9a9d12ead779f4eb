"""A wall shows what the server last said, how old that is, and goes dim rather than pass old figures off as new."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.serving import ADDRESS, PAGES, Templates, send_html, serve

NOON = datetime(2026, 11, 22, 18, 0, tzinfo=ZoneInfo("UTC"))  # 12:00 in Laredo


@dataclass
class Site:
    """The server's side of a wall: a version, a backlog, and whether it answers at all."""

    templates: Templates
    version: int = 1
    backlog: int = 138
    answers: bool = True
    asked: list[str] = field(default_factory=list)

    def page(self) -> str:
        """The wall as it stands."""
        return self.templates.render("tests/wall.html", version=self.version, backlog=self.backlog)

    def __call__(self, route: Route, request: Request) -> None:
        self.asked.append(request.url)
        if not self.answers:
            route.abort()
        elif request.url.endswith(f"version={self.version}"):
            route.fulfill(status=204)
        else:
            send_html(route, self.page())


@pytest.fixture
def site(page: Page) -> Site:
    """A wall at noon, on a clock the test turns."""
    site = Site(Templates({"wall.html": (PAGES / "wall.html").read_text()}, operator=None, station=None))
    page.clock.install(time=NOON)
    serve(page, site.page(), {"/wall/data": site})
    page.goto(ADDRESS + "wall?token=t0ken")
    return site


def test_a_wall_asks_with_its_token_for_what_is_newer_than_it_shows(page: Page, site: Site) -> None:
    page.clock.run_for(2100)
    expect(page.locator("[data-age-live]")).to_have_text("Live, 0 s ago")
    site.version, site.backlog = 2, 147
    page.clock.run_for(2100)
    expect(page.locator("#backlog")).to_have_text("147")
    assert site.asked[0] == ADDRESS + "wall/data?token=t0ken&version=1"


def test_a_wall_shows_the_sites_time_and_the_age_of_its_figures(page: Page, site: Site) -> None:
    expect(page.locator("[data-clock]")).to_have_text("12:00")
    site.answers = False
    page.clock.run_for(7000)
    expect(page.locator("[data-age-live]")).to_have_text("Live, 7 s ago")
    expect(page.locator("#wall")).not_to_have_attribute("data-stale", "")


def test_a_wall_without_answers_goes_dim_and_says_since_when(page: Page, site: Site) -> None:
    page.clock.run_for(2100)
    expect(page.locator("[data-age-live]")).to_have_text("Live, 0 s ago")
    site.answers = False
    page.clock.run_for(16_500)
    expect(page.locator("#wall")).to_have_attribute("data-stale", "")
    expect(page.get_by_text("No data since 12:00")).to_be_visible()
    expect(page.locator("#backlog")).to_have_text("138")
    site.answers = True
    page.clock.run_for(4000)
    expect(page.locator("#wall")).not_to_have_attribute("data-stale", "")
