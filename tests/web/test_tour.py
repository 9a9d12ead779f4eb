"""The barcodes of the tour: each on the page reads back to what stands below it, before anyone has signed in."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.demo import load_demo
from app.domain.readings import ReadingKind, read
from tests.labels.paper import printed_svg, scanned
from tests.web.pages import Page, page_of


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    data_dir = tmp_path_factory.mktemp("tour")
    file = shutil.copy(sqlite_template, data_dir / "backdock.sqlite")
    app = create_app(Settings(database_url=f"sqlite:///{file}", data_dir=data_dir, secret_key="x" * 32))
    load_demo(app.extensions["backdock"].database)
    yield app
    app.extensions["backdock"].database.engine.dispose()


@pytest.fixture
def stranger(demo: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    browser = demo.test_client()
    browser.environ_base["HTTP_ORIGIN"] = "http://localhost"
    return browser


@pytest.fixture
def tour(stranger: FlaskClient) -> Page:
    answer = stranger.get("/labels/demo")
    assert answer.status_code == 200
    return page_of(answer)


def barcodes(page: Page) -> list[dict[str, str]]:
    return [image for image in page.all("img") if image["src"].startswith("/labels/demo/")]


def payload(image: dict[str, str]) -> str:
    return image["alt"].removeprefix("Barcode: ")


def test_the_tour_goes_from_receiving_to_the_command_sheet(tour: Page) -> None:
    headings = ["1. Receive a return", "2. Grade what came in", "3. Take it where it goes", "4. See how it stands",
                "5. Instead of tapping"]  # fmt: skip
    places = [tour.text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Badge M. Ortega Sign in with PIN 4187. BADGE-2231 Dock 4 Your station from now on. D-04" in tour.text


def test_every_barcode_reads_back(stranger: FlaskClient, tour: Page) -> None:
    images = barcodes(tour)
    assert len(images) > 40
    for image in images:
        drawing = stranger.get(image["src"]).text
        found = scanned(printed_svg(drawing, 3 * int(image["width"])))
        assert {text for text, _symbology in found} == {as_scanned(payload(image))}
        ((text, symbology),) = found
        assert read(text, symbology)[0].kind is not ReadingKind.PLAIN or payload(image).startswith("RMA-")


def as_scanned(written: str) -> str:
    """Return bracketed elements as a scanner sends them; everything else stands in the symbol as it is written."""
    if not written.startswith("("):
        return written[1:] if re.fullmatch("0[0-9]{13}", written) else written
    elements = re.findall(r"\((\d+)\)([^(]+)", written)
    fixed = ("00", "01", "17")
    sent = "".join(f"{ai}{value}" + ("" if ai in fixed else "\x1d") for ai, value in elements)
    return sent.rstrip("\x1d")


def test_each_module_is_a_whole_number_of_pixels(stranger: FlaskClient, tour: Page) -> None:
    for image in barcodes(tour):
        drawing = stranger.get(image["src"]).text
        (dots,) = re.findall(r'viewBox="0 0 (\d+) ', drawing)
        edges = {int(edge) for edge in re.findall(r"M(\d+) ", drawing)}
        assert {edge * int(image["width"]) % int(dots) for edge in edges} == {0}


def test_the_tour_speaks_spanish(stranger: FlaskClient) -> None:
    page = page_of(stranger.get("/labels/demo", headers={"Accept-Language": "es-MX"}))
    assert "Gafete M. Ortega Entra con el PIN 4187. BADGE-2231" in page.text


def test_there_is_no_barcode_beyond_the_last(stranger: FlaskClient, tour: Page) -> None:
    beyond = len(barcodes(tour)) + 1
    assert [stranger.get(f"/labels/demo/{n}.svg").status_code for n in (0, beyond, 10**30)] == [404, 404, 404]


def test_the_index_leads_to_the_tour(stranger: FlaskClient) -> None:
    assert stranger.get("/labels").status_code == 303
    stranger.post("/sign-in", data={"badge": "2231", "pin": "4187"})
    assert "Barcodes of the tour" in page_of(stranger.get("/labels")).text


def test_the_command_codes_are_those_of_the_sheet(stranger: FlaskClient, tour: Page) -> None:
    stranger.post("/sign-in", data={"badge": "2231", "pin": "4187"})
    sheet = stranger.get("/labels/commands.svg").text
    commands = [payload(image) for image in barcodes(tour) if payload(image).startswith("CMD-")]
    assert commands
    assert [code for code in commands if f">{code}<" not in sheet] == []
