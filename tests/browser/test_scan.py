"""Captures on their way to the server: one at a time, in order, each with its own id and the context it belongs to."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floor import Dock, dock_for
from tests.browser.serving import send_html, until

KEEPS_CONTEXT = True
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture
def dock(page: Page) -> Dock:
    """A receiving screen, open."""
    dock = dock_for(page)
    dock.open()
    return dock


def test_a_scan_is_posted_and_its_verdict_stands_in_the_band(dock: Dock) -> None:
    dock.key("]C1LPN00042")
    dock.until_band("Counted 1")
    [scan] = dock.posted
    assert UUID7.fullmatch(scan["client_id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", scan["device_time"])
    shown = {name: scan[name] for name in ("text", "symbology", "source", "after", "carton")}
    assert shown == {"text": "LPN00042", "symbology": "]C1", "source": "ime", "after": "", "carton": "none"}


def test_scans_faster_than_answers_wait_for_the_context_they_belong_to(dock: Dock) -> None:
    dock.holding = True
    for text in ("LPN00001", "LPN00002", "LPN00003"):
        dock.key(text)
    until(dock.page, "true")
    assert dock.texts() == ["LPN00001"]
    dock.holding = False
    dock.reply(dock.held.pop())
    dock.until_band("Counted 3")
    assert [(scan["text"], scan["carton"]) for scan in dock.posted] == [
        ("LPN00001", "none"),
        ("LPN00002", "carton-1"),
        ("LPN00003", "carton-2"),
    ]
    assert [scan["after"] for scan in dock.posted[1:]] == [scan["client_id"] for scan in dock.posted[:2]]
    assert len({scan["client_id"] for scan in dock.posted}) == 3


def test_without_connection_a_scan_is_kept_said_so_and_sent_again_as_the_same(dock: Dock) -> None:
    dock.failures = 1
    dock.key("LPN00042")
    dock.until_band("No connection")
    expect(dock.page.locator("#verdict")).to_have_attribute("data-verdict", "saved")
    expect(dock.page.locator("#net")).to_have_text("1 waiting to send1")
    dock.key("LPN00043")
    expect(dock.page.locator("#net")).to_have_attribute("data-state", "waiting")
    dock.page.locator("#net").click()
    dock.until_band("Counted 3")
    assert dock.texts() == ["LPN00042", "LPN00042", "LPN00043"]
    assert dock.posted[0]["client_id"] == dock.posted[1]["client_id"] != dock.posted[2]["client_id"]
    expect(dock.page.locator("#net")).to_have_attribute("data-state", "online")


def test_a_gateway_that_answers_for_the_server_is_no_verdict(page: Page) -> None:
    dock = dock_for(page)
    dock.open()
    page.route("**/scan", lambda route: send_html(route, "Bad gateway", status=502), times=1)
    dock.key("LPN00042")
    dock.until_band("No connection")
    page.locator("#net").click()
    dock.until_band("Counted 1")


def test_what_waits_is_sent_after_a_reload(dock: Dock) -> None:
    dock.failures = 1
    dock.key("LPN00042")
    dock.until_band("No connection")
    dock.page.reload()
    dock.until_band("Counted 2")
    assert [scan["client_id"] for scan in dock.posted] == [dock.posted[0]["client_id"]] * 2


def test_what_waits_is_never_sent_for_another_operator(page: Page) -> None:
    dock = dock_for(page)
    dock.open()
    dock.failures = 1
    dock.key("LPN00042")
    dock.until_band("No connection")
    page.goto("about:blank")
    other = dock_for(page, operator={"name": "Jo Park", "short": "J. Park", "initials": "JP"})
    other.open()
    other.key("LPN00077")
    other.until_band("Counted 1")
    assert other.texts() == ["LPN00077"]


def test_a_scan_made_while_the_server_sends_the_browser_on_belongs_to_the_next_page(page: Page) -> None:
    dock = dock_for(page)
    dock.open("home")
    dock.holding = True
    dock.key("RMA-104418")
    dock.key("LPN00042")
    dock.holding = False
    send_html(dock.held.pop(), "", headers={"HX-Redirect": "/receive"})
    dock.until_band("Counted 2")
    assert page.url.endswith("/receive")
    assert dock.texts() == ["RMA-104418", "LPN00042"]


def test_a_code_typed_by_hand_takes_the_same_way(dock: Dock) -> None:
    dock.page.get_by_text("Type a code").click()
    expect(dock.page.get_by_label("Type the code printed under the bars")).to_be_focused()
    dock.page.keyboard.type("LPN00042", delay=90)
    dock.page.get_by_role("button", name="Send this code").click()
    dock.until_band("Counted 1")
    assert [(scan["text"], scan["source"]) for scan in dock.posted] == [("LPN00042", "typed")]


def test_the_focus_returns_to_the_scanner_after_every_verdict(dock: Dock) -> None:
    dock.page.get_by_text("Type a code").click()
    expect(dock.page.get_by_label("Type the code printed under the bars")).to_be_focused()
    dock.page.keyboard.type("LPN00042", delay=90)
    dock.page.keyboard.press("Enter")
    dock.until_band("Counted 1")
    until(dock.page, "document.activeElement.id === 'wedge'")


def test_under_a_stop_the_work_is_out_of_reach_until_the_next_verdict(dock: Dock) -> None:
    dock.kinds = ["stop"]
    dock.key("LPN00042")
    dock.until_band("Counted 1")
    work = dock.page.locator("#work")
    expect(work).to_have_class("work is-blocked")
    assert work.evaluate("work => work.inert")
    dock.key("Q-02")
    dock.until_band("Counted 2")
    expect(work).to_have_class("work")
    assert not work.evaluate("work => work.inert")
