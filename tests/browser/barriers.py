"""What axe finds on a page: barriers before people who see, hear or move otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STRICTER = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"]
"""Contrast at its stricter level too: 7:1."""
SERIOUS = ("serious", "critical")
ALL: Mapping[str, object] = {"runOnly": STANDARD}
COLOURS: Mapping[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

RUN = """async ([without, rules]) => {
  const options = { ...rules, resultTypes: ["violations"] };  // to describe all that passes takes most of its time
  return (await axe.run({ exclude: without.map((each) => [each]) }, options)).violations;
}"""


def violations(page: Page, rules: Mapping[str, object] = ALL, without: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return the rules that the page breaks, of those that axe is told to look at, with the elements that do.

    `without` are selectors of what is not looked at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(RUN, [list(without), rules])
    return found


def broken(page: Page, levels: Sequence[str] | None = None, without: Iterable[str] = ()) -> list[str]:
    """Return every rule of `levels` (of every level when None) that the page breaks, and where."""
    return [_told(each) for each in violations(page, {"runOnly": list(levels)} if levels else {}, without)]


def barriers(page: Page, state: str, themes: Sequence[str] = ("light", "dark")) -> Iterator[str]:
    """Yield what axe finds serious or critical: the state, the theme, the rule, and where.

    Only the first theme is looked at for all rules: the next differ from it in nothing but colours.
    """
    own = page.evaluate("document.documentElement.dataset.theme")
    for theme in themes:
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        for each in violations(page, ALL if theme == themes[0] else COLOURS):
            if each["impact"] in SERIOUS:
                yield f"{state}, {theme}: {_told(each)}"
    page.evaluate(f"document.documentElement.dataset.theme = '{own}'")


def _told(violation: dict[str, Any]) -> str:
    return f"{violation['id']} at {[node['target'] for node in violation['nodes']]}"
