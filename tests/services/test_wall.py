"""What the wall shows, in how many statements, on SQLite and on PostgreSQL."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.db.engine import Database
from app.db.queries import exceptions, operators, stages, wall
from app.db.queries.exceptions import ExceptionCounts
from app.db.queries.waiting import waiting
from app.services import displaying, owning, stationing
from tests.factories import NOW, TODAY, Floor, an_sscc, make_floor
from tests.services.bench import received
from tests.services.dock import Dock, gs1
from tests.services.forklift import AFTERNOON, Forklift, a_tote
from tests.services.statements import statements


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def shown(floor: Floor, after: timedelta = timedelta(hours=2)) -> wall.Wall:
    with floor.database.reading() as session:
        return wall.wall(session, floor.site.id, NOW + after)


def test_the_wall_shows_backlog_pace_and_value_at_risk(floor: Floor) -> None:
    a_tote(floor, units=6)
    a_tote(floor, "T-0413", grade="D", units=3, carton=4619)
    received(floor, vitamin(floor), carton=4620)
    Forklift(floor).scans("T-0413", "L-01")
    page = shown(floor)
    assert {stage.value: waiting.count for stage, waiting in page.backlog.items()} == {
        "receive": 0, "grade": 1, "route": 1, "rework": 0,
    }  # fmt: skip
    assert (page.site, page.cartons, page.grown) == ("Laredo returns", 2, 2), "three came in, one found its place"
    assert (page.pace.done, page.pace.target) == (9, 480)
    assert page.at_risk.currency == "USD"
    with floor.database.reading() as session:
        lost = sum(carton.goods.lost for carton in waiting(session, floor.site.id, TODAY))
    assert page.at_risk.amount == Decimal(lost).quantize(Decimal("0.01"))


def test_the_worst_carton_is_named(floor: Floor) -> None:
    a_tote(floor, units=20)
    page = shown(floor)
    assert page.worst_lpn == "T-0412"
    assert page.worst.amount > 0
    assert page.best is not None
    assert (page.best.lpn, page.best.place) == ("T-0412", "B-02"), "it may be taken"


@pytest.mark.parametrize(
    ("hours", "planned"),
    # NOW is 14:32 in Laredo; the working day there runs from 6:00 to 18:00
    [(-10, 0), (0, 341), (2, 421), (4, 480), (9, 480), (12, 0)],
)
def test_the_target_is_spread_over_the_working_day(floor: Floor, hours: int, planned: int) -> None:
    pace = shown(floor, timedelta(hours=hours)).pace
    assert (pace.planned, pace.ahead) == (planned, -planned)


def test_undone_work_leaves_the_wall(floor: Floor) -> None:
    a_tote(floor)
    driver = Forklift(floor)
    driver.scans("T-0412", "S-01")
    assert shown(floor).grown == 0
    driver.tap("undo")
    page = shown(floor)
    assert (page.grown, page.cartons) == (1, 1)


def test_doors_and_benches_are_ok_idle_or_call_for_help(floor: Floor) -> None:
    Dock(floor).scan(an_sscc(1))
    with floor.database.unit_of_work() as session:
        by = floor.principal(floor.inspector, "B-02")
        stationing.call_for_help(session, by, NOW + timedelta(minutes=4))
    page = shown(floor, timedelta(minutes=10))
    assert [(light.name.in_language("es"), light.state.value) for light in page.stations] == [
        ("Lugar D-04", "ok"), ("Lugar B-02", "help"),
    ]  # fmt: skip
    assert page.stations[1].age(NOW + timedelta(minutes=10)) == timedelta(minutes=6)
    assert shown(floor, timedelta(minutes=20)).stations[0].state.value == "idle"


def test_exceptions_without_an_owner_are_named_help_first(floor: Floor) -> None:
    dock = Dock(floor)
    dock.scans(an_sscc(1), *[gs1(floor.omega, "K7731", "270228")] * 7, "CMD-CONFIRM")
    with floor.database.unit_of_work() as session:
        stationing.call_for_help(session, floor.principal(floor.inspector, "B-02"), AFTERNOON)
    page = shown(floor, timedelta(hours=3))
    assert page.exceptions == ExceptionCounts(2, 2)
    assert [(each.kind.value, each.raised_by) for each in page.unowned] == [("help", "J. Park"), ("over", "M. Ortega")]
    assert page.unowned[1].details[0] == "K7731"


def test_the_wall_takes_a_bounded_number_of_statements(floor: Floor) -> None:
    a_tote(floor, units=20)
    with floor.database.unit_of_work() as session:
        token = displaying.hang(session, floor.site.id, "North wall")
    with statements(floor.database) as sent, floor.database.reading() as session:
        display = operators.wall(session, stationing.digest(token))
        assert display is not None
        wall.version(session, display.site_id, NOW)
        wall.wall(session, display.site_id, NOW)
    assert len(sent) <= 13
    assert not [statement for statement in sent if "event_item" in statement], "no history"


def test_an_unchanged_wall_takes_one_statement(floor: Floor) -> None:
    with statements(floor.database) as sent, floor.database.reading() as session:
        wall.version(session, floor.site.id, NOW)
    assert len(sent) == 1


def test_the_version_changes_with_whatever_the_wall_shows(floor: Floor) -> None:
    def version(after: timedelta = timedelta(0)) -> str:
        with floor.database.reading() as session:
            return wall.version(session, floor.site.id, NOW + after)

    seen = [version()]
    assert version(timedelta(seconds=20)) == seen[0]
    seen.append(version(timedelta(minutes=1)))
    dock = Dock(floor)
    seen.append(version())
    dock.scans(an_sscc(1), *[gs1(floor.omega, "K7731", "270228")] * 7, "CMD-CONFIRM")
    seen.append(version())
    for verb in (owning.own, owning.settle):
        with floor.database.unit_of_work() as session:
            (each,) = exceptions.open_exceptions(session, floor.site.id, 2)
            verb(session, floor.principal(floor.supervisor), each.id, NOW)
        seen.append(version())
    assert len(set(seen)) == len(seen)


def test_the_partial_index_of_open_cartons_serves_the_wall(sqlite_database: Database) -> None:
    floor = make_floor(sqlite_database)
    with statements(sqlite_database) as sent, sqlite_database.reading() as session:
        stages.backlog(session, floor.site.id, NOW)
    with sqlite_database.engine.connect() as connection:
        site = floor.site.id.hex
        rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sent[1], (site,) * sent[1].count("?"))
        plan = " ".join(str(row[3]) for row in rows)
    assert "ix_carton_stage" in plan
