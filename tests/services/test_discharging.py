"""What ends the regime of temporary imports: documents recorded and made void, and what is refused until then."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import CartonLine, table_of
from app.domain.customs import DischargeKind, DischargeMethod
from app.domain.epcis import Boundary
from app.domain.transitions import CustomsEntryState
from app.domain.vocabulary import DispositionCode
from app.services.entries_proven import Entries
from tests.factories import ExpectedLine, Floor, an_authorization, make_floor
from tests.services.bench import BenchWork, received
from tests.services.broker import CLEARED, ENTRY, SECOND, Broker, departing, line
from tests.services.destroyer import Destroyer, in_the_cage
from tests.services.floor_state import holds, omega, vitamin
from tests.services.forklift import Forklift

EXIT, CHANGE, DONATION, DESTRUCTION = DischargeKind
RETURN, DEFINITIVE = "26 24 3421 6009001", "26 24 3421 6009002"
LINE = table_of(CartonLine)


@pytest.fixture
def floor(sqlite_database: Database) -> Floor:
    """On one database: what both do alike is shown in test_customs_goods.py."""
    return make_floor(sqlite_database)


@pytest.fixture
def broker(floor: Floor) -> Broker:
    """An older entry of four vitamins that nobody names, and one of six vitamins and six omegas for RMA-104418."""
    broker = Broker(floor)
    broker.enters(line(floor, quantity=4), number=SECOND, cleared=CLEARED - timedelta(days=1))
    by_lot = line(floor, "omega", 6, "15042099", DischargeMethod.SPECIFIC_LOT)
    broker.enters(line(floor, quantity=6), by_lot)
    broker.links()
    return broker


def discharged(broker: Broker, number: str) -> list[int]:
    return [each.discharged for each in broker.looks_at(number).lines]


def test_without_a_document_nothing_leaves_and_moving_discharges_nothing(broker: Broker, floor: Floor) -> None:
    plate = received(floor, vitamin(floor), vitamin(floor), vitamin(floor))
    assert departing(floor, 3) == (
        "Its document first | Vitamin D3 1000 IU, 120 ct is imported temporarily under 26 24 3421 6001234, and no"
        " document covers 3 units of it. It does not leave. | Record its exit, change of regime or donation in Customs"
    )
    assert broker.records(EXIT, RETURN, plate) == (
        "26 24 3421 6009001 is recorded | exit_abroad 26 24 3421 6009001 covers 3 units."
    )
    assert (discharged(broker, SECOND), discharged(broker, ENTRY)) == ([3], [0, 0]), "the oldest entry first"
    assert (departing(floor, 3), departing(floor, 4)[:18]) == ("", "Its document first")
    holds(floor)


def test_by_lot_the_entry_that_goods_came_under_is_discharged(broker: Broker, floor: Floor) -> None:
    plate = received(floor, *[omega(floor)] * 6)
    broker.records(EXIT, RETURN, plate)
    assert discharged(broker, ENTRY) == [0, 6]
    assert broker.voids("") == (
        "Say why | 26 24 3421 6009001 was left as it is: making it void needs a reason, and none was written."
        " | Write the reason"
    )
    assert broker.voids() == (
        "26 24 3421 6009001 is void | exit_abroad 26 24 3421 6009001 covers nothing any more: Another number"
        " | Record the right one where goods leave"
    )
    assert discharged(broker, ENTRY) == [0, 0]
    assert broker.voids() == (
        "Not now | 26 24 3421 6009001 is void since 20:32:06: L. Ibarra made it so. | Look at what it says now"
    )


def test_an_entry_is_discharged_with_its_last_unit_and_open_again(broker: Broker, floor: Floor) -> None:
    plate = received(floor, *[vitamin(floor)] * 4)
    broker.records(EXIT, RETURN, plate)
    assert broker.looks_at(SECOND).state is CustomsEntryState.DISCHARGED
    broker.voids()
    assert broker.looks_at(SECOND).state is CustomsEntryState.OPEN


def test_a_document_that_is_not_right_is_refused(broker: Broker, floor: Floor) -> None:
    plate = received(floor, vitamin(floor), vitamin(floor))
    assert broker.records(EXIT, "7", plate) == (
        "Something is not right | The document was not kept. Entries to put right: 1. | Put them right, then save again"
    )
    assert broker.records(EXIT, RETURN, "T-9999") == (
        "Not here | T-9999 is no carton or pallet that stands here. Nothing was kept."
        " | Compare the plate with the carton"
    )
    assert broker.records(EXIT, RETURN, "T-0901") == (
        "Nothing under the regime | Nothing in T-0901 is imported temporarily. Nothing was kept."
        " | Compare the plates with the cartons"
    )
    broker.records(EXIT, RETURN, plate)
    assert broker.records(EXIT, RETURN, plate) == (
        "Known already | exit_abroad 26 24 3421 6009001 is recorded already. Nothing was kept."
        " | Compare the number with the paper"
    )
    assert broker.records(CHANGE, DEFINITIVE, plate) == (
        "Covered already | Vitamin D3 1000 IU, 120 ct: documents cover 2 units of the 2 units here. Nothing was kept."
        " | Leave out what is covered, or make the other document void"
    )
    broker.document = floor.site.id
    assert broker.voids() == "Not found | This document does not exist here. | Look for it in the list"


def test_a_change_of_regime_is_of_all_that_was_counted_together(broker: Broker, floor: Floor) -> None:
    one, other = received(floor, vitamin(floor)), received(floor, vitamin(floor), carton=4700)
    assert broker.records(CHANGE, DEFINITIVE, one) == (
        "Only a part of it | Vitamin D3 1000 IU, 120 ct: 1 unit that were counted with it stand elsewhere, in"
        f" {other}. This document covers all of them or none. Nothing was kept. | Name those cartons too"
    )
    assert broker.records(CHANGE, DEFINITIVE, one, other).startswith("26 24 3421 6009002 is recorded")


def graded(floor: Floor, plate: str, item: str, tote: str, code: DispositionCode) -> str:
    bench = BenchWork(floor, "supervisor")
    bench.scans(plate, item)
    said = bench.says_more(code=code, reason="Agreed").scans("CMD-GRADE-A", tote)
    bench.scan("CMD-CLOSE")
    return said


def test_what_breaks_the_regime_is_not_chosen_and_not_moved(broker: Broker, floor: Floor) -> None:
    goods = {
        DispositionCode.LIQUIDATE: (vitamin(floor), 4618, "T-0411"),
        DispositionCode.DONATE: (omega(floor), 4700, "T-0412"),
        DispositionCode.RECYCLE: (vitamin(floor, "10F1C", "270531"), 4800, "T-0413"),
    }
    plates = [received(floor, item, carton=carton) for item, carton, _tote in goods.values()]
    refused = graded(floor, plates[0], vitamin(floor), "T-0411", DispositionCode.LIQUIDATE)
    assert "It was imported temporarily: it is worked on here, sent abroad, or destroyed with its document." in refused
    broker.records(CHANGE, DEFINITIVE, *plates)
    for (code, (item, _carton, tote)), plate in zip(goods.items(), plates, strict=True):
        graded(floor, plate, item, tote, code)
    broker.voids()
    forklift = Forklift(floor)
    assert [forklift.scan(tote) for _item, _carton, tote in goods.values()] == [
        "Temporary import | Vitamin D3 1000 IU, 120 ct in T-0411 is imported temporarily under 26 24 3421 6001234: it"
        " is not sold here. Nothing was moved. | Return it abroad, or record its change of regime first",
        "Temporary import | Omega-3 1200 mg, 90 ct in T-0412 is imported temporarily under 26 24 3421 6001234: it is"
        " not given away. Nothing was moved. | Record its donation or its change of regime first, or return it abroad",
        "Temporary import | Vitamin D3 1000 IU, 120 ct in T-0413 is imported temporarily under 26 24 3421 6001234, and"
        " so is its scrap: it is not recycled. Nothing was moved. | Return it abroad, destroy it with its document, or"
        " record its change of regime first",
    ]
    holds(floor)


def test_what_a_donation_covers_goes_nowhere_else(broker: Broker, floor: Floor) -> None:
    plate = received(floor, vitamin(floor))
    graded(floor, plate, vitamin(floor), "T-0411", DispositionCode.RETURN_TO_VENDOR)
    broker.records(DONATION, "ACTA 12/2026", "T-0411")
    assert Forklift(floor).scan("T-0411") == (
        "To be given away | Vitamin D3 1000 IU, 120 ct in T-0411, of 26 24 3421 6001234, is covered by a donation: it"
        " goes nowhere else. Nothing was moved. | Give it away, or make its donation document void first"
    )
    assert departing(floor, 1) == ""


def test_nothing_is_destroyed_without_its_document(broker: Broker, floor: Floor, tmp_path: Path) -> None:
    tote = in_the_cage(floor)
    destroyer = Destroyer(floor)
    assert destroyer.scan(tote) == (
        "Its document first | Vitamin D3 1000 IU, 120 ct is imported temporarily under 26 24 3421 6001234, and no"
        " document covers 2 units of it. Nothing ended. | Record its destruction or its change of regime in Customs, or"
        " return it abroad"
    )
    broker.records(DESTRUCTION, "ACTA 13/2026", tote)
    destroyer.scan(tote)
    destroyer.photograph(tote, tmp_path)
    assert destroyer.destroy(tote, floor.supervisor).startswith("Destroyed")
    assert broker.voids() == (
        "Goods left on it | ACTA 13/2026 was left as it is: 2 units of Vitamin D3 1000 IU, 120 ct left on the strength"
        " of it. | Record a document that replaces it first"
    )
    holds(floor)


def test_a_document_stays_whose_goods_stand_beside_others_by_now(broker: Broker, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        an_authorization(session, floor.site, floor.northline, [ExpectedLine(floor.omega, 6, "K7731")], "RMA-104601")
    imported, national = received(floor, omega(floor)), received(floor, omega(floor), paper="RMA-104601", carton=4777)
    broker.records(CHANGE, DEFINITIVE, imported)
    bench = BenchWork(floor, "supervisor")
    for plate in (imported, national):
        bench.scans(plate, omega(floor))
        bench.says_more(code=DispositionCode.DESTROY, reason="Agreed").scans("CMD-GRADE-D", "T-0411")
    assert broker.voids() == (
        "Two customs regimes | 26 24 3421 6009002 was left as it is: its goods stand in T-0411 beside others that would"
        " be of another regime. | Take them apart first"
    )


def test_the_proof_finds_goods_that_left_without_a_document(broker: Broker, floor: Floor) -> None:
    received(floor, vitamin(floor), vitamin(floor))
    with floor.database.reading() as session:
        line_id = session.execute(sa.select(LINE.c.receipt_line_id)).scalar_one()
        entries = Entries()
        item = {"from_place": Boundary.CARTON, "to_place": Boundary.OUT, "receipt_line_id": line_id, "quantity": 1}
        entries.apply(line_id, item)
        found = entries.compare(session)
    assert found == (
        line_id, f"receipt line {line_id} came under a customs entry with 2, and 2 are here and 1 elsewhere"
    )  # fmt: skip
