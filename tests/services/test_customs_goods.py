"""Goods of temporary imports on the floor: counted under an entry, held where none covers them, never mixed."""

import pytest
import sqlalchemy as sa

from app.db.models import ReceiptLine, table_of
from app.domain.approvals import Approver
from app.domain.vocabulary import DispositionCode, Role
from app.services import matching
from tests.factories import ExpectedLine, Floor, an_authorization, an_sscc
from tests.services.bench import BenchWork, goods, received
from tests.services.broker import SECOND, Broker, line
from tests.services.dock import Dock
from tests.services.floor_state import holds, omega, vitamin
from tests.services.releaser import Releaser
from tests.services.stacker import ON, Stacker

COUNTED = table_of(ReceiptLine)


@pytest.fixture
def broker(floor: Floor) -> Broker:
    """An entry of two vitamins and six omegas, which RMA-104418 names."""
    broker = Broker(floor)
    broker.enters(line(floor, quantity=2), line(floor, "omega", 6))
    broker.links()
    return broker


@pytest.fixture
def dock(floor: Floor, broker: Broker) -> Dock:
    """The dock worker with RMA-104418 and a carton open."""
    dock = Dock(floor)
    dock.scan(an_sscc(4618))
    return dock


def under(floor: Floor) -> list[str]:
    """Return the counted lines as `quantity verdict regime entry?`."""
    with floor.database.reading() as session:
        rows = session.execute(sa.select(COUNTED).where(COUNTED.c.quantity > 0).order_by(COUNTED.c.id)).all()
    return [
        f"{row.quantity} {row.verdict} {row.regime or '-'} {'covered' if row.customs_line_id else 'waits'}"
        for row in rows
    ]


def balance(broker: Broker) -> list[tuple[int, int, int]]:
    return [(each.line.quantity, each.received, each.here) for each in broker.looks_at().lines]


def test_what_an_entry_covers_comes_under_it(dock: Dock, broker: Broker, floor: Floor) -> None:
    dock.scans(vitamin(floor), vitamin(floor), omega(floor))
    assert under(floor) == ["2 expected immex covered", "1 expected immex covered"]
    assert balance(broker) == [(2, 2, 2), (6, 1, 1)]
    dock.tap("undo")
    assert balance(broker) == [(2, 2, 2), (6, 0, 0)]
    holds(floor)


def test_what_no_entry_covers_is_held_until_it_is_rectified(dock: Dock, broker: Broker, floor: Floor) -> None:
    dock.scans(vitamin(floor), vitamin(floor))
    assert dock.scan(vitamin(floor)) == (
        "No entry covers it | RMA-104418 imports temporarily, and no customs entry covers all of this: Vitamin D3 1000"
        " IU, 120 ct, 10D9T, 1 unit. Not counted into this carton. | Put it in quarantine carton T-0901 at Q-01"
    )
    assert dock.scan("T-0901") == (
        "Held: customs | Vitamin D3 1000 IU, 120 ct: 1 received on hold in quarantine carton T-0901 at Q-01."
        " | Scan the next item"
    )
    assert under(floor) == ["2 expected immex covered", "1 expected immex waits"]
    assert goods(floor) == ["0901: 1 10D9T - - customs", "6186: 2 10D9T - -"]
    releaser = Releaser(floor)
    assert releaser.release(an_sscc(77)) == (
        "Entry first | No customs entry covers Vitamin D3 1000 IU, 120 ct: no reason given here frees it."
        " | Have the entry rectified, then take the goods under it in Customs"
    )
    more = (line(floor, quantity=3), line(floor, "omega", 6))
    _refuses_to_take(broker, floor)
    broker.rectifies(*more, by=SECOND)
    assert broker.allocates() == (
        "Under 26 24 3421 6001234 | 1 unit that waited came under 26 24 3421 6001234. What stands in quarantine is"
        " released there now. | Release it in Locked goods"
    )
    assert releaser.release(an_sscc(77)).startswith("Released")
    assert goods(floor) == ["0775: 1 10D9T - -", "6186: 2 10D9T - -"]
    assert balance(broker) == [(3, 3, 3), (6, 0, 0)]
    holds(floor)


def _refuses_to_take(broker: Broker, floor: Floor) -> None:
    assert broker.allocates() == (
        "Nothing to take | Nothing that waits is covered by 26 24 3421 6001234 as it stands: still without an entry are"
        " 1 unit. | Rectify the entry with what came, then take the goods under it"
    )
    more = (line(floor, quantity=3), line(floor, "omega", 6))
    assert broker.rectifies(*more) == (
        "Its rectification is missing | 26 24 3421 6001234 was left as it is: 2 units came under it, so only a"
        " rectification changes it. | Enter the number of the rectification, 15 digits"
    )
    assert broker.rectifies(line(floor, quantity=1), by=SECOND) == (
        "Less than was received | Of Vitamin D3 1000 IU, 120 ct it would bring in 1 unit, and 2 units came under it or"
        " are discharged. Nothing was changed. | Enter what the rectified entry says"
    )
    assert broker.cancels() == (
        "Goods came under it | 26 24 3421 6001234 was left as it is: 2 units were received under it."
        " | Rectify it, or discharge what came"
    )


def test_over_and_unexpected_goods_are_held_too(dock: Dock, broker: Broker, floor: Floor) -> None:
    broker.rectifies(line(floor, quantity=2), line(floor, "omega", 60))
    dock.scans(*[omega(floor)] * 6)
    assert dock.scan(omega(floor)).startswith("1 over")
    assert dock.scan("CMD-CONFIRM").startswith("No entry covers it"), "an over is never covered, whatever is left"
    dock.approver = Approver(floor.supervisor.id, frozenset({Role.SUPERVISOR}))
    assert dock.scan("CMD-CONFIRM").startswith("Held: customs")
    dock.scans(f"01{floor.shirt.gtin}", "T-0901")
    assert goods(floor)[:2] == ["0901: 1 - - - customs", "0901: 1 K7731 - - customs"]
    assert under(floor)[1:] == ["1 over immex waits", "1 unexpected immex waits"]
    holds(floor)


def test_blind_goods_wait_for_an_entry_where_they_stand(broker: Broker, floor: Floor) -> None:
    blind = Dock(floor, "")
    blind.scans(an_sscc(4711), omega(floor), "CMD-CLOSE")
    receipt_id, act = blind.screen.receipt_id, broker.act()
    with floor.database.unit_of_work() as session:
        matching.match(session, act, receipt_id, floor.trade_return.id)
    assert goods(floor) == ["7114: 1 K7731 - - customs"]
    assert broker.allocates().startswith("Under 26 24 3421 6001234")
    assert goods(floor) == ["7114: 1 K7731 - -"]
    assert under(floor) == ["1 expected immex covered"]
    holds(floor)


def test_two_regimes_never_share_a_carton(dock: Dock, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        an_authorization(session, floor.site, floor.northline, [ExpectedLine(floor.shirt, 3)], "RMA-104600")
    dock.scans(omega(floor), "RMA-104600", "CMD-CONFIRM")
    assert dock.scan(f"01{floor.shirt.gtin}") == (
        f"Two customs regimes | Work shirt, M is national_goods, and carton {an_sscc(4618)} holds goods that are"
        " immex_goods: they never stand together. Nothing was moved. | Take another carton"
    )
    holds(floor)


def national_and_imported(floor: Floor) -> tuple[str, str]:
    """Return the plates of two received cartons with an omega each: one of no regime, one imported temporarily."""
    with floor.database.unit_of_work() as session:
        an_authorization(session, floor.site, floor.northline, [ExpectedLine(floor.omega, 6, "K7731")], "RMA-104601")
    return received(floor, omega(floor), paper="RMA-104601", carton=4777), received(floor, omega(floor))


def test_two_regimes_never_share_a_pallet(broker: Broker, floor: Floor) -> None:
    national, imported = national_and_imported(floor)
    stacker = Stacker(floor)
    assert stacker.scans(ON, national, imported) == (
        f"Two customs regimes | Goods in {imported} are immex_goods, and pallet {ON} carries goods that are"
        " national_goods: they never stand together. Nothing was moved. | Take another pallet"
    )


def test_two_regimes_never_share_a_tote(broker: Broker, floor: Floor) -> None:
    national, imported = national_and_imported(floor)
    bench = BenchWork(floor, "supervisor")
    condemned = {"code": DispositionCode.DESTROY, "reason": "Beyond use"}
    bench.scans(national, omega(floor))
    bench.says_more(**condemned).scans("CMD-GRADE-D", "T-0412")
    bench.scans(imported, omega(floor))
    assert bench.says_more(**condemned).scans("CMD-GRADE-D", "T-0412") == (
        "Never together | Goods that are imported temporarily and others never share a tote: T-0412 does not take"
        " Omega-3 1200 mg, 90 ct. | Scan another tote, or a new one"
    )
    assert bench.scan("T-0413").startswith("Grade D: destroy")
    holds(floor)
