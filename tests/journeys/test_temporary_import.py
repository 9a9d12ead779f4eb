"""A carton that was imported temporarily: refused wherever it breaks its regime, then returned abroad lawfully.

Played through the services: who scans and taps is in the tests of the screens.
"""

import pytest

from app.db.engine import Database
from app.db.queries import customs_reports
from app.db.queries.customs_reports import Wanted
from app.domain.customs import DischargeKind
from app.domain.customs_reports import Report
from app.domain.transitions import CustomsEntryState
from app.domain.vocabulary import DispositionCode
from tests.factories import TODAY, Floor, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received
from tests.services.broker import ENTRY, Broker, departing, line
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift, stands

RETURN = "26 24 3421 6009001"


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def test_an_immex_carton_is_refused_then_returned_lawfully(floor: Floor) -> None:
    omega, vitamin = gs1(floor.omega, "K7731", "270228"), gs1(floor.vitamin, "10D9T", "270331")
    broker = Broker(floor)
    broker.enters(line(floor, "omega", 2))
    broker.links()

    # at the dock: what the entry covers comes under it, what it does not is held
    plate = received(floor, omega, omega)
    dock = Dock(floor)
    dock.scan("T-0500")
    assert dock.scan(vitamin).startswith("No entry covers it | ")
    assert dock.scan("CMD-UNDO").startswith("Not counted | ")

    # at the bench: it is not sold here, and goes back to its vendor
    bench = BenchWork(floor, "supervisor")
    bench.scans(plate, omega)
    sale = {"quantity": 2, "code": DispositionCode.LIQUIDATE, "reason": "Quick sale"}
    assert "imported temporarily" in bench.says_more(**sale).scans("CMD-GRADE-A", "T-0412")
    bench.says_more(code=DispositionCode.RETURN_TO_VENDOR, reason="Under the regime")
    assert bench.scans("T-0412", "CMD-CLOSE").startswith("Tote 0412 closed")
    assert goods(floor) == ["0412: 2 K7731 A return_to_vendor"]

    # moving discharges nothing: it stands at the vendors' place, and does not leave
    Forklift(floor).scans("T-0412", "V-01")
    assert stands(floor, "T-0412") == ("placed", "V-01")
    assert broker.looks_at(ENTRY).left == 2
    assert departing(floor, 2).startswith("Its document first | ")

    # the recorded exit discharges the entry, and the carton may leave
    assert broker.records(DischargeKind.EXIT, RETURN, "T-0412").startswith(f"{RETURN} is recorded")
    assert departing(floor, 2) == ""
    assert broker.looks_at(ENTRY).state is CustomsEntryState.DISCHARGED
    with floor.database.reading() as session:
        left = customs_reports.rows(session, floor.site.id, Report.EXIT, Wanted(TODAY))
        still = customs_reports.rows(session, floor.site.id, Report.BALANCE, Wanted(TODAY))
    assert [(row["document"], row["units"], row["discharged_entry"]) for row in left] == [(RETURN, 2, ENTRY)]
    assert still == []
    assert_ledger_holds(floor)
