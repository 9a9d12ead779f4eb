"""Splitting locked goods out on a tablet: by scanner alone, and usable at every size, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import Sizes, Tablet, serving_floor
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, goods, received
from tests.services.floor_state import omega, vitamin
from tests.services.holder import carton_id, lock

FLAT, UPRIGHT, HANDHELD = (1280, 800), (800, 1280), (390, 844)


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[Floor, str]]:
    with serving_floor(sqlite_url, tmp_path) as served:
        yield served


@pytest.fixture
def url(served: tuple[Floor, str]) -> str:
    floor, _ = served
    plate = received(floor, vitamin(floor), *[omega(floor)] * 2)
    lock(floor, "K7731")
    return f"/holds/{carton_id(floor, plate)}"


def test_two_scans_and_the_goods_are_in_quarantine(page: Page, served: tuple[Floor, str], url: str) -> None:
    floor, address = served
    tablet = Tablet(page, address, "2231", "D-04")
    tablet.open(url)
    tablet.scan(omega(floor))
    tablet.expect_title("Omega-3 1200 mg, 90 ct")
    tablet.scan("T-0901")
    tablet.expect_title("Split out")
    expect(page.get_by_text("What is in this carton may go on.")).to_be_visible()
    assert goods(floor)[0] == "0901: 2 K7731 - - wrong_lot"
    page.get_by_role("button", name="Undo last").click()
    tablet.expect_title("Undone")
    page.get_by_role("button", name="They are in T-0901: split out").click()
    tablet.expect_title("Split out")
    assert_ledger_holds(floor)


@pytest.mark.parametrize(
    ("language", "theme", "sizes"),
    [("en", "light", (FLAT, HANDHELD, UPRIGHT)), ("es", "dark", (FLAT, UPRIGHT, HANDHELD))],
)
def test_every_state_is_usable(
    page: Page, served: tuple[Floor, str], url: str, language: str, theme: str, sizes: Sizes
) -> None:
    floor, address = served
    tablet = Tablet(page, address, "2231", "D-04", language)
    tablet.post("/preferences/appearance", theme=theme, back="/")
    tablet.open(url)
    tablet.expect_usable(sizes)
    for text in ("S-01", omega(floor), "Q-01"):
        tablet.scan(text)
        tablet.expect_usable(sizes)
