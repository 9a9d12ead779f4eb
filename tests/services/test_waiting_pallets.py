"""Cartons on a pallet in the queues: one row, moved as one; and what nobody has counted waits for the dock."""

import pytest

from app.db.engine import Database
from app.db.queries import stages
from app.db.queries.waiting import Waiting, WaitingPallet, by_loss, folded, suggested, waiting
from app.domain.dwell import Stage
from app.domain.vocabulary import Zone
from tests.factories import TODAY, Floor, an_sscc, make_floor
from tests.services.dock import Dock, gs1
from tests.services.forklift import AFTERNOON, Forklift, a_tote
from tests.services.notices import FIRST, PALLET, SECOND, announce
from tests.services.stacker import Stacker

ON = an_sscc(9500)


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def rows(floor: Floor, stage: Stage | None = None) -> list[Waiting]:
    with floor.database.reading() as session:
        return folded(waiting(session, floor.site.id, TODAY, stage))


def counts(floor: Floor) -> dict[str, int]:
    with floor.database.reading() as session:
        return {stage.value: found.count for stage, found in stages.backlog(session, floor.site.id, AFTERNOON).items()}


def test_cartons_on_a_pallet_are_one_row_that_moves_as_one(floor: Floor) -> None:
    alone = a_tote(floor, "T-0411", units=2, carton=4617)
    one, two = a_tote(floor, "T-0412", units=3, carton=4618), a_tote(floor, "T-0413", units=4, carton=4619)
    Stacker(floor).scans(ON, one, two)
    first, second = by_loss(rows(floor, Stage.ROUTE))
    assert isinstance(first, WaitingPallet)
    assert (first.lpn, [carton.lpn for carton in first.cartons], first.goods.units) == (ON, [one, two], 7)
    assert first.since == min(carton.since for carton in first.cartons)
    assert first.goods.lost == sum(carton.goods.lost for carton in first.cartons)
    assert (first.place, first.zone, first.is_movable) == (second.place, Zone.STOCK, True)
    assert (second.lpn, second.cartons) == (alone, (second,))
    assert suggested([second, first]) == first
    assert counts(floor)["route"] == 3, "a stage counts cartons, however they stand"

    forklift = Forklift(floor)
    forklift.scan(ON)
    moved = next(row for row in rows(floor, Stage.ROUTE) if row.lpn == ON)
    assert (moved.mover, moved.going_to, moved.is_movable) == ("D. Silva", "S-01", False)


def test_the_only_carton_of_a_pallet_is_a_row_of_its_own(floor: Floor) -> None:
    one = a_tote(floor)
    Stacker(floor).scans(ON, one)
    (row,) = rows(floor, Stage.ROUTE)
    assert (row.lpn, row.pallet) == (one, ON)


def test_what_is_only_declared_waits_for_the_dock_until_it_is_counted(floor: Floor) -> None:
    announce(floor)
    dock = Dock(floor)
    dock.scan(PALLET)
    before = counts(floor)
    assert [row.lpn for row in rows(floor, Stage.GRADE)] == []
    assert PALLET in [row.lpn for row in rows(floor, Stage.RECEIVE)]
    assert before["grade"] == 0
    dock.scans(FIRST, "CMD-CONFIRM", gs1(floor.vitamin, "10D9T", "270331"), "CMD-CLOSE")
    assert [row.lpn for row in rows(floor, Stage.GRADE)] == [FIRST]
    assert SECOND in [row.lpn for row in rows(floor, Stage.RECEIVE)], "the other one stands on the pallet alone now"
    assert counts(floor) == {**before, "receive": before["receive"] - 1, "grade": 1}
