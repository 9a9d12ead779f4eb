"""What waits in each stage, how long, and what it loses, on SQLite and on PostgreSQL."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from app.db.engine import Database
from app.db.queries import stages
from app.db.queries.stages import Waiting
from app.db.queries.waiting import by_loss, suggested, waiting
from app.domain.dwell import Stage
from app.domain.dwell_targets import AgeBucket
from app.domain.messages.core import Money
from app.domain.vocabulary import DispositionCode, Zone
from tests.factories import NOW, TODAY, Floor, an_sscc, make_floor
from tests.services.bench import LATER, received
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift, a_tote, an_open_tote
from tests.services.statements import statements


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def counted(floor: Floor, now: datetime = LATER) -> stages.Stages:
    with floor.database.reading() as session:
        return stages.counts(session, floor.site.id, now)


def test_an_untouched_floor_waits_for_its_two_deliveries_only(floor: Floor) -> None:
    waits = counted(floor)
    assert waits.receive == Waiting(Stage.RECEIVE, 2, None), "goods on the road wait for nobody here"
    assert (waits.grade.count, waits.route.count, waits.rework.count) == (0, 0, 0), (
        "quarantine stands, it does not wait"
    )
    assert (waits.receive.age(NOW), waits.receive.late) == (None, 0)


def test_work_moves_from_stage_to_stage(floor: Floor) -> None:
    dock = Dock(floor)
    assert counted(floor).receive.count == 2, "the opened one is no longer on the road but open"
    assert counted(floor).receive.oldest is not None
    dock.scans(an_sscc(1), vitamin(floor), "CMD-CLOSE")
    assert (counted(floor).grade.count, counted(floor).route.count) == (1, 0)
    a_tote(floor, grade="A")
    assert (counted(floor).grade.count, counted(floor).route.count) == (1, 1)
    Forklift(floor).scans("T-0412", "S-01")
    assert (counted(floor).grade.count, counted(floor).route.count) == (1, 0), "in stock nothing is left to be done"


def test_the_clock_of_a_stage_runs_from_its_oldest(floor: Floor) -> None:
    received(floor, vitamin(floor), carton=1)
    later = Dock(floor)
    later.scan(an_sscc(2))
    later.scan(vitamin(floor), now=NOW + timedelta(hours=5))
    later.scan("CMD-CLOSE", now=NOW + timedelta(hours=5))
    grade = counted(floor).grade
    assert grade.count == 2
    assert grade.oldest is not None
    assert grade.oldest < NOW + timedelta(minutes=1)
    late = [counted(floor, NOW + timedelta(hours=hours)).grade.late for hours in (23, 25, 30)]
    assert late == [0, 1, 2]


def test_counts_take_three_statements(floor: Floor) -> None:
    with statements(floor.database) as sent:
        counted(floor)
    assert len(sent) == 3


def test_the_list_says_what_is_in_each_carton_and_what_it_loses(floor: Floor) -> None:
    a_tote(floor, units=6)
    an_open_tote(floor, "T-0413", carton=4619)
    with floor.database.reading() as session:
        first, second = by_loss(waiting(session, floor.site.id, TODAY, Stage.ROUTE))
    assert (first.lpn, first.place, first.zone, first.code) == ("T-0412", "B-02", Zone.STOCK, DispositionCode.RESTOCK)
    assert (first.goods.units, [name["en"] for name in first.goods.names]) == (6, ["Vitamin D3 1000 IU, 120 ct"])
    assert first.goods.lost > second.goods.lost > 0
    assert first.goods.losing == Money(first.goods.lost.quantize(Decimal("0.01")), "USD")
    assert (first.is_movable, second.is_movable) == (True, False), "an open tote is still being filled"
    assert suggested([second, first]) == first
    assert by_loss([second, first]) == [first, second]
    assert (first.bucket(LATER + timedelta(hours=9)), first.is_late(LATER + timedelta(hours=9))) == (
        AgeBucket.LATE,
        True,
    )


def test_a_carton_on_its_way_names_who_has_it(floor: Floor) -> None:
    a_tote(floor)
    Forklift(floor).scan("T-0412")
    with floor.database.reading() as session:
        (carton,) = waiting(session, floor.site.id, TODAY)
    assert (carton.mover, carton.going_to, carton.is_movable) == ("D. Silva", "S-01", False)


def test_a_locked_carton_is_listed_but_never_suggested(floor: Floor) -> None:
    received(floor, vitamin(floor), paper="")
    with floor.database.reading() as session:
        (carton,) = waiting(session, floor.site.id, TODAY)
        assert suggested([carton]) is None
    assert carton.zone is Zone.QUARANTINE
