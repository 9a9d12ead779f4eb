"""What a night does to holds, on either database: orders end, goods past their date are locked by the calendar."""

from datetime import timedelta

import sqlalchemy as sa

from app.db.models import CartonLine, table_of
from app.db.queries import locked
from app.services.isolating.nightly import hold_expired, lapse_due
from tests.factories import NOW, Floor, an_sscc
from tests.services.bench import assert_ledger_holds, goods, received
from tests.services.dock import Dock
from tests.services.floor_state import omega, vitamin
from tests.services.isolator import Isolator, locks
from tests.services.test_isolating import TODAY

LINE = table_of(CartonLine)
NEXT_NIGHT = NOW + timedelta(days=1, hours=10)


def test_an_order_ends_when_its_last_day_has_passed(floor: Floor) -> None:
    received(floor, *[omega(floor)] * 2)
    Isolator(floor).lot(until=TODAY)
    for now, ends in ((NOW, 0), (NEXT_NIGHT, 1), (NEXT_NIGHT, 0)):
        with floor.database.unit_of_work() as session:
            assert lapse_due(session, now) == ends
    assert (goods(floor), locks(floor)) == (["6186: 2 K7731 - -"], [])
    assert_ledger_holds(floor)


def test_goods_whose_date_has_passed_are_locked_once_and_keep_other_locks(floor: Floor) -> None:
    received(floor, vitamin(floor), *[omega(floor)] * 2)
    Isolator(floor).lot()
    night = NOW.replace(year=2027, month=3, day=15)
    for lines in (1, 0):
        with floor.database.unit_of_work() as session:
            assert hold_expired(session, night) == lines
    assert goods(floor) == ["6186: 1 10D9T - -", "6186: 2 K7731 - - expired"]
    assert locks(floor) == ["expired", "quality_check by order"]
    with floor.database.reading() as session:
        assert [row.who for row in locked.listed(session, floor.site.id, locked.Wanted())] == ["Calendar"]
        assert session.execute(sa.select(sa.func.count()).select_from(LINE)).scalar_one() == 2
    assert_ledger_holds(floor)


def test_an_order_whose_last_day_has_passed_holds_nothing_that_comes(floor: Floor) -> None:
    Isolator(floor).lot(until=TODAY)
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    assert dock.scan(omega(floor), now=NOW + timedelta(days=1, hours=7)).startswith("Omega-3 1200 mg, 90 ct | ")
    assert dock.scan(omega(floor), now=NOW).startswith("On hold | ")
