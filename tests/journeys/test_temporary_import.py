"""A carton that was imported temporarily: refused wherever it breaks its regime, then returned abroad lawfully.

Played through the services: who scans and taps is in the tests of the screens.
"""

import pytest

from app.db.engine import Database
from app.db.queries import customs_reports
from app.db.queries.customs_reports import Wanted
from app.domain.customs import DischargeKind
from app.domain.customs_reports import Report
from app.domain.vocabulary import DispositionCode
from tests.factories import TODAY, Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received
from tests.services.broker import ENTRY, SECOND, Broker, line
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift
from tests.services.loader import TO_VENDOR, Loader, Planner, a_vendor
from tests.services.releaser import Releaser

RETURN = "26 24 3421 6009001"


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def held_until_rectified(floor: Floor, broker: Broker, omega: str) -> None:
    dock = Dock(floor)
    dock.scan("T-0500")
    assert dock.scan(omega).startswith("No entry covers it | ")
    assert dock.scan("T-0901").startswith("Held: customs | ")
    assert broker.allocates().startswith("Nothing to take | ")
    broker.rectifies(line(floor, quantity=2), line(floor, "omega", 1), by=SECOND)
    assert broker.allocates().startswith(f"Under {ENTRY} | ")
    assert Releaser(floor).release("T-0501").startswith("Released | ")


def test_an_immex_carton_is_refused_then_returned_lawfully(floor: Floor) -> None:
    omega, vitamin = gs1(floor.omega, "K7731", "270228"), gs1(floor.vitamin, "10D9T", "270331")
    broker = Broker(floor)
    broker.enters(line(floor, quantity=2))
    broker.links()

    # at the dock: what the entry covers comes under it, what it does not is held until it is rectified
    plate = received(floor, vitamin, vitamin)
    held_until_rectified(floor, broker, omega)

    # at the bench: it is not sold here, and goes back to its vendor
    bench = BenchWork(floor, "supervisor")
    bench.scans(plate, vitamin)
    sale = {"quantity": 2, "code": DispositionCode.LIQUIDATE, "reason": "Quick sale"}
    assert "imported temporarily" in bench.says_more(**sale).scans("CMD-GRADE-A", "T-0412")
    bench.says_more(code=TO_VENDOR, reason="Under the regime")
    assert bench.scans("T-0412", "CMD-CLOSE").startswith("Tote 0412 closed")
    assert goods(floor) == ["0412: 2 10D9T A return_to_vendor", "0501: 1 K7731 - -"]

    # moving discharges nothing: it rides, and does not leave
    Forklift(floor).scans("T-0412", "V-01")
    Planner(floor).plan(a_vendor(floor), TO_VENDOR)
    loader = Loader(floor)
    assert loader.scans("OUT-000001", "T-0412").startswith("Carton 0412 | ")
    refused = loader.scans("CMD-CLOSE", "UL-77123", "CMD-CONFIRM")
    assert refused.startswith(f"Its document first | Vitamin D3 1000 IU, 120 ct is imported temporarily under {ENTRY}")
    assert broker.looks_at(ENTRY).left == 3

    # the recorded exit discharges the entry, and the carton leaves
    assert broker.records(DischargeKind.EXIT, RETURN, "T-0412").startswith(f"{RETURN} is recorded")
    assert broker.looks_at(ENTRY).left == 1
    assert loader.scans("OUT-000001", "CMD-CLOSE", "UL-77123", "CMD-CONFIRM").startswith("Departed | ")
    assert goods(floor) == ["0501: 1 K7731 - -"]
    with floor.database.reading() as session:
        left = customs_reports.rows(session, floor.site.id, Report.EXIT, Wanted(TODAY))
        still = customs_reports.rows(session, floor.site.id, Report.BALANCE, Wanted(TODAY))
    assert [(row["document"], row["units"], row["discharged_entry"]) for row in left] == [(RETURN, 2, ENTRY)]
    assert [(row["sku"], row["left"]) for row in still] == [("OMG-3-90", 1)]
    assert_ledger_holds(floor)
