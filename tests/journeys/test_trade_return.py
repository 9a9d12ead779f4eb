"""A trade return from its notice to a partial memo: 3 pallets, 40 cartons, 6 lots; a short, an over and a wrong lot.

One pallet is sampled, one counted carton by carton, one stands as declared until its odd carton was counted. Played
through the services, on either database.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.models import Product
from app.domain.importing import ImportKind
from app.domain.transitions import AuthorizationState, CollectionState, LoadState
from app.domain.vocabulary import Role
from tests.factories import (
    ExpectedLine,
    Floor,
    a_gtin,
    a_product,
    a_shipment,
    an_authorization,
    an_sscc,
    make_floor,
)
from tests.services.bench import BenchWork
from tests.services.bookkeeper import Bookkeeper, fewer, graded, some
from tests.services.dock import Dock
from tests.services.floor_state import holds
from tests.services.forklift import stands
from tests.services.importers import an_importer, counted
from tests.services.notices import stands_on
from tests.services.shipper import Shipper

RMA = "RMA-200001"
EXPIRY, PRINTED = date(2027, 9, 30), "270930"
CASE = 12
"""Units that the notice declares in each carton."""


@dataclass(frozen=True)
class Batch:
    """One lot: on which of the three pallets it comes, and how many units are in its cartons, 12 if nobody erred."""

    lot: str
    pallet: int
    found: tuple[int, ...]

    @property
    def authorized(self) -> int:
        return CASE * len(self.found)


BATCHES = (
    Batch("A1", 0, (12,) * 8),
    Batch("A2", 0, (12,) * 6),
    Batch("B1", 1, (12,) * 6 + (9,)),  # three short
    Batch("B2", 1, (12,) * 5 + (14,)),  # two over
    Batch("C1", 2, (12,) * 6),
    Batch("C2", 2, (12,) * 7),  # what is in the last one is of a lot that went to someone else
)
WRONG = "X9"
PALLETS = tuple(an_sscc(number) for number in (5901, 5902, 5903))
NOTICE = ("RMA", "Pallet", "Carton", "SKU", "Quantity", "Lot", "Expiry")


@dataclass
class Return:
    """The return with its people: who lets the load in, who receives, and the plates of the cartons by lot."""

    floor: Floor
    syrup: Product
    paper_id: UUID
    shipper: Shipper
    plates: dict[str, list[str]] = field(default_factory=dict)

    @property
    def cartons(self) -> list[str]:
        return [plate for plates in self.plates.values() for plate in plates]

    def counts(self, dock: Dock, lot: str, units: int) -> str:
        """Count what is in an open carton, keep what is over or held, and close it."""
        dock.scan(some(self.syrup, lot, PRINTED, units))
        if dock.signal != "ok":
            dock.scan("CMD-CONFIRM")
        return dock.scan("CMD-CLOSE")


@pytest.fixture
def goods(database: Database, tmp_path: Path) -> Return:
    """A return that was delivered, is authorized, and was announced pallet by pallet in a file of its sender."""
    floor = make_floor(database)
    with database.unit_of_work() as session:
        syrup = a_product(
            session, floor.company, sku="SYR-1", gtin=a_gtin(777), name="Agave syrup", lot_tracked=True,
            expiry_tracked=True,
        )  # fmt: skip
        lines = [ExpectedLine(syrup, batch.authorized, batch.lot, EXPIRY) for batch in BATCHES]
        a_shipment(session, floor.site, floor.northline, lines, "SH-77")
        a_shipment(session, floor.site, floor.harbor, [ExpectedLine(syrup, CASE, WRONG, EXPIRY)], "SH-78")
        paper = an_authorization(session, floor.site, floor.northline, lines, RMA, purchase_order="PO-4711")
    numbers = iter(range(5000, 5040))
    plates = {batch.lot: [an_sscc(next(numbers)) for _carton in batch.found] for batch in BATCHES}
    rows = [
        (RMA, PALLETS[batch.pallet], plate, "SYR-1", CASE, batch.lot, EXPIRY.isoformat())
        for batch in BATCHES
        for plate in plates[batch.lot]
    ]
    run = an_importer(database, floor.site.id, tmp_path).do(ImportKind.ASN, NOTICE, rows)
    assert counted(run) == (40, 0, 0, 0)
    return Return(floor, syrup, paper.id, Shipper(floor), plates)


def test_a_return_of_three_pallets_is_reconciled_to_a_partial_memo(goods: Return) -> None:
    floor, shipper = goods.floor, goods.shipper
    it_comes_on_a_load(goods)
    dock = Dock(floor, PALLETS[0])
    assert dock.opened.said.params["number"] == RMA, "the plate of a pallet opens the receipt of its paper"
    the_first_pallet_is_sampled(goods, dock)
    the_second_is_counted(goods, dock)
    the_third_stands_as_declared(goods, dock)
    its_odd_carton_is_counted(goods, dock)
    assert shipper.scans("CMD-CLOSE").startswith(f"Not done yet | {RMA}: still being received.")
    dock.scan("CMD-CLOSE")
    assert dock.scan("CMD-CONFIRM") == (
        "Closed with differences | R-000001: over 2, short 15, held 12. The supervisor was told."
        " | Print the report, then scan the next paper"
    )
    assert shipper.scans("CMD-CLOSE").startswith("LOAD-000001 is closed | All that LOAD-000001 was to bring was")
    assert (shipper.load().state, shipper.request("COL-000001").state) == (LoadState.CLOSED, CollectionState.ARRIVED)
    holds(floor)

    books = Bookkeeper(floor).opens(RMA)
    assert books.reconciles().startswith(f"{RMA} cannot be reconciled yet | Of {RMA}, 467 units still wait")
    its_cartons_are_graded(goods)
    three_hands_are_compared(books)
    it_is_credited_in_two_parts(books)
    overs_are_credited_once_the_paper_is_open_again(floor, books)
    holds(floor)


def it_comes_on_a_load(goods: Return) -> None:
    shipper = goods.shipper
    shipper.asks(goods.paper_id, kg=900)
    shipper.plans("COL-000001")
    door = goods.floor.places["D-04"].id
    shipper.edits(shipper.load(), trailer="TX-99", seal="SL-4471", dock_id=door)
    assert shipper.finds("tx-99").startswith("LOAD-000001 | LOAD-000001 is expected on ")
    assert shipper.scans("D-04", "SL-4471") == (
        "LOAD-000001 has arrived | LOAD-000001 is at D-04, sealed with SL-4471."
        " | Scan the papers of its goods one by one"
    )
    assert shipper.scans(RMA) == f"{RMA} | {RMA} came with LOAD-000001. | Scan its carton"


def the_first_pallet_is_sampled(goods: Return, dock: Dock) -> None:
    pallet = PALLETS[0]
    assert dock.scan(pallet).startswith(
        f"Pallet {pallet[-4:]} as declared | Pallet {pallet} is in, with the cartons that its notice names: 14, 168"
        " units. Nobody has counted them."
    )
    assert dock.scan(pallet).endswith(" | Check 32 units and scan PASS, or scan one of its cartons to count that")
    assert dock.scan("CMD-PASS") == (
        f"As declared | {pallet}: 32 units checked, 168 units received as the notice declares. | Scan the next plate"
    )
    assert {stands_on(goods.floor, plate) for lot in ("A1", "A2") for plate in goods.plates[lot]} == {pallet}


def the_second_is_counted(goods: Return, dock: Dock) -> None:
    said = {}
    for batch in (batch for batch in BATCHES if batch.pallet == 1):
        for plate, units in zip(goods.plates[batch.lot], batch.found, strict=True):
            dock.scan(plate)
            said[batch.lot] = goods.counts(dock, batch.lot, units)
    assert said["B1"].split(" | ")[1].endswith("9 units. Against its notice: short 3, over 0, other lot 0.")
    assert said["B2"].split(" | ")[1].endswith("14 units. Against its notice: short 0, over 2, other lot 0.")
    assert stands(goods.floor, PALLETS[1])[0] == "closed", "each carton left it to be counted"


def the_third_stands_as_declared(goods: Return, dock: Dock) -> None:
    dock.scan(PALLETS[2])
    assert (dock.board().declared, dock.board().counted) == (156, 321)
    assert dock.tap("close_receipt") == (
        "Not counted yet | Receipt R-000001 holds 156 units that are only declared. It was not closed."
        " | Count or sample those cartons, then close the receipt"
    )
    assert BenchWork(goods.floor).scan(goods.plates["C1"][0]).startswith("Not counted yet | ")


def its_odd_carton_is_counted(goods: Return, dock: Dock) -> None:
    odd = goods.plates["C2"][-1]
    dock.scans(odd, "CMD-CONFIRM")
    said = goods.counts(dock, WRONG, CASE)
    assert said == (
        f"Carton {odd[-4:]} was empty | Nothing was counted in carton {odd}. Against its notice: short 12."
        " | Scan the next plate. The supervisor was told"
    ), "what is of a wrong lot stands in quarantine"
    assert dock.scans(PALLETS[2], "CMD-PASS") == (
        f"As declared | {PALLETS[2]}: 20 units checked, 144 units received as the notice declares."
        " | Scan the next plate"
    )


def its_cartons_are_graded(goods: Return) -> None:
    assert BenchWork(goods.floor).scan(PALLETS[0]).startswith(f"A pallet | {PALLETS[0]} is a pallet: goods stand in")
    for plate in goods.cartons[:-1]:
        graded(goods.floor, plate)
    assert {stands_on(goods.floor, plate) for plate in goods.cartons} == {""}, "each left its pallet for the bench"


SAID = [
    "QD Agave syrup, B1: 3 units authorized and not received.",
    "QD Agave syrup, B2: 2 units received beyond what was authorized.",
    "QD Agave syrup, C2: 12 units authorized and not received.",
    "NR Agave syrup, X9: 12 units of a lot that was never shipped to Northline Pharmacy.",
]


def three_hands_are_compared(books: Bookkeeper) -> None:
    assert [line for line in books.differences if "not credited" not in line] == SAID
    match = books.match
    assert (match.authorized, match.total("received"), match.total("over")) == (480, 465, 14)
    assert (match.total("accepted"), match.total("accepted_over"), match.total("held")) == (465, 2, 12)
    assert [len(line.lots) for line in match.lines] == [1] * 7
    assert books.reconciles() == (
        f"{RMA} is reconciled | {RMA} of Northline Pharmacy is reconciled with its differences."
        " Units short: 15, over: 14, held: 12. | Close it once it is credited"
    )


def it_is_credited_in_two_parts(books: Bookkeeper) -> None:
    books.credits(*books.due()[:4])  # what the party's first debit note names
    books.issues()
    assert books.closes() == (
        f"{RMA} cannot be closed | Goods and money of {RMA} differ. Accepted and not credited: 144 units."
        " Credited beyond what was accepted: 0 units. Still to be graded: 0 units. Money open: 1440.00 USD."
        " Nothing was changed. | Issue a credit memo, pay what is open, make a wrong memo void, or grade what waits"
    )
    books.credits()
    books.issues()
    assert [(memo.units, memo.amount) for memo in books.memos] == [(321, 3210), (144, 1440)]
    assert books.differences == SAID, "short, over and wrong lot are told, and stand"
    assert (
        books.closes() == f"{RMA} is closed | Goods and money of {RMA} agree: Northline Pharmacy is credited 465 units."
    )


def overs_are_credited_once_the_paper_is_open_again(floor: Floor, books: Bookkeeper) -> None:
    boss = Bookkeeper(floor, Role.SUPERVISOR, "A. Jefe", "3001").opens(RMA)
    boss.reopens("Northline may keep the overs")
    over = next(line for line in books.memos[0].lines if line.lot == "B2")
    boss.credits(fewer(over, 2))
    assert boss.issues().endswith(" | Send it to Northline Pharmacy")
    assert boss.closes().startswith(f"{RMA} is closed")
    assert boss.paper.state is AuthorizationState.CLOSED
