"""What waits, what it costs and who needs help, as the wall and the lists read it, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import FloorException, table_of
from app.db.queries import exceptions, operators, stages, wall
from app.db.queries.exceptions import ExceptionCounts
from app.db.queries.stages import Waiting
from app.db.queries.waiting import by_loss, suggested, waiting
from app.domain.dwell import AgeBucket, Stage
from app.domain.errors import Overtaken, Refused
from app.domain.messages.core import Money, Said
from app.domain.principals import Principal, PrincipalKind
from app.domain.vocabulary import DispositionCode, ExceptionKind, Zone
from app.services import displaying, owning, stationing
from tests.factories import NOW, TODAY, Floor, an_sscc, make_floor
from tests.services.bench import LATER, received
from tests.services.dock import Dock, gs1
from tests.services.forklift import AFTERNOON, Forklift, a_tote, an_open_tote


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def counted(floor: Floor) -> stages.Stages:
    with floor.database.reading() as session:
        return stages.counts(session, floor.site.id)


def shown(floor: Floor, after: timedelta = timedelta(hours=2)) -> wall.Wall:
    with floor.database.reading() as session:
        return wall.wall(session, floor.site.id, NOW + after)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect the statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(database.engine, "before_cursor_execute", note)


# What waits


def test_an_untouched_floor_waits_for_its_two_deliveries_only(floor: Floor) -> None:
    waits = counted(floor)
    assert waits.receive == Waiting(Stage.RECEIVE, 2, None), "goods on the road wait for nobody here"
    assert (waits.grade.count, waits.route.count, waits.rework.count) == (0, 0, 0), (
        "quarantine stands, it does not wait"
    )
    assert (waits.receive.age(NOW), waits.receive.is_late(NOW)) == (None, False)


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
    assert not grade.is_late(NOW + timedelta(hours=23))
    assert grade.is_late(NOW + timedelta(hours=25))


def test_counts_take_two_statements(floor: Floor) -> None:
    with statements(floor.database) as sent:
        counted(floor)
    assert len(sent) == 2


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


# The wall


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
    token = hung(floor)
    with statements(floor.database) as sent, floor.database.reading() as session:
        display = operators.wall(session, stationing.digest(token))
        assert display is not None
        wall.version(session, display.site_id, NOW)
        wall.wall(session, display.site_id, NOW)
    assert len(sent) <= 12
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
            verb(session, floor.principal(floor.supervisor), the_exception(floor), NOW)
        seen.append(version())
    assert len(set(seen)) == len(seen)


def test_the_partial_index_of_open_cartons_serves_the_wall(sqlite_database: Database) -> None:
    floor = make_floor(sqlite_database)
    with statements(sqlite_database) as sent, sqlite_database.reading() as session:
        stages.backlog(session, floor.site.id)
    with sqlite_database.engine.connect() as connection:
        site = floor.site.id.hex
        rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sent[0], (site,) * sent[0].count("?"))
        plan = " ".join(str(row[3]) for row in rows)
    assert "ix_carton_stage" in plan


# Who takes an exception up


def the_exception(floor: Floor) -> UUID:
    table = table_of(FloorException)
    with floor.database.reading() as session:
        found: UUID = session.execute(sa.select(table.c.id)).scalar_one()
    return found


@pytest.fixture
def an_exception(floor: Floor) -> UUID:
    with floor.database.unit_of_work() as session:
        stationing.call_for_help(session, floor.principal(floor.inspector, "B-02"), NOW)
    return the_exception(floor)


def take_up(floor: Floor, exception_id: UUID, operator: str = "supervisor", verb: str = "own") -> Said:
    by = floor.principal(getattr(floor, operator))
    with floor.database.unit_of_work() as session:
        said: Said = getattr(owning, verb)(session, by, exception_id, NOW + timedelta(minutes=3))
        return said


def test_a_supervisor_takes_an_exception_up_and_settles_it(floor: Floor, an_exception: UUID) -> None:
    assert take_up(floor, an_exception).message.say == "{kind} is yours to settle."
    assert take_up(floor, an_exception).message.key == "exceptions.owned", "a second tap says the same"
    with floor.database.reading() as session:
        assert exceptions.counts(session, floor.site.id) == ExceptionCounts(1, 0)
    assert take_up(floor, an_exception, verb="settle").message.key == "exceptions.settled"
    with floor.database.reading() as session:
        assert exceptions.counts(session, floor.site.id) == ExceptionCounts(0, 0)


def test_an_exception_in_hand_stays_with_its_owner(floor: Floor, an_exception: UUID) -> None:
    take_up(floor, an_exception)
    for verb in ("own", "settle"):
        with pytest.raises(Overtaken) as refusal:
            take_up(floor, an_exception, "inspector", verb)
        assert refusal.value.said.message.key == "exceptions.owned_by_other"
        assert refusal.value.said.params["who"] == "A. Novak"


def test_a_settled_exception_says_who_and_when(floor: Floor, an_exception: UUID) -> None:
    take_up(floor, an_exception, verb="settle")
    with pytest.raises(Overtaken) as refusal:
        take_up(floor, an_exception, "inspector")
    assert refusal.value.said.message.key == "exceptions.settled_before"
    assert (refusal.value.said.params["who"], refusal.value.said.params["when"]) == (
        "A. Novak", NOW + timedelta(minutes=3),
    )  # fmt: skip


def test_an_exception_of_nowhere_is_refused(floor: Floor) -> None:
    with pytest.raises(Refused) as refusal:
        take_up(floor, new_id())
    assert refusal.value.said.message.key == "exceptions.unknown"


# Displays


def hung(floor: Floor) -> str:
    with floor.database.unit_of_work() as session:
        return displaying.hang(session, floor.site.id, "North wall")


def read_as(floor: Floor, token: str) -> Principal | None:
    with floor.database.reading() as session:
        return operators.wall(session, stationing.digest(token))


def test_a_display_reads_its_site_with_no_role(floor: Floor) -> None:
    display = read_as(floor, hung(floor))
    assert display is not None
    assert (display.kind, display.site_id, display.roles) == (PrincipalKind.WALL, floor.site.id, frozenset())


def test_a_display_that_was_taken_down_reads_nothing(floor: Floor) -> None:
    token, other = hung(floor), hung(floor)
    with floor.database.unit_of_work() as session:
        first = wall.displays(session, floor.site.id)
        by = floor.principal(floor.supervisor)
        held = read_as(floor, token)
        assert held is not None
        assert held.device_id is not None
        displaying.take_down(session, by, held.device_id)
    assert len(first) == 2
    assert read_as(floor, token) is None
    assert read_as(floor, other) is not None


def test_a_tablet_is_not_taken_down_as_a_display(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        displaying.take_down(session, floor.principal(floor.supervisor), floor.tablet.id)
        assert operators.held(session, floor.tablet.token_digest) is not None


def test_every_kind_of_exception_has_details_or_none(floor: Floor) -> None:
    by = floor.supervisor.id
    with floor.database.unit_of_work() as session:
        for kind in ExceptionKind:
            session.execute(
                sa.insert(table_of(FloorException)).values(
                    site_id=floor.site.id, id=new_id(), kind=kind, params={}, raised_at=NOW, raised_by=by
                )
            )
        found = exceptions.open_exceptions(session, floor.site.id, 50)
    assert {each.kind for each in found} == set(ExceptionKind)
    assert {each.details for each in found} == {()}
