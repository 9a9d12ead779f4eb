"""The printed sheet of a checklist: what its codes say, and which are of another sheet."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.db.queries.checklists import as_written
from app.demo.checklists import demo_checklists
from app.domain.checklist_codes import parts_of, tick
from app.domain.checklists import Branch, Checklist
from app.domain.errors import Refused
from app.domain.grading import FIRST_TABLE
from app.domain.messages.core import Local
from app.domain.own_codes import read_own_code
from app.domain.vocabulary import Category
from app.labels import svg
from app.labels.canvas import Resolution
from app.labels.checklist_sheet import lay_out, pages_of
from app.labels.rows import ChecklistSheet, SheetPart
from tests.factories import NOW

ROW = next(each for each in demo_checklists(NOW) if each.category is Category.ELECTRONICS)
CHECKLIST = replace(as_written(ROW, FIRST_TABLE), id=UUID("01a207eb-9101-7717-981c-29bf2f497f1c"))


def test_every_code_of_the_sheet_is_read_and_says_its_own() -> None:
    payloads = [cell.payload for part in parts_of(CHECKLIST) for cell in part.cells]
    assert payloads[:2] == ["CMD-Q1-1-7F1C", "CMD-Q1-2-7F1C"]
    readings = [read_own_code(payload.lower()) for payload in payloads]
    ticks = [reading.tick for reading in readings if reading]
    assert [f"CMD-{each}" for each in ticks] == payloads
    everything = {"battery": "drains"}  # which opens the branch
    settings = [tick(CHECKLIST, everything, each).setting for each in ticks]
    assert len(set(settings)) == len(settings)
    assert {each.partition(":")[0] for each in settings} >= {"defect", "place", "q_battery"}


@pytest.mark.parametrize("text", ["Q1-1-0000", "Q1-9-7F1C", "Q99-1-7F1C", "D99-7F1C"])
def test_a_code_of_another_sheet_answers_nothing(text: str) -> None:
    assert refused(CHECKLIST, text) == (
        f"Another sheet | Scanned CMD-{text}: it is of another checklist, or of a version that is not in force."
        " Nothing was answered. | Print the sheet of this category again, or tap the answer"
    )


def test_what_the_answers_so_far_do_not_ask_is_not_answered() -> None:
    first, second, *others = CHECKLIST.questions
    branched = replace(CHECKLIST, questions=(first, replace(second, when=Branch(first.key, "fail")), *others))
    assert refused(branched, "Q2-1-7F1C") == (
        f"Not asked | {second.text.texts['en']}: by the answers so far this is not asked of the item. Nothing was"
        " answered. | Answer what the screen asks"
    )


def refused(checklist: Checklist, text: str) -> str:
    with pytest.raises(Refused) as refusal:
        tick(checklist, {}, text)
    said = refusal.value.said
    params = {name: value.texts["en"] if isinstance(value, Local) else value for name, value in said.params.items()}
    return " | ".join(part.format(**params) for part in (said.message.title, said.message.say, said.message.next))


def test_a_sheet_takes_as_many_pages_as_it_needs_and_tears_no_part() -> None:
    cells = tuple((f"CMD-Q1-{n}-7F1C", f"Answer {n}") for n in range(1, 10))
    sheet = ChecklistSheet("Electronics", "Scan instead of tapping", (SheetPart("Does it start?", cells),) * 7)
    pages = pages_of(sheet)
    assert [len(page) for page in pages] == [3, 3, 1]
    drawn = svg.draw(lay_out(sheet, 3, Resolution.DPI_300))
    assert "Electronics, 3/3" in drawn
    assert drawn.count(">CMD-Q1-9-7F1C<") == 1
