"""From the last key to the verdict on the screen: `python -m benchmarks.verdict [--quick] [--json]`.

Debian's Chromium as a tablet four times slower than this machine, before `python run.py`; a wedge types unit after unit
on an open carton. The time runs from the moment the scanner presses Enter to the frame that shows the server's verdict.
Beside it, in the same run: a bare page that posts what was typed to the bare server and shows what comes back.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.floor import demo_site, tablet
from benchmarks.schedules import percentile
from benchmarks.servers import backdock, bare
from tests.browser.bursts import burst
from tests.browser.serving import until

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SLOWER = 4
SCANS, QUICK_SCANS, WARM_UP = 60, 10, 3
KEY_S = 0.0005
"""So near that no key bears a time later than that at which it reached the browser."""

GOAL_MS = 100

WATCH = """
window.shown = [];
let pressed = 0, last = "";
addEventListener("keydown", (event) => { if (event.key === "Enter") pressed = event.timeStamp; }, true);
new MutationObserver(() => {
  const band = document.getElementById("verdict"), answer = band?.dataset.answer ?? "";
  if (!pressed || answer === last || band?.dataset.verdict !== "ok") return;
  const from = pressed;
  [pressed, last] = [0, answer];
  requestAnimationFrame(() => setTimeout(() => window.shown.push(performance.now() - from)));   // after that frame
}).observe(document, { subtree: true, childList: true, attributes: true });
"""
NO_BOUNCE = "performance.now() - (window.idleSince ??= performance.now()) > 300 && !(window.idleSince = null)"
"""The same code within 250 ms is a trigger that bounces."""


@dataclass(frozen=True)
class Shown:
    """Milliseconds from the last key to the verdict."""

    p50_ms: float
    p95_ms: float
    scans: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="a few scans only")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    if not CHROMIUM.exists():
        print(f"Verdict on the screen: not measured, no Chromium at {CHROMIUM} (apt install chromium)")
        return
    scans = QUICK_SCANS if chosen.quick else SCANS
    with browsing() as browser:
        ours, reference = measure(browser, scans), measure_bare(browser, scans)
    figures = {"backdock": asdict(ours), "bare": asdict(reference)}
    print(json.dumps(figures, indent=2) if chosen.json else table(ours, reference))


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


def measure(browser: Browser, scans: int) -> Shown:
    """Return what a tablet on a receipt sees."""
    with demo_site() as site:
        one = tablet(site, "T-9900")
        site.database.engine.dispose()
        with backdock(site) as (server,):
            page = slow_page(browser, f"http://127.0.0.1:{server.port}", one.cookies, one.action.removesuffix("/scans"))
            until(page, "document.documentElement.dataset.js === 'on' && document.readyState === 'complete'")
            return scan(page, one.item, scans)


def measure_bare(browser: Browser, scans: int) -> Shown:
    """Return what the bare page sees."""
    with bare() as server:
        return scan(slow_page(browser, f"http://127.0.0.1:{server.port}", {}, "/"), "0109521234300632", scans)


def slow_page(browser: Browser, address: str, cookies: dict[str, str], path: str) -> Page:
    """Open a page in a browser of its own on a slow processor, with a clock that runs from Enter to the verdict."""
    context = browser.new_context(viewport={"width": 800, "height": 1280}, has_touch=True, service_workers="block")
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address + path)
    return page


def scan(page: Page, text: str, scans: int) -> Shown:
    """Type `text` as a scanner does, once the verdict before it is shown."""
    for number in range(1, WARM_UP + scans + 1):
        until(page, NO_BOUNCE)
        burst(page, text, KEY_S)
        until(page, f"window.shown.length === {number}")
    waited = sorted(page.evaluate("window.shown")[WARM_UP:])
    page.context.close()
    return Shown(percentile(waited, 0.5), percentile(waited, 0.95), len(waited))


def table(ours: Shown, reference: Shown) -> str:
    """Return the figures as a Markdown table."""
    return "\n".join(
        (
            f"A scan in Chromium, {SLOWER}x slowed down, {ours.scans} scans of 16 characters",
            "",
            "| measure | Backdock | bare page and server | goal |",
            "|---|---|---|---|",
            f"| last key to verdict shown, ms, p50 / p95 | {ours.p50_ms:.0f} / {ours.p95_ms:.0f} "
            f"| {reference.p50_ms:.0f} / {reference.p95_ms:.0f} | {GOAL_MS} |",
        )
    )


if __name__ == "__main__":
    main()
