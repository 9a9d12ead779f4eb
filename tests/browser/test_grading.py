"""The grading screen in a real browser: a wedge scanner alone, taps alone, without barriers, without scripts."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect
from werkzeug.serving import make_server

from app import create_app
from app.config import Settings
from app.db.models import Checklist, Operator, table_of
from app.demo.checklists import demo_checklists
from app.domain.vocabulary import Category
from tests.browser.barriers import STRICTER, broken
from tests.browser.bursts import burst
from tests.browser.driving import OVERFLOWING
from tests.browser.serving import until
from tests.factories import NOW, Floor, make_floor
from tests.quick import hash_pin
from tests.services.bench import assert_ledger_holds, goods, received
from tests.services.dock import gs1

PIN = "4187"
TIGHT = """() => [...document.querySelectorAll("#action .second")].filter((each) => {
  const text = document.createRange();
  text.selectNodeContents(each);
  const [box, inner] = [each.getBoundingClientRect(), text.getBoundingClientRect()];
  return each.checkVisibility() && inner.width && (inner.top < box.top + 4 || inner.bottom > box.bottom - 4
    || inner.left < box.left + 4 || inner.right > box.right - 4);
}).map((each) => each.textContent.trim())"""


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Flask:
    return create_app(Settings(database_url=sqlite_url, data_dir=tmp_path, secret_key="x" * 40))


@pytest.fixture
def floor(app: Flask) -> Floor:
    floor = make_floor(app.extensions["backdock"].database)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(pin_hash=hash_pin(PIN)))
    return floor


@pytest.fixture
def address(app: Flask, floor: Floor) -> Iterator[str]:
    """The app on a port of this machine; two benches or one tablet are served alike."""
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()


class Bench:
    """A tablet at bench B-02 with the inspector signed in."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}/sign-in?badge=2304")
        page.request.post(
            f"{address}/sign-in", form={"badge": "2304", "pin": PIN}, headers={"Origin": address}, max_redirects=0
        )
        page.request.post(f"{address}/stations", form={"place": "B-02"}, headers={"Origin": address}, max_redirects=0)
        page.goto(f"{address}/grading")

    def scan(self, text: str) -> None:
        """Type as a wedge scanner does, and wait for the verdict."""
        band = self.page.locator("#verdict")
        before = band.get_attribute("data-answer")
        burst(self.page, text)
        until(self.page, f"document.getElementById('verdict').dataset.answer !== {before!r}")

    def scans(self, *texts: str) -> None:
        for text in texts:
            self.scan(text)

    def expect_title(self, title: str) -> None:
        expect(self.page.locator("#verdict .signal__title")).to_have_text(title)


@pytest.fixture
def bench(page: Page, address: str) -> Bench:
    return Bench(page, address)


def vitamin(floor: Floor) -> str:
    # the separator is the last thing a keyboard cannot type; without a serial there is none
    return gs1(floor.vitamin, "10D9T", "270331")


@pytest.fixture
def plate(floor: Floor) -> str:
    return received(floor, *[vitamin(floor)] * 3)


def test_grading_by_scanner_alone(bench: Bench, plate: str, floor: Floor) -> None:
    bench.scans(plate, vitamin(floor), "CMD-F6", "CMD-C9", "T-0412")
    bench.expect_title("Grade A: Restock")
    bench.scans(vitamin(floor), "CMD-GRADE-C", "T-0413")
    bench.expect_title("Grade C: Rework")
    bench.scans(vitamin(floor), "CMD-PASS", "CMD-CONFIRM")
    bench.expect_title("Grade A: Restock")
    bench.scan("CMD-CLOSE")
    bench.expect_title("Tote 0412 closed")
    bench.scan("CMD-UNDO")
    bench.expect_title("Undone")
    assert goods(floor) == ["0412: 1 10D9T A restock", "0412: 1 10D9T A restock", "0413: 1 10D9T C rework"]
    assert_ledger_holds(floor)


def test_a_clean_item_takes_three_taps_from_its_scan_to_its_label(bench: Bench, plate: str, floor: Floor) -> None:
    """Whatever kinds of question its category asks."""
    asked = next(each for each in demo_checklists(NOW) if each.category is Category.ELECTRONICS)
    columns = {name: getattr(asked, name) for name in ("questions", "defects", "places")}
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Checklist)).values(**columns))
    page, taps = bench.page, list[str]()
    bench.scans(plate, vitamin(floor), "CMD-PASS", "T-0412", vitamin(floor))
    page.expose_function("tapped", lambda text: taps.extend([text]))
    page.evaluate("document.addEventListener('click', (e) => e.isTrusted && tapped(e.target.innerText), true)")
    page.get_by_role("button", name="All pass").click()
    expect(page.locator(".result h2").first).to_have_text("Restock")
    assert page.locator("details.check[open]").count() == 0, "nothing of a clean item stands open"
    page.get_by_role("button", name="Accept: scan tote T-0412").click()
    bench.expect_title("Grade A: Restock")
    page.get_by_role("link", name="Print its label").click()
    expect(page).to_have_url(re.compile("/labels/items/"))
    assert len(taps) == 3, taps
    assert goods(floor)[0] == "0412: 2 10D9T A restock"


def test_taps_stay_on_the_page_and_a_reload_keeps_them(bench: Bench, plate: str, floor: Floor) -> None:
    bench.scans(plate, vitamin(floor))
    pages: list[str] = []
    bench.page.on("load", lambda page: pages.append(page.url))
    bench.page.get_by_role("button", name="All pass").click()
    expect(bench.page.locator(".grade")).to_have_attribute("data-grade", "A")
    bench.page.locator("#F4").click()
    expect(bench.page.locator("#F4")).to_have_attribute("aria-pressed", "true")
    expect(bench.page.locator("#F4")).to_be_focused()
    assert pages == [], "a tap swaps the work, it does not load a page"
    bench.page.reload()
    expect(bench.page.locator("#F4")).to_have_attribute("aria-pressed", "true")
    expect(bench.page.locator(".grade")).to_have_attribute("data-grade", "C")
    bench.scan("T-0412")
    bench.expect_title("Grade C: Rework")


def test_a_stop_puts_the_work_out_of_reach_until_it_is_understood(bench: Bench, plate: str, floor: Floor) -> None:
    bench.scans(plate, vitamin(floor), "CMD-PASS", "S-01")
    bench.expect_title("Not a tote")
    assert bench.page.locator("#work").evaluate("work => work.inert")
    bench.page.get_by_role("link", name="Understood").click()
    until(bench.page, "!document.getElementById('work').inert")
    expect(bench.page.locator(".result h2").first).to_have_text("Restock")


def test_a_lost_answer_is_sent_again_and_grades_once(bench: Bench, plate: str, floor: Floor) -> None:
    bench.scans(plate, vitamin(floor), "CMD-PASS")
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    bench.page.route("**/grading/scans", lose_the_answer)
    burst(bench.page, "T-0412")
    bench.expect_title("Grade A: Restock")
    assert len(lost) == 1
    assert goods(floor) == ["0412: 1 10D9T A restock", "6186: 2 10D9T - -"]


def test_a_supervisor_approves_at_the_inspector_s_screen(bench: Bench, plate: str, floor: Floor) -> None:
    bench.scans(plate, vitamin(floor), "CMD-PASS")
    page = bench.page
    page.locator(".override > summary").click()
    page.get_by_label("Reason").fill("Season is over")
    page.get_by_role("button", name="Liquidate").click()
    expect(page.locator(".result h2").first).to_have_text("Liquidate")
    burst(page, "T-0412")
    bench.expect_title("Approval needed")
    burst(page, "BADGE-2007")
    expect(page.get_by_label("Badge of who approves")).to_have_value("BADGE-2007")
    expect(page.get_by_label("PIN")).to_be_focused()
    assert broken(page, STRICTER) == []
    page.keyboard.type(PIN, delay=150)
    page.get_by_role("button", name="Approve").click()
    bench.expect_title("Grade A: Liquidate")
    expect(page.locator("body")).to_have_attribute("data-operator", "J. Park")
    assert goods(floor)[0] == "0412: 1 10D9T A liquidate"


BESIDE_THE_BENCH, IN_HAND = (1280, 800), (800, 1280)


@pytest.mark.parametrize(
    ("theme", "sizes"), [("light", (BESIDE_THE_BENCH, IN_HAND)), ("dark", (IN_HAND, BESIDE_THE_BENCH))]
)
def test_the_screen_has_no_known_barrier(
    bench: Bench, plate: str, floor: Floor, theme: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    bench.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    for texts in ((), (plate,), (vitamin(floor),), ("CMD-GRADE-C",)):
        bench.scans(*texts)
        for width, height in sizes:
            bench.page.set_viewport_size({"width": width, "height": height})
            assert bench.page.evaluate("document.documentElement.scrollWidth") <= width
        assert broken(bench.page, STRICTER) == []
    bench.page.locator(".override > summary").click()
    assert broken(bench.page, STRICTER) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_handheld_shows_all_of_it_without_scrolling_sideways(
    bench: Bench, address: str, plate: str, floor: Floor, language: str
) -> None:
    form = {"lang": language, "back": "/"}
    bench.page.request.post(f"{address}/preferences/language", form=form, headers={"Origin": address}, max_redirects=0)
    for texts in ((), (plate,), (vitamin(floor),), ("CMD-GRADE-C",), ("T-0412",), ("CMD-WHOLE",)):
        bench.scans(*texts)
        for width, height in ((390, 844), (412, 915)):
            bench.page.set_viewport_size({"width": width, "height": height})
            assert bench.page.evaluate("document.documentElement.scrollWidth") <= width
            assert bench.page.evaluate(OVERFLOWING) == [], texts
            assert bench.page.evaluate(TIGHT) == [], texts


def test_everything_that_is_tapped_is_large_enough(bench: Bench, plate: str, floor: Floor) -> None:
    small = """() => [...document.querySelectorAll("button, a, summary")]
        .filter((e) => e.checkVisibility() && !e.matches(".skip, #behind"))
        .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 60 || box.height < 60)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    for texts in ((), (plate,), (vitamin(floor), "CMD-GRADE-C")):
        bench.scans(*texts)
        assert bench.page.evaluate(small) == []


def test_without_scripts_the_same_buttons_grade(
    browser: Browser, address: str, plate: str, floor: Floor, browser_context_args: dict[str, object]
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})  # type: ignore[arg-type]
    bench = Bench(context.new_page(), address)
    page = bench.page
    page.get_by_role("button", name=plate).click()
    page.get_by_role("link", name="Vitamin D3 1000 IU, 120 ct").click()
    page.get_by_role("button", name="All pass").click()
    page.get_by_text("Type a code").click()
    page.locator("#typed").fill("T-0412")
    page.get_by_role("button", name="Send this code").click()
    bench.expect_title("Grade A: Restock")
    assert goods(floor)[0] == "0412: 1 10D9T A restock"
    context.close()
