"""Labels of places and people, and the bench sheet, over HTTP: each is printed and read back."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.models import Operator, table_of
from app.domain.readings import ReadingKind, read
from app.domain.vocabulary import Command, LocationKind
from app.labels.sheets import COMMAND_SECTIONS, QUALITY_SECTIONS, WORKSHOP_SECTIONS
from tests.factories import Floor, a_location
from tests.labels.paper import printed_svg, readings, scanned
from tests.web.conftest import SignIn
from tests.web.pages import page_of
from tests.web.printing import both_ways, file, pictures, pixels


@both_ways
def test_the_label_of_every_place_reads_back(dock_worker: FlaskClient, floor: Floor, kind: str) -> None:
    for code in floor.places:
        assert scanned(pixels(dock_worker, f"/labels/locations/{code}.{kind}", "place")) == {(code, "]C0")}


def test_the_page_of_places_shows_them_all_or_one(dock_worker: FlaskClient, floor: Floor) -> None:
    assert pictures(page_of(dock_worker.get("/labels/locations"))) == [
        f"/labels/locations/{code}.svg" for code in sorted(floor.places)
    ]
    assert pictures(page_of(dock_worker.get("/labels/locations?code=w-03"))) == ["/labels/locations/W-03.svg"]
    none = page_of(dock_worker.get("/labels/locations?code=Z-99"))
    assert "Nothing to print There is none at this site." in none.text


def test_a_place_that_a_scanner_takes_for_something_else_is_not_printed(dock_worker: FlaskClient, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "T-0042", LocationKind.RACK, None)
    assert (
        "Cannot be printed T-0042 cannot be printed so that a scanner reads it back as what it is. Call a supervisor"
    ) in page_of(dock_worker.get("/labels/locations/T-0042.svg")).text


@both_ways
def test_every_badge_reads_back(supervisor: FlaskClient, floor: Floor, kind: str) -> None:
    for badge in ("2231", "2304", "2412", "2007"):
        found = readings(pixels(supervisor, f"/labels/badges/{badge}.{kind}", "badge"))["]C0"]
        assert (found.kind, found.badge) == (ReadingKind.BADGE, badge)


def test_badges_are_for_supervisors_and_the_office(dock_worker: FlaskClient, supervisor: FlaskClient) -> None:
    assert [dock_worker.get(url).status_code for url in ("/labels/badges", "/labels/badges/2007.svg")] == [403, 403]
    page = page_of(supervisor.get("/labels/badges"))
    assert [image["alt"] for image in page.all("img")] == [
        "Label: A. Novak", "Label: D. Silva", "Label: J. Park", "Label: M. Ortega"
    ]  # fmt: skip
    assert "Badges" not in page_of(dock_worker.get("/labels")).text
    assert "Badges" in page_of(supervisor.get("/labels")).text


def test_the_badge_of_who_left_is_not_printed(supervisor: FlaskClient, app_database: Database) -> None:
    with app_database.unit_of_work() as session:
        operator = table_of(Operator)
        session.execute(sa.update(operator).values(is_active=False).where(operator.c.badge == "2304"))
    assert supervisor.get("/labels/badges/2304.svg").status_code == 404


@pytest.mark.parametrize(("lang", "word"), [("en", "Close carton"), ("es", "Cerrar caja")])
def test_the_command_sheet_reads_back_in_both_languages(dock_worker: FlaskClient, lang: str, word: str) -> None:
    sheet = file(dock_worker, f"/labels/commands.svg?lang={lang}").text
    assert f">{word}<" in sheet
    found = scanned(printed_svg(sheet, 2480))
    assert found == {(payload, "]C0") for section in COMMAND_SECTIONS for payload in section}


SECTIONS = (*COMMAND_SECTIONS, *WORKSHOP_SECTIONS, *QUALITY_SECTIONS)


def test_every_command_stands_on_one_of_the_sheets() -> None:
    payloads = {payload for section in SECTIONS for payload in section}
    assert {read(payload)[0].command for payload in payloads} == {*Command, None}


def test_the_command_sheet_follows_the_language_of_the_page(sign_in: SignIn) -> None:
    assert pictures(page_of(sign_in("2412").get("/labels/commands"))) == ["/labels/commands.svg?lang=es"]
