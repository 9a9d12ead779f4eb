"""A running app on a test floor, and a forklift's tablet in front of it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import create_app
from app.config import Settings
from app.db.models import Operator, table_of
from tests.browser.barriers import STRICTER, broken
from tests.browser.bursts import burst
from tests.browser.serving import until
from tests.factories import Floor, make_floor
from tests.quick import hash_pin

PIN = "4187"
LEAST_TARGET = 64
Sizes = Sequence[tuple[int, int]]
SMALL = """(least) => [...document.querySelectorAll("#work, #action")]
  .flatMap((part) => [...part.querySelectorAll("a, button")])
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height && box.height < least)
  .map(([each]) => each.outerHTML.slice(0, 120))"""
OVERFLOWING = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const box = each.getBoundingClientRect();
  const counts = each.checkVisibility() && !each.closest(".bar, .vh, .skip, .sink, .scrolls, dialog");
  return counts && box.width && box.right > innerWidth + 1;
}).map((each) => each.outerHTML.slice(0, 120))"""


@contextmanager
def serving_floor(database_url: str, data_dir: Path) -> Iterator[tuple[Floor, str]]:
    """Serve a fresh test floor on a port of this machine; everybody's PIN is the same."""
    app = create_app(Settings(database_url=database_url, data_dir=data_dir, secret_key="x" * 40))
    floor = make_floor(app.extensions["backdock"].database)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(pin_hash=hash_pin(PIN)))
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield floor, f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


class Tablet:
    """A tablet with an operator signed in; it posts forms as its pages would."""

    def __init__(self, page: Page, address: str, badge: str = "2412", at: str = "F-01", language: str = "en") -> None:
        self.page, self.address = page, address
        self.post("/sign-in", badge=badge, pin=PIN)
        self.post("/stations", place=at)
        self.post("/preferences/language", lang=language, back="/")

    def post(self, path: str, **form: str) -> None:
        headers = {"Origin": self.address}
        answer = self.page.request.post(self.address + path, form=dict(form), headers=headers, max_redirects=0)
        assert answer.status == 303

    def open(self, path: str = "/routes") -> None:
        self.page.goto(self.address + path)

    def scan(self, text: str) -> None:
        """Type as a wedge scanner does, and wait for the verdict."""
        before = self.page.locator("#verdict").get_attribute("data-answer")
        burst(self.page, text)
        until(self.page, f"document.getElementById('verdict').dataset.answer !== {before!r}")

    def expect_title(self, title: str) -> None:
        expect(self.page.locator("#verdict .signal__title")).to_have_text(title)

    def expect_usable(self, sizes: Sizes) -> None:
        """Expect no target too small for a thumb and nothing beside the screen at any size, no barrier at the last.

        The bar is left out of the barriers: it is the same on every screen and has tests of its own.
        """
        for width, height in sizes:
            self.page.set_viewport_size({"width": width, "height": height})
            assert self.page.evaluate(SMALL, LEAST_TARGET) == [], f"{width} wide"
            assert self.page.evaluate(OVERFLOWING) == [], f"{width} wide"
        assert broken(self.page, STRICTER, without=[".bar"]) == []
