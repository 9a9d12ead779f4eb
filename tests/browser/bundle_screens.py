"""The screens of sale bundles: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_sale(tablet: Tablet, house: House) -> Iterator[str]:
    """Go on with the bundle that the demo has begun, then offer it; look at the one that was sold."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/bundling")
    yield "bundles: those being built"
    tablet.tap_first(".held a")
    yield "bundles: one chosen"
    plate = tablet.page.locator(".held .code").first.inner_text()
    tablet.scan(plate)
    yield "bundles: a carton scanned again"
    tablet.scan("T-0301")
    yield "bundles: a carton that stands elsewhere"
    tablet.open("/bundles")
    yield "bundles: list"
    tablet.tap_first(".table th a.code")
    yield "bundles: an open one"
    tablet.page.locator("#asking").fill("40.00")
    tablet.tap_first("section .primary")
    yield "bundles: offered"
    tablet.open("/bundles?state=sold")
    tablet.tap_first(".table th a.code")
    tablet.page.locator(".deed > summary").first.click()
    yield "bundles: a sold one, a payment to take back"
