"""Graded goods are graded again, and some are checked blind by somebody else."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import BlindCheck, CartonLine, Event, FloorException, Inspection, Site, Tally, table_of
from app.db.queries import blind_checks
from app.domain.regrading import RegradeReason
from app.domain.vocabulary import DispositionCode, Grade, RuleEffect
from app.domain.worksheet import Worksheet
from app.services import grading
from app.services.acting import Act
from app.services.grading import Screen
from tests.factories import NOW, Floor, a_rule, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received, state
from tests.services.dock import gs1, shown


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def rows(floor: Floor, model: type) -> list[sa.Row[tuple[object, ...]]]:
    with floor.database.reading() as session:
        table = table_of(model)
        return list(session.execute(sa.select(table).order_by(*table.primary_key)).all())


@pytest.fixture
def bench(floor: Floor) -> BenchWork:
    """Three units graded A into T-0412, which is closed."""
    bench = BenchWork(floor)
    bench.scan(received(floor, *[vitamin(floor)] * 3))
    bench.scan(vitamin(floor))
    bench.says_more(quantity=3).scans("CMD-PASS", "T-0412", "CMD-CLOSE")
    assert (goods(floor), state(floor, "T-0412")) == (["0412: 3 10D9T A restock"], "graded")
    return bench


def test_a_graded_carton_is_taken_up_again_by_scanning_it_twice(floor: Floor, bench: BenchWork) -> None:
    assert bench.scan("T-0412") == (
        "Graded already | Carton T-0412 is graded and all of it is graded, 3 units."
        " | Scan its plate again to grade it again, or scan another carton"
    )
    assert state(floor, "T-0412") == "graded", "asking moves nothing"
    assert bench.scan("T-0412") == (
        "Again: 0412 | Carton T-0412 is graded again, 3 units. What is not judged anew keeps its grade."
        " | Scan an item, and CLOSE when done"
    )
    assert state(floor, "T-0412") == "grading"
    assert bench.undo().startswith("Undone")
    assert state(floor, "T-0412") == "graded"
    assert_ledger_holds(floor)


def test_a_unit_gets_its_new_grade_where_it_is(floor: Floor, bench: BenchWork) -> None:
    with floor.database.unit_of_work() as session:
        a_rule(session, 1, {}, RuleEffect.REQUIRE, [DispositionCode.RESTOCK])
    bench.scans("T-0412", "T-0412", vitamin(floor), "CMD-F5")
    bench.says_more(cosmetics=7, because=RegradeReason.DAMAGE_SINCE)
    assert bench.scan("T-0412") == (
        "Grade B: restock | 1 Vitamin D3 1000 IU, 120 ct was A, is B now and stays in T-0412."
        " | Stick its new label on, scan the next item, or CLOSE when done"
    )
    assert goods(floor) == ["0412: 1 10D9T B restock", "0412: 2 10D9T A restock"]
    first, second = rows(floor, Inspection)
    assert (second.supersedes, second.because, first.because) == (first.id, "damage_since", None)
    assert rows(floor, Event)[-1].detail["again"] == "damage_since"
    assert sum(row.amount for row in rows(floor, Tally) if row.kind == "units_graded") == 3, "a unit counts once"
    assert bench.scan("CMD-CLOSE") == (
        "Carton 0412 is graded | Carton T-0412 is graded again, 3 units in it for restock."
        " | Route it, or scan the next carton"
    )
    assert state(floor, "T-0412") == "graded"
    assert bench.undo().startswith("Undone")
    assert_ledger_holds(floor)


def test_what_goes_elsewhere_by_its_new_grade_goes_into_another_tote(floor: Floor, bench: BenchWork) -> None:
    bench.scans("T-0412", "T-0412", vitamin(floor), "CMD-GRADE-C")
    assert bench.scan("T-0412") == (
        "Other destination | Carton T-0412 goes to restock, this item to rework by its new grade."
        " | Scan a tote for rework, or a new one"
    )
    assert bench.scan("T-0413").startswith("Grade C: rework | 1 Vitamin D3 1000 IU, 120 ct into T-0413.")
    assert goods(floor) == ["0412: 2 10D9T A restock", "0413: 1 10D9T C rework"]
    assert bench.undo().startswith("Undone")
    assert goods(floor) == ["0412: 3 10D9T A restock"]
    assert [row.undone_at is None for row in rows(floor, Inspection)] == [True, False]
    assert_ledger_holds(floor)


def test_a_carton_is_graded_again_as_a_whole(floor: Floor, bench: BenchWork) -> None:
    bench.scans("T-0412", "T-0412", "CMD-WHOLE", "CMD-GRADE-C")
    assert bench.scan("CMD-CONFIRM").startswith("Grade C: rework | Carton T-0412 is graded as a whole, 3 units")
    assert (goods(floor), state(floor, "T-0412")) == (["0412: 3 10D9T C rework"], "graded")
    assert_ledger_holds(floor)


def check_all(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Site)).values(blind_percent=100))


def _nobody_checks_his_own(floor: Floor, check_id: UUID) -> None:
    line_id = rows(floor, Inspection)[0].carton_line_id
    own = BenchWork(floor)
    own.screen = Screen(Worksheet(check_id=check_id, goods_id=line_id))
    own.scan("CMD-PASS")
    assert own.scan("CMD-CONFIRM") == (
        "Your own grade | You gave Vitamin D3 1000 IU, 120 ct its first grade, so somebody else checks it."
        " | Let another inspector check it"
    )


def test_a_drawn_unit_is_checked_by_somebody_else_and_nothing_moves(floor: Floor) -> None:
    check_all(floor)
    first = BenchWork(floor)
    first.scans(received(floor, vitamin(floor), vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    (check,) = rows(floor, BlindCheck)
    _nobody_checks_his_own(floor, check.id)
    other = BenchWork(floor, "supervisor")
    assert other.scan(vitamin(floor)) == (
        "Blind check | Vitamin D3 1000 IU, 120 ct of carton T-0412: what it was graded first is not shown."
        " | Answer the checklist, then scan CONFIRM"
    )
    seen = other.view().goods
    assert seen is not None
    assert (seen.grade, seen.condition) == (None, frozenset())
    assert other.scan("T-0413") == (
        "Not a tote now | Scanned T-0413, but a blind check moves nothing: the item goes back to T-0412."
        " | Scan CONFIRM to keep your grade, or UNDO to drop it"
    )
    before = (goods(floor), len(rows(floor, Event)))
    other.scan("CMD-GRADE-B")
    late = other.screen
    assert other.scan("CMD-CONFIRM") == (
        "Kept | Your grade of Vitamin D3 1000 IU, 120 ct is kept beside the first. Nothing was moved."
        " | Put it back in T-0412"
    )
    assert (goods(floor), len(rows(floor, Event))) == before
    other.screen = late
    assert other.scan("CMD-CONFIRM") == (
        "No check here | This blind check was made by somebody else, its grade was taken back, or its unit has left."
        " | Scan the next item or carton"
    )
    with floor.database.reading() as session:
        (inspector,) = blind_checks.by_inspector(session, floor.site.id, NOW, NOW.replace(year=2027))
    assert (inspector.name, inspector.agreement.checked, inspector.agreement.unchanged) == ("J. Park", 1, 0)
    assert rows(floor, BlindCheck)[0].grade is Grade.B
    (exception,) = rows(floor, FloorException)
    assert (exception.kind, exception.params["number"]) == ("grades_differ", "A / B")


def test_a_check_lapses_with_its_grade_and_units(floor: Floor) -> None:
    check_all(floor)
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    with floor.database.reading() as session:
        assert len(blind_checks.waiting(session, floor.site.id, floor.supervisor.id)) == 1
        assert blind_checks.waiting(session, floor.site.id, floor.inspector.id) == [], "nobody checks his own"
    bench.undo()
    with floor.database.reading() as session:
        assert blind_checks.waiting(session, floor.site.id, floor.supervisor.id) == []
    with floor.database.unit_of_work() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(table_of(CartonLine))).scalar_one()


@pytest.mark.parametrize("text", ["101", "-1", "ten", "", "5.5"])
def test_a_share_is_whole_percent(floor: Floor, text: str) -> None:
    act = Act(by=floor.principal(floor.supervisor, "B-02"), scope="grading_quality", client_id="c1", now=NOW)
    with floor.database.unit_of_work() as session:
        said = grading.set_share(session, act, text).said
    params = {name: shown(value) for name, value in said.params.items()}
    assert " | ".join(part.format(**params) for part in (said.message.title, said.message.say, said.message.next)) == (
        f"No such share | {text or '-'} was entered. A whole number of percent from 0 to 100 is expected."
        " | Enter another"
    )
