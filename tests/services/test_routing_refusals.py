"""Cartons that may not move, places that are full, on SQLite and on PostgreSQL."""

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import CartonLine, Location, table_of
from app.domain.vocabulary import DispositionCode, HoldReason
from tests.factories import Floor, a_location, an_sscc, make_floor
from tests.services.bench import assert_ledger_holds, received
from tests.services.dock import Dock, gs1
from tests.services.forklift import (
    Forklift,
    a_tote,
    exceptions,
    kinds,
    routes,
    stands,
    vitamin,
)


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def forklift(floor: Floor) -> Forklift:
    return Forklift(floor)


def test_unknown_and_unfinished_cartons_are_refused(floor: Floor, forklift: Forklift) -> None:
    Dock(floor).scan(an_sscc(7001))
    assert forklift.scan("T-9999") == (
        "Unknown carton | Scanned T-9999: no open carton has this plate."
        " | Scan another plate on it, or call a supervisor"
    )
    assert forklift.scan(an_sscc(7001)) == (
        f"Not ready to move | Carton {an_sscc(7001)} is receiving: it cannot be moved now."
        " | Finish that step first, or scan the next carton"
    )
    assert forklift.scan("T-0901") == (
        "Quarantine stays | T-0901 is the quarantine carton of Q-01: it stays where it is. | Scan the next carton"
    )
    assert routes(floor) == []


def test_a_carton_without_goods_is_not_moved(floor: Floor, forklift: Forklift) -> None:
    plate = received(floor, vitamin(floor))
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(CartonLine)).values(quantity=0))
    assert forklift.scan(plate) == f"Nothing in it | Carton {plate} holds no goods. | Scan the next carton"


def test_a_held_line_locks_its_carton_except_for_a_hold_place(floor: Floor, forklift: Forklift) -> None:
    plate = received(floor, vitamin(floor), paper="")
    assert forklift.scan(plate) == (
        f"Locked | Carton {plate} holds goods that are locked: unmatched. It may only go to a hold place."
        " | Have the locked goods split out, or take it to a hold place below"
    )
    assert forklift.signal == "stop"
    assert stands(floor, plate) == ("received", "G-01")
    said = forklift.tap("accept")
    assert said.startswith(f"Carton {plate[-4:]} to Q | 1 x Vitamin D3")
    assert said.endswith("| Take it to Q-01, then scan the place")
    forklift.scan("Q-01")
    assert stands(floor, plate) == ("placed", "Q-01")
    assert forklift.scan(plate) == (
        f"Locked | Carton {plate} holds goods that are locked: unmatched. It stands in hold place Q-01."
        " | Leave it there until the hold is lifted"
    )
    assert_ledger_holds(floor)


@pytest.mark.parametrize("hold", [HoldReason.EXPIRED, HoldReason.WRONG_LOT])
def test_one_held_line_among_free_ones_locks_the_carton(floor: Floor, forklift: Forklift, hold: HoldReason) -> None:
    plate = received(floor, vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    line = table_of(CartonLine)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(line).where(line.c.lot == "K7731").values(hold=hold))
    assert forklift.scan(plate).startswith(f"Locked | Carton {plate} holds goods that are locked: {hold}.")


def test_goods_for_several_destinations_go_back_to_a_bench(floor: Floor, forklift: Forklift) -> None:
    plate = received(floor, vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    line = table_of(CartonLine)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(line).where(line.c.lot == "K7731").values(code=DispositionCode.DONATE))
    assert forklift.scan(plate) == (
        f"Mixed goods | Carton {plate} holds goods for 2 destinations. | Take it back to a bench to be sorted"
    )


def test_a_zone_without_room_is_said_before_the_carton_is_lifted(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    place = table_of(Location)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(place).where(place.c.code == "S-01").values(capacity=0))
    assert forklift.scan("T-0412") == (
        "No room | Carton T-0412 goes to S, and no place there has room. | Leave it where it is and call a supervisor"
    )
    assert stands(floor, "T-0412") == ("graded", "B-02")


def test_a_full_place_sends_the_carton_to_the_next_one(floor: Floor, forklift: Forklift) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "S-02", floor.places["S-01"].kind, floor.places["S-01"].zone)
    a_tote(floor)
    forklift.scan("T-0412")
    before = len(kinds(floor))
    assert forklift.tap("place_is_full") == (
        "Carton 0412 to S-02 | S-01 is full: a supervisor was told. There is room in S-02."
        " | Take it to S-02, then scan the place"
    )
    assert exceptions(floor) == [("place_full", "S-01", False)]
    assert kinds(floor, before) == ["route_changed"]
    assert forklift.scan("S-01").startswith("Wrong place"), "the first place is no longer its place"
    forklift.scan("S-02")
    assert stands(floor, "T-0412") == ("placed", "S-02")
    other = Forklift(floor, "supervisor")
    assert other.scan(a_tote(floor, "T-0413", carton=4619)).endswith("| Take it to S-02, then scan the place")
    assert_ledger_holds(floor)


def test_without_another_place_the_carton_stays_on_its_way(floor: Floor, forklift: Forklift) -> None:
    a_tote(floor)
    forklift.scan("T-0412")
    before = len(kinds(floor))
    for _ in range(2):
        assert forklift.tap("place_is_full") == (
            "No room left | S-01 is full and S has no other place: a supervisor was told."
            " | Wait for S-01 to be cleared, or undo the start"
        )
    assert forklift.signal == "stop"
    assert exceptions(floor) == [("place_full", "S-01", False)], "one report is enough"
    assert kinds(floor, before) == []
    assert forklift.scan("S-01").startswith("Carton 0412 in S-01"), "it may have been cleared in the meantime"


def test_undo_of_a_full_place_takes_the_report_back(floor: Floor, forklift: Forklift) -> None:
    with floor.database.unit_of_work() as session:
        a_location(session, floor.site, "S-02", floor.places["S-01"].kind, floor.places["S-01"].zone)
    a_tote(floor)
    forklift.scan("T-0412")
    forklift.tap("place_is_full")
    assert forklift.tap("undo") == (
        "Undone | Carton T-0412 is on its way to S-01 again. | Take it to S-01, then scan the place"
    )
    assert exceptions(floor) == [("place_full", "S-01", True)]
    forklift.scan("S-01")
    assert stands(floor, "T-0412") == ("placed", "S-01")


def test_nothing_is_full_when_nothing_is_on_its_way(forklift: Forklift) -> None:
    assert forklift.tap("place_is_full") == (
        "Nothing on the way | No carton is on its way on this screen. | Scan the plate of the carton that you take"
    )
