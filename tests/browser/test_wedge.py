"""A keyboard-wedge scanner on a real page: what is scanned arrives whole, and nothing else on the page feels it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.keys import Keys
from tests.browser.serving import ADDRESS, PAGES, serve, until

PERSON = 110  # ms a key
SCANNER = 5
PATIENCE = 1600  # more than any scan is waited for
GS = "\u001d"


@pytest.fixture
def dock(page: Page) -> Page:
    """A page with a dangerous button, a number field, a note and a field that wants scans raw."""
    serve(page, (PAGES / "wedge.html").read_text())
    page.clock.install()
    page.goto(ADDRESS)
    until(page, "window.listening")
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    return page


@pytest.fixture
def keys(dock: Page) -> Keys:
    """The keyboard of that page."""
    return Keys(dock)


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
    page.clock.run_for(PATIENCE)


def fire(page: Page, keys: list[tuple[str, dict[str, Any]]]) -> None:
    """Key events with flags no keyboard has, all in one go: [(keydown or keyup, its properties)]."""
    page.evaluate(
        """keys => { for (const [type, init] of keys) {
            const event = new KeyboardEvent(type, {bubbles: true, cancelable: true, ...init});
            document.activeElement.dispatchEvent(event); } }""",
        keys,
    )


@pytest.mark.parametrize("end", ["Enter", "Tab", None])
@pytest.mark.parametrize("gap", [0, 5, 10, 40, 80, 120])
def test_a_scan_arrives_whole_at_every_speed(dock: Page, keys: Keys, gap: int, end: str | None) -> None:
    keys.type("RMA-2026-004711", gap, end)
    if not end:
        let_idle(dock)
    assert captured(dock) == [{"text": "RMA-2026-004711", "symbology": "", "source": "wedge"}]


def test_a_scan_never_presses_the_focused_button(dock: Page, keys: Keys) -> None:
    dock.locator("#danger").focus()
    keys.type("A B 4711", SCANNER, "Enter")
    assert texts(dock) == ["A B 4711"]
    assert dock.evaluate("clicks") == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_person_still_presses_the_focused_button(dock: Page, key: str) -> None:
    dock.locator("#danger").focus()
    dock.keyboard.press(key)
    assert dock.evaluate("clicks") == ["danger"]


def test_typing_into_a_field_is_no_scan(dock: Page, keys: Keys) -> None:
    dock.locator("#note").focus()
    keys.type("crushed corner", PERSON)
    let_idle(dock)
    assert dock.evaluate("captures") == []
    assert dock.locator("#note").input_value() == "crushed corner"


def test_enter_after_typing_submits_the_form(dock: Page, keys: Keys) -> None:
    dock.locator("#quantity").fill("")
    keys.type("12", PERSON, "Enter")
    assert dock.evaluate("[submits, captures.length]") == [1, 0]
    assert dock.locator("#quantity").input_value() == "12"


@pytest.mark.parametrize("typed", ["", "7", "12", "dent", "crushed corner "])
@pytest.mark.parametrize("pause", [150, 300, 450, 1500])
def test_a_scan_after_typing_in_the_same_field_is_told_from_it(dock: Page, keys: Keys, typed: str, pause: int) -> None:
    dock.locator("#note").focus()
    keys.type(typed, PERSON)
    keys.pause(pause)
    keys.type("RMA-2026-004711", SCANNER, "Enter")
    assert texts(dock) == ["RMA-2026-004711"]
    assert dock.locator("#note").input_value() == typed


def test_a_key_touched_before_a_scan_is_not_part_of_it(dock: Page, keys: Keys) -> None:
    keys.type("x", PERSON)
    keys.pause(300)
    keys.type("RMA-2026-004711", SCANNER, "Enter")
    assert texts(dock) == ["RMA-2026-004711"]


@pytest.mark.parametrize("early", [1, 2, 8, 14])
@pytest.mark.parametrize("field", ["", "#note"])
def test_a_late_key_does_not_split_a_scan(dock: Page, keys: Keys, field: str, early: int) -> None:
    if field:
        dock.locator(field).focus()
    text = "RMA-2026-004711"
    keys.type(text[:early], SCANNER)
    keys.pause(90)
    keys.type(text[early:], SCANNER, "Enter")
    assert texts(dock) == [text]


def test_a_slow_scanner_is_known_in_a_field_by_its_symbology(dock: Page, keys: Keys) -> None:
    dock.locator("#quantity").focus()
    keys.type("]C0RMA-1", 60, "Enter")
    assert captured(dock) == [{"text": "RMA-1", "symbology": "]C0", "source": "wedge"}]
    assert dock.locator("#quantity").input_value() == "3"
    assert dock.evaluate("submits") == 0


def test_half_a_scan_is_not_sent_when_a_busy_tablet_hands_on_its_keys_late(dock: Page, keys: Keys) -> None:
    keys.type("RMA-2026-004711", SCANNER, "Enter")
    keys.type("RMA-2026", SCANNER)
    dock.clock.run_for(1000)
    assert texts(dock) == ["RMA-2026-004711"]


def test_a_scanner_known_to_send_no_last_key_is_answered_at_once(dock: Page, keys: Keys) -> None:
    keys.type("RMA-2026-004711", SCANNER)
    dock.clock.run_for(PATIENCE)
    keys.type("LPN00042", SCANNER)
    dock.clock.run_for(400)
    assert texts(dock, 2) == ["RMA-2026-004711", "LPN00042"]


def test_a_field_that_wants_scans_keeps_them(dock: Page, keys: Keys) -> None:
    dock.locator("#serial").focus()
    keys.type("SN-998877", SCANNER, "Enter")
    let_idle(dock)
    assert dock.evaluate("captures") == []
    assert dock.locator("#serial").input_value() == "SN-998877"


def test_the_group_separator_as_a_function_key_survives(dock: Page, keys: Keys) -> None:
    keys.type("]C1010950110153000310AB-123", SCANNER)
    dock.keyboard.press("F8")
    keys.type("21SN9", SCANNER, "Enter")
    assert captured(dock) == [{"text": f"010950110153000310AB-123{GS}21SN9", "symbology": "]C1", "source": "wedge"}]


@pytest.mark.parametrize(
    "separator",
    [
        {"key": "]", "code": "BracketRight", "ctrlKey": True},
        {"key": "+", "code": "BracketRight", "ctrlKey": True},  # a Spanish layout
        {"key": GS, "code": "BracketRight", "ctrlKey": True},
    ],
)
def test_the_group_separator_as_a_control_key_survives(dock: Page, separator: dict[str, Any]) -> None:
    before, after = ([("keydown", {"key": key}) for key in text] for text in ("]C110AB-123", "21SN9"))
    fire(dock, [*before, ("keydown", separator), *after, ("keydown", {"key": "Enter"})])
    assert texts(dock) == [f"10AB-123{GS}21SN9"]


def test_the_group_separator_typed_as_alt_0029_survives(dock: Page) -> None:
    before, after = ([("keydown", {"key": key}) for key in text] for text in ("]C110AB-123", "21SN9"))
    digits = [("keydown", {"key": n, "code": f"Numpad{n}", "altKey": True}) for n in "0029"]
    alt = [("keydown", {"key": "Alt"}), *digits, ("keyup", {"key": "Alt"})]
    fire(dock, [*before, *alt, *after, ("keydown", {"key": "Enter"})])
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
    once, other = (
        [*(("keydown", {"key": key}) for key in text), ("keydown", {"key": "Enter"})]
        for text in ("LPN00042", "LPN00043")
    )
    fire(dock, [*once, *once, *other])
    assert texts(dock, 2) == ["LPN00042", "LPN00043"]


def test_the_same_item_scanned_again_later_is_a_second_scan(dock: Page, keys: Keys) -> None:
    keys.type("LPN00042", SCANNER, "Enter")
    let_idle(dock)
    keys.type("LPN00042", SCANNER, "Enter")
    assert texts(dock, 2) == ["LPN00042", "LPN00042"]


def test_text_committed_by_the_input_method_is_a_scan(dock: Page) -> None:
    assert dock.evaluate("document.activeElement.id") == "wedge"
    dock.keyboard.insert_text("RMA-77")
    dock.keyboard.press("Enter")
    assert captured(dock) == [{"text": "RMA-77", "symbology": "", "source": "ime"}]


def test_text_committed_without_enter_is_a_scan(dock: Page) -> None:
    dock.keyboard.insert_text("]d2RMA-78")
    let_idle(dock)
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
    let_idle(dock)
    until(dock, "document.activeElement.id === 'wedge'")


def test_twenty_scans_back_to_back_stay_in_order(dock: Page, keys: Keys) -> None:
    expected = [f"LPN{number:05d}" for number in range(20)]
    for text in expected:
        keys.type(text, SCANNER, "Enter")
    assert texts(dock, 20) == expected
