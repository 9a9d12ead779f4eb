"""The whole house for real: `python run.py` in a process of its own on the demo site, and people before it."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from playwright.sync_api import Error as PageLeft

from app.db.engine import Database, open_database
from app.demo import DEMO_OPERATORS, DemoCode, demo_codes, load_demo
from tests.browser.bursts import GS, burst
from tests.browser.serving import until

ROOT = Path(__file__).parents[2]
PINS = {operator.badge: operator.pin for operator in DEMO_OPERATORS}
LOG = "server.log"
OPEN_AI = re.compile(r"\((?:10|21|30|37|24\d|9\d)\)")


@dataclass(frozen=True, slots=True)
class House:
    """A running server: where it answers, what it stands on, and the barcodes of the tour by their English titles."""

    address: str
    database: Database
    environment: Mapping[str, str]
    codes: Mapping[str, DemoCode]

    def code(self, title: str) -> str:
        """Return what a scanner types for a barcode of the tour."""
        return typed_by_scanner(self.codes[title].payload)

    @property
    def file(self) -> str:
        """The SQLite file it stands on."""
        path = self.database.engine.url.database
        assert path
        return path

    def check_log(self) -> None:
        """Fail where the server has written down an error of its own."""
        log = Path(self.environment["BACKDOCK_DATA_DIR"], LOG).read_text()
        assert "Traceback" not in log, log

    def flask(self, command: str) -> "subprocess.CompletedProcess[str]":
        """Run `flask --app app COMMAND` as an administrator does."""
        command_line = [sys.executable, "-m", "flask", "--app", "app", command]
        return subprocess.run(
            command_line, cwd=ROOT, env=dict(self.environment), capture_output=True, text=True, check=False
        )


def typed_by_scanner(payload: str) -> str:
    """Return a label's payload as its scanner types it: brackets gone, a separator after an open-ended element."""
    if not payload.startswith("("):
        return payload
    parts = re.findall(r"(\(\d+\))([^(]*)", payload)
    text = "".join(ai.strip("()") + value + (GS if OPEN_AI.fullmatch(ai) else "") for ai, value in parts)
    return text.removesuffix(GS)


@contextmanager
def serving(database_url: str, data_dir: Path, *, has_demo: bool = True) -> Iterator[House]:
    """Start the server on a database, which holds the demo unless told otherwise; stop it at the end."""
    database = open_database(database_url)
    with database.reading() as session:
        codes = {code.title_en: code for code in demo_codes(session)} if has_demo else {}
    port = _free_port()
    environment = {
        **os.environ,
        "BACKDOCK_DATABASE_URL": database_url,
        "BACKDOCK_DATA_DIR": str(data_dir),
        "BACKDOCK_SECRET_KEY": "of these tests only, and thirty-two characters long",
        "BACKDOCK_HOST": "127.0.0.1",
        "BACKDOCK_PORT": str(port),
        "BACKDOCK_LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }
    house = House(f"http://127.0.0.1:{port}", database, environment, codes)
    with _process(environment):
        yield house
    house.check_log()
    database.engine.dispose()


@contextmanager
def _process(environment: Mapping[str, str]) -> Iterator[None]:
    with Path(environment["BACKDOCK_DATA_DIR"], LOG).open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "run.py"], cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            assert server.stdout
            assert server.stdout.readline().startswith("Backdock answers"), Path(log.name).read_text()
            yield
        finally:
            server.terminate()
            server.wait(30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def demo_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo site, to copy."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("demo") / "backdock.sqlite"))
    database = open_database(f"sqlite:///{path}")
    load_demo(database)
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def standing_house(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server for all tests of a run: to start one takes as long as most tests take before it."""
    data_dir = tmp_path_factory.mktemp("house")
    with serving(f"sqlite:///{shutil.copy(demo_file, data_dir / 'backdock.sqlite')}", data_dir) as house:
        yield house


@pytest.fixture(scope="module")
def house(standing_house: House, demo_file: Path) -> Iterator[House]:
    """The demo site on SQLite, for all tests of a module."""
    yield from _as_it_was_loaded(standing_house, demo_file)


@pytest.fixture
def fresh_house(standing_house: House, demo_file: Path) -> Iterator[House]:
    """The demo site on SQLite, as it was loaded, for one test."""
    yield from _as_it_was_loaded(standing_house, demo_file)


def _as_it_was_loaded(house: House, demo_file: Path) -> Iterator[House]:
    """Put the demo back under the server that runs on it: SQLite tells its connections that their pages are old."""
    with closing(sqlite3.connect(demo_file)) as source, closing(sqlite3.connect(house.file)) as target:
        source.backup(target)
    yield house
    house.check_log()


@dataclass
class Tablet:
    """One tablet and the person who holds it; what it asks of any other origin is written down."""

    page: Page
    address: str
    strangers: list[str] = field(default_factory=list)
    last: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        self.page.on("request", self._watch)

    def _watch(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.strangers.append(url)

    def open(self, path: str) -> None:
        """Go to a page and wait until its modules run."""
        self.page.goto(self.address + path)
        self.ready()

    def ready(self) -> None:
        """Wait until the page hears its scanner: Chromium drops keys until a new page has been painted."""
        until(self.page, LOADED)
        for _ in range(400):
            with suppress(PageLeft):
                if self.page.evaluate(HEARS_KEYS):
                    return
            self.page.keyboard.press("Shift")
        raise AssertionError("the page hears no keys")

    def type(self, text: str) -> None:
        """Pull the trigger: a burst of keys, ended by Enter."""
        burst(self.page, text)

    def scan(self, text: str) -> None:
        """Scan, and wait for the verdict, on this page or on the one the scan leads to."""
        if text == self.last:
            until(self.page, NO_BOUNCE)
        before = self._seen()
        self.type(text)
        self.last = text
        self._until_other(before)
        assert not self.page.locator("#verdict[data-answer^=cut]").count(), f"{text} was taken for a scan that was cut"

    def scans(self, *texts: str) -> None:
        """Scan one after the other."""
        for text in texts:
            self.scan(text)

    def tap(self, name: str) -> None:
        """Press a button or a link by its name, and wait for what it brings."""
        before = self._seen()
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        self._until_other(before)

    def tap_first(self, selector: str) -> None:
        """Press the first of what `selector` finds, and wait for what it brings."""
        before = self.page.url, self._seen()
        self.page.locator(selector).first.click()
        until(self.page, f"{LOADED} && (location.href !== {before[0]!r} || {SEEN} !== {before[1]!r})")
        self.ready()

    def _seen(self) -> str:
        return str(self.page.evaluate(SEEN))

    def _until_other(self, before: str) -> None:
        until(self.page, f"{LOADED} && {SEEN} !== {before!r}")
        self.ready()

    def sign_in(self, badge: str) -> None:
        """Scan the badge and tap the PIN; from any page, also while another is signed in."""
        self.scan(f"BADGE-{badge}")
        for digit in PINS[badge]:
            self.page.locator(f"[data-digit='{digit}']").click()
        before = self._seen()
        self.page.locator("#action .primary").click()
        self._until_other(before)
        self._speak()

    def speak(self, language: str) -> None:
        """Switch to a language, by the bar, and stay with it."""
        self.language = language
        self._speak()

    def _speak(self) -> None:
        """Switch to the language of this tablet, by the bar, where the operator's own is another."""
        button = self.page.locator(f".lang button[value='{self.language}']")
        if self.language and button.get_attribute("aria-pressed") != "true":
            button.click()
            until(self.page, f"{LOADED} && document.documentElement.lang === '{self.language}'")
            self.ready()

    def expect_title(self, title: str) -> None:
        """Expect the band to say `title`."""
        expect(self.title).to_have_text(title)

    @property
    def title(self) -> Locator:
        """The first words of the verdict."""
        return self.page.locator("#verdict .signal__title")

    def band(self) -> tuple[str, ...]:
        """Return the verdict as it stands: kind, word, then every sentence of it."""
        band = self.page.locator("#verdict")
        texts = band.locator(".signal__word, .signal__title, .signal__say, .signal__next, dd").all_inner_texts()
        return (band.get_attribute("data-verdict") or "", *texts)


SEEN = "(performance.timeOrigin + ' ' + location.pathname + ' ' + document.getElementById('verdict').dataset.answer)"
"""What changes with every answer: the page, or the band on it."""

LOADED = "document.documentElement.dataset.js === 'on' && document.readyState === 'complete'"

HEARS_KEYS = """(() => {
  const hear = () => { document.hears = "yes"; };
  document.hears ??= addEventListener("keydown", hear, { capture: true, once: true }) ?? "no";
  return document.hears === "yes";
})()"""

NO_BOUNCE = "performance.now() - (document.idleSince ??= performance.now()) > 300 && !(document.idleSince = null)"
"""The same code within 250 ms is a trigger that bounces."""


def new_tablet(browser: Browser, house: House, **options: object) -> Tablet:
    """Open a browser that was never here."""
    context: BrowserContext = browser.new_context(
        **{"viewport": {"width": 800, "height": 1280}, "has_touch": True, "service_workers": "block", **options}  # type: ignore[arg-type]
    )
    return Tablet(context.new_page(), house.address)
