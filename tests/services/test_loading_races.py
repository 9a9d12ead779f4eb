"""Two at once about what leaves: one of them loads it, takes it off, lets the load go; the other is told."""

from functools import partial

from tests.factories import Floor
from tests.services.bench import goods
from tests.services.floor_state import holds
from tests.services.forklift import stands
from tests.services.loader import LIQUIDATE, Loader, Planner, a_liquidator, decided
from tests.services.racing import race

ROUNDS = 4


def test_a_carton_is_put_on_one_of_two_loads(floor: Floor) -> None:
    planner, buyer = Planner(floor), a_liquidator(floor)
    tote = decided(floor, LIQUIDATE, place="L-01")
    loaders = Loader(floor), Loader(floor, "supervisor")
    for loader in loaders:
        loader.scan(planner.plan(buyer).partition(" ")[0])
    for _ in range(ROUNDS):
        said = race(*(partial(loader.scan, tote) for loader in loaders))
        first = next(each for each, told in zip(loaders, said, strict=True) if told.startswith("Carton 0412"))
        assert sum("was first" in told for told in said) == 1, said
        assert first.scans(tote, "CMD-CONFIRM").startswith("Off again")
        holds(floor)


def test_what_is_loaded_or_taken_back_while_the_load_departs_is_on_it_or_stays(floor: Floor) -> None:
    planner, buyer = Planner(floor), a_liquidator(floor)
    totes = [decided(floor, LIQUIDATE, f"T-042{n}", carton=4630 + n, place="L-01") for n in range(3)]
    leaves, other = Loader(floor), Loader(floor, "supervisor")
    load = planner.plan(buyer).partition(" ")[0]
    leaves.scans(load, totes[0], "CMD-CLOSE", "CMD-CONFIRM")
    other.scans(load, totes[1])
    race(partial(other.tap, "undo"), partial(leaves.scan, "CMD-CONFIRM"))
    assert stands(floor, totes[1])[0] in ("placed", "closed")
    again = planner.plan(buyer).partition(" ")[0]
    leaves.scans(again, totes[2], "CMD-CLOSE", "CMD-CONFIRM")
    other.scan(again)
    race(partial(other.scan, totes[1]), partial(leaves.scan, "CMD-CONFIRM"))
    holds(floor)
    assert [planner.load(each).state.value for each in (load, again)] == ["departed", "departed"]
    assert all(stands(floor, each)[0] in ("placed", "closed") for each in totes)
    left = sum(planner.load(each).units for each in (load, again))
    assert left + 2 * len(goods(floor)) == 6
