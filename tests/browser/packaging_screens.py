"""The screens of packaging, on the floor and in the office: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from app.demo.gs1 import gln
from app.demo.packaging import PALLET, TOTE, grai
from tests.browser.live import House, Tablet


def with_packaging(tablet: Tablet, house: House) -> Iterator[str]:
    """Take a pallet back dirty, issue to a party, be asked how much; then the rooms of the office."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/packaging")
    yield "packaging: ready"
    tablet.scan("CMD-DIRTY")
    tablet.scan(f"8003{grai(PALLET, 5)}")
    yield "packaging: back"
    tablet.scan(f"8003{grai(TOTE, 900)}")
    yield "packaging: not ours"
    tablet.scan("CMD-ISSUE")
    tablet.scan(f"414{gln(90003)}")
    tablet.scan("STRAPS")
    yield "packaging: how much"
    for path in ("/packaging/assets", "/packaging/parties", "/packaging/types"):
        tablet.open(path)
        yield path
        tablet.tap_first("#work tbody th a")
        yield f"{path}: one"
