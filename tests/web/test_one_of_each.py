"""One unit, one carton, one delivery: no sentence and no head of a plate says "1 units", in either language."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.messages import CATALOGUE
from tests.factories import Floor, an_sscc
from tests.services.bench import received
from tests.services.dock import Dock, gs1
from tests.services.forklift import a_tote, an_open_tote
from tests.web.pages import page_of

ONE_OF_MANY = re.compile(
    r"(?<![\d.,-])1 (?:more )?(?:units|cartons|deliveries|lines|unidades|cajas|entregas|renglones)\b"
)
COUNTED_NOUN = re.compile(r"\{\w+\} (?:units|cartons|lines|questions|rows)\b")

# Said only of more than one: mixed goods, a case over the limit, goods that must be told apart.
ALWAYS_SEVERAL = {
    "routing.started_mixed",
    "receiving.too_many",
    "grading.which_lot",
    "authorizing.too_many_lines",
    "importing.too_many_rows",
}


@pytest.fixture(params=["en", "es"])
def speak(request: pytest.FixtureRequest) -> Callable[[FlaskClient], FlaskClient]:
    """Set a browser to one of the two languages."""

    def in_language(browser: FlaskClient) -> FlaskClient:
        browser.post("/preferences/language", data={"lang": request.param, "back": "/"})
        return browser

    return in_language


def pages(browser: FlaskClient, floor: Floor) -> Iterator[tuple[str, str]]:
    """Yield every page about a site that has one of each: path and text, plates in the head of their cards too."""
    dock = Dock(floor)
    dock.scans(an_sscc(4620), gs1(floor.vitamin, "10D9T", "270331"))
    blind = Dock(floor, "")
    blind.scans(an_sscc(4621), floor.shirt.gtin)
    paths = [
        "/", "/receipts", "/grading", "/routes", "/cartons", "/cartons?stage=route", "/labels",
        f"/receipts/{dock.screen.receipt_id}", f"/receipts/{blind.screen.receipt_id}",
    ]  # fmt: skip
    for path in paths:
        yield path, page_of(browser.get(path)).text


def test_no_page_says_one_units(
    supervisor: FlaskClient, floor: Floor, speak: Callable[[FlaskClient], FlaskClient]
) -> None:
    a_tote(floor, units=1)
    received(floor, gs1(floor.vitamin, "10D9T", "270331"), carton=4619)
    found = [(path, ONE_OF_MANY.findall(text)) for path, text in pages(speak(supervisor), floor)]
    assert [each for each in found if each[1]] == []


def test_a_verdict_about_one_unit_says_so(
    sign_in: Callable[..., FlaskClient], floor: Floor, speak: Callable[[FlaskClient], FlaskClient]
) -> None:
    browser = speak(sign_in("2007", "F-01"))
    an_open_tote(floor, units=1)
    asked = act(browser, "/routes/scans", text="T-0412", pending="")
    page = page_of(browser.get(asked))
    assert re.search(r"T-0412, 1 (unit for Stock|unidad para Inventario),", page.text)
    started = act(browser, "/routes/acceptance", pending=page.all("input", name="pending")[0]["value"])
    pending = page_of(browser.get(started)).all("input", name="pending")[0]["value"]
    placed = act(browser, "/routes/scans", text="S-01", pending=pending)
    assert re.search(r"\b1 (unit\. Nothing|unidad\. No hay)", page_of(browser.get(placed)).text)


def act(browser: FlaskClient, path: str, **fields: str) -> str:
    answer = browser.post(path, data={"client_id": str(new_id()), **fields})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def test_no_sentence_puts_a_bare_number_before_a_noun() -> None:
    said = {key: f"{each.title} {each.say} {each.next}" for key, each in CATALOGUE.items()}
    assert {key for key, text in said.items() if COUNTED_NOUN.search(text)} == ALWAYS_SEVERAL
