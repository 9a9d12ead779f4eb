"""A keyboard-wedge scanner on a real page: what is scanned arrives whole, and nothing else on the page feels it."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.serving import ADDRESS, PAGES, serve, until

TYPED_BY_HAND = 90  # ms a key
GS = "\u001d"


@pytest.fixture
def dock(page: Page) -> Page:
    """A page with a dangerous button, a number field, a note and a field that wants scans raw."""
    serve(page, (PAGES / "wedge.html").read_text())
    page.goto(ADDRESS)
    until(page, "window.listening")
    return page


def scan(page: Page, text: str, delay: float = 5, end: str | None = "Enter") -> None:
    """Key `text` as a scanner does, `delay` ms a key."""
    page.keyboard.type(text, delay=delay)
    if end:
        page.keyboard.press(end)


def captured(page: Page, count: int = 1) -> list[dict[str, Any]]:
    """The captures, once there are `count` of them."""
    until(page, f"captures.length >= {count}")
    found: list[dict[str, Any]] = page.evaluate("captures")
    return found


def texts(page: Page, count: int = 1) -> list[str]:
    """What was captured, without how."""
    return [capture["text"] for capture in captured(page, count)]


def let_idle(page: Page) -> None:
    """Wait until a scan without a last key would have been taken for finished."""
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 600))")


def fire(page: Page, keys: list[tuple[str, dict[str, Any]]]) -> None:
    """Key events with flags no keyboard has, all in one go: [(keydown or keyup, its properties)]."""
    page.evaluate(
        """keys => { for (const [type, init] of keys) {
            const event = new KeyboardEvent(type, {bubbles: true, cancelable: true, ...init});
            document.activeElement.dispatchEvent(event); } }""",
        keys,
    )


@pytest.mark.parametrize("end", ["Enter", "Tab", None])
@pytest.mark.parametrize("delay", [0, 5, 10, 40, 80])
def test_a_scan_arrives_whole_at_every_speed(dock: Page, delay: float, end: str | None) -> None:
    scan(dock, "RMA-2026-004711", delay, end)
    assert captured(dock) == [{"text": "RMA-2026-004711", "symbology": "", "source": "wedge"}]


def test_a_scan_never_presses_the_focused_button(dock: Page) -> None:
    dock.locator("#danger").focus()
    scan(dock, "A B 4711")
    assert texts(dock) == ["A B 4711"]
    assert dock.evaluate("clicks") == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_person_still_presses_the_focused_button(dock: Page, key: str) -> None:
    dock.locator("#danger").focus()
    dock.keyboard.press(key)
    assert dock.evaluate("clicks") == ["danger"]


def test_typing_into_a_field_is_no_scan(dock: Page) -> None:
    dock.locator("#note").focus()
    dock.keyboard.type("crushed corner", delay=TYPED_BY_HAND)
    let_idle(dock)
    assert dock.evaluate("captures") == []
    assert dock.locator("#note").input_value() == "crushed corner"


def test_enter_after_typing_submits_the_form(dock: Page) -> None:
    dock.locator("#quantity").focus()
    dock.keyboard.type("12", delay=TYPED_BY_HAND)
    dock.keyboard.press("Enter")
    assert dock.evaluate("[submits, captures.length]") == [1, 0]


def test_a_scan_into_a_note_is_taken_out_of_it_again(dock: Page) -> None:
    dock.locator("#note").focus()
    dock.keyboard.type("dent", delay=TYPED_BY_HAND)
    let_idle(dock)
    scan(dock, "RMA-2026-004711")
    assert texts(dock) == ["RMA-2026-004711"]
    assert dock.locator("#note").input_value() == "dent"


@pytest.mark.parametrize("typed", ["7", "dent", "crushed corner "])
def test_a_scan_right_after_typing_in_the_same_field_is_told_from_it(dock: Page, typed: str) -> None:
    dock.locator("#note").focus()
    dock.keyboard.type(typed, delay=150)
    scan(dock, "RMA-2026-004711")
    assert texts(dock) == ["RMA-2026-004711"]
    assert dock.locator("#note").input_value() == typed


def test_a_key_touched_before_a_scan_is_not_part_of_it(dock: Page) -> None:
    dock.keyboard.type("x", delay=200)
    scan(dock, "RMA-2026-004711")
    assert texts(dock) == ["RMA-2026-004711"]


def test_a_late_key_does_not_split_a_scan(dock: Page) -> None:
    dock.keyboard.type("RMA-2026", delay=5)
    dock.evaluate("new Promise((resolve) => setTimeout(resolve, 120))")
    scan(dock, "-004711")
    assert texts(dock) == ["RMA-2026-004711"]


def test_a_slow_scanner_is_known_in_a_field_by_its_symbology(dock: Page) -> None:
    dock.locator("#quantity").focus()
    scan(dock, "]C0RMA-1", delay=60)
    assert captured(dock) == [{"text": "RMA-1", "symbology": "]C0", "source": "wedge"}]
    assert dock.locator("#quantity").input_value() == "3"
    assert dock.evaluate("submits") == 0


def test_a_field_that_wants_scans_keeps_them(dock: Page) -> None:
    dock.locator("#serial").focus()
    scan(dock, "SN-998877")
    let_idle(dock)
    assert dock.evaluate("captures") == []
    assert dock.locator("#serial").input_value() == "SN-998877"


@pytest.mark.parametrize("separator", ["Control+]", "F8"])
def test_the_group_separator_survives(dock: Page, separator: str) -> None:
    dock.keyboard.type("]C1010950110153000310AB-123", delay=5)
    dock.keyboard.press(separator)
    scan(dock, "21SN9")
    assert captured(dock) == [{"text": f"010950110153000310AB-123{GS}21SN9", "symbology": "]C1", "source": "wedge"}]


def test_the_group_separator_typed_as_alt_0029_survives(dock: Page) -> None:
    dock.keyboard.type("]C110AB-123", delay=5)
    digits = [("keydown", {"key": n, "code": f"Numpad{n}", "altKey": True}) for n in "0029"]
    fire(dock, [("keydown", {"key": "Alt"}), *digits, ("keyup", {"key": "Alt"})])
    scan(dock, "21SN9")
    assert texts(dock) == [f"10AB-123{GS}21SN9"]


def test_firmware_that_marks_every_key_with_alt_is_read_all_the_same(dock: Page) -> None:
    keys = [
        ("keydown", {"key": key, "code": f"Numpad{key}" if key.isdigit() else f"Key{key}", "altKey": True})
        for key in "LPN00042"
    ]
    fire(dock, [*keys, ("keydown", {"key": "Enter", "altKey": True})])
    assert texts(dock) == ["LPN00042"]


def test_characters_behind_altgr_are_read(dock: Page) -> None:
    keys = [("keydown", {"key": key, "ctrlKey": key == "@", "altKey": key == "@"}) for key in "LOT@42"]
    fire(dock, [*keys, ("keydown", {"key": "Enter"})])
    assert texts(dock) == ["LOT@42"]


def test_one_trigger_pull_is_one_scan(dock: Page) -> None:
    key = [("keydown", {"key": key}) for key in "LPN00042"] + [("keydown", {"key": "Enter"})]
    fire(dock, [*key, *key])
    scan(dock, "LPN00043")
    assert texts(dock, 2) == ["LPN00042", "LPN00043"]


def test_the_same_item_scanned_again_later_is_a_second_scan(dock: Page) -> None:
    scan(dock, "LPN00042")
    let_idle(dock)
    scan(dock, "LPN00042")
    assert texts(dock, 2) == ["LPN00042", "LPN00042"]


def test_text_committed_by_the_input_method_is_a_scan(dock: Page) -> None:
    assert dock.evaluate("document.activeElement.id") == "wedge"
    dock.keyboard.insert_text("RMA-77")
    dock.keyboard.press("Enter")
    assert captured(dock) == [{"text": "RMA-77", "symbology": "", "source": "ime"}]


def test_text_committed_without_enter_is_a_scan(dock: Page) -> None:
    dock.keyboard.insert_text("]d2RMA-78")
    assert captured(dock) == [{"text": "RMA-78", "symbology": "]d2", "source": "ime"}]


def test_pasting_outside_a_field_is_a_scan(dock: Page) -> None:
    dock.evaluate(
        """() => { const held = new DataTransfer(); held.setData("text", " RMA-79 ");
            const event = new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true});
            document.body.dispatchEvent(event); }"""
    )
    assert captured(dock) == [{"text": "RMA-79", "symbology": "", "source": "paste"}]


def test_the_sink_takes_the_focus_back(dock: Page) -> None:
    dock.locator("#note").focus()
    dock.evaluate("document.activeElement.blur()")
    until(dock, "document.activeElement.id === 'wedge'")


def test_twenty_scans_back_to_back_stay_in_order(dock: Page) -> None:
    expected = [f"LPN{number:05d}" for number in range(20)]
    for text in expected:
        scan(dock, text, delay=3)
    assert texts(dock, 20) == expected
