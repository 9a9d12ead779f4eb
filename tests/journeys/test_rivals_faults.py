"""Faults seen in the trackers of other products, each played on our screens by its name.

Where a service holds the rule, its own tests do so in every detail; here a person at the screen meets the fault or not.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.live import House, Tablet, new_tablet
from tests.browser.serving import until

RECORD_TONES = """
window.tones = [];
const begin = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  window.tones.push(this.frequency.value);
  return begin.call(this, at);
};
"""
LOW, MIDDLE, HIGH = 220, 880, 1760
VITAMIN, ZINC_ONLY = "Vitamin D3, lot 10D9T", "Zinc, product only"


@pytest.fixture(scope="module")
def dock(browser: Browser, house: House) -> Iterator[Tablet]:
    """M. Ortega at dock 4 with RMA-104418 and a carton open. Each test leaves no question open behind it."""
    tablet = new_tablet(browser, house)
    tablet.page.add_init_script(RECORD_TONES)
    tablet.open("/")
    tablet.sign_in("2231")
    tablet.scans("D-04", house.code("Return of Northline"), house.code("Carton plate"))
    yield tablet
    tablet.page.context.close()


def counted(dock: Tablet, lot: str) -> str:
    """Return what the line of `lot` says: counted / expected."""
    return dock.page.locator(".line", has_text=lot).locator(".count p").first.inner_text().replace(" ", "")


def tones_of(dock: Tablet, text: str) -> list[int]:
    """Scan, and return the tones that the verdict sounded."""
    dock.page.evaluate("tones.length = 0")
    dock.scan(text)
    until(dock.page, "tones.length > 0")
    tones: list[int] = dock.page.evaluate("tones")
    return tones


def test_the_received_count_starts_at_zero_not_at_what_is_expected(dock: Tablet) -> None:
    for lot, expected in (("10F1C", 12), ("K7731", 6), ("Z0415B", 18)):
        assert counted(dock, lot) == f"0/{expected}"


def test_lot_10d9t_is_not_misread_as_ai_10(dock: Tablet, house: House) -> None:
    dock.scan(house.code(VITAMIN))
    assert "Lot 10D9T, 1 now." in dock.band()[3]
    dock.scan("CMD-UNDO")


def test_the_lot_goes_to_the_product_of_its_own_code(dock: Tablet, house: House) -> None:
    dock.scan(house.code(ZINC_ONLY))
    dock.expect_title("Lot needed")
    dock.scan(house.code(VITAMIN))
    assert dock.band()[0] == "stop", "the lot of a vitamin must not answer for the zinc"
    dock.scan("CMD-UNDO")
    assert (counted(dock, "Z0415B"), counted(dock, "10D9T")) == ("0/18", "0/24")


def test_lot_and_expiry_on_two_barcodes_are_taken_one_after_the_other(dock: Tablet, house: House) -> None:
    dock.scans(house.code(ZINC_ONLY), house.code("Zinc, date only"), house.code("Zinc, lot only"))
    assert dock.band()[2:4] == ("Zinc 25 mg, 60 ct", "1 of 18 counted. Lot Z0415B, 1 now.")
    dock.scan("CMD-UNDO")


def test_the_lot_is_not_lost_when_another_step_intervenes(dock: Tablet, house: House) -> None:
    dock.scan(house.code(ZINC_ONLY))
    dock.page.reload()
    dock.ready()
    dock.expect_title("Lot needed")
    dock.scan("CMD-PRINT")
    dock.scan(house.code("Zinc, lot only"))
    assert dock.band()[3] == "1 of 18 counted. Lot Z0415B, 1 now."
    dock.scan("CMD-UNDO")


def test_the_lot_screen_is_not_shown_when_the_scan_gave_the_lot(dock: Tablet, house: House) -> None:
    dock.scan(house.code(VITAMIN))
    expect(dock.page.locator(".ask")).to_have_count(0)
    dock.scan("CMD-UNDO")


def test_an_empty_field_does_not_blank_what_is_known(dock: Tablet, house: House) -> None:
    dock.scans(house.code(ZINC_ONLY), house.code("Zinc, date only"))
    dock.page.locator(".typing > summary").click()
    dock.page.get_by_role("button", name="Count 1 unit").first.click()
    expect(dock.page.locator(".typing input[name=lot]")).to_have_js_property("validity.valueMissing", True)
    dock.scan(house.code("Zinc, lot only"))
    expect(dock.page.locator(".line", has_text="Z0415B").locator(".date")).not_to_have_text("")
    dock.scan("CMD-UNDO")


def test_what_blocks_is_a_stop_and_not_a_warning(dock: Tablet, house: House) -> None:
    dock.scan(house.code("Omega-3, expired"))
    assert dock.band()[:3] == ("stop", "STOP", "Expired")
    assert dock.page.evaluate("document.getElementById('work').inert")
    dock.scan("CMD-UNDO")


def test_a_scan_never_books_more_than_expected_by_itself(dock: Tablet, house: House) -> None:
    dock.scan(house.code("Omega-3, eight in a bag"))
    dock.expect_title("2 over")
    assert counted(dock, "K7731") == "0/6"
    dock.scan("CMD-UNDO")
    assert counted(dock, "K7731") == "0/6"


def test_the_screen_stays_open_from_scan_to_scan(dock: Tablet, house: House) -> None:
    dock.page.evaluate("window.sameScreen = true")
    for number in (1, 2, 3):
        dock.scan(house.code(VITAMIN))
        assert f"{number} of 24 counted" in dock.band()[3]
    assert dock.page.evaluate("window.sameScreen") is True
    dock.scans("CMD-UNDO", "CMD-UNDO", "CMD-UNDO")


def test_an_error_is_heard(dock: Tablet) -> None:
    assert tones_of(dock, "NOT-A-CODE-OF-OURS") == [LOW, LOW]


def test_an_item_not_on_the_order_makes_another_noise_than_one_that_is(dock: Tablet, house: House) -> None:
    assert tones_of(dock, house.code(VITAMIN)) == [HIGH]
    assert tones_of(dock, house.code("Work shirt")) == [LOW, LOW]
    dock.scan("CMD-UNDO")
    assert tones_of(dock, house.code("Omega-3, eight in a bag")) == [MIDDLE, MIDDLE]
    dock.scans("CMD-UNDO", "CMD-UNDO")


def test_the_group_separator_is_not_lost_between_scanner_and_lot(dock: Tablet, house: House) -> None:
    text = house.code("Omega-3, eight in a bag")
    assert text.endswith("10K7731\x1d308")
    dock.scan(text)
    assert "8 with this, 6 expected" in dock.band()[3]
    dock.scan("CMD-UNDO")


def test_a_unit_already_received_is_told_apart(browser: Browser, house: House) -> None:
    tablet = new_tablet(browser, house)
    tablet.open("/")
    tablet.sign_in("2231")
    tablet.scans("D-04", house.code("Warranty return"), house.code("Plate 463"), house.code("Drill DR7-204815"))
    assert tablet.band()[0] == "ok"
    tablet.scan(house.code("Drill DR7-204815"))
    assert tablet.band()[:3] == ("duplicate", "AGAIN", "Already received")
    tablet.page.context.close()


def test_an_unknown_code_needs_no_reload_after_it_was_assigned(browser: Browser, house: House) -> None:
    tablet = new_tablet(browser, house)
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.scan("7501031311309")
    tablet.expect_title("Not known here")
    tablet.page.evaluate("window.sameScreen = true")
    tablet.page.locator("#hero summary").first.click()
    tablet.page.locator("#hero [name=sku]").first.fill("ZNC-25-60")
    tablet.tap("Assign the code")
    tablet.scan("7501031311309")
    tablet.expect_title("Zinc 25 mg, 60 ct")
    assert tablet.page.evaluate("window.sameScreen") is True
    tablet.page.context.close()


def test_without_https_the_camera_says_why_it_is_missing(browser: Browser, house: House) -> None:
    tablet = new_tablet(browser, house)
    tablet.page.add_init_script("delete Navigator.prototype.mediaDevices")  # as a browser has it on plain http
    tablet.open("/")
    tablet.sign_in("2231")
    expect(tablet.page.get_by_role("button", name="Camera")).to_be_hidden()
    tablet.page.locator(".scan__photo > summary").click()
    expect(tablet.page.get_by_text("The live camera needs a secure connection (https)")).to_be_visible()
    tablet.page.context.close()


def test_receiving_forces_no_refund_and_says_nothing_of_money(dock: Tablet, house: House) -> None:
    dock.scan(house.code(VITAMIN))
    assert "refund" not in dock.page.inner_text("body").lower()
    dock.scan("CMD-UNDO")
