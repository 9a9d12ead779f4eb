"""Checklists and the grade table in the office: drafted, tried, put in force; the bench goes by them at once."""

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1
from tests.web.pages import Page, page_of


def send(browser: FlaskClient, path: str, **fields: object) -> Page:
    """Send a form as the page would, and read the page it leads to."""
    answer = browser.post(path, data={"client_id": str(new_id()), **fields}, follow_redirects=True)
    assert answer.status_code == 200, answer.status
    page = page_of(answer)
    page.path = answer.request.path  # type: ignore[attr-defined]
    return page


def path_of(page: Page) -> str:
    return str(page.path)  # type: ignore[attr-defined]


@pytest.fixture
def draft(supervisor: FlaskClient, floor: Floor) -> str:
    """The address of version 2 for food."""
    page = send(supervisor, "/checklists", category="food")
    assert "Version 2 is a draft. Nothing is judged by it until it is put in force." in page.text
    return path_of(page)


SEAL = {"key": "seal", "ask": "choice", "text_en": "Seal", "option-1-text_en": "Whole", "option-2-text_en": "Torn",
        "option-2-cap": "function:1", "option-2-defect": "leak", "option-2-place": "lid"}  # fmt: skip


def test_a_draft_is_changed_tried_and_put_in_force(supervisor: FlaskClient, floor: Floor, draft: str) -> None:
    page = send(supervisor, f"{draft}/questions/0", revision=0, **SEAL)
    assert "Version 2 was changed. It is a draft still." in page.text
    assert "Seal One of a few Whole Torn (F1, Leak: Lid) Always" in page.text
    assert "Seal One of a few Whole" in send(supervisor, f"{draft}/questions/3/rise", revision=1).text
    tried = page_of(supervisor.get(f"{draft}?q_works=pass&q_clean=pass&q_seal=a2")).text
    assert "Function F1 gives D, cosmetics C8 gives A: the worse counts (table 1)." in tried
    assert "Questions still open: 3 of 3" in page_of(supervisor.get(draft)).text
    assert "both give A (table 1)" in page_of(supervisor.get(f"{draft}?set=all:pass")).text
    page = send(supervisor, f"{draft}/activation", revision=2, note="Seals are torn")
    assert "Version 2 judges what is inspected from now on. What was inspected before keeps its version." in page.text
    assert supervisor.get(f"{draft}/questions/1").status_code == 404, "a version in force has no forms"
    listed = page_of(supervisor.get("/checklists?category=food")).text
    assert "Food Version 2 In force 3 Seals are torn" in listed
    assert "Food Version 1 Superseded 2" in listed
    exported = supervisor.get("/checklists/export.csv?category=food").get_data(as_text=True)
    assert "Food,2,In force,3,Seals are torn" in exported
    vitamin = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin), vitamin)
    assert [question.key for question in bench.view().questions] == ["works", "seal", "clean"]


def test_defects_and_places_are_written_on_a_page_of_their_own(supervisor: FlaskClient, draft: str) -> None:
    form = page_of(supervisor.get(f"{draft}/words"))
    assert form.one("input", name="defect-1-key")["value"] == "dent"
    typed = {"defect-1-key": "dent", "defect-1-text_en": "Bruise", "place-1-key": "lid", "place-1-text_en": "Lid"}
    page = send(supervisor, f"{draft}/words", revision=0, **typed)
    assert "dent Bruise - Places: Lid" in page.text
    wrong = supervisor.post(f"{draft}/words", data={"client_id": str(new_id()), "revision": "1", "place-1-key": "L!"})
    assert (wrong.status_code, "L! was entered." in page_of(wrong).text) == (422, True)


def test_faults_keep_what_was_typed_and_a_taken_name_is_told(supervisor: FlaskClient, draft: str) -> None:
    wrong = supervisor.post(
        f"{draft}/questions/1", data={"client_id": str(new_id()), "revision": "0", **SEAL, "key": "?"}
    )
    page = page_of(wrong)
    assert wrong.status_code == 422
    assert page.one("input", name="option-2-text_en")["value"] == "Torn"
    taken = send(supervisor, f"{draft}/questions/1", revision=0, **{**SEAL, "key": "clean"}).text
    assert "STOP Name is taken clean names another row already, and answers are kept by name. Enter another" in taken
    assert page_of(supervisor.get(f"{draft}/questions/1")).one("input", name="key")["value"] == "works"
    assert "Clean Yes or no" in send(supervisor, f"{draft}/questions/1/removal", revision=0).text


def test_the_second_of_two_who_change_a_draft_is_told_who_was_first(
    supervisor: FlaskClient, floor: Floor, draft: str
) -> None:
    send(supervisor, f"{draft}/questions/1/removal", revision=0)
    page = send(supervisor, f"{draft}/questions/1/removal", revision=0)
    assert "STOP A. Novak was first Version 2 was changed by A. Novak at" in page.text
    assert "after you opened it. Nothing of yours was saved. Read it again, then make your change" in page.text
    assert (
        "Version 2 is gone. What is in force stays as it is." in send(supervisor, f"{draft}/removal", revision=1).text
    )
    assert supervisor.get(draft).status_code == 404
    assert supervisor.post("/checklists", data={"client_id": str(new_id()), "category": "cars"}).status_code == 400


def test_the_grade_table_is_drafted_changed_and_grades_at_once(supervisor: FlaskClient, floor: Floor) -> None:
    table = path_of(send(supervisor, "/grade-tables"))
    letters = {f"F{n}": letter for n, letter in enumerate("DDCCBA", 1)}
    letters |= {f"C{n}": letter for n, letter in enumerate("DDDDCCCBA", 1)}
    assert "Version 2 was changed." in send(supervisor, f"{table}/change", revision=0, **letters).text
    refused = send(supervisor, f"{table}/change", revision=1, **{**letters, "C9": "B"}).text
    assert (
        "STOP Not a scale C was to give D D D D C C C B B, from its lowest score up: grades rise from D to A, and each"
        " of the four is given. Choose the grades again"
    ) in refused
    assert "Version 2 judges what is inspected from now on." in send(supervisor, f"{table}/activation", revision=1).text
    late = send(supervisor, f"{table}/change", revision=2, **letters).text
    assert (
        "STOP No draft Version 2 is in force and never changes, or it was thrown away: inspections name it."
        " Make a draft of what is in force and change that"
    ) in late
    listed = page_of(supervisor.get("/grade-tables")).text
    assert "Version 2 In force D D C C B A D D D D C C C B A" in listed
    assert "Version 1 Superseded D D C C B A D D D C C B B A A What every house begins with" in listed
    assert supervisor.get("/grade-tables/export.csv").status_code == 200
    vitamin = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor)
    assert bench.scans(received(floor, vitamin), vitamin, "CMD-PASS", "T-0412").startswith("Grade B:")
    thrown = path_of(send(supervisor, "/grade-tables"))
    assert "Version 3 is gone." in send(supervisor, f"{thrown}/removal", revision=0).text


def test_what_is_not_there_is_not_found(supervisor: FlaskClient, draft: str) -> None:
    for path in (f"/checklists/{new_id()}", f"/grade-tables/{new_id()}", f"{draft}/questions/9"):
        assert supervisor.get(path).status_code == 404
