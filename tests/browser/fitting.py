"""Fingers, gloves and small screens: targets large enough, nothing beside the screen, the verdict readable in full."""

from collections.abc import Iterator

from playwright.sync_api import Page

TABLET, BENCH, HANDHELD = (800, 1280), (1280, 800), (390, 844)

SMALL = """(least) => [...document.querySelectorAll("button, a, summary, select, input:not([type=hidden])")]
  .filter((e) => e.checkVisibility() && !e.closest(".skip, .sink, [inert]") && !e.matches(".sink, .skip, .pin__field"))
  .map((e) => [e, e.matches("[type=checkbox], [type=radio]") ? e.closest("label") : e.closest(".find") ?? e])
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
    && !e.closest(".vh, .skip, .sink, .scrolls, .evidence, dialog, svg")
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

SPILLED = """() => [...document.querySelectorAll(".line dl, .line h2, .paper h1")]
  .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.textContent.trim().slice(0, 40))"""
"""What runs out of its own place and under what stands beside it."""

ALL_BUT_CUT = f"""([least, gap]) => ({{
  "beside the screen": ({BESIDE})(), "small": ({SMALL})(least), "close": ({CLOSE})(gap), "spilled": ({SPILLED})(),
}})"""
ALL = f"""(asked) => ({{ ...({ALL_BUT_CUT})(asked), "the verdict is cut": ({CUT})() }})"""


def faults(page: Page, state: str) -> Iterator[str]:
    """Yield what does not fit on a tablet upright and flat, on a handheld, and for a gloved hand."""
    bare, gloved = (OFFICE, GLOVED_OFFICE) if in_office(page) else (BARE, GLOVED)
    for width, height in (BENCH, HANDHELD, TABLET):
        page.set_viewport_size({"width": width, "height": height})
        yield from _seen(page, f"{state}, {width} wide", ALL, bare, 8 if width < 480 else 16)
    page.evaluate("document.documentElement.dataset.gloves = 'on'")
    yield from _seen(page, f"{state}, gloves", ALL_BUT_CUT, gloved, 20)
    page.evaluate("delete document.documentElement.dataset.gloves")


def _seen(page: Page, where: str, look: str, least: dict[str, int], gap: int) -> Iterator[str]:
    for fault, elements in page.evaluate(look, [least, gap]).items():
        yield from (f"{where}: {fault}: {each}" for each in elements)


def in_office(page: Page) -> bool:
    """Tell whether this is a screen of the office: a mouse needs less room than a finger (WCAG 2.2, 2.5.5: 44 px)."""
    return bool(page.evaluate("document.documentElement.dataset.surface === 'office'"))


OFFICE = {"target": 44, "primary": 44, "wide": 44}
GLOVED_OFFICE = {"target": 64, "primary": 64, "wide": 44}
BARE = {"target": 64, "primary": 96, "wide": 44}
GLOVED = {"target": 80, "primary": 120, "wide": 44}
