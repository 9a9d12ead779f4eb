"""Every kind of question on the bench, by taps alone and without scripts."""

from collections.abc import Callable
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Checklist, Defect, table_of
from app.demo.checklists import demo_checklists
from app.domain.vocabulary import Category
from tests.factories import NOW, Floor
from tests.services.bench import goods, received
from tests.services.dock import gs1
from tests.web.pages import page_of
from tests.web.pictures import a_code, jpeg
from tests.web.test_grading import Screen


@pytest.fixture
def screen(sign_in: Callable[..., FlaskClient], floor: Floor) -> Screen:
    """A bench with one vitamin chosen, which the house asks about as the demo asks about electronics."""
    asked = next(each for each in demo_checklists(NOW) if each.category is Category.ELECTRONICS)
    columns = {name: getattr(asked, name) for name in ("questions", "defects", "places")}
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Checklist)).values(**columns))
    vitamin = gs1(floor.vitamin, "10D9T", "270331")
    screen = Screen(sign_in("2304", at="B-02"))
    screen.scan(received(floor, vitamin))
    screen.scan(vitamin)
    return screen


def test_one_tap_answers_every_kind_and_collapses_them(screen: Screen) -> None:
    assert "Food, 0 of 6 answered" in screen.text
    text = screen.tap("all:pass")
    assert "Food, 6 of 6 answered" in text
    assert "Ports and buttons Passes" in text
    assert "Battery Holds its charge" in text
    assert "Screen Free of scratches" in text
    assert screen.page.all("details", open="") == []
    assert "Grade A, send to" in text


def test_a_branch_opens_asks_for_a_number_and_takes_it(screen: Screen) -> None:
    screen.tap("all:pass")
    text = screen.tap("q_battery:drains")
    assert "Food, 6 of 7 answered" in text
    assert screen.page.one("input", name="q_health").get("value", "") == ""
    assert "Questions still open: 1 of 7, so there is no grade yet." in text
    text = screen.tap("", q_health="72,5")
    assert "Food, 7 of 7 answered" in text
    assert "Grade B, send to" in text
    assert "Battery health: high was entered. A number that the checklist knows is expected, in %." in (
        screen.tap("", q_health="high")
    )


def test_a_test_that_cannot_be_done_is_neither_pass_nor_fail(screen: Screen) -> None:
    screen.tap("all:pass")
    assert "Ports and buttons Cannot be tested" in screen.tap("q_ports:not_possible")
    assert "F5: works, with a small limit" in screen.text


def test_a_defect_is_noted_with_its_place_and_taken_off(screen: Screen) -> None:
    screen.tap("all:pass")
    text = screen.tap("defect:dent")
    assert "Where is it: Dent?" in text
    assert "Dent is noted, but not where on the item." in text
    text = screen.tap("place:edge")
    assert "Defects Dent: Edge" in text
    assert "C6: several light marks at arm's length" in text
    assert "Defects Dent: Edge" not in screen.tap("off:dent.edge")


def test_an_answer_that_needs_a_photo_leads_to_it_and_takes_it_along(screen: Screen, floor: Floor) -> None:
    screen.tap("all:pass")
    assert "Screen: this answer is only taken with a photo." in screen.tap("q_screen:cracked")
    (wanted,) = [each["href"] for each in screen.page.all("a") if "into=p_screen" in each.get("href", "")]
    page = page_of(screen.browser.get(wanted))
    fields = {
        name: page.all("input", name=name)[-1]["value"] for name in ("carton_id", "receipt_line_id", "back", "into")
    }
    taken = screen.browser.post("/photos", data={
        **fields, "client_id": str(new_id()), "photo": (BytesIO(jpeg(a_code("CRACK"))), "crack.jpg"),
    })  # fmt: skip
    assert taken.status_code == 303
    screen.response = screen.browser.get(taken.headers["Location"])
    assert "Screen Cracked" in screen.text
    assert "Grade D, send to" in screen.text
    screen.scan("T-0412")
    assert goods(floor) == ["0412: 1 10D9T D liquidate"]
    with floor.database.reading() as session:
        defect = table_of(Defect)
        assert session.execute(sa.select(defect.c.code, defect.c.place)).all() == [("crack", "screen")]


def test_answers_and_defects_are_scanned_off_the_printed_sheet(
    screen: Screen, supervisor: FlaskClient, floor: Floor
) -> None:
    checklist = table_of(Checklist)
    with floor.database.reading() as session:
        food = session.execute(sa.select(checklist.c.id).where(checklist.c.category == Category.FOOD)).scalars().first()
    assert food
    mark = food.hex[-4:].upper()
    page = page_of(supervisor.get(f"/labels/checklists/{food}"))
    files = [each["src"] for each in page.all("img") if "/labels/checklists/" in each.get("src", "")]
    assert f"CMD-Q1-2-{mark}" in supervisor.get(files[0]).get_data(as_text=True)
    assert supervisor.get(files[0].replace("-1.", "-99.")).status_code == 404
    assert "Answered" in screen.scan(f"CMD-Q1-1-{mark}")
    assert "Food, 1 of 6 answered" in screen.text
    assert (
        f"Defect first Scanned CMD-P1-{mark}, a place on the item, but no defect waits for its place."
        " Scan the defect on the sheet, then its place" in screen.scan(f"CMD-P1-{mark}")
    )
    assert "is noted, and where on the item is asked." in screen.scan(f"CMD-D1-{mark}")
    assert "The defect is at: " in screen.scan(f"CMD-P1-{mark}")
    assert "Another sheet Scanned CMD-Q1-1-0000" in screen.scan("CMD-Q1-1-0000")
