"""What an inspector observed: answers of every kind, photos that answers need, defects with their place."""

from collections.abc import Mapping
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Checklist, Defect, GradeScale, Inspection, Photo, ReceiptLine, table_of
from app.domain.checklists import Found
from app.domain.transitions import ChecklistState, GradeTableState
from tests.factories import NOW, Floor, make_floor
from tests.makers import a_check
from tests.services.bench import BenchWork, goods, received
from tests.services.dock import gs1

LID = {
    "key": "lid", "ask": "choice", "text": {"en": "Lid"}, "options": [
        {"key": "tight", "text": {"en": "Tight"}},
        {"key": "torn", "text": {"en": "Torn"}, "axis": "cosmetics", "worst": 4, "photo": True,
         "defect": "leak", "place": "lid"}],
}  # fmt: skip


@pytest.fixture
def floor(database: Database) -> Floor:
    floor = make_floor(database)
    ask(floor, [a_check("works", "Works", "Funciona", "function", 2), LID])
    return floor


def ask(floor: Floor, questions: list[dict[str, object]]) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Checklist)).values(questions=questions))


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


@pytest.fixture
def bench(floor: Floor) -> BenchWork:
    bench = BenchWork(floor)
    bench.scans(received(floor, *[vitamin(floor)] * 2), vitamin(floor))
    return bench


def rows(floor: Floor, model: type) -> list[sa.Row[tuple[object, ...]]]:
    with floor.database.reading() as session:
        return list(session.execute(sa.select(table_of(model))).all())


def a_photo(floor: Floor, receipt_line_id: UUID | None) -> UUID:
    photo_id = new_id()
    with floor.database.unit_of_work() as session:
        session.execute(sa.insert(table_of(Photo)).values(
            site_id=floor.site.id, id=photo_id, digest="0" * 64, width=8, height=8, receipt_line_id=receipt_line_id,
            taken_at=NOW, taken_by=floor.inspector.id,
        ))  # fmt: skip
    return photo_id


TORN: Mapping[str, str] = {"works": "pass", "lid": "torn"}


def test_an_answer_that_needs_a_photo_grades_nothing_without_one(floor: Floor, bench: BenchWork) -> None:
    needed = "Photo needed | Lid: this answer is only taken with a photo. | Tap Photo beside the question and take one"
    assert bench.says_more(answers=TORN).scan("T-0412") == needed
    bench.says_more(photos={"lid": a_photo(floor, None)})
    assert bench.scan("T-0412") == needed, "a photo of other goods is none of these"
    assert goods(floor) == ["6186: 2 10D9T - -"]


def test_what_was_observed_is_kept_with_defects_photo_and_condition(floor: Floor, bench: BenchWork) -> None:
    photo = a_photo(floor, rows(floor, ReceiptLine)[0].id)
    bench.says_more(answers=TORN, photos={"lid": photo}, defects=(Found("dent", "side"), Found("leak", "lid")))
    assert bench.scan("T-0412").startswith("Grade D:"), "the leak caps the function"
    (inspection,) = rows(floor, Inspection)
    assert (inspection.function, inspection.cosmetics, inspection.answers) == (1, 4, dict(TORN))
    assert inspection.photos == {"lid": str(photo)}
    assert inspection.condition == {"defective", "opened"}
    assert {(each.inspection_id, each.code, each.place) for each in rows(floor, Defect)} == {
        (inspection.id, "dent", "side"), (inspection.id, "leak", "lid"),
    }  # fmt: skip
    assert bench.scan(vitamin(floor)).startswith("Vitamin D3"), "nothing of the last item stays"
    assert (bench.screen.sheet.photos, bench.screen.sheet.defects) == ({}, ())


def test_a_defect_without_its_place_waits(floor: Floor, bench: BenchWork) -> None:
    bench.scan("CMD-PASS")
    assert bench.says_more(defects=(Found("dent", ""),)).scan("T-0412") == (
        "Where is it? | Dent is noted, but not where on the item. | Tap its place"
    )


def test_goods_without_a_checklist_in_force_are_not_graded(floor: Floor, bench: BenchWork) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Checklist)).values(state=ChecklistState.DRAFT))
    said = (
        "No checklist | No checklist for food is in force, so nothing of it can be graded."
        " | Ask the office to put one in force"
    )
    assert [bench.scan(text) for text in ("CMD-PASS", "T-0412")] == [said, said]
    missing = bench.view().missing
    assert missing is not None
    assert missing.message.key == "checklists.none_in_force"


def test_the_grade_table_in_force_grades_and_a_draft_does_not(floor: Floor, bench: BenchWork) -> None:
    scale = table_of(GradeScale)
    with floor.database.unit_of_work() as session:
        session.execute(sa.insert(scale), [
            {"id": new_id(), "version": version, "state": state, "note": "", "function": "DDCCBA",
             "cosmetics": cosmetics, "changed_at": NOW}
            for version, state, cosmetics in (
                (2, GradeTableState.ACTIVE, "DDDDCCBBA"), (3, GradeTableState.DRAFT, "DDDCCBBAA"))
        ])  # fmt: skip
    assert bench.scans("CMD-PASS", "T-0412").startswith("Grade B:"), "C8 gives B by version 2"
    (inspection,) = rows(floor, Inspection)
    assert inspection.grade_table == 2
    bench.scans(vitamin(floor), "CMD-GRADE-B")
    assert (bench.screen.sheet.function, bench.screen.sheet.cosmetics) == (5, 8)
