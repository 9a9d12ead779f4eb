"""No screen, in no state and neither theme, has a barrier that axe calls serious or critical."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.live import House, new_tablet
from tests.browser.screens import WALKS
from tests.journeys.story import WallDisplay

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("walk", WALKS)
def test_no_state_of_a_screen_has_a_barrier(walk: str, browser: Browser, fresh_house: House) -> None:
    tablet = new_tablet(browser, fresh_house)
    found = [barrier for state in WALKS[walk](tablet, fresh_house) for barrier in barriers(tablet.page, state)]
    tablet.page.context.close()
    assert found == []


def test_the_wall_has_no_barrier(browser: Browser, house: House) -> None:
    wall = WallDisplay.hung(browser, house)
    assert list(barriers(wall.page, "wall", ["dark"])) == []
    wall.page.context.close()


def barriers(page: Page, state: str, themes: tuple[str, ...] | list[str] = ("light", "dark")) -> Iterator[str]:
    """Yield what axe finds serious or critical: the state, the rule, and where."""
    own = page.evaluate("document.documentElement.dataset.theme")
    for theme in themes:
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                yield f"{state}, {theme}: {violation['id']} at {[node['target'] for node in violation['nodes']]}"
    page.evaluate(f"document.documentElement.dataset.theme = '{own}'")
