"""Returnable totes come back good, dirty and damaged, one does not; the office settles: in front of a real browser.

On the floor everything goes by the trigger alone, beginning on the home screen; only the PIN is tapped.
"""

import pytest
from playwright.sync_api import Browser, expect

from app.demo.packaging import TOTE, grai
from app.demo.paperwork import CLERK
from app.demo.parties import SOL_Y_MAR
from tests.browser.live import House, Tablet, new_tablet

WORKER = "2231"


@pytest.fixture
def tablet(browser: Browser, fresh_house: House) -> Tablet:
    return new_tablet(browser, fresh_house)


def tote(serial: int) -> str:
    """Return what a scanner types for a tote of the demo."""
    return f"8003{grai(TOTE, serial)}"


def test_totes_come_back_and_their_party_is_settled(tablet: Tablet, fresh_house: House) -> None:
    page, tablet.language = tablet.page, "en"
    tablet.open("/")
    tablet.sign_in(WORKER)
    tablet.scans("D-04", tote(10))
    expect(page.locator("#verdict")).to_contain_text(f"is back from {SOL_Y_MAR}")
    tablet.scan(tote(10))
    expect(page.locator("#verdict")).to_contain_text("AGAIN Here before")
    tablet.scans("CMD-DIRTY", tote(11))
    expect(page.locator("#verdict")).to_contain_text("Deposit credited: $14.00.")
    tablet.scans("CMD-DAMAGED", tote(12))
    expect(page.locator("#verdict")).to_contain_text("Deposit credited: $7.00.")
    tablet.scans("CMD-UNDO", "CMD-GOOD", tote(12), "CMD-TEND", tote(11))
    expect(page.locator("#verdict")).to_contain_text("goes on as on the rack.")

    tablet.open("/")
    tablet.sign_in(CLERK)
    tablet.open(f"/packaging/assets?find={grai(TOTE, 13)}")
    tablet.tap_first("#work tbody th a")
    page.locator("main .deed > summary").click()
    tablet.tap_first("main .deed button")
    expect(page.locator("#verdict")).to_contain_text("Deposit kept: $14.00.")
    tablet.tap_first(".page__head a:last-child")
    # three of four deposits are credited; the lost tote's is owed, and the straps' that are out
    expect(page.locator("main .facts")).to_contain_text("$29.00")
    page.locator("main .panel input[name=reference]").fill("WIRE-7")
    tablet.tap_first("main .panel button")
    expect(page.locator("#verdict")).to_contain_text(f"{SOL_Y_MAR} is settled: $29.00, reference WIRE-7.")
    page.context.close()
    assert fresh_house.flask("verify").returncode == 0
