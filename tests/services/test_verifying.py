"""One byte altered anywhere in the ledger or on the floor, and `verify` names the event."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Event, EventItem, ReceiptLine, table_of
from app.services.verifying import Broken, Verified, verify
from tests.factories import Floor, an_sscc, make_floor
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.notices import FIRST, PALLET, announce

EVENT, ITEM = table_of(Event), table_of(EventItem)
LINE, RECEIPT_LINE = table_of(CartonLine), table_of(ReceiptLine)
ALTERED = "its bytes were changed after it was written"


@pytest.fixture
def floor(database: Database) -> Floor:
    """A floor where three vitamins and a shirt were received, one vitamin was taken back and one was graded."""
    floor = make_floor(database)
    dock, vitamin = Dock(floor), gs1(floor.vitamin, "10D9T", "270331")
    dock.scans(an_sscc(4618), vitamin, floor.shirt.gtin, "CMD-CONFIRM", vitamin, vitamin, "CMD-UNDO", "CMD-CLOSE")
    BenchWork(floor).scans(an_sscc(4618), vitamin, "CMD-PASS", "T-0412")
    return floor


def proof(floor: Floor) -> Verified | Broken:
    with floor.database.reading() as session:
        return verify(session)


def events(floor: Floor, kind: str) -> list[UUID]:
    """Return the ids of all events of a kind, the oldest first."""
    with floor.database.reading() as session:
        return list(session.scalars(sa.select(EVENT.c.id).where(EVENT.c.kind == kind).order_by(EVENT.c.id)))


def execute(floor: Floor, statement: sa.Executable) -> None:
    """Change the database behind the back of the app."""
    with floor.database.unit_of_work() as session:
        session.execute(statement)


def test_a_floor_that_nobody_touched_holds(floor: Floor) -> None:
    assert proof(floor) == Verified(10)


def test_an_empty_ledger_holds(database: Database) -> None:
    with database.reading() as session:
        assert verify(session) == Verified(0)


@pytest.mark.parametrize("column", [
    "kind", "action", "biz_step", "disposition", "device_time", "event_time", "record_time", "zone", "read_point",
    "biz_location", "biz_transactions", "operator_id", "device_id", "client_id", "error_reason", "detail", "digest",
])  # fmt: skip
def test_an_altered_column_of_an_event_names_it(floor: Floor, column: str) -> None:
    for event_id in (events(floor, "units_received")[1], events(floor, "units_graded")[0]):
        before = row_of(floor, EVENT, event_id)
        execute(floor, sa.update(EVENT).where(EVENT.c.id == event_id).values({column: OTHER[column](floor)}))
        assert proof(floor) == Broken(event_id, ALTERED)
        execute(floor, sa.update(EVENT).where(EVENT.c.id == event_id).values(before))
        assert isinstance(proof(floor), Verified)


def row_of(floor: Floor, table: sa.Table, row_id: UUID) -> dict[str, Any]:
    with floor.database.reading() as session:
        return dict(session.execute(sa.select(table).where(table.c.id == row_id)).one()._mapping)


LATER = sa.text("'2026-11-23 08:00:00'")
OTHER: dict[str, Callable[[Floor], Any]] = {
    "kind": lambda _: "goods_refused",
    "action": lambda _: "DELETE",
    "biz_step": lambda _: "accepting",
    "disposition": lambda _: "unknown",
    "device_time": lambda _: LATER,
    "event_time": lambda _: LATER,
    "record_time": lambda _: LATER,
    "zone": lambda _: "+00:00",
    "read_point": lambda floor: floor.places["X-01"].id,
    "biz_location": lambda floor: floor.places["X-01"].id,
    "biz_transactions": lambda _: [{"type": "rma", "id": str(UUID(int=7))}],
    "operator_id": lambda floor: floor.router.id,
    "device_id": lambda _: None,
    "client_id": lambda _: str(UUID(int=7)),
    "error_reason": lambda _: "incorrect_data",
    "detail": lambda _: {"tally": [["units_received", 2]], "changes": []},
    "digest": lambda _: "0" * 64,
}


def test_a_byte_that_makes_a_word_no_word_names_the_event(floor: Floor) -> None:
    event_id = events(floor, "units_received")[1]
    execute(
        floor,
        sa.text("UPDATE event SET kind = 'units_receiwed' WHERE kind = 'units_received' AND id = :id").bindparams(
            sa.bindparam("id", event_id, EVENT.c.id.type)
        ),
    )
    assert proof(floor) == Broken(event_id, ALTERED)


@pytest.mark.parametrize("column", ["quantity", "lot", "serial", "lpn", "expiry", "to_line_id", "to_place", "position"])
def test_an_altered_item_names_its_event(floor: Floor, column: str) -> None:
    other: dict[str, Any] = {
        "quantity": 2, "lot": "10D9U", "serial": "S", "lpn": "T-0001", "expiry": None, "to_line_id": UUID(int=7),
        "to_place": "out", "position": 9,
    }  # fmt: skip
    event_id = events(floor, "units_received")[0]
    execute(floor, sa.update(ITEM).where(ITEM.c.event_id == event_id).values({column: other[column]}))
    assert proof(floor) == Broken(event_id, ALTERED)


def test_a_missing_item_names_its_event(floor: Floor) -> None:
    event_id = events(floor, "units_graded")[0]
    execute(floor, sa.delete(ITEM).where(ITEM.c.event_id == event_id))
    assert proof(floor) == Broken(event_id, ALTERED)


@pytest.mark.parametrize("kind", ["carton_opened", "units_received", "carton_closed", "units_graded"])
def test_a_missing_event_is_named_by_the_answer_that_told_of_it(floor: Floor, kind: str) -> None:
    event_id = events(floor, kind)[0]
    execute(floor, sa.delete(ITEM).where(ITEM.c.event_id == event_id))
    execute(floor, sa.delete(EVENT).where(EVENT.c.id == event_id))
    assert proof(floor) == Broken(event_id, "an act was answered with it, and it is gone")


def test_an_altered_line_names_the_last_event_that_touched_it(floor: Floor) -> None:
    line_id = line_of(floor, "10D9T")
    execute(floor, sa.update(LINE).where(LINE.c.id == line_id).values(quantity=5))
    assert proof(floor) == Broken(events(floor, "units_graded")[0], f"carton_line {line_id} holds 5, the ledger says 1")


def test_an_altered_receipt_line_names_the_last_event_that_counted_it(floor: Floor) -> None:
    with floor.database.reading() as session:
        line_id = session.execute(sa.select(RECEIPT_LINE.c.id).where(RECEIPT_LINE.c.lot == "10D9T")).scalar_one()
    execute(floor, sa.update(RECEIPT_LINE).where(RECEIPT_LINE.c.id == line_id).values(quantity=3))
    assert proof(floor) == Broken(events(floor, "undone")[0], f"receipt_line {line_id} holds 3, the ledger says 2")


def test_a_line_that_came_from_nowhere_has_no_event_to_name(floor: Floor) -> None:
    forged = row_of(floor, LINE, line_of(floor, "10D9T")) | {"id": new_id(), "lot": "10D9U"}
    execute(floor, sa.insert(LINE).values(forged))
    assert proof(floor) == Broken(None, f"carton_line {forged['id']} holds 1, the ledger says 0")


def test_a_line_that_is_gone_names_the_last_event_that_touched_it(floor: Floor) -> None:
    line_id = line_of(floor, "")
    execute(floor, sa.text("DELETE FROM hold"))
    execute(floor, sa.delete(LINE).where(LINE.c.id == line_id))
    assert proof(floor) == Broken(
        events(floor, "units_received")[1], f"carton_line {line_id} is gone, the ledger says 1"
    )


def line_of(floor: Floor, lot: str) -> UUID:
    """Return the ungraded line of a lot."""
    with floor.database.reading() as session:
        return session.execute(sa.select(LINE.c.id).where(LINE.c.lot == lot, LINE.c.grade == "")).scalar_one()


def test_a_carton_that_does_not_stand_where_its_pallet_stands_is_found(floor: Floor) -> None:
    announce(floor)
    Dock(floor).scan(PALLET)
    carton = table_of(Carton)
    with floor.database.unit_of_work() as session:
        elsewhere = sa.update(carton).where(carton.c.lpn == FIRST).values(location_id=floor.places["S-01"].id)
        session.execute(elsewhere)
    assert proof(floor) == Broken(None, f"carton {FIRST} does not stand where its pallet {PALLET} stands")


def test_a_pallet_that_holds_goods_itself_is_found(floor: Floor) -> None:
    carton, plate = table_of(Carton), an_sscc(4618)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(carton).where(carton.c.lpn == plate).values(is_pallet=True))
    assert proof(floor) == Broken(None, f"pallet {plate} holds goods that no carton holds")
