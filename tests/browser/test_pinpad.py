"""The PIN pad: large keys for a glove, dots instead of digits, and a plain field for whoever has no scripts."""

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.serving import ADDRESS, PAGES, Templates, fields, send_html, serve, until


@pytest.fixture
def sent() -> list[dict[str, str]]:
    """What was posted to sign in."""
    return []


def opened(page: Page, sent: list[dict[str, str]]) -> None:
    """The sign-in screen."""
    templates = Templates({"signin.html": (PAGES / "signin.html").read_text()}, operator=None)

    def signed_in(route: Route, request: Request) -> None:
        sent.append(fields(request))
        send_html(route, "<title>In</title>")

    serve(page, templates.render("tests/signin.html"), {"/signin": signed_in})
    page.goto(ADDRESS)


def test_keys_fill_the_dots_and_the_pin_is_sent(page: Page, sent: list[dict[str, str]]) -> None:
    opened(page, sent)
    until(page, "document.documentElement.dataset.js === 'on'")
    for digit in "4711":
        page.get_by_role("button", name=digit, exact=True).tap()
    expect(page.get_by_role("img", name="4 digits entered")).to_be_visible()
    page.get_by_role("button", name="Erase last digit").tap()
    expect(page.locator(".dots .on")).to_have_count(3)
    page.get_by_role("button", name="0", exact=True).tap()
    page.get_by_role("button", name="Sign in, sound on").tap()
    expect(page).to_have_title("In")
    assert sent == [{"pin": "4710"}]


def test_clear_begins_anew(page: Page, sent: list[dict[str, str]]) -> None:
    opened(page, sent)
    until(page, "document.documentElement.dataset.js === 'on'")
    for name in ("1", "2", "Clear"):
        page.get_by_role("button", name=name, exact=True).tap()
    expect(page.locator(".dots .on")).to_have_count(0)
    assert page.locator("#pin").input_value() == ""


def test_a_keyboard_types_the_pin_at_once(page: Page, sent: list[dict[str, str]]) -> None:
    opened(page, sent)
    until(page, "document.activeElement.id === 'pin'")
    page.keyboard.type("4711", delay=90)
    expect(page.locator(".dots .on")).to_have_count(4)
    page.keyboard.press("Enter")
    expect(page).to_have_title("In")
    assert sent == [{"pin": "4711"}]


def test_without_scripts_the_pin_is_typed_into_a_plain_field(browser: Browser, sent: list[dict[str, str]]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        opened(page, sent)
        expect(page.locator(".keys")).to_be_hidden()
        page.get_by_label("PIN").fill("4711")
        page.get_by_role("button", name="Sign in, sound on").click()
        assert sent == [{"pin": "4711"}]
