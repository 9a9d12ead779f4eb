"""Medical goods and others stand together nowhere: in no tote, on no pallet, at no place that keeps them apart."""

from datetime import timedelta

import pytest

from app.db.models import Product
from app.domain.hold_orders import About
from app.domain.vocabulary import DispositionCode, HoldScope
from tests.factories import NOW, Floor, an_sscc
from tests.services.bench import BenchWork, received, state
from tests.services.decontaminator import RMA, SERIALS, a_pump, counting
from tests.services.dock import Dock, gs1
from tests.services.forklift import Forklift, stands
from tests.services.isolator import Isolator
from tests.services.stacker import ON, Stacker, id_of

PLATE, TOTE = an_sscc(4701), "T-0412"
DESTROY = DispositionCode.DESTROY


@pytest.fixture
def pump(floor: Floor) -> Product:
    """The infusion pump that is to come back."""
    return a_pump(floor)


def test_no_tote_and_no_pallet_takes_both(floor: Floor, pump: Product) -> None:
    at = counting(Dock(floor, RMA), PLATE, pump)
    at.scans(gs1(pump, serial=SERIALS[0]), "CMD-CLOSE")
    shirts = received(floor, floor.shirt.gtin, paper=RMA)
    stacker = Stacker(floor)
    stacker.scans(ON, shirts)
    assert stacker.scan(PLATE) == (
        f"Never together | Medical and other goods never share a pallet: {ON} does not take carton {PLATE}."
        f" Nothing was changed. | Put carton {PLATE} on a pallet of its own kind"
    )
    bench = BenchWork(floor, "supervisor", NOW + timedelta(hours=4))
    bench.scans(shirts, floor.shirt.gtin)
    bench.says_more(code=DESTROY, reason="As agreed").scans("CMD-GRADE-D", TOTE)
    bench.scans(PLATE, gs1(pump, serial=SERIALS[0]))
    assert bench.says_more(code=DESTROY, reason="As agreed").scans("CMD-GRADE-D", TOTE) == (
        f"Never together | Medical and other goods never share a tote: {TOTE} does not take Infusion pump."
        " | Scan another tote, or a new one"
    )


def test_what_is_locked_stands_apart_in_quarantine(floor: Floor, pump: Product) -> None:
    Dock(floor, RMA).scans(PLATE, pump.gtin, "CMD-CONFIRM")
    forklift = Forklift(floor)
    forklift.scan(PLATE)
    forklift.tap("accept")
    forklift.scan("Q-01")
    assert stands(floor, PLATE) == ("placed", "Q-01")
    other = received(floor, floor.shirt.gtin, paper=RMA)
    Isolator(floor).place(About(HoldScope.CARTON, carton_id=id_of(floor, other)))
    forklift.scan(other)
    assert forklift.tap("accept") == (
        "Never together | Medical and other goods never share a place in Q, and the other kind stands wherever there"
        f" is room. | Leave carton {other} where it stands, and have a place in Q cleared"
    )
    assert state(floor, other) == "received"
