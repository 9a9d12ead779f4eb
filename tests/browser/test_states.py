"""Every screen in every state it can be in, by day and by night: large enough, and open to all.

Every product and every party has a name of 80 characters here. One walk looks for all of it at each state it comes to,
because to come there takes longer than to look. It walks in Spanish, whose sentences are the longer ones.
"""

import pytest
from playwright.sync_api import Browser

from tests.browser.barriers import barriers
from tests.browser.fitting import faults
from tests.browser.live import House, new_tablet
from tests.browser.screens import WALKS, give_long_names


@pytest.fixture
def long_house(fresh_house: House) -> House:
    """The demo site with names as long as they come."""
    give_long_names(fresh_house)
    return fresh_house


@pytest.mark.parametrize("walk", WALKS)
def test_every_state_fits_every_screen_and_has_no_barrier(walk: str, browser: Browser, long_house: House) -> None:
    tablet = new_tablet(browser, long_house)
    tablet.language = "es"
    found: list[str] = []
    for state in WALKS[walk](tablet, long_house):
        found += faults(tablet.page, state)
        found += barriers(tablet.page, state)
    tablet.page.context.close()
    assert found == []
