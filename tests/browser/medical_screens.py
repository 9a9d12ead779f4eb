"""The screens of medical goods: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from app.demo.ward import SEALED
from tests.browser.live import House, Tablet


def at_the_ward(tablet: Tablet, _house: House) -> Iterator[str]:
    """Take up the carton that waits, say how it was decontaminated; what was before, and what nobody could read."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/decontaminating")
    yield "decontaminate: which carton"
    tablet.scan(f"00{SEALED}")
    yield "decontaminate: one carton"
    tablet.page.locator(".attempt [value=wipe_down]").check(force=True)
    tablet.tap_first(".attempt .is-good")
    yield "decontaminate: the second person signs"
    tablet.open("/devices/decontaminations")
    yield "decontaminations: the list"
    tablet.open("/releases?reason=udi_unreadable")
    tablet.tap_first(".table tbody th a")
    tablet.tap_first("a[href*=identifications]")
    yield "identify: what it is"
    tablet.open("/devices?here=yes")
    yield "devices: the list"
    tablet.tap_first(".table th a.code")
    yield "devices: one of them"
    tablet.open("/releases/by-scan")
    yield "release: which carton"
