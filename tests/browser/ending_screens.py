"""The screens where goods end: a walk of its own (see `screens`)."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.db.models import Sanitization, table_of
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
    tablet.page.locator(".is-custody > summary").click()
    yield "destroy: to a certified destroyer"
    tablet.page.locator(".is-custody > summary").click()
    tablet.page.locator(".damage:not(.is-custody) > summary").click()
    yield "destroy: its photo"
    picture = {"name": "goods.jpg", "mimeType": "image/jpeg", "buffer": jpeg(a_code("GOODS"))}
    tablet.page.locator(".damage [type=file]").set_input_files([picture])  # type: ignore[list-item]
    tablet.tap_first(".damage .primary")
    tablet.tap_first(".ways a")
    yield "destroy: how it is done"
    tablet.tap_first("[action$='/destruction'] .primary")
    yield "destroy: the witness signs"
    tablet.page.locator("[name=approver]").fill("2550")
    tablet.page.locator("[name=approver_pin]").fill(PINS["2550"])
    tablet.tap_first("[name=approver_pin] >> xpath=ancestor::form >> css=.primary")
    yield "destroy: done"
    tablet.open("/certificates")
    yield "certificates"
    tablet.tap_first(".table th a.code")
    yield "certificates: one"


def at_the_data(tablet: Tablet, house: House) -> Iterator[str]:
    """Sanitize a medium of a device that the demo has begun with."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/sanitizing")
    yield "data: which unit"
    tablet.scan("S-99")
    tablet.open("/sanitizations")
    yield "data: what was sanitized"
    tablet.open("/sanitizing")
    tablet.scan(serial_of_a_device(house))
    yield "data: one unit"
    tablet.page.locator("#medium").fill("WD-WX12C")
    tablet.page.locator(".attempt [value=purge]").check(force=True)
    tablet.tap_first(".attempt .is-good")
    yield "data: the verifier signs"


def serial_of_a_device(house: House) -> str:
    """Return the serial of a unit whose data the demo has begun to sanitize."""
    done = table_of(Sanitization)
    with house.database.reading() as session:
        return str(session.execute(sa.select(done.c.serial).limit(1)).scalar_one())


def at_the_recycler(tablet: Tablet, house: House) -> Iterator[str]:
    """Weigh what stands in the recycling area into streams, hand it over, and look at the figures."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/materials")
    yield "materials: nothing yet"
    tablet.open("/streams")
    yield "streams"
    tablet.open("/recycling")
    yield "recycle: what stands there"
    tablet.tap_first(".held a")
    yield "recycle: one carton"
    tablet.page.locator(".attempt input").nth(1).fill("2880")
    tablet.tap_first(".attempt .primary")
    yield "recycle: handed over"
    tablet.open("/materials")
    yield "materials"
    tablet.open("/certificates")
    tablet.tap_first(".table th a.code")
    yield "certificates: of a recycler"
