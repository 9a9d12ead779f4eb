"""A floor screen in the middle of loading: its modules, and the next page, arrive when a test says so."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Route, expect

from tests.browser.floor import Dock
from tests.browser.keys import Keys
from tests.browser.serving import APP, until

SCANNER = 20  # ms a key
PATIENCE = 1600  # ms, more than any scan is waited for
GS = "\u001d"
SAY = "That scan was cut off while the page loaded. Scan again."


@dataclass
class Loading:
    """A floor screen whose modules arrive when the test says so. Its clock stands still."""

    dock: Dock
    keys: Keys
    modules: list[Route] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.dock.page

    def hold_modules(self) -> None:
        """From now on no page gets its modules before `run_modules`."""
        self.page.route("**/js/main.js", self._hold_module)

    def _hold_module(self, route: Route) -> None:
        self.modules.append(route)

    def arrive(self) -> None:
        """Go to the next page, as far as its head: it hears what is typed from now on."""
        self.page.evaluate("window.isOld = true; location.assign('/next')")
        until(self.page, "!window.isOld && Boolean(window.backdockKeys && document.body)")

    def run_modules(self) -> None:
        """Let the modules come, and wait until they run."""
        until_held(self.page, self.modules)
        for route in self.modules:
            route.fulfill(path=APP / "static/js/main.js", content_type="text/javascript")
        self.modules.clear()
        self.until_running()

    def until_running(self) -> None:
        until(self.page, "document.documentElement.dataset.js === 'on'")

    def scan(self, text: str, end: str | None = "Enter") -> None:
        """Type what a scanner types; F8 is its group separator."""
        for number, part in enumerate(text.split(GS)):
            if number:
                self.keys.pause(SCANNER)
                self.page.keyboard.press("F8")
            self.keys.type(part, SCANNER)
        if end:
            self.keys.pause(SCANNER)
            self.page.keyboard.press(end)

    def until_posted(self, count: int) -> None:
        """Wait for the answer to the scan of that number; htmx too waits for the clock."""
        self.keys.pause(PATIENCE)
        self.dock.until_band(f"Counted {count}")

    def expect_asked_again(self) -> None:
        """The band asks for the scan, and nothing was sent."""
        self.dock.until_band("Scan again")
        band = self.page.locator("#verdict")
        expect(band).to_have_attribute("data-verdict", "attention")
        expect(band.locator(".signal__say")).to_have_text(SAY)
        assert self.dock.texts() == []


def until_held(page: Page, routes: list[Route]) -> None:
    """Wait until a request stands still."""
    for _ in range(400):
        if routes:
            return
        page.wait_for_timeout(25)
    raise AssertionError("never asked for")
