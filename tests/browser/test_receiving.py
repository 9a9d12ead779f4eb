"""What receiving and grading owe to hands that are faster than the Wi-Fi: nothing is lost, nothing is done twice."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.live import House, Tablet, new_tablet
from tests.browser.screens import take_carton_with_free_lines


@pytest.fixture
def tablet(browser: Browser, house: House) -> Iterator[Tablet]:
    """A. Novak, who may do everything, at home."""
    tablet = new_tablet(browser, house)
    tablet.open("/")
    tablet.sign_in("2007")
    yield tablet
    tablet.page.context.close()


PATIENCE = 30_000  # ms


def test_a_scan_waits_for_the_answer_to_the_tap_before_it(tablet: Tablet) -> None:
    page, held = tablet.page, list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    tablet.scan("B-03")
    take_carton_with_free_lines(tablet)
    tablet.tap_first("#work a.second")
    page.route("**/grading?*set=*", hold, times=1)
    with page.expect_request("**/grading?*set=*"):
        page.locator("#F4").click()
    tablet.type("CMD-C5")
    held[0].continue_()
    # in its own time: what is held here is the order, and a busy machine may take a while over two answers
    expect(page.locator("#C5")).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    expect(page.locator("#F4")).to_have_attribute("aria-pressed", "true")
    tablet.scan("T-0415")
    assert tablet.band()[2].startswith("Grade C: ")


def test_a_photo_of_damage_stands_with_the_item_counted_last(tablet: Tablet, house: House) -> None:
    page = tablet.page
    tablet.scans(house.code("Return of Northline"), house.code("Carton plate"), house.code("Vitamin D3, lot 10D9T"))
    page.locator(".damage > summary").click()
    picture = bytes(cv2.imencode(".png", np.full((60, 80), 90, np.uint8))[1])
    page.get_by_label("Photo of the damage").set_input_files(
        {"name": "damage.png", "mimeType": "image/png", "buffer": picture}
    )
    tablet.tap("Keep the photo")
    tablet.expect_title("Photo kept")
    assert tablet.band()[3].startswith("The photo stands with Vitamin D3 1000 IU, 120 ct in carton")
