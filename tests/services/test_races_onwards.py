"""Two benches or two forklifts, one thing: exactly one wins; the other is told who it was, and when."""

from functools import partial

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Location, table_of
from tests.factories import Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, received, state
from tests.services.forklift import Forklift, a_tote
from tests.services.racing import ROUNDS, by_key, race, shirt, was_first, wrote


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def two_benches(floor: Floor) -> tuple[BenchWork, BenchWork]:
    return BenchWork(floor), BenchWork(floor, "supervisor")


def make_room(floor: Floor) -> None:
    """Let every place take as many cartons as a test needs."""
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Location)).values(capacity=2 * ROUNDS))


def test_a_unit_is_graded_by_one_bench(floor: Floor) -> None:
    for number in range(ROUNDS):
        first, second = two_benches(floor)
        plate = received(floor, shirt(floor), paper="", carton=number)
        for bench in (first, second):
            bench.scans(plate, shirt(floor), "CMD-PASS")
        race(partial(first.scan, "T-0412"), partial(second.scan, "T-0413"))
        ends = by_key(first, second)
        assert set(ends) == {"grading.graded_last", "grading.taken"}
        who, when = wrote(ends["grading.graded_last"])
        assert ends["grading.taken"].says == (
            f"{who} was first | {who} took Work shirt, M out of carton {plate} at {when}: 0 left of it."
            " Nothing was changed here. | Scan the next item"
        )
        assert state(floor, plate) == "closed"
    assert_ledger_holds(floor)


def test_a_sealed_carton_is_graded_whole_once(floor: Floor) -> None:
    for number in range(ROUNDS):
        first, second = two_benches(floor)
        plate = received(floor, shirt(floor), paper="", carton=number)
        for bench in (first, second):
            bench.scans(plate, "CMD-WHOLE", "CMD-GRADE-A")
        race(partial(first.scan, plate), partial(second.scan, plate))
        ends = by_key(first, second)
        assert set(ends) == {"grading.graded_whole", "floor.overtaken"}
        assert ends["floor.overtaken"].says == was_first(ends["grading.graded_whole"], plate, "graded")
    assert_ledger_holds(floor)


def test_a_tote_is_closed_once(floor: Floor) -> None:
    first, second = two_benches(floor)
    for number in range(ROUNDS):
        tote = f"T-{number:04}"
        first.scans(received(floor, shirt(floor), paper="", carton=number), shirt(floor), "CMD-PASS", tote)
        second.screen = first.screen
        race(partial(first.scan, "CMD-CLOSE"), partial(second.scan, "CMD-CLOSE"))
        ends = by_key(first, second)
        assert set(ends) == {"grading.tote_closed", "floor.overtaken"}
        assert ends["floor.overtaken"].says == was_first(ends["grading.tote_closed"], tote, "graded")
    assert_ledger_holds(floor)


def test_a_carton_is_taken_on_the_way_by_one_forklift(floor: Floor) -> None:
    make_room(floor)
    for number in range(ROUNDS):
        first, second = Forklift(floor), Forklift(floor, "supervisor")
        plate = a_tote(floor, f"T-{number:04}", units=1, carton=number)
        race(partial(first.scan, plate), partial(second.scan, plate))
        ends = by_key(first, second)
        assert set(ends) == {"routing.started_graded", "routing.someone_has_it"}
        who, when = wrote(ends["routing.started_graded"])
        assert ends["routing.someone_has_it"].says == (
            f"{who} was first | {who} has carton {plate} on the way to S-01 since {when}. Nothing was changed here."
            " | Scan the next carton; if you have this one in hand, take it over below"
        )
    assert_ledger_holds(floor)


def test_a_carton_is_put_down_once(floor: Floor) -> None:
    make_room(floor)
    first, second = Forklift(floor), Forklift(floor)
    for number in range(ROUNDS):
        plate = a_tote(floor, f"T-{number:04}", units=1, carton=number)
        first.scan(plate)
        second.screen = first.screen
        race(partial(first.scan, "S-01"), partial(second.scan, "S-01"))
        ends = by_key(first, second)
        winner = ends.pop(next(end for end in ends if end.startswith("routing.placed")))
        assert ends["floor.overtaken"].says == was_first(winner, plate, "placed")
    assert_ledger_holds(floor)
