"""The screens of temporary imports: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_customs(tablet: Tablet, house: House) -> Iterator[str]:
    """Read the entry whose last day is near, look at its form, record a document, read a report."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/customs")
    yield "customs: entries"
    tablet.tap_first(".table th a.code")
    yield "customs: one entry"
    tablet.open(tablet.page.url.removeprefix(house.address) + "/edit")
    yield "customs: its form"
    tablet.open("/customs/documents/new")
    tablet.page.locator("#number").fill("7")
    tablet.tap_first(".foot .primary")
    yield "customs: a document with faults"
    tablet.open("/customs/reports?report=entry")
    yield "customs: a report"
