"""The room of approvals, and the question for a badge, as the walk through every screen visits them."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_approvals(tablet: Tablet, house: House) -> Iterator[str]:
    """Look at what was approved and by whom; the table with a mistake; a badge asked for, a wrong one."""
    tablet.open("/")
    tablet.sign_in("2118")
    tablet.open("/approvals")
    yield "approvals: given"
    tablet.open("/approvals/table")
    tablet.page.locator("#release_hold-measure").select_option("units")
    tablet.tap_first(".foot .primary")
    yield "approvals: the table with a fault"
    tablet.page.locator("#release_hold-threshold").fill("20")
    tablet.tap_first(".foot .primary")
    yield "approvals: asked for on a page"
    tablet.open("/releases?reason=unexpected")
    tablet.tap_first(".table tbody th a")
    tablet.tap_first(".held a")
    tablet.scan(house.code("Plate 464"))
    yield "approvals: asked for at the lock"
    tablet.page.locator("#approver").fill("2304")
    tablet.page.locator("#approver_pin").fill("0000")
    tablet.tap_first(".approve .primary")
    yield "approvals: badge and PIN do not belong together"
