"""Who takes an exception up, and which displays hang, on SQLite and on PostgreSQL."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import FloorException, table_of
from app.db.queries import exceptions, operators, wall
from app.db.queries.exceptions import ExceptionCounts
from app.domain.errors import Overtaken, Refused
from app.domain.messages.core import Said
from app.domain.principals import Principal, PrincipalKind
from app.domain.vocabulary import ExceptionKind
from app.services import displaying, owning, stationing
from tests.factories import NOW, Floor, make_floor
from tests.services.shipper import said_in_english


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


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
        assert said_in_english(refusal.value.said) == (
            "A. Novak was first | help: A. Novak has it already. | Take up another one"
        )


def test_a_settled_exception_says_who_and_when(floor: Floor, an_exception: UUID) -> None:
    take_up(floor, an_exception, verb="settle")
    with pytest.raises(Overtaken) as refusal:
        take_up(floor, an_exception, "inspector")
    assert said_in_english(refusal.value.said) == (
        "A. Novak was first | help was settled by A. Novak at 20:35:00. | Take up another one"
    )


def test_an_exception_of_nowhere_is_refused(floor: Floor) -> None:
    with pytest.raises(Refused) as refusal:
        take_up(floor, new_id())
    assert (
        said_in_english(refusal.value.said) == "Not found | This exception does not exist here. | Take up another one"
    )


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
