"""Fingers, gloves and small screens: targets large enough, nothing beside the screen, the verdict readable in full.

Every product and every party has a name of 80 characters here.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.live import House, new_tablet
from tests.browser.screens import WALKS, give_long_names

TABLET, BENCH, HANDHELD = (800, 1280), (1280, 800), (390, 844)

SMALL = """(least) => [...document.querySelectorAll("button, a, summary, select, input:not([type=hidden])")]
  .filter((e) => e.checkVisibility() && !e.closest(".skip, .sink, [inert]") && !e.matches(".sink, .skip, .pin__field"))
  .map((e) => [e, e.matches("[type=checkbox]") ? e.closest("label") : e.closest(".find") ?? e])
  .map(([e, target]) => [e, target.getBoundingClientRect()])
  .filter(([e, box]) => box.width && (box.height < (e.matches(".primary") ? least.primary : least.target) - 0.5
                                      || box.width < least.wide))
  .map(([e, box]) => `${(e.textContent.trim() || e.ariaLabel || e.name).slice(0, 30)}: `
                     + `${Math.round(box.width)} x ${Math.round(box.height)}`)"""
CLOSE = """(gap) => {
  const boxes = [...document.querySelectorAll("#action :is(button, a, summary)")]
    .filter((e) => e.checkVisibility() && getComputedStyle(e).position !== "fixed" && !e.closest(".sheet"))
    .map((e) => [e.textContent.trim().slice(0, 24), e.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) => {
    const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
    const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
    return Math.max(across, down) < gap - 0.5;
  }).map(([other]) => `${one} and ${other}`));
}"""

BESIDE = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width && e.checkVisibility()
    && !e.closest(".vh, .skip, .sink, .scrolls, .rail nav, .evidence, dialog, svg")
    && (box.right > innerWidth + 1 || box.left < -1);
}).map((e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`).slice(0, 5)"""

CUT = """() => {
  const band = document.getElementById("verdict");
  const outer = band.getBoundingClientRect();
  const texts = band.querySelectorAll(".signal__word, .signal__title, .signal__say, .signal__next, dd, button");
  const cut = [...texts].filter((e) => {
    const box = e.getBoundingClientRect();
    const wide = e.clientWidth && e.scrollWidth > e.clientWidth + 1;
    return box.bottom > outer.bottom + 1 || box.right > outer.right + 1 || wide;
  }).map((e) => e.textContent.trim().slice(0, 40));
  const action = document.getElementById("action")?.getBoundingClientRect() ?? outer;
  if (band.scrollHeight > band.clientHeight) cut.push("the band scrolls");
  if (outer.bottom > innerHeight || action.bottom > innerHeight + 1) cut.push("the screen is not high enough");
  return cut;
}"""


@pytest.fixture
def long_house(fresh_house: House) -> House:
    """The demo site with names as long as they come."""
    give_long_names(fresh_house)
    return fresh_house


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("walk", WALKS)
def test_every_state_fits_every_screen(walk: str, language: str, browser: Browser, long_house: House) -> None:
    tablet = new_tablet(browser, long_house)
    tablet.language = language
    found = [fault for state in WALKS[walk](tablet, long_house) for fault in faults(tablet.page, state)]
    tablet.page.context.close()
    assert found == []


def faults(page: Page, state: str) -> Iterator[str]:
    """Yield what does not fit on a tablet upright and flat, on a handheld, and for a gloved hand."""
    for width, height in (BENCH, HANDHELD, TABLET):
        page.set_viewport_size({"width": width, "height": height})
        where = f"{state}, {width} wide"
        yield from (f"{where}: beside the screen: {each}" for each in page.evaluate(BESIDE))
        yield from (f"{where}: the verdict is cut: {each}" for each in page.evaluate(CUT))
        yield from (f"{where}: small: {each}" for each in page.evaluate(SMALL, OFFICE if in_office(page) else BARE))
        yield from (f"{where}: close: {each}" for each in page.evaluate(CLOSE, 8 if width < 480 else 16))
    page.evaluate("document.documentElement.dataset.gloves = 'on'")
    least = GLOVED_OFFICE if in_office(page) else GLOVED
    yield from (f"{state}, gloves: small: {each}" for each in page.evaluate(SMALL, least))
    yield from (f"{state}, gloves: close: {each}" for each in page.evaluate(CLOSE, 20))
    yield from (f"{state}, gloves: beside the screen: {each}" for each in page.evaluate(BESIDE))
    page.evaluate("delete document.documentElement.dataset.gloves")


def in_office(page: Page) -> bool:
    """Tell whether this is a screen of the office: a mouse needs less room than a finger (WCAG 2.2, 2.5.5: 44 px)."""
    return bool(page.evaluate("document.documentElement.dataset.surface === 'office'"))


OFFICE = {"target": 44, "primary": 44, "wide": 44}
GLOVED_OFFICE = {"target": 64, "primary": 64, "wide": 44}
BARE = {"target": 64, "primary": 96, "wide": 44}
GLOVED = {"target": 80, "primary": 120, "wide": 44}
