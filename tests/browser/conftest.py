"""The browser every screen is tested in: Debian's Chromium as a tablet held upright, shut off from the network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.live import demo_file, fresh_house, house, standing_house
from tests.leaving_out import leave_out

__all__ = ["demo_file", "fresh_house", "house", "standing_house"]

CHROMIUM = Path("/usr/bin/chromium")
SPARED = (
    # Playwright's own, which a list of ours replaces
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
    # processes made ahead for pages that never come: a fifth of what a new context costs
    "SpareRendererForSitePerProcess", "PreloadTopChromeWebUI", "PreloadTopChromeWebUILessNavigations", "RenderDocument",
)  # fmt: skip
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(SPARED)}",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own build, with a camera that shows a test picture."""
    if not CHROMIUM.exists():
        leave_out(f"no Chromium at {CHROMIUM} (apt-get install chromium)")
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A ten-inch tablet, upright; a service worker would answer before the test's routes do."""
    return {
        **browser_context_args,
        "viewport": {"width": 800, "height": 1280},
        "has_touch": True,
        "locale": "en-US",
        "service_workers": "block",
    }


@pytest.fixture(scope="session")
def kept_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One context for many tests: to open one takes longer than most tests take in it."""
    context = browser.new_context(**browser_context_args)
    context.new_page()  # the last page takes the window with it, and a window takes long
    yield context
    context.close()


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A context for `page`: one of its own, or in a module that says KEEPS_CONTEXT the kept one, clean again.

    A module whose tests stop the clock cannot say so, because a context's clock cannot be set going again.
    """
    if not getattr(request.module, "KEEPS_CONTEXT", False):
        yield request.getfixturevalue("new_context")()
        return
    context: BrowserContext = request.getfixturevalue("kept_context")
    blank, *_ = context.pages
    yield context
    for page in context.pages:
        if page != blank:
            page.close()
    context.clear_cookies()
    context.new_cdp_session(blank).send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})


@pytest.fixture(autouse=True)
def nothing_left_open(browser: Browser, kept_context: BrowserContext) -> Iterator[None]:
    """Close what a test opened: a wall that nobody looks at any more asks its server every two seconds."""
    before = set(browser.contexts)
    yield
    for context in set(browser.contexts) - before:
        context.close()


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that may neither throw nor break its content security policy, whatever else a test looks at."""
    troubles: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            troubles.append(message.text)

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", listen)
    yield page
    assert troubles == []
