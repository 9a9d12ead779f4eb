"""Blind checks from the bench to the office's figures, by taps alone; grading again by its buttons."""

from collections.abc import Callable

from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.bench import BenchWork, goods, received, state
from tests.services.dock import gs1
from tests.web.pages import page_of
from tests.web.test_grading import Screen


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def test_a_check_is_taken_from_the_list_and_counts_in_the_office(
    supervisor: FlaskClient, sign_in: Callable[..., FlaskClient], floor: Floor
) -> None:
    assert "No blind check yet" in page_of(supervisor.get("/grading-quality")).text
    kept = supervisor.post(
        "/grading-quality", data={"client_id": str(new_id()), "percent": "100"}, follow_redirects=True
    )
    assert "Of every hundred inspections from now on, about 100 are checked blind." in page_of(kept).text
    first = BenchWork(floor)
    first.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    screen = Screen(sign_in("2007", at="B-02"))
    (check,) = [each["href"] for each in screen.page.all("a") if "check=" in each.get("href", "")]
    screen.response = screen.browser.get(check)
    assert "nothing is moved: put it back in T-0412" in screen.text
    assert "Restock" not in screen.text, "the code would tell the grade"
    screen.tap("function:4")
    screen.tap("cosmetics:5")
    assert "is kept beside the first. Nothing was moved." in screen.press("check")
    assert goods(floor) == ["0412: 1 10D9T A restock"]
    assert "J. Park 1 0 0 % 0.00 0" in page_of(supervisor.get("/grading-quality")).text
    exported = supervisor.get("/grading-quality/export.csv?sort=-kappa").get_data(as_text=True)
    assert "J. Park" in exported
    assert "1,0,0.000,0.000,0" in exported


def test_a_carton_is_graded_again_by_its_buttons(sign_in: Callable[..., FlaskClient], floor: Floor) -> None:
    first = BenchWork(floor)
    first.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412", "CMD-CLOSE")
    screen = Screen(sign_in("2304", at="B-02"))
    assert "Scan its plate again to grade it again" in screen.scan("T-0412")
    assert "Put on the bench" in screen.text
    screen.scan("T-0412")
    assert "Done: the rest keeps its grade" in screen.text
    text = screen.scan(vitamin(floor))
    assert "Graded before Grade A" in text
    assert "The first grade was wrong" in text
    assert "It stays in T-0412" in screen.tap("all:pass")
    screen.tap("because:party_disputes")
    assert "was A, is A now and stays in T-0412" in screen.press("acceptance")
    assert "Carton T-0412 is graded again, 1 unit in it for Restock." in screen.press("finish")
    assert state(floor, "T-0412") == "graded"
