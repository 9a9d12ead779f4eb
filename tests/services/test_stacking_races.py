"""Two at once about one pallet: one of them moves it, stacks it, takes it in; the other is told."""

from functools import partial

import pytest

from tests.factories import Floor, an_sscc
from tests.services.dock import Dock
from tests.services.floor_state import holds
from tests.services.forklift import Forklift, kinds
from tests.services.notices import PALLET, announce, stands_on
from tests.services.racing import race
from tests.services.stacker import ON, Stacker, two_totes

ROUNDS = 8


@pytest.fixture
def at(floor: Floor) -> Stacker:
    return Stacker(floor)


def test_a_pallet_and_a_carton_on_it_are_taken_by_two_forklifts(at: Stacker, floor: Floor) -> None:
    one, two = two_totes(floor)
    at.scans(ON, one, two)
    for _ in range(ROUNDS):
        all_of_it, alone = Forklift(floor), Forklift(floor, "supervisor")
        race(partial(all_of_it.scan, ON), partial(alone.scan, one))
        moved = [worker for worker in (all_of_it, alone) if worker.signal == "ok"]
        assert moved
        assert stands_on(floor, one) == ("" if alone in moved else ON)
        assert stands_on(floor, two) == ON
        holds(floor)
        for worker in moved:  # a carton that left before the pallet moved is put back on it last
            assert worker.tap("undo").startswith("Undone")


def test_a_carton_is_put_on_one_of_two_pallets(at: Stacker, floor: Floor) -> None:
    one, _two = two_totes(floor)
    other, second = Stacker(floor, "supervisor"), an_sscc(9501)
    for _ in range(ROUNDS):
        at.scan(ON)
        other.scan(second)
        race(partial(at.scan, one), partial(other.scan, one))
        assert stands_on(floor, one) in (ON, second)
        holds(floor)
        at.scans("CMD-CLOSE", one)
        at.tap("break_up")
        for worker in (at, other):
            worker.scan("CMD-CLOSE")


def test_an_announced_pallet_is_taken_in_by_one_of_two_docks(floor: Floor) -> None:
    announce(floor)
    docks = Dock(floor), Dock(floor, operator="supervisor")
    race(*(partial(dock.scan, PALLET) for dock in docks))
    assert sorted(dock.says.split(" | ")[0] for dock in docks) == [f"Pallet {PALLET[-4:]} as declared"] * 2
    assert {dock.answered.said.message.key for dock in docks if dock.answered} == {
        "pallets.received", "pallets.declared_pallet",
    }  # fmt: skip
    assert kinds(floor).count("pallet_received") == 1
    holds(floor)
