"""The screens of the disposition room."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_rules(tablet: Tablet, house: House) -> Iterator[str]:
    """Read the rules in force, change a draft with mistakes, look at its prices and its dry run; a client's wishes."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/disposition")
    yield "disposition: versions"
    tablet.open("/disposition/1")
    yield "disposition: in force"
    tablet.open("/disposition/2")
    yield "disposition: a draft"
    tablet.open("/disposition/2/rules/0")
    tablet.tap_first(".foot .primary")
    yield "disposition: a rule with faults"
    tablet.open("/disposition/2/prices")
    yield "disposition: shares"
    tablet.open("/disposition/2/prices/rework")
    yield "disposition: prices of a code"
    tablet.open("/disposition/2")
    tablet.tap_first("[aria-labelledby=runs-title] th a")
    yield "disposition: tried"
    tablet.open("/disposition/clients")
    yield "disposition: clients"
    tablet.tap_first(".table th a")
    yield "disposition: what a client wants"
