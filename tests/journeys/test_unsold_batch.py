"""An unsold batch, from the snapshot of a pharmacy's shelves to the claim on the vendor, on either database.

Played through the services: who scans and taps is in the tests of the screens.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from app.db.engine import Database
from app.db.queries import claims, surpluses
from app.domain.vocabulary import DispositionCode, Role
from tests.factories import Floor, an_sscc, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods
from tests.services.clerk import Clerk
from tests.services.dock import Dock, gs1
from tests.services.importers import an_importer, counted
from tests.services.settler import Settler
from tests.services.unsold_stock import LIMITS, STOCK, UnsoldClerk, a_supplier, chosen_of, stock_up, terms

VENDOR = DispositionCode.RETURN_TO_VENDOR


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def test_an_unsold_batch_becomes_a_claim_on_its_vendor(floor: Floor, tmp_path: Path) -> None:
    clerk = UnsoldClerk(floor)
    clerk.limits(0, LIMITS)
    clerk.agrees(terms(a_supplier(floor), quota=18))
    run = stock_up(an_importer(floor.database, floor.site.id, tmp_path), STOCK[:3])
    assert counted(run) == (3, 0, 0, 0)

    said = clerk.makes([chosen_of(each) for each in clerk.sees() if each.way.code is VENDOR])
    assert said.startswith(
        "Authorizations are made | 18 units go out on RMA-104503. Approved: 0. Waiting for approval: 1."
    )
    assert clerk.sees() == []
    supervisor = Clerk(floor, Role.SUPERVISOR, "B. Dos", "3002")
    (paper_id,) = clerk.answered.result if clerk.answered else ()
    supervisor.looks_at(paper_id)
    assert supervisor.approves().startswith("RMA-104503 is approved | Northline Pharmacy may send 18 units.")

    omega, vitamin = gs1(floor.omega, "K7731", "270228"), gs1(floor.vitamin, "10D9T", "270331")
    _receives(floor, "RMA-104503", *[omega] * 6, *[vitamin] * 12)
    assert supervisor.paper.state.value == "received"

    for item, units, tote in ((omega, 6, "T-0501"), (vitamin, 12, "T-0502")):
        _sends_to_vendor(floor, item, units, tote)
    assert goods(floor) == ["0501: 6 K7731 A return_to_vendor", "0502: 12 10D9T A return_to_vendor"]

    # 18 at 5.00, half of it less a tenth: what stood on the authorization is what the vendor is asked for
    with floor.database.reading() as session:
        (expected,) = surpluses.credit_of(session, floor.site.id, paper_id)
        (claimable,) = claims.claimable(session, floor.site.id, paper_id)
    assert (expected.credit, expected.units) == (Decimal("40.50"), 18)
    assert (claimable.money.amount, claimable.units, claimable.vendor) == (Decimal("40.50"), 18, "Meridian Health Labs")
    settler = Settler(floor, badge="2119", name="B. Luna")
    assert settler.opens_claim(paper_id) == (
        "RMA-104503-V1 is opened | Meridian Health Labs is to give 40.50 USD for 18 units. | Send it"
    )
    assert [(one.amount, one.party) for one in settler.claims(paper_id)] == [(Decimal("40.50"), "Meridian Health Labs")]
    assert settler.opens_claim(paper_id).startswith("Nothing to claim | ")
    assert_ledger_holds(floor)


def _receives(floor: Floor, paper: str, *items: str) -> None:
    dock = Dock(floor, paper)
    dock.scans(an_sscc(4700), *items, "CMD-CLOSE")
    assert set(dock.counts().values()) == {"6/6", "12/12"}
    dock.tap("close_receipt")


def _sends_to_vendor(floor: Floor, item: str, units: int, tote: str) -> None:
    bench = BenchWork(floor, "supervisor")
    bench.scans(an_sscc(4700), item)
    bench.says_more(quantity=units).scan("CMD-GRADE-A")
    bench.says_more(code=VENDOR, reason="Unsold, as agreed").scans(tote, "CMD-CLOSE")
