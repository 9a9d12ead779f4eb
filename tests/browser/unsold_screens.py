"""The room of unsold stock, as the walk through every screen visits it."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_unsold(tablet: Tablet, house: House) -> Iterator[str]:
    """Look at what is too much, choose nothing, then all of it; thresholds and an agreement with mistakes."""
    tablet.open("/")
    tablet.sign_in("2118")
    tablet.open("/unsold")
    yield "unsold: what is too much"
    tablet.open("/unsold/thresholds")
    tablet.page.locator("#food-idle_days").fill("99999")
    tablet.tap_first(".foot .primary")
    yield "unsold: thresholds with faults"
    tablet.open("/unsold/agreements")
    yield "unsold: agreements"
    tablet.tap_first(".table th a.code")
    tablet.page.locator("#quota").fill("")
    tablet.tap_first(".foot .primary")
    yield "unsold: an agreement with faults"
    tablet.open("/unsold/proposals?way=return_to_vendor")
    yield "unsold: proposals"
    tablet.tap_first(".foot .primary")
    yield "unsold: authorizations made"
