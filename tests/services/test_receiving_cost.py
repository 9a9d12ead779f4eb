"""What one counted scan costs, and whose clock it believes."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Event, table_of
from app.domain.receipts import Board
from app.services import receiving
from app.services.acting import Act, Answered
from tests.factories import NOW, Floor
from tests.services.dock import Dock
from tests.services.floor_state import vitamin
from tests.services.isolator import quality
from tests.services.statements import statements


def test_a_counted_scan_needs_twelve_statements_at_most(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    work = _sent(dock, floor)
    assert 5 < len(work) <= 11, "one more resolves who acts: " + "\n".join(work)


def test_it_needs_one_more_where_goods_are_ordered_to_be_held(dock: Dock, floor: Floor) -> None:
    quality(floor).lot("ANOTHER")
    dock.scan(vitamin(floor))
    work = _sent(dock, floor)
    assert 5 < len(work) <= 12, "one more resolves who acts: " + "\n".join(work)


def _sent(dock: Dock, floor: Floor) -> list[str]:
    with statements(floor.database) as seen:
        dock._do(act := dock.act(vitamin(floor)), lambda session: _scan(dock, session, act))
    return [each for each in seen if not each.startswith(("SAVEPOINT", "RELEASE"))]


def _scan(dock: Dock, session: Session, act: Act) -> Answered[Board]:
    return receiving.scan(session, act, dock.screen)


def test_a_device_time_in_the_future_is_never_believed(dock: Dock, floor: Floor) -> None:
    act = replace(dock.act(vitamin(floor)), device_time=NOW + timedelta(days=3))
    dock._do(act, lambda session: _scan(dock, session, act))
    events = table_of(Event)
    with floor.database.reading() as session:
        last = session.execute(sa.select(events).order_by(events.c.id.desc()).limit(1)).one()
    assert last.event_time == last.record_time
