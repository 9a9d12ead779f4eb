"""The screens of locked goods: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_lock(tablet: Tablet, house: House) -> Iterator[str]:
    """List what is locked; what no reason frees; a reason, a wrong scan, the carton that takes it, and back."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/releases")
    yield "locked: all of it"
    tablet.open("/releases?reason=expired")
    tablet.tap_first(".table tbody th a")
    yield "locked: expired"
    tablet.open("/releases?reason=unexpected")
    tablet.tap_first(".table tbody th a")
    yield "locked: which reason"
    tablet.tap_first(".held a")
    yield "locked: which carton"
    tablet.scan("S-01")
    yield "locked: not a plate"
    tablet.scan(house.code("Plate 464"))
    yield "locked: released"
    tablet.scan("CMD-UNDO")
    yield "locked: locked again"
    tablet.open("/hold-orders")
    yield "holds: the list"
    tablet.tap_first(".table tbody th a")
    yield "holds: one order"
    tablet.open("/hold-orders/new")
    yield "holds: a new one"
