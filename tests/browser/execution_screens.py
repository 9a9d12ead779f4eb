"""Dwell targets, and the carton that is best taken next, as the walk through every screen visits them."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def with_the_next_best(tablet: Tablet, _house: House) -> Iterator[str]:
    """Take the next best from home; the table of dwell targets with a mistake."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/dwell-targets")
    tablet.page.locator("#route-percent").fill("90")
    tablet.tap_first(".foot .primary")
    yield "execution: the dwell targets with a fault"
    tablet.open("/")
    tablet.tap_first("form[action='/next'] button")
    yield "execution: the next best, and why"
