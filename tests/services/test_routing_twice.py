"""Routing taken back, sent twice, or done by two at once, on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Location, table_of
from app.domain.errors import Replayed
from tests.factories import Floor, make_floor
from tests.services.bench import assert_ledger_holds
from tests.services.forklift import (
    AFTERNOON,
    Forklift,
    a_tote,
    kinds,
    placed_today,
    routes,
    stands,
)


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def forklift(floor: Floor) -> Forklift:
    return Forklift(floor)


def test_undo_of_placing_puts_the_carton_on_its_way_again(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scans("T-0412", "S-01")
    assert forklift.scan("CMD-UNDO") == (
        "Undone | Carton T-0412 is on its way to S-01 again. | Take it to S-01, then scan the place"
    )
    assert stands(floor, "T-0412") == ("routing", "B-02")
    assert routes(floor) == [("moving", "S-01")]
    assert placed_today(floor) == 0
    assert forklift.scan("S-01").startswith("Carton 0412 in S-01")
    assert placed_today(floor) == 1
    assert_ledger_holds(floor)


def test_undo_of_starting_leaves_the_carton_where_it_stood(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    assert forklift.tap("undo") == "Undone | Carton T-0412 stands where it stood: B-02. | Scan the next carton"
    assert stands(floor, "T-0412") == ("graded", "B-02")
    assert routes(floor) == [("abandoned", "S-01")]
    assert forklift.tap("undo").startswith("Nothing to undo")
    assert forklift.scan("T-0412").startswith("Carton 0412 to restock"), "it can be started again"
    assert_ledger_holds(floor)


def test_undo_is_refused_once_someone_worked_on_the_carton(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor", AFTERNOON + timedelta(minutes=5))
    other.scan("T-0412")
    other.tap("accept")
    assert forklift.tap("undo") == (
        "Too late to undo | A. Novak worked on the same goods at 22:37:02. Nothing was changed."
        " | Undo that first, or call a supervisor"
    )


def test_a_replay_returns_its_first_answer(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    client_id = str(new_id())
    first = forklift.scan("T-0412", client_id)
    trip = forklift.screen.trip
    forklift.scan("S-01")
    before = len(kinds(floor))
    assert forklift.scan("T-0412", client_id) == first
    assert forklift.answered is not None
    assert forklift.answered.is_replay
    assert forklift.screen.trip == trip
    assert kinds(floor, before) == []
    with pytest.raises(Replayed):
        forklift.scan("S-01", client_id)


def test_the_second_forklift_is_told_who_was_first(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor")
    assert other.scan("T-0412") == (
        "D. Silva was first | D. Silva has carton T-0412 on the way to S-01 since 22:32:01. Nothing was changed here."
        " | Scan the next carton; if you have this one in hand, take it over below"
    )
    assert other.signal == "stop"
    assert routes(floor) == [("moving", "S-01")]


def test_a_carton_left_on_the_way_can_be_taken_over(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor")
    other.scan("T-0412")
    assert other.scan("CMD-CONFIRM") == (
        "Carton 0412 is yours | You took carton T-0412 over from D. Silva. | Take it to S-01, then scan the place"
    )
    assert routes(floor) == [("abandoned", "S-01"), ("moving", "S-01")]
    assert forklift.scan("S-01").startswith("A. Novak was first | A. Novak has carton T-0412 on the way to S-01")
    assert other.scan("S-01").startswith("Carton 0412 in S-01")
    assert forklift.scan("CMD-CONFIRM") == (
        "Already in S-01 | Carton T-0412 stands in S-01, where it belongs, since 22:32:03. | Scan the next carton"
    )
    assert_ledger_holds(floor)


def test_a_carton_that_nobody_has_any_more_is_taken_like_any_other(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    other = Forklift(floor, "supervisor")
    other.scan("T-0412")
    forklift.tap("undo")
    assert other.tap("accept").startswith("Carton 0412 to restock | 2 x Vitamin D3")


def test_a_carton_placed_on_another_tablet_is_not_placed_again(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    second = Forklift(floor)
    second.screen = forklift.screen
    forklift.scan("S-01")
    assert second.scan("S-01") == (
        "D. Silva was first | Carton T-0412 was changed by D. Silva at 22:32:02: it is placed now."
        " Nothing was changed here. | Scan the next carton"
    )
    assert second.screen.trip.carton_id is None, "the carton is off this screen"
    assert placed_today(floor) == 1


ROUNDS = 25


def test_of_two_forklifts_exactly_one_starts_and_exactly_one_scan_places(floor: Floor) -> None:
    a_tote(floor)
    drivers = Forklift(floor), Forklift(floor, "supervisor")
    started: Counter[str] = Counter()
    for _ in range(ROUNDS):
        said = at_once(*(lambda driver=driver: driver.scan("T-0412") for driver in drivers))
        winners = [driver for driver in drivers if driver.signal == "ok"]
        assert len(winners) == 1, said
        loser = next(driver for driver in drivers if driver not in winners)
        winner_name = winners[0].by.operator_name
        assert loser.says.startswith(f"{winner_name} was first | {winner_name} has carton T-0412 on the way to S-01")
        started[winner_name] += 1
        _place_on_two_tablets(floor, winners[0])
    assert started.total() == ROUNDS
    assert placed_today(floor) == 0, "each round was taken back"
    assert_ledger_holds(floor)


def _place_on_two_tablets(floor: Floor, driver: Forklift) -> None:
    """Scan the place on two tablets of one driver at once, check that one scan counted, and take all of it back."""
    second = Forklift(floor)
    second.by, second.screen = driver.by, driver.screen
    tablets = (driver, second)
    said = at_once(*(lambda tablet=tablet: tablet.scan("S-01") for tablet in tablets))
    assert sorted(tablet.signal for tablet in tablets) == ["ok", "stop"], said
    assert stands(floor, "T-0412") == ("placed", "S-01")
    first = next(tablet for tablet in tablets if tablet.signal == "ok")
    assert first.tap("undo").startswith("Undone | Carton T-0412 is on its way to S-01 again."), first.says
    assert first.tap("undo").startswith("Undone | Carton T-0412 stands where it stood: B-02."), first.says


def at_once(*acts: Callable[[], str]) -> list[str]:
    """Run `acts` in threads that all start together."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], str]) -> str:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_forklifts_never_share_the_last_room(floor: Floor) -> None:
    place = table_of(Location)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(place).where(place.c.code == "S-01").values(capacity=1))
    plates = a_tote(floor), a_tote(floor, "T-0413", carton=4619)
    drivers = Forklift(floor), Forklift(floor, "supervisor")
    for _ in range(ROUNDS):
        said = at_once(
            *(
                lambda driver=driver, plate=plate: driver.scan(plate)
                for driver, plate in zip(drivers, plates, strict=True)
            )
        )
        assert sorted(driver.signal for driver in drivers) == ["ok", "stop"], said
        next(driver for driver in drivers if driver.signal == "ok").tap("undo")
