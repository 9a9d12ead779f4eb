"""A floor screen from the app's own templates, with a server the test plays: it counts scans and answers as told."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, Request, Route

from tests.browser.serving import ADDRESS, PAGES, Templates, fields, send_html, serve, until

WORDS = {"ready": "READY", "ok": "OK", "attention": "CHECK", "duplicate": "REPEAT", "stop": "STOP"}


def verdict(kind: str, answer: str, title: str, **more: Any) -> dict[str, Any]:
    """What `_signal.html` draws."""
    plain = {"say": "", "next": "", "facts": [], "undo": None, "sound": kind}
    return {"kind": kind, "id": answer, "word": WORDS[kind], "title": title, **plain, **more}


@dataclass
class Dock:
    """The server's side: what was posted, in order, and the answers still to give (by default: OK)."""

    page: Page
    templates: Templates
    posted: list[dict[str, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    failures: int = 0
    held: list[Route] = field(default_factory=list)
    holding: bool = False

    def open(self, path: str = "receive", **context: Any) -> None:
        """Go to the screen and wait until its modules run."""
        serve(self.page, self.screen(**context), {"/scan": self.answer})
        self.page.goto(ADDRESS + path)
        until(self.page, "document.documentElement.dataset.js === 'on'")

    def screen(self, signal: dict[str, Any] | None = None) -> str:
        """The whole page as it is first sent."""
        first = signal or verdict("ready", "", "Scan the first item")
        return self.templates.render("tests/dock.html", signal=first, scan=self.scan("none"))

    def scan(self, carton: str) -> dict[str, Any]:
        """The scan form's side of the screen: the context says which carton is open."""
        return {"action": "/scan", "client_id": "", "after": "", "frames_url": "/frames", "context": {"carton": carton}}

    def answer(self, route: Route, request: Request) -> None:
        """Take one posted scan; while told to fail or hold, do that instead."""
        if self.failures:
            self.failures -= 1
            self.posted.append(fields(request) | {"lost": "yes"})
            route.abort()
            return
        self.posted.append(fields(request))
        if self.holding:
            self.held.append(route)
            return
        self.reply(route)

    def reply(self, route: Route) -> None:
        """The band, and the form with the context the next scan belongs to."""
        count = len(self.posted)
        kind = self.kinds.pop(0) if self.kinds else "ok"
        scanned = self.posted[-1]
        band = self.templates.render(
            "shared/_signal.html", signal=verdict(kind, scanned["client_id"], f"Counted {count}")
        )
        form = self.templates.render("shared/_scan_form.html", scan=self.scan(f"carton-{count}"), oob=True)
        send_html(route, band + form, status=409 if kind == "stop" else 200)

    def texts(self) -> list[str]:
        """What was posted, in order."""
        return [scan["text"] for scan in self.posted]

    def key(self, text: str) -> None:
        """Scan, by a scanner that commits its text at once: nothing here depends on the rhythm of keys."""
        self.page.evaluate("document.getElementById('wedge').focus()")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")

    def until_band(self, title: str) -> None:
        """Wait for the band to say `title`."""
        until(self.page, f"document.querySelector('#verdict .signal__title')?.textContent === '{title}'")


def dock_for(page: Page, **house: Any) -> Dock:
    """A receiving screen at dock 4, not opened yet."""
    return Dock(page, Templates({"dock.html": (PAGES / "dock.html").read_text()}, **house))
