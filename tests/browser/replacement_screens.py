"""The walk through the replacements, for those who look at every screen."""

from collections.abc import Iterator

from tests.browser.live import House, Tablet


def at_the_replacements(tablet: Tablet, house: House) -> Iterator[str]:
    """Signed in: look at the list, at one to be sent, at one that was charged, at where they are planned."""
    tablet.open("/replacements")
    yield "replacements: the list"
    for name, query in (("one to be sent", "state=planned"), ("one that was charged", "back=overdue")):
        tablet.open(f"/replacements?{query}")
        tablet.tap_first(".table th a.code")
        for summary in tablet.page.locator("main .deed > summary").all():
            summary.click()
        yield f"replacements: {name}"
    tablet.tap_first("a[href*='/authorizations/'][href$='/money']")
    tablet.page.locator("#replacements .deed > summary").click()
    yield "replacements: of an authorization"
    tablet.open("/policies/3/terms/8")
    yield "replacements: a term that lets them leave first"
