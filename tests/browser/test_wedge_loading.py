"""A scan made while a page loads: it arrives whole, or the operator is asked for it again; never a part of it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bursts import burst_in_time
from tests.browser.floor import Dock, dock_for, verdict
from tests.browser.keys import Keys
from tests.browser.loading import GS, PATIENCE, SCANNER, Loading, until_held
from tests.browser.serving import ADDRESS, Templates, send_html, serve, until

PERSON = 110
WELL_LOADED = 300  # ms after which no scan can have begun before the page did
CODE = f"0109521234001010AB-123{GS}21SN9"
FORM = """{% extends "layout.html" %}
{% block work %}<textarea id="note" aria-label="Note"></textarea>
<button id="danger" type="button">Scrap</button>{% endblock %}
{% block action %}{% include "shared/_scan_form.html" %}{% endblock %}"""


@pytest.fixture
def loading(page: Page) -> Loading:
    """A receiving screen that runs, and the way to the next one."""
    page.clock.install()
    dock = dock_for(page)
    dock.open()
    loading = Loading(dock, Keys(page))
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    return loading


@pytest.fixture
def half_loaded(loading: Loading) -> Loading:
    """The next page, whose head has come a while ago and whose modules have not."""
    loading.hold_modules()
    loading.arrive()
    loading.keys.pause(WELL_LOADED)
    return loading


@pytest.mark.parametrize("text", ["RMA-2026-004711", CODE, "A B 4711"])
@pytest.mark.parametrize("end", ["Enter", "Tab", None])
def test_a_scan_before_the_modules_arrives_whole(half_loaded: Loading, text: str, end: str | None) -> None:
    half_loaded.scan(text, end)
    half_loaded.run_modules()
    half_loaded.until_posted(1)
    assert half_loaded.dock.texts() == [text]


@pytest.mark.parametrize("early", [1, 3, 8, 14, 15])
def test_a_scan_during_which_the_modules_come_arrives_whole(half_loaded: Loading, early: int) -> None:
    text = "RMA-2026-004711"
    half_loaded.scan(text[:early], end=None)
    half_loaded.run_modules()
    half_loaded.scan(text[early:])
    half_loaded.until_posted(1)
    assert half_loaded.dock.texts() == [text]


def test_the_symbology_of_a_scan_before_the_modules_is_kept(half_loaded: Loading) -> None:
    half_loaded.scan("]C1" + CODE)
    half_loaded.run_modules()
    half_loaded.until_posted(1)
    assert [(scan["symbology"], scan["text"]) for scan in half_loaded.dock.posted] == [("]C1", CODE)]


def test_scans_before_the_modules_arrive_in_order_and_the_same_item_twice(half_loaded: Loading) -> None:
    for text in ("LPN00001", "LPN00002", "LPN00002"):
        half_loaded.scan(text)
        half_loaded.keys.pause(300)
    half_loaded.run_modules()
    half_loaded.until_posted(3)
    assert half_loaded.dock.texts() == ["LPN00001", "LPN00002", "LPN00002"]


def test_scans_without_a_last_key_before_the_modules_are_told_apart(half_loaded: Loading) -> None:
    half_loaded.scan("LPN00001", end=None)
    half_loaded.keys.pause(400)
    half_loaded.scan("LPN00002", end=None)
    half_loaded.run_modules()
    half_loaded.until_posted(2)
    assert half_loaded.dock.texts() == ["LPN00001", "LPN00002"]


@pytest.fixture
def form(page: Page) -> Loading:
    """A page with a note and a dangerous button, its modules not there yet."""
    page.clock.install()
    dock = Dock(page, Templates({"dock.html": FORM}))
    loading = Loading(dock, Keys(page))
    serve(page, dock.screen(), {"/scan": dock.answer})
    loading.hold_modules()
    page.goto(ADDRESS, wait_until="commit")
    until(page, "Boolean(document.getElementById('danger'))")
    page.evaluate("document.addEventListener('click', (event) => { window.clicked = event.target.id; })")
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    return loading


def test_typing_into_a_field_while_the_page_loads_stays_there(form: Loading) -> None:
    form.page.locator("#note").focus()
    form.keys.type("crushed ", PERSON)
    form.run_modules()
    form.keys.type("corner", PERSON)
    form.keys.pause(PATIENCE)
    expect(form.page.locator("#note")).to_have_value("crushed corner")
    assert form.dock.texts() == []


def test_a_scan_into_a_field_while_the_page_loads_is_taken_out_of_it(form: Loading) -> None:
    form.page.locator("#note").focus()
    form.keys.type("dent", PERSON)
    form.keys.pause(300)
    form.keys.type("RMA-2026-004711", 5, "Enter")
    form.run_modules()
    form.until_posted(1)
    expect(form.page.locator("#note")).to_have_value("dent")
    assert form.dock.texts() == ["RMA-2026-004711"]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_person_presses_a_button_while_the_page_loads(form: Loading, key: str) -> None:
    form.page.locator("#danger").focus()
    form.page.keyboard.press(key)
    assert form.page.evaluate("window.clicked") == "danger"


def test_a_scan_presses_no_button_while_the_page_loads(form: Loading) -> None:
    form.page.locator("#danger").focus()
    form.scan("A B 4711")
    form.run_modules()
    form.until_posted(1)
    assert form.dock.texts() == ["A B 4711"]
    assert form.page.evaluate("window.clicked ?? 'nothing'") == "nothing"


def test_without_the_modules_keys_do_what_they_always_do(form: Loading) -> None:
    until_held(form.page, form.modules)
    form.modules.pop().abort()
    until(form.page, "document.readyState === 'complete'")
    form.page.locator("#danger").focus()
    form.keys.type("xx", SCANNER, "Enter")
    assert form.page.evaluate("window.clicked") == "danger"


@pytest.mark.parametrize("early", [1, 2, 8, 14, 15])
@pytest.mark.parametrize("modules", ["before", "after"])
def test_a_scan_across_a_change_of_pages_arrives_whole(loading: Loading, modules: str, early: int) -> None:
    text = "RMA-2026-004711"
    loading.hold_modules()
    loading.scan(text[:early], end=None)
    loading.arrive()
    if modules == "before":
        loading.run_modules()
    loading.scan(text[early:])
    if modules == "after":
        loading.run_modules()
    loading.until_posted(1)
    assert loading.dock.texts() == [text]


def test_symbology_and_separator_survive_a_change_of_pages(loading: Loading) -> None:
    loading.scan("]C1" + CODE[:23], end=None)
    loading.arrive()
    loading.scan(CODE[23:])
    loading.until_posted(1)
    assert [(scan["symbology"], scan["text"]) for scan in loading.dock.posted] == [("]C1", CODE)]


def test_twenty_scans_across_twenty_changes_of_pages_arrive_whole_and_in_order(loading: Loading) -> None:
    expected = [f"LPN{number:05d}" for number in range(20)]
    for number, text in enumerate(expected, start=1):
        loading.scan(text[: number % 8 + 1], end=None)
        loading.arrive()
        loading.scan(text[number % 8 + 1 :])
        loading.until_running()
        loading.until_posted(number)
    assert loading.dock.texts() == expected


@pytest.mark.parametrize("lost", [1, 2, 5])
@pytest.mark.parametrize("early", [1, 2, 8])
def test_a_scan_that_lost_keys_between_two_pages_is_asked_for_again(loading: Loading, early: int, lost: int) -> None:
    text = "RMA-2026-004711"
    loading.scan(text[:early], end=None)
    loading.keys.pause(lost * SCANNER)
    loading.arrive()
    loading.scan(text[early + lost :])
    loading.expect_asked_again()


@pytest.mark.parametrize("end", ["Enter", None])
@pytest.mark.parametrize("modules", ["before", "after"])
def test_a_scan_that_began_before_its_page_is_asked_for_again(loading: Loading, modules: str, end: str | None) -> None:
    loading.hold_modules()
    loading.arrive()
    if modules == "before":
        loading.run_modules()
    loading.scan("09521234001010", end)
    if modules == "after":
        loading.run_modules()
    loading.keys.pause(PATIENCE)
    loading.expect_asked_again()


def test_a_scan_whose_end_came_between_two_pages_is_asked_for_again(loading: Loading) -> None:
    loading.scan("01095212340", end=None)
    loading.arrive()
    loading.until_running()
    loading.keys.pause(PATIENCE)
    loading.expect_asked_again()


def test_a_whole_scan_after_a_cut_one_is_sent(loading: Loading) -> None:
    loading.scan("01095212340", end=None)
    loading.arrive()
    loading.keys.pause(WELL_LOADED)
    loading.scan("LPN00042")
    loading.until_posted(1)
    assert loading.dock.texts() == ["LPN00042"]


def test_a_key_touched_as_the_page_leaves_is_nothing(loading: Loading) -> None:
    loading.keys.type("x", PERSON)
    loading.arrive()
    loading.until_running()
    loading.keys.pause(WELL_LOADED)
    loading.scan("LPN00042")
    loading.until_posted(1)
    assert loading.dock.texts() == ["LPN00042"]


def test_what_a_person_types_as_the_page_leaves_is_no_scan(loading: Loading) -> None:
    loading.page.get_by_text("Type a code").click()
    loading.keys.type("LPN", PERSON)
    loading.arrive()
    loading.until_running()
    loading.keys.pause(PATIENCE)
    expect(loading.page.locator("#verdict .signal__title")).to_have_text("Scan the first item")


def test_a_stop_stays_when_a_scan_is_cut(loading: Loading) -> None:
    stopped = loading.dock.screen(verdict("stop", "s-1", "Recalled lot"))
    loading.page.route("**/next", lambda route: send_html(route, stopped))
    loading.arrive()
    loading.until_running()
    loading.scan("09521234001010")
    expect(loading.page.locator("#verdict .signal__title")).to_have_text("Recalled lot")
    assert loading.dock.texts() == []


def test_a_page_does_not_go_away_under_a_scan(loading: Loading) -> None:
    page, dock = loading.page, loading.dock
    page.evaluate("document.addEventListener('htmx:beforeOnLoad', () => { window.answered = true; })")
    dock.holding = True
    dock.key("RMA-104418")
    until_held(page, dock.held)
    dock.holding = False
    loading.scan("LPN000", end=None)
    send_html(dock.held.pop(), "", headers={"HX-Redirect": "/next"})
    until(page, "window.answered")
    loading.scan("42")
    until(page, "location.pathname === '/next'")
    loading.until_running()
    loading.until_posted(2)
    assert dock.texts() == ["RMA-104418", "LPN00042"]


@pytest.mark.parametrize("slower", [1, 6])
def test_no_part_of_a_scan_is_ever_sent_however_the_pages_come(page: Page, slower: int) -> None:
    """In real time: keys fall between two pages wherever they do; what is sent has its first key and its last."""
    dock = dock_for(page)
    dock.open()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    codes = [f"0109521234001{number:03d}10LOT{number:03d}" for number in range(6)]
    for code in codes:
        page.evaluate("setTimeout(() => location.assign('/receive'))")
        burst_in_time(page, code, gap=0.01)
        until(page, "document.readyState === 'complete'")
    assert set(dock.texts()) <= set(codes)
