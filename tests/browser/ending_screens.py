"""The screens where goods end: a walk of its own (see `screens`)."""

from collections.abc import Iterator

from tests.browser.live import PINS, House, Tablet
from tests.web.pictures import a_code, jpeg


def at_the_end(tablet: Tablet, house: House) -> Iterator[str]:
    """Destroy what stands in the cage: photo, method, witness; then its certificate."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/certificates")
    yield "certificates: none yet"
    tablet.open("/destructions")
    yield "destroy: what stands in the cage"
    tablet.scan("S-99")
    yield "destroy: not a plate"
    tablet.open("/destructions")
    tablet.tap_first(".held a")
    yield "destroy: one carton"
    tablet.page.locator(".damage > summary").click()
    yield "destroy: its photo"
    picture = {"name": "goods.jpg", "mimeType": "image/jpeg", "buffer": jpeg(a_code("GOODS"))}
    tablet.page.locator(".damage input[type=file]").set_input_files([picture])  # type: ignore[list-item]
    tablet.tap_first(".damage .primary")
    tablet.tap_first(".ways a")
    yield "destroy: how it is done"
    tablet.tap_first("#action .primary.is-stop")
    yield "destroy: the witness signs"
    tablet.page.locator("[name=approver]").fill("2550")
    tablet.page.locator("[name=approver_pin]").fill(PINS["2550"])
    tablet.tap_first("[name=approver_pin] >> xpath=ancestor::form >> css=.primary")
    yield "destroy: done"
    tablet.open("/certificates")
    yield "certificates"
    tablet.tap_first(".table th a.code")
    yield "certificates: one"
