"""Grading at several benches at once, and the same act sent twice."""

import threading
from collections.abc import Callable

import pytest

from app.db.engine import Database
from app.db.ids import new_id
from app.domain.errors import Replayed
from tests.factories import Floor, make_floor
from tests.services.bench import LATER, BenchWork, assert_ledger_holds, events, goods, received, state
from tests.services.dock import gs1


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def test_a_replay_returns_its_first_answer_and_grades_once(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor), vitamin(floor)), vitamin(floor), "CMD-PASS")
    asked, client_id = bench.screen, str(new_id())
    first = bench.scan("T-0412", client_id)
    before = events(floor)
    bench.screen = asked
    assert bench.scan("T-0412", client_id) == first
    assert events(floor) == before
    bench.screen = asked
    with pytest.raises(Replayed):
        bench.scan("T-0413", client_id)


def test_the_second_bench_is_told_who_took_the_unit_and_when(floor: Floor) -> None:
    plate = received(floor, vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    first, second = BenchWork(floor), BenchWork(floor, "supervisor")
    for bench in (first, second):
        bench.scans(plate, vitamin(floor), "CMD-PASS")
    first.scan("T-0412")
    when = (LATER.replace(second=4)).strftime("%H:%M:%S")
    assert second.scan("T-0413") == (
        f"J. Park was first | J. Park took Vitamin D3 1000 IU, 120 ct out of carton {plate} at {when}: 0 left of it."
        " Nothing was changed here. | Scan the next item"
    )
    assert goods(floor) == ["0412: 1 10D9T A restock", "6186: 1 K7731 - -"]


def test_of_many_benches_at_once_exactly_one_takes_each_unit(floor: Floor) -> None:
    plate = received(floor, *[vitamin(floor)] * 3)
    benches = [BenchWork(floor, name) for name in ("inspector", "supervisor") for _ in range(3)]
    for bench in benches:
        bench.scans(plate, vitamin(floor), "CMD-PASS")
    together = threading.Barrier(len(benches))

    def race(bench: BenchWork, tote: str) -> Callable[[], None]:
        def run() -> None:
            together.wait()
            bench.scan(tote)

        return run

    threads = [threading.Thread(target=race(bench, f"T-04{n % 2:02}")) for n, bench in enumerate(benches)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bench.key for bench in benches) == ["graded", "graded", "graded_last", "taken", "taken", "taken"]
    assert state(floor, plate) == "closed"
    assert_ledger_holds(floor)
