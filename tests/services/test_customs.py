"""Customs entries: entered, rectified, cancelled, named by authorizations; every refusal with its whole sentence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.db.engine import Database
from app.db.queries import exceptions
from app.domain.customs import DischargeMethod
from app.domain.transitions import CustomsEntryState
from app.domain.vocabulary import ExceptionKind, Role
from app.services.customs.warning import warn_due
from tests.factories import Floor, make_floor
from tests.services.bench import received
from tests.services.broker import ENTRY, SECOND, Broker, line
from tests.services.floor_state import vitamin


@pytest.fixture
def floor(sqlite_database: Database) -> Floor:
    return make_floor(sqlite_database)


@pytest.fixture
def broker(floor: Floor) -> Broker:
    """L. Ibarra with an entry of 60 vitamins."""
    broker = Broker(floor)
    assert broker.enters(line(floor)) == (
        "26 24 3421 6001234 is kept | 26 24 3421 6001234 brought in 60 units. Its last day is 2027-07-31."
        " | Say which authorizations come under it"
    )
    return broker


def test_an_entry_is_changed_until_goods_come_and_rectified_after(broker: Broker, floor: Floor) -> None:
    assert broker.links() == (
        "RMA-104418 imports temporarily | Goods of RMA-104418 are received under 26 24 3421 6001234 from now on."
    )
    changed = "26 24 3421 6001234 is rectified | 26 24 3421 6001234 now brings in 66 units. Its last day is 2027-07-31."
    assert broker.rectifies(line(floor), line(floor, "omega", 6)) == changed
    entry = broker.looks_at()
    assert [(each.line.product.sku, each.line.quantity, each.left) for each in entry.lines] == [
        ("VIT-D3-120", 60, 60),
        ("OMG-3-90", 6, 6),
    ]
    assert (entry.pedimento.office, entry.pedimento.patent, entry.state) == ("24", "3421", CustomsEntryState.OPEN)
    assert broker.rectifies(line(floor, quantity=20)).endswith("now brings in 20 units. Its last day is 2027-07-31.")


def test_an_entry_without_goods_is_cancelled(broker: Broker) -> None:
    broker.links()
    assert broker.cancels() == (
        "26 24 3421 6001234 is cancelled | Nothing came under 26 24 3421 6001234, and nothing will."
    )
    assert broker.cancels() == (
        "Not now | 26 24 3421 6001234 is cancelled, so this step is not possible: cancel. Nothing was changed."
        " | Look at what it says now"
    )


def test_an_authorization_no_longer_names_it(broker: Broker, floor: Floor) -> None:
    broker.links()
    assert broker.unlinks(floor.trade_return.id) == (
        "RMA-104418 no longer names 26 24 3421 6001234 | What came before stays under 26 24 3421 6001234."
    )


def test_what_is_not_done_is_told(broker: Broker, floor: Floor) -> None:
    assert broker.enters(line(floor)) == (
        "Known already | 26 24 3421 6001234 is here already. Nothing was kept."
        " | Open it in the list, and rectify it if it says less"
    )
    assert broker.enters(number=SECOND) == (
        "Something is not right | The entry was not kept. Entries to put right: 1. | Put them right, then save again"
    )
    by_lot = line(floor, "omega", method=DischargeMethod.SPECIFIC_LOT)
    assert broker.enters(by_lot, number=SECOND).startswith("Something is not right"), "the fraction has a method"
    assert broker.links("RMA-1") == (
        "Not an authorization | RMA-1 is no authorization of this site."
        " | Enter the number of the authorization that comes under 26 24 3421 6001234"
    )
    received(floor, vitamin(floor))
    assert broker.links() == (
        "Goods came before | Of RMA-104418 goods came before it named an entry: 1 unit. It is left as it is."
        " | Write a new authorization for what comes under 26 24 3421 6001234"
    )


def test_whoever_comes_second_is_told_who_was_first(broker: Broker, floor: Floor) -> None:
    other = Broker(floor, name="P. Salas", badge="2978")
    other.looks_at(ENTRY)
    broker.links()
    assert other.cancels() == (
        "L. Ibarra was first | 26 24 3421 6001234 was changed by L. Ibarra at 20:32:02: it is open now. Nothing of"
        " yours was kept. | Look at what it says now, then change it again"
    )


def test_it_is_the_office_s_to_write(broker: Broker, floor: Floor) -> None:
    inspector = Broker(floor, Role.INSPECTOR, "J. Ruiz", "2979")
    assert inspector.enters(line(floor)) == (
        "Not for your role | Customs entries are written by another role: office. Nothing was changed."
        " | Ask one of them"
    )
    broker.seen = replace(broker.seen, id=floor.site.id)
    assert broker.cancels() == "Not found | This customs entry does not exist here. | Look for it in the list"


def test_the_clock_warns_once_at_each_step(broker: Broker, floor: Floor) -> None:
    due = datetime(2027, 7, 31, 18, tzinfo=UTC)
    warned = []
    for days in (91, 90, 89, 30, 8, 7, 0, -1, -2):
        with floor.database.unit_of_work() as session:
            warned.append(warn_due(session, due - timedelta(days=days)))
    assert warned == [0, 1, 0, 1, 0, 1, 0, 1, 0]
    with floor.database.reading() as session:
        told = exceptions.open_exceptions(session, floor.site.id, 9)
    assert {each.kind for each in told} == {ExceptionKind.ENTRY_DUE}
    assert [each.details for each in told] == [("26 24 3421 6001234",)] * 4
