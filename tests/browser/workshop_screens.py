"""The workshop and its office: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_workshop(tablet: Tablet, house: House) -> Iterator[str]:
    """Look at what waits, work on what is urgent, give it up half-way; then what the office sees of it."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/rework")
    yield "rework: what waits"
    tablet.tap_first(".jobs a")
    tablet.tap_first("#action > form .primary")
    tablet.scan("CMD-FIRMWARE")
    for summary in tablet.page.locator("#work summary").all():
        summary.click()
    yield "rework: an operation runs"
    tablet.scans("CMD-FINISH", "CMD-RECYCLE")
    yield "rework: which tote takes it"
    tablet.open("/work-orders")
    yield "work orders"
    tablet.tap_first(".table th a.code")
    yield "work orders: one in work"
    tablet.open("/work-orders/yields")
    yield "work orders: yields"
