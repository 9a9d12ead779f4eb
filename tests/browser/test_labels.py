"""Labels in a real browser: what comes out of the printer, and what a scanner sees on the screen."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from threading import Thread

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page
from sqlalchemy import update
from werkzeug.serving import make_server

from app import create_app
from app.config import Settings
from app.db.models import Operator, table_of
from app.demo import load_demo
from tests.browser.barriers import SERIOUS, violations
from tests.labels.paper import scanned

MILLIMETRE = 72 / 25.4
"""Points, of which PDF pages are made."""


@pytest.fixture(scope="module")
def address(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the demo site."""
    data_dir = tmp_path_factory.mktemp("labels")
    file = copy(sqlite_template, data_dir / "backdock.sqlite")
    app = create_app(Settings(database_url=f"sqlite:///{file}", data_dir=data_dir, secret_key="x" * 32))
    database = app.extensions["backdock"].database
    load_demo(database)
    with database.unit_of_work() as session:
        session.execute(update(table_of(Operator)).values(language="en"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    database.engine.dispose()


@pytest.fixture
def supervisor(page: Page, address: str) -> Page:
    """The browser of A. Novak, signed in."""
    page.goto(f"{address}/sign-in?badge=2007&back=/labels")
    for digit in "9046":
        page.locator(f"[data-digit='{digit}']").click()
    page.locator(".primary").click()
    page.wait_for_url("**/labels")
    return page


def printed(page: Page, paper: str | None = None) -> list[tuple[int, int]]:
    """Return width and height in mm of every sheet that leaves the printer."""
    pdf = page.pdf(format=paper) if paper else page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    return [(round(float(width) / MILLIMETRE), round(float(height) / MILLIMETRE)) for width, height in boxes]


@pytest.mark.parametrize(
    ("path", "sheet"),
    [
        ("/labels/cartons/T-0901", (100, 150)),
        ("/labels/locations?code=W-03", (100, 60)),
        ("/labels/commands", (210, 297)),
    ],
)
def test_a_page_prints_its_label_alone_on_one_sheet(
    supervisor: Page, address: str, path: str, sheet: tuple[int, int]
) -> None:
    supervisor.goto(address + path)
    assert printed(supervisor) == [sheet]


def test_every_badge_prints_on_a_card_of_its_own(supervisor: Page, address: str) -> None:
    supervisor.goto(f"{address}/labels/badges")
    assert printed(supervisor) == [(85, 54)] * supervisor.locator("figure").count()


@pytest.mark.parametrize(("paper", "sheet"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_the_tour_prints_on_the_paper_that_there_is(
    page: Page, address: str, paper: str, sheet: tuple[int, int]
) -> None:
    page.goto(f"{address}/labels/demo")
    sheets = printed(page, paper)
    assert set(sheets) == {sheet}
    assert len(sheets) <= 8


@pytest.mark.parametrize("width", [800, 1280])
def test_every_barcode_of_the_tour_can_be_scanned_off_the_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1280})
    page.goto(f"{address}/labels/demo")
    for card in page.locator(".tour li").all():
        seen = cv2.imdecode(np.frombuffer(card.screenshot(), np.uint8), cv2.IMREAD_GRAYSCALE)
        assert seen is not None
        assert len(scanned(np.asarray(seen, np.uint8))) == 1, card.inner_text()


@pytest.mark.parametrize("path", ["/labels", "/labels/cartons/T-0901", "/labels/badges", "/labels/demo"])
def test_nobody_is_kept_out(supervisor: Page, address: str, path: str) -> None:
    supervisor.goto(address + path)
    for theme in ("light", "dark"):
        supervisor.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found = [each for each in violations(supervisor) if each["impact"] in SERIOUS]
        assert [(theme, each["id"], each["nodes"][0]["html"]) for each in found] == []
    small = supervisor.evaluate(
        "[...document.querySelectorAll('main a, main button, main summary, main input:not([type=hidden])')]"
        ".filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 64).map(e => e.outerHTML)"
    )
    assert small == []
