"""A medical pump, from the shipment to its end, on either database: in unopened, made safe, read, judged, destroyed.

Played through the services: who scans and taps is in the tests of the screens.
"""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from app.db.engine import Database
from app.db.models import Product
from app.db.queries import devices
from app.domain.gs1.hibc import check_character
from app.domain.messages.core import Word
from app.domain.vocabulary import DispositionCode
from tests.factories import NOW, Floor, a_pack, an_sscc, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods
from tests.services.decontaminator import RMA, SERIALS, Decontaminator, a_pump
from tests.services.destroyer import Destroyer
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift

PLATE, TOTE = an_sscc(4701), "T-0412"
TWO_HOURS = 7200


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def older_label(serial: str) -> str:
    """Return the HIBC of a pump with its serial: labeler A123, product PUMP, unit of use."""
    body = f"+A123PUMP0/$+{serial}"
    return body + check_character(body)


def test_a_pump_is_made_safe_read_and_destroyed_and_its_history_says_so(floor: Floor, tmp_path: Path) -> None:
    pump = a_pump(floor)
    receive(floor, pump)
    destroy(floor, pump, tmp_path)
    assert_history(floor, pump)
    assert_ledger_holds(floor)


def receive(floor: Floor, pump: Product) -> None:
    with floor.database.unit_of_work() as session:
        a_pack(session, pump, "A123PUMP0", 1)

    # its carton stays closed: what is on its label is declared, and locked
    dock = Dock(floor, RMA)
    dock.scans(PLATE, pump.gtin, "CMD-CONFIRM")
    assert goods(floor) == [f"{PLATE[-4:]}: 1 - - - decontamination"]
    assert Forklift(floor).scan(PLATE).startswith("Locked | ")

    # disinfected by one, confirmed by another
    who = Decontaminator(floor)
    assert who.scans(PLATE, "CMD-DISINFECTION").startswith("Second person needed | ")
    assert who.scan("CMD-DISINFECTION", floor.supervisor).startswith(f"Carton {PLATE[-4:]} may be opened | ")

    # each unit by its UDI: the newer label is GS1, the older HIBC
    dock.seconds = count(TWO_HOURS)
    dock.scans(PLATE, "CMD-CONFIRM")
    assert dock.scan(pump.gtin).startswith("UDI needed | ")
    dock.scan("CMD-UNDO")
    assert dock.scan(gs1(pump, serial=SERIALS[0])).startswith("Infusion pump | ")
    assert dock.scan(older_label(SERIALS[1])).startswith("Infusion pump | ")
    dock.scan("CMD-CLOSE")
    assert dock.board().counted == 2


def destroy(floor: Floor, pump: Product, photos: Path) -> None:
    # opened in use: judged and destroyed before a witness, with its certificate
    bench = BenchWork(floor, "supervisor", NOW + timedelta(hours=3))
    for serial in SERIALS:
        bench.scans(PLATE, gs1(pump, serial=serial))
        bench.says_more(code=DispositionCode.DESTROY, reason="Beyond use").scans("CMD-GRADE-D", TOTE)
    bench.scans(TOTE, "CMD-CLOSE")
    Forklift(floor, start=NOW + timedelta(hours=4)).scans(TOTE, "X-01")
    destroyer = Destroyer(floor)
    destroyer.photograph(TOTE, photos)
    assert destroyer.destroy(TOTE, floor.supervisor).startswith("Destroyed")


def assert_history(floor: Floor, pump: Product) -> None:
    with floor.database.reading() as session:
        steps = devices.history(session, floor.site.id, pump.id, "", SERIALS[0])
        found = devices.listed(session, floor.site.id, devices.Wanted(find="IP2"))
    assert [(step.what, step.detail, step.paper) for step in steps] == [
        ("Shipped", "Northline Pharmacy", "SH-7"),
        ("Decontaminated", Word("disinfection"), ""),
        ("Received", "", RMA),
        ("Inspected", Word("D"), RMA),
        ("Destroyed", "", "CE-000001"),
    ]
    assert steps[1].who == "M. Ortega, A. Novak"
    assert sorted((each.serial, each.here) for each in found) == [(SERIALS[0], 0), (SERIALS[1], 0)]
