"""The routing screen in a real browser: by wedge scanner, by thumb, without barriers, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.bursts import burst
from tests.browser.driving import Sizes, Tablet, serving_floor
from tests.browser.serving import until
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, received
from tests.services.dock import gs1
from tests.services.forklift import Forklift, a_tote, an_open_tote, stands

FLAT, UPRIGHT, HANDHELD = (1280, 800), (800, 1280), (390, 844)


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[Floor, str]]:
    with serving_floor(sqlite_url, tmp_path) as served:
        yield served


@pytest.fixture
def floor(served: tuple[Floor, str]) -> Floor:
    floor, _ = served
    a_tote(floor, units=6)
    a_tote(floor, "T-0413", grade="D", carton=4619)
    return floor


@pytest.fixture
def tablet(page: Page, served: tuple[Floor, str], floor: Floor) -> Tablet:
    tablet = Tablet(page, served[1])
    tablet.open()
    return tablet


def test_a_forklift_routes_by_scanner_alone(tablet: Tablet, floor: Floor) -> None:
    page = tablet.page
    tablet.scan("T-0412")
    tablet.expect_title("Carton 0412 to Restock")
    expect(page.locator(".dest__place")).to_have_text("S-01")
    tablet.scan("L-01")
    tablet.expect_title("Wrong place")
    expect(page.locator(".here")).to_contain_text("L-01")
    expect(page.locator(".there")).to_contain_text("S-01")
    until(page, "document.getElementById('work').inert")
    assert stands(floor, "T-0412") == ("routing", "B-02")
    tablet.scan("S-01")
    tablet.expect_title("Carton 0412 in S-01")
    until(page, "!document.getElementById('work').inert")
    expect(page.locator(".next")).to_contain_text("0413")
    tablet.scan("T-0413")
    tablet.scan("L-01")
    expect(page.get_by_text("Nothing waits to be moved")).to_be_visible()
    assert (stands(floor, "T-0412"), stands(floor, "T-0413")) == (("placed", "S-01"), ("placed", "L-01"))
    assert_ledger_holds(floor)


def test_scans_faster_than_answers_arrive_in_order(tablet: Tablet, floor: Floor) -> None:
    for text in ("T-0412", "S-01", "T-0413", "L-01"):
        burst(tablet.page, text)
    tablet.expect_title("Carton 0413 in L-01")
    assert (stands(floor, "T-0412"), stands(floor, "T-0413")) == (("placed", "S-01"), ("placed", "L-01"))
    assert_ledger_holds(floor)


def test_a_stop_is_acknowledged_by_its_button(tablet: Tablet) -> None:
    page = tablet.page
    tablet.scan("T-0412")
    tablet.scan("L-01")
    page.get_by_role("link", name="Understood: take it to S-01").click()
    expect(page.locator(".dest__place")).to_have_text("S-01")
    tablet.expect_title("Carton 0412 to S-01")
    tablet.scan("S-01")
    tablet.expect_title("Carton 0412 in S-01")


def test_undo_stands_in_the_signal(tablet: Tablet, floor: Floor) -> None:
    page = tablet.page
    tablet.scan("T-0412")
    tablet.scan("S-01")
    page.get_by_role("button", name="Undo last").click()
    expect(page.locator(".dest__place")).to_have_text("S-01")
    page.get_by_role("button", name="Undo last").click()
    expect(page.get_by_text("Carton T-0412 stands where it stood: B-02.")).to_be_visible()
    assert stands(floor, "T-0412") == ("graded", "B-02")


def test_a_full_place_is_said_with_one_tap(tablet: Tablet) -> None:
    tablet.scan("T-0412")
    tablet.page.get_by_role("button", name="Place is full").click()
    tablet.expect_title("No room left")


def test_the_queue_leads_to_a_carton_that_one_tap_takes(tablet: Tablet, floor: Floor) -> None:
    page = tablet.page
    page.locator(".next").click()
    page.get_by_role("button", name="Take carton 0412").click()
    expect(page.locator(".dest__place")).to_have_text("S-01")
    page.reload()
    expect(page.locator(".dest__place")).to_have_text("S-01")
    assert stands(floor, "T-0412") == ("routing", "B-02")


@pytest.mark.parametrize(
    ("language", "theme", "sizes"),
    [("en", "light", (FLAT, HANDHELD, UPRIGHT)), ("es", "dark", (FLAT, UPRIGHT, HANDHELD))],
)
def test_every_state_is_usable(
    page: Page, served: tuple[Floor, str], floor: Floor, language: str, theme: str, sizes: Sizes
) -> None:
    an_open_tote(floor, "T-0414", carton=4620)
    held = received(floor, gs1(floor.vitamin, "10D9T", "270331"), paper="", carton=4621)
    Forklift(floor, "supervisor").scan("T-0413")
    tablet = Tablet(page, served[1], language=language)
    tablet.post("/preferences/appearance", theme=theme, back="/")
    tablet.open()
    tablet.expect_usable(sizes)
    for text in ("T-0412", "L-01", "S-01", "T-0414", held, "T-0413", "T-9999"):
        tablet.scan(text)
        tablet.expect_usable(sizes)


def test_the_destination_is_what_one_sees_first(tablet: Tablet) -> None:
    tablet.scan("T-0412")
    size = "(name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)"
    assert tablet.page.evaluate(size, ".dest__place") >= 200
    assert tablet.page.evaluate(size, ".dest__letter") >= 200


def test_without_scripts_codes_are_typed(browser: Browser, served: tuple[Floor, str], floor: Floor) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 1280}).new_page()
    tablet = Tablet(page, served[1])
    tablet.open()
    for text in ("T-0412", "L-01", "S-01"):
        page.locator(".scan__type summary").click()
        page.locator("#typed").fill(text)
        page.get_by_role("button", name="Send this code").click()
    tablet.expect_title("Carton 0412 in S-01")
    assert stands(floor, "T-0412") == ("placed", "S-01")
