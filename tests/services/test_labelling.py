"""New plates: one number each, however many ask at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.db.engine import Database
from app.db.ids import new_id
from app.services import labelling
from app.services.acting import Act
from tests.factories import NOW, Floor, make_floor
from tests.services.dock import Dock


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def issue(floor: Floor, client_id: str = "") -> str:
    act = Act(floor.principal(floor.dock_worker), labelling.SCOPE, client_id or str(new_id()), NOW)
    with floor.database.unit_of_work() as session:
        return str(labelling.issue_plate(session, act).said.params["lpn"])


def test_numbers_follow_the_highest_plate_on_the_floor(floor: Floor) -> None:
    assert [issue(floor), issue(floor)] == ["T-0902", "T-0903"]
    Dock(floor).scan("T-12000")
    Dock(floor, "RMA-104502").scan("T-0950")
    assert [issue(floor), issue(floor)] == ["T-12001", "T-12002"]


def test_the_same_act_is_issued_the_same_plate(floor: Floor) -> None:
    client_id = str(new_id())
    assert [issue(floor, client_id), issue(floor, client_id), issue(floor)] == ["T-0902", "T-0902", "T-0903"]


def test_twelve_tablets_at_once_get_twelve_plates(floor: Floor) -> None:
    with ThreadPoolExecutor(6) as tablets:
        plates = sorted(tablets.map(lambda _tablet: issue(floor), range(12)))
    assert plates == [f"T-{number:04d}" for number in range(902, 914)]
