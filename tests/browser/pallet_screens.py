"""The screens of pallets that were announced, and of those built here: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def with_pallets(tablet: Tablet, house: House) -> Iterator[str]:
    """Take in what was announced; look at a pallet with what stands on it, and begin one."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.scan("D-04")
    tablet.scan(house.code("Announced pallet"))
    yield "receive: announced"
    tablet.scan(house.code("Announced pallet"))
    yield "receive: a pallet as declared"
    tablet.scan(house.code("Announced pallet"))
    yield "receive: how to confirm the pallet"
    tablet.scan(house.code("A carton on it"))
    yield "receive: how to confirm a carton"
    tablet.open("/pallets")
    yield "pallets: ready"
    tablet.scan(house.code("Announced pallet"))
    yield "pallets: one with cartons"
    tablet.open("/pallets")
    tablet.scan("T-0499")
    yield "pallets: a new one"
    tablet.scan("S-01")
    yield "pallets: a place instead"
