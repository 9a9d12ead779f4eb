"""Reconciliation and credit memos, as the walk through every screen visits them."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_books(tablet: Tablet, house: House) -> Iterator[str]:
    """Read a reconciliation, begin a credit memo, look at one."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/credit-memos?state=issued")
    yield "books: credit memos"
    tablet.tap_first(".table th a.code")
    tablet.page.locator(".deed > summary").click()
    yield "books: a credit memo to be made void"
    tablet.tap_first("a[href$='/reconciliation']")
    yield "books: a reconciliation"
    tablet.tap_first("a[href$='/credit-memos/new']")
    yield "books: a new credit memo"
