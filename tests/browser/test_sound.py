"""One scan, one verdict, for the ear and the hand too: each verdict sounds once, in its own way."""

import pytest
from playwright.sync_api import Page

from tests.browser.floor import Dock, dock_for, verdict
from tests.browser.serving import until

KEEPS_CONTEXT = True
RECORD = """
window.tones = []; window.shakes = [];
const begin = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  window.tones.push(this.frequency.value);
  return begin.call(this, at);
};
navigator.vibrate = (pattern) => { window.shakes.push(pattern); return true; };
"""

VERDICTS = [
    ("ok", [1760], [60]),
    ("attention", [880, 880], [60, 60, 60]),
    ("duplicate", [1320, 990, 1320], [30, 40, 30, 40, 30]),
    ("stop", [220, 220], [200, 80, 200]),
]


@pytest.fixture
def dock(page: Page) -> Dock:
    """A receiving screen whose tones and vibrations are written down."""
    page.add_init_script(RECORD)
    return dock_for(page)


@pytest.mark.parametrize(("kind", "tones", "shake"), VERDICTS)
def test_each_verdict_has_its_own_sound_and_vibration(
    dock: Dock, kind: str, tones: list[int], shake: list[int]
) -> None:
    dock.kinds = [kind]
    dock.open()
    dock.key("LPN00042")
    dock.until_band("Counted 1")
    until(dock.page, "shakes.length === 1")
    assert dock.page.evaluate("[tones, shakes]") == [tones, [shake]]


def test_a_scan_kept_for_want_of_a_connection_sounds_like_no_verdict(dock: Dock) -> None:
    dock.open()
    dock.failures = 1
    dock.key("LPN00042")
    dock.until_band("No connection")
    until(dock.page, "shakes.length === 1")
    assert dock.page.evaluate("[tones, shakes]") == [[660], [[30]]]


def test_nothing_sounds_before_the_first_scan(dock: Dock) -> None:
    dock.open()
    dock.page.locator("#behind").click()
    assert dock.page.evaluate("[tones, shakes]") == [[], []]


def test_a_verdict_already_heard_stays_silent_when_the_page_is_loaded_again(dock: Dock) -> None:
    dock.open(signal=verdict("attention", "answer-1", "2 over"))
    dock.page.locator("#behind").click()
    dock.page.reload()
    until(dock.page, "document.documentElement.dataset.js === 'on'")
    dock.page.locator("#behind").click()
    assert dock.page.evaluate("[tones, shakes]") == [[], []]


def test_a_scan_under_a_stop_that_asks_for_none_sounds_the_stop_again(dock: Dock) -> None:
    dock.kinds = ["stop"]
    dock.open()
    dock.key("LPN00042")
    dock.until_band("Counted 1")
    dock.page.evaluate("document.getElementById('scan').remove()")
    dock.key("LPN00043")
    until(dock.page, "shakes.length === 2")
    assert dock.page.evaluate("[tones, shakes]") == [[220, 220, 220, 220], [[200, 80, 200], [200, 80, 200]]]
    assert dock.texts() == ["LPN00042"]
