"""The screens of transport, in the office and at the dock: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet
from tests.browser.outbound_screens import at_the_load


def at_the_gate(tablet: Tablet, house: House) -> Iterator[str]:
    """Ask for a collection with mistakes, look at what is planned, let a load in whose seal differs."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/collections")
    yield "transport: collections"
    tablet.tap_first(".table th a.code")
    yield "transport: a collection"
    tablet.open("/collections/proposals")
    yield "transport: proposals"
    tablet.open("/authorizations?state=approved&sort=-number")
    tablet.tap_first(".table th a.code")
    tablet.tap_first("#collections-title ~ p a.second")
    tablet.tap_first(".foot .primary")
    yield "transport: a request with faults"
    tablet.open("/trips")
    tablet.tap_first(".table th a.code")
    yield "transport: a trip"
    yield from in_its_forms(tablet)
    tablet.open("/loads/appointments")
    yield "transport: appointments"
    tablet.open("/loads?state=planned&sort=number")
    tablet.tap_first(".table th a.code")
    yield "transport: a load"
    tablet.open("/arrivals")
    yield "transport: loads at the dock"
    tablet.scan("LOAD-000002")
    yield "transport: which door"
    tablet.scan("D-03")
    yield "transport: which seal"
    tablet.scan("SL-000000")
    yield "transport: the seal differs"
    tablet.scan("CMD-CONFIRM")
    yield "transport: arrived"
    tablet.scan("CMD-CLOSE")
    yield "transport: not all came"
    yield from at_the_load(tablet)


def in_its_forms(tablet: Tablet) -> Iterator[str]:
    """Write a notice and a trip, with mistakes."""
    tablet.open("/notices")
    yield "transport: advance notices"
    tablet.tap_first(".table th a.code")
    tablet.tap_first("a[href$='/notice']")
    tablet.page.locator("#line-1-carton").fill("123")
    tablet.tap_first(".foot .primary")
    yield "transport: a notice with faults"
    tablet.open("/trips/new")
    tablet.tap_first(".foot .primary")
    yield "transport: a trip with faults"
