"""Undo at the dock: one act back, declared, and only while nothing stands on it."""

from dataclasses import replace

import sqlalchemy as sa

from app.db.models import Event, Hold, table_of
from tests.factories import Floor
from tests.services.dock import Dock
from tests.services.floor_state import holds, lines, vitamin


def test_undo_takes_back_one_act_and_declares_the_error(dock: Dock, floor: Floor) -> None:
    dock.scans(vitamin(floor), vitamin(floor))
    assert dock.scan("CMD-UNDO") == "Undone | Taken back: units_received. | Scan the next item"
    assert lines(floor) == [("10D9T", 1, "")]
    assert dock.counts()["Vitamin D3 1000 IU, 120 ct", "10D9T"] == "1/24"
    events = table_of(Event)
    with floor.database.reading() as session:
        last = session.execute(sa.select(events).order_by(events.c.id.desc()).limit(1)).one()
    assert (last.kind, last.error_reason, last.undoes_event_id is not None) == ("undone", "did_not_occur", True)
    holds(floor)


def test_undo_is_refused_once_later_work_stands_on_it(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    counted = dock.screen.last
    dock.tap("close_carton")
    dock.screen = replace(dock.screen, last=counted)
    assert dock.tap("undo").startswith("Too late to undo | M. Ortega worked on the same goods at ")
    assert lines(floor) == [("10D9T", 1, "")]


def test_the_same_act_is_undone_once_only(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    counted = dock.screen.last
    dock.tap("undo")
    dock.screen = replace(dock.screen, last=counted)
    assert dock.tap("undo").startswith("Already undone | This was taken back at ")
    assert lines(floor) == []


def test_undoing_a_held_unit_releases_its_hold(dock: Dock, floor: Floor) -> None:
    dock.scans(floor.shirt.gtin, "CMD-CONFIRM")
    dock.tap("undo")
    hold = table_of(Hold)
    with floor.database.reading() as session:
        assert session.execute(sa.select(hold.c.released_at)).scalar_one() is not None
    assert lines(floor) == []
    holds(floor)
