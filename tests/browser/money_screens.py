"""The walk through the office's money, for those who look at every screen."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet
from tests.browser.replacement_screens import at_the_replacements


def at_the_money(tablet: Tablet, house: House) -> Iterator[str]:
    """Look at what is owed, at a refund, at a claim that is answered, at an authorization's money, at a refund term."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/money")
    yield "money: the list"
    for name, query in (("a refund", "what=refund&state=owed"), ("a claim", "what=claim"), ("a payment", "state=paid")):
        tablet.open(f"/money?{query}")
        tablet.tap_first(".table th a.code")
        for summary in tablet.page.locator("main .deed > summary").all():
            summary.click()
        yield f"money: {name}"
    tablet.open("/money?what=credit")
    tablet.tap_first(".table td a.code")
    for summary in tablet.page.locator("main .deed > summary").all():
        summary.click()
    yield "money: of an authorization"
    tablet.open("/policies/3/terms/3")
    tablet.page.locator("#share_a").fill("120")
    tablet.tap_first(".foot .primary")
    yield "money: a refund term with faults"
    yield from at_the_replacements(tablet, house)
