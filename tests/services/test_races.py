"""Two tablets at the dock, one thing: exactly one wins; the other is told who it was, and when. On both databases."""

from dataclasses import replace
from functools import partial

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Answer, Event, EventItem, table_of
from app.services import receiving
from app.services.acting import Act
from tests.factories import ExpectedLine, Floor, an_authorization, an_sscc, make_floor
from tests.services.bench import assert_ledger_holds
from tests.services.dock import Dock, gs1
from tests.services.racing import ROUNDS, by_key, key, race, was_first, wrote


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def two_docks(floor: Floor) -> tuple[Dock, Dock]:
    return Dock(floor), Dock(floor, operator="supervisor")


def two_blind_docks(floor: Floor) -> tuple[Dock, Dock]:
    first, second = Dock(floor, ""), Dock(floor, "", operator="supervisor")
    second.screen = first.screen
    return first, second


def omega(floor: Floor) -> str:
    return gs1(floor.omega, "K7731", "270228")


def drill(floor: Floor, serial: str) -> str:
    return gs1(floor.drill, "L2608", serial=serial)


def send(dock: Dock, act: Act) -> str:
    return dock._do(act, lambda session: receiving.scan(session, act, dock.screen))


def counted_rows(floor: Floor) -> tuple[int, int, int]:
    """Return how many events, items and answers there are."""
    with floor.database.reading() as session:
        events, items, answers = (
            session.execute(sa.select(sa.func.count()).select_from(table_of(each))).scalar_one()
            for each in (Event, EventItem, Answer)
        )
    return events, items, answers


def test_a_carton_is_closed_once(floor: Floor) -> None:
    first, second = two_blind_docks(floor)
    for number in range(ROUNDS):
        plate = an_sscc(number)
        first.scans(plate, floor.shirt.sku)
        second.screen = first.screen
        race(partial(first.scan, "CMD-CLOSE"), partial(second.scan, "CMD-CLOSE"))
        ends = by_key(first, second)
        assert set(ends) == {"receiving.carton_closed", "floor.overtaken"}
        assert ends["floor.overtaken"].says == was_first(ends["receiving.carton_closed"], plate, "received")
    assert_ledger_holds(floor)


def test_an_empty_carton_is_taken_back_once(floor: Floor) -> None:
    first, second = two_blind_docks(floor)
    for number in range(ROUNDS):
        plate = an_sscc(number)
        first.scan(plate)
        second.screen = first.screen
        race(partial(first.scan, "CMD-CLOSE"), partial(second.scan, "CMD-CLOSE"))
        ends = by_key(first, second)
        assert set(ends) == {"receiving.carton_cancelled", "floor.overtaken"}
        assert ends["floor.overtaken"].says == was_first(ends["receiving.carton_cancelled"], plate, "cancelled")


def test_what_is_counted_while_the_carton_closes_is_in_it_or_refused(floor: Floor) -> None:
    first, second = two_blind_docks(floor)
    counted = 0
    for number in range(ROUNDS):
        plate = an_sscc(number)
        first.scans(plate, floor.shirt.sku)
        second.screen = first.screen
        race(partial(first.scan, "CMD-CLOSE"), partial(second.scan, floor.shirt.sku))
        closed = f"Units in carton {plate}: "
        if key(second) == "receiving.counted_blind":
            counted += 2
            assert f"{closed}2." in first.says
        else:
            counted += 1
            assert f"{closed}1." in first.says
            assert second.says == was_first(first, plate, "received")
        assert second.board().units() == counted
    assert_ledger_holds(floor)


def test_the_last_expected_unit_is_never_counted_twice_without_a_question(floor: Floor) -> None:
    first, second = two_docks(floor)
    first.scans(an_sscc(1), *[omega(floor)] * 5)
    for _ in range(ROUNDS):
        second.screen = first.screen = replace(first.screen, pending=None)
        race(partial(first.scan, omega(floor)), partial(second.scan, omega(floor)))
        ends = by_key(first, second)
        assert set(ends) == {"receiving.counted", "receiving.over"}
        assert ends["receiving.over"].says.startswith("1 over | Omega-3 1200 mg, 90 ct, K7731: 7 with this, 6 expected")
        assert first.counts()["Omega-3 1200 mg, 90 ct", "K7731"] == "6/6"
        assert ends["receiving.counted"].tap("undo") == "Undone | Taken back: units_received. | Scan the next item"
    assert_ledger_holds(floor)


def test_a_serial_is_counted_once_in_the_building(floor: Floor) -> None:
    first, second = Dock(floor, ""), Dock(floor, "", operator="supervisor")
    first.scan(an_sscc(1))
    second.scan(an_sscc(2))
    plates = {id(first): an_sscc(1), id(second): an_sscc(2)}
    for number in range(ROUNDS):
        text = drill(floor, f"DR7-{number}")
        race(partial(first.scan, text), partial(second.scan, text))
        ends = by_key(first, second)
        assert set(ends) == {"receiving.counted_blind", "receiving.already_received"}
        plate = plates[id(ends["receiving.counted_blind"])]
        assert f"serial DR7-{number} is in carton {plate}" in ends["receiving.already_received"].says
    assert_ledger_holds(floor)


def test_the_same_act_sent_twice_at_once_is_one_event_with_one_answer(floor: Floor) -> None:
    dock, again = Dock(floor, ""), Dock(floor, "")
    dock.scan(an_sscc(1))
    before = counted_rows(floor)
    for number in range(ROUNDS):
        again.screen, act = dock.screen, dock.act(floor.shirt.sku, str(new_id()))
        race(partial(send, dock, act), partial(send, again, act))
        assert dock.says == again.says
        assert {each.answered.is_replay for each in (dock, again) if each.answered} == {False, True}
        assert counted_rows(floor) == tuple(rows + number + 1 for rows in before)
    assert dock.board().units() == ROUNDS
    assert_ledger_holds(floor)


def test_an_act_is_taken_back_once(floor: Floor) -> None:
    dock, again = Dock(floor, ""), Dock(floor, "")
    dock.scan(an_sscc(1))
    for _ in range(ROUNDS):
        dock.scan(floor.shirt.sku)
        again.screen = dock.screen
        race(partial(dock.tap, "undo"), partial(again.tap, "undo"))
        ends = by_key(dock, again)
        assert set(ends) == {"floor.undone", "floor.already_undone"}
        _who, when = wrote(ends["floor.undone"])
        assert ends["floor.already_undone"].says == (
            f"Already undone | This was taken back at {when}. | Scan the next item"
        )
        assert dock.board().units() == 0
    assert_ledger_holds(floor)


def test_a_unit_is_taken_back_before_its_carton_closes_or_not_at_all(floor: Floor) -> None:
    first, second = two_blind_docks(floor)
    units = 0
    for number in range(ROUNDS):
        plate = an_sscc(number)
        first.scans(plate, floor.shirt.sku, floor.drill.sku, "CMD-UNDO", floor.shirt.sku)
        second.screen = first.screen
        race(partial(first.tap, "undo"), partial(second.scan, "CMD-CLOSE"))
        assert key(second) == "receiving.carton_closed"
        closed = f"Units in carton {plate}: "
        if key(first) == "floor.undone":
            units += 1
            assert f"{closed}1." in second.says
        else:
            units += 2
            who, when = wrote(second)
            assert f"{closed}2." in second.says
            assert first.says == (
                f"Too late to undo | {who} worked on the same goods at {when}. Nothing was changed."
                " | Undo that first, or call a supervisor"
            )
        assert first.board().units() == units
    assert_ledger_holds(floor)


def test_a_plate_names_one_carton(floor: Floor) -> None:
    first, second = Dock(floor, ""), Dock(floor, "", operator="supervisor")
    for number in range(ROUNDS):
        plate = an_sscc(number)
        race(partial(first.scan, plate), partial(second.scan, plate))
        ends = by_key(first, second)
        assert set(ends) == {"receiving.carton_opened", "floor.plate_in_use"}
        who, when = wrote(ends["receiving.carton_opened"])
        receipt = ends["receiving.carton_opened"].board().receipt
        assert ends["floor.plate_in_use"].says == (
            f"Plate in use | Plate {plate} is on a carton of receipt {receipt}, opened by {who} at {when}: it is"
            " receiving. | Take another plate; to go on with that carton, scan it on the home screen"
        )
        ends["receiving.carton_opened"].scan("CMD-CLOSE")
    assert_ledger_holds(floor)


def test_two_tablets_of_one_receipt_open_the_same_carton_together(floor: Floor) -> None:
    first, second = two_blind_docks(floor)
    for number in range(ROUNDS):
        plate = an_sscc(number)
        race(partial(first.scan, plate), partial(second.scan, plate))
        assert set(by_key(first, second)) == {"receiving.carton_opened", "receiving.carton_switched"}
        assert first.screen.carton_id == second.screen.carton_id
        first.scan("CMD-CLOSE")
        second.screen = first.screen


def test_a_paper_has_one_open_receipt(floor: Floor) -> None:
    numbers = [f"RMA-2{number:05}" for number in range(ROUNDS)]
    with floor.database.unit_of_work() as session:
        for number in numbers:
            an_authorization(session, floor.site, floor.northline, [ExpectedLine(floor.shirt)], number)
    for number in numbers:
        first, second = race(partial(Dock, floor, number), partial(Dock, floor, number, "supervisor"))
        keys = {dock.opened.said.message.key: dock for dock in (first, second)}
        assert set(keys) == {"receiving.opened", "receiving.joined"}
        opened, joined = keys["receiving.opened"], keys["receiving.joined"]
        assert joined.screen.receipt_id == opened.screen.receipt_id
        assert joined.opened.said.params["receipt"] == opened.opened.said.params["receipt"]
    assert_ledger_holds(floor)
