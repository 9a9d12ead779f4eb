"""What every floor screen has in common: light, reachable, readable, and working when something is missing."""

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response, Route, expect

from tests.browser.barriers import STRICTER, broken
from tests.browser.floor import Dock, dock_for, verdict
from tests.browser.serving import ADDRESS, fields, send_html, serve, until

KEEPS_CONTEXT = True
UNDO = {"url": "/undo", "client_id": "undo-1", "context": {"receipt": "r-1"}}
STOP = verdict(
    "stop",
    "a-2",
    "Recalled lot",
    facts=[("Scanned", "Vitamin D3", False), ("Lot", "10E2A", True), ("Do this", "Put it in tote Q-02", False)],
)
LONG = {
    "say": "Omega-3 1200 mg, 90 cápsulas, lote K7731: 8 contadas, 6 esperadas en RMA-104418.",
    "next": "Escanee otra vez el mismo artículo para conservarlo, o deshaga lo último",
}


def test_the_first_page_is_light_and_fetches_nothing_from_elsewhere(page: Page) -> None:
    fetched: list[Response] = []

    def listen(response: Response) -> None:
        fetched.append(response)

    page.on("response", listen)
    dock_for(page).open()
    weight = sum(len(gzip.compress(response.body())) for response in fetched)
    assert {urlsplit(response.url).netloc for response in fetched} == {urlsplit(ADDRESS).netloc}
    assert weight < 150_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("signal", [verdict("attention", "a-1", "2 over", undo=UNDO, **LONG), STOP])
def test_a_screen_has_no_known_barrier(page: Page, theme: str, signal: dict[str, Any]) -> None:
    dock_for(page, theme=theme).open(signal=signal)
    assert broken(page, STRICTER) == []


def test_the_open_panels_have_no_known_barrier(page: Page) -> None:
    dock_for(page).open()
    for opener in (page.locator(".me > summary"), page.get_by_text("Type a code")):
        opener.click()
        assert broken(page, STRICTER) == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("gloves", "least"), [(False, 64), (True, 80)])
def test_everything_that_is_tapped_is_large_enough(page: Page, gloves: bool, least: int) -> None:
    dock_for(page, gloves=gloves).open(signal=verdict("attention", "a-1", "2 over", undo=UNDO))
    page.locator(".me > summary").click()
    small = page.evaluate(
        """least => [...document.querySelectorAll("button, a, summary")]
            .filter((e) => e.checkVisibility() && !e.matches(".skip, #behind"))
            .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, box]) => box.width < least - 4 || box.height < least - 4)
            .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)""",
        least,
    )
    assert small == []


def test_the_work_stands_still_whichever_verdict_comes(page: Page) -> None:
    dock = dock_for(page)
    tops = set()
    for signal in (
        verdict("ready", "", "Scan the first item"),
        verdict("ok", "a-1", "Counted: 24 of 24", undo=UNDO, say="Vitamin D3 1000 IU, 120 ct."),
        verdict("attention", "a-2", "2 over", undo=UNDO, **LONG),
        verdict("duplicate", "a-3", "Already counted"),
    ):
        serve(page, dock.screen(signal))
        page.goto(ADDRESS)
        tops.add(page.evaluate("document.getElementById('work').getBoundingClientRect().top"))
    assert len(tops) == 1


def test_the_left_hand_finds_undo_on_its_own_side(page: Page) -> None:
    sides = {}
    for hand in ("right", "left"):
        serve(page, dock_for(page, hand=hand).screen(verdict("attention", "a-1", "2 over", undo=UNDO)))
        page.goto(ADDRESS)
        box = page.get_by_role("button", name="Undo last").bounding_box()
        assert box
        sides[hand] = "right" if box["x"] > 400 else "left"
    assert sides == {"right": "right", "left": "left"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_auto_looks_like_the_theme_the_device_asks_for(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    looks = []
    for theme in ("auto", scheme):
        serve(page, dock_for(page, theme=theme).screen())
        page.goto(ADDRESS)
        looks.append(
            page.evaluate(
                """() => { const style = getComputedStyle(document.documentElement);
                    return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
                        .flatMap((rule) => [...(rule.cssRules ?? [])]).flatMap((rule) => [...(rule.style ?? [])])
                        .filter((name) => name.startsWith("--")).sort()
                        .map((name) => `${name}: ${style.getPropertyValue(name)}`).join("\\n"); }"""
            )
        )
    assert "--paper" in looks[0]
    assert looks[0] == looks[1]


def test_a_tap_carries_its_id_context_and_time(page: Page) -> None:
    dock, posted = tapping(page, lost=0)
    page.get_by_role("button", name="Undo last").tap()
    dock.until_band("Undone")
    [tap] = posted
    assert {name: tap[name] for name in ("client_id", "receipt", "after")} == {
        "client_id": "undo-1",
        "receipt": "r-1",
        "after": "a-1",
    }
    assert tap["device_time"].endswith("Z")


def test_a_tap_the_server_did_not_hear_says_so(page: Page) -> None:
    dock, posted = tapping(page, lost=1)
    page.get_by_role("button", name="Undo last").tap()
    dock.until_band("No connection")
    expect(page.locator("#net")).to_have_attribute("data-state", "offline")
    assert posted == []


def tapping(page: Page, lost: int) -> tuple[Dock, list[dict[str, str]]]:
    """A screen with an undo, whose first `lost` taps get no answer."""
    dock = dock_for(page)
    posted: list[dict[str, str]] = []
    remaining = [lost]

    def undo(route: Route, request: Request) -> None:
        if remaining[0]:
            remaining[0] -= 1
            route.abort()
            return
        posted.append(fields(request))
        band = dock.templates.render("shared/_signal.html", signal=verdict("ok", "a-9", "Undone"))
        send_html(route, band)

    serve(page, dock.screen(verdict("attention", "a-1", "2 over", undo=UNDO)), {"/undo": undo})
    page.goto(ADDRESS)
    until(page, "document.documentElement.dataset.js === 'on'")
    return dock, posted


def test_without_scripts_a_typed_code_and_a_photo_are_plain_forms(browser: Browser) -> None:
    posted: list[Request] = []

    def taken(route: Route, request: Request) -> None:
        posted.append(request)
        send_html(route, "<title>Taken</title>")

    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        serve(page, dock_for(page).screen(), {"/scan": taken})
        for opener, button in (("Type a code", "Send this code"), ("Photo", "Send the photo")):
            page.goto(ADDRESS)
            page.get_by_text(opener, exact=True).click()
            if opener == "Type a code":
                page.get_by_label("Type the code printed under the bars").fill("LPN00042")
            page.get_by_role("button", name=button).click()
            expect(page).to_have_title("Taken")
        assert (fields(posted[0])["text"], fields(posted[0])["source"]) == ("LPN00042", "typed")
        assert posted[1].headers["content-type"].startswith("multipart/form-data")
