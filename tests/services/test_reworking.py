"""Work orders by scan: operations, minutes, parts, the end, and the grade after it."""

import pytest

from app.db.engine import Database
from tests.factories import Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, state
from tests.services.dock import gs1
from tests.services.workshop import Workshop, a_battery, drills, orders, steps


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def work(floor: Floor) -> Workshop:
    drills(floor)
    return Workshop(floor)


def test_a_drill_is_refurbished_and_graded_again(floor: Floor, work: Workshop) -> None:
    assert orders(floor) == ["0412: 1 open"], "drawn up when it was placed"
    print(work.scan("T-0412"))
    assert state(floor, "T-0412") == "reworking"
    print(steps(work))
    battery = a_battery(floor)
    print(work.scan("CMD-REPAIR"))
    print(work.works(10).scan("CMD-PAUSE"))
    print(work.works(60).scan("CMD-REPAIR"))
    print(work.works(5).scan(gs1(battery, "B77")))
    print(work.works(5).scan("CMD-FINISH"))
    print(steps(work))
    print(work.scan("CMD-CONFIRM"))
    print(work.scan("CMD-CONFIRM"))
    print(orders(floor), goods(floor))
    bench = BenchWork(floor)
    print(bench.scan("T-0412"))
    print(bench.scan("DR7-204815"))
    print(bench.says_more(function=5, cosmetics=7).scan("T-0500"))
    print(orders(floor), goods(floor), state(floor, "T-0412"))
    print(bench.undo(), orders(floor), goods(floor))
    assert_ledger_holds(floor)
    assert 0
