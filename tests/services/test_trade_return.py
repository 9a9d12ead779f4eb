"""A trade return from the door to a partial memo: 3 pallets, 40 cartons, 6 lots; one short, one over, one wrong."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.db.engine import Database
from app.domain.transitions import AuthorizationState
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
from tests.services.bookkeeper import Bookkeeper, fewer, graded, some
from tests.services.dock import Dock
from tests.services.floor_state import holds

RMA = "RMA-200001"
EXPIRY, PRINTED = date(2027, 9, 30), "270930"


@dataclass(frozen=True)
class Batch:
    """What one lot was authorized with, and how many units came in how many cartons, on which of the three pallets."""

    lot: str
    authorized: int
    cartons: tuple[int, ...]
    pallet: int


BATCHES = (
    Batch("A1", 96, (12,) * 8, 1),
    Batch("A2", 72, (12,) * 6, 1),
    Batch("B1", 84, (12,) * 6 + (9,), 2),  # three short
    Batch("B2", 72, (12,) * 5 + (14,), 2),  # two over
    Batch("C1", 72, (12,) * 6, 3),
    Batch("C2", 84, (12,) * 6, 3),  # the seventh carton holds a lot that went to someone else
)
WRONG = "X9"


@pytest.fixture
def floor(sqlite_database: Database) -> Floor:
    return make_floor(sqlite_database)


@pytest.fixture
def plates(floor: Floor) -> list[str]:
    """Receive the forty cartons in three receipts, one for each pallet as it comes; return their plates."""
    with floor.database.unit_of_work() as session:
        syrup = a_product(
            session, floor.company, sku="SYR-1", gtin=a_gtin(777), name="Agave syrup", lot_tracked=True,
            expiry_tracked=True,
        )  # fmt: skip
        lines = [ExpectedLine(syrup, batch.authorized, batch.lot, EXPIRY) for batch in BATCHES]
        a_shipment(session, floor.site, floor.northline, lines, "SH-77")
        a_shipment(session, floor.site, floor.harbor, [ExpectedLine(syrup, 12, WRONG, EXPIRY)], "SH-78")
        an_authorization(session, floor.site, floor.northline, lines, RMA, purchase_order="PO-4711")
    plates: list[str] = []
    for pallet in (1, 2, 3):
        dock = Dock(floor, RMA)
        for batch in (batch for batch in BATCHES if batch.pallet == pallet):
            for units in batch.cartons:
                plates.append(an_sscc(5000 + len(plates)))
                dock.scans(plates[-1], some(syrup, batch.lot, PRINTED, units))
                if dock.signal == "attention":
                    dock.scan("CMD-CONFIRM")
                dock.scan("CMD-CLOSE")
        if pallet == 3:
            dock.scans(an_sscc(5100), some(syrup, WRONG, PRINTED, 12), "CMD-CONFIRM", "CMD-CLOSE")
        dock.scans("CMD-CLOSE", "CMD-CONFIRM")
    return plates


def test_a_return_of_forty_cartons_is_reconciled_to_a_partial_memo(floor: Floor, plates: list[str]) -> None:
    assert len(plates) + 1 == 40
    books = Bookkeeper(floor).opens(RMA)
    assert books.reconciles().startswith(f"{RMA} cannot be reconciled yet | Of {RMA}, 467 units still wait")
    for plate in plates:
        graded(floor, plate)
    told = [
        "QD Agave syrup, B1: 3 units authorized and not received.",
        "QD Agave syrup, B2: 2 units received beyond what was authorized.",
        "QD Agave syrup, C2: 12 units authorized and not received.",
        "NR Agave syrup, X9: 12 units of a lot that was never shipped to Northline Pharmacy.",
    ]
    assert [line for line in books.differences if "not credited" not in line] == told
    match = books.match
    assert (match.authorized, match.total("received"), match.total("over")) == (480, 465, 14)
    assert (match.total("accepted"), match.total("accepted_over"), match.total("held")) == (465, 2, 12)
    assert [len(line.lots) for line in match.lines] == [1] * 7

    assert books.reconciles() == (
        f"{RMA} is reconciled | {RMA} of Northline Pharmacy is reconciled with its differences."
        " Units short: 15, over: 14, held: 12. | Close it once it is credited"
    )
    books.credits(*books.due()[:4])  # what the party's first debit note names
    books.issues()
    assert books.closes() == (
        f"{RMA} cannot be closed | Goods and money of {RMA} differ. Accepted and not credited: 144 units."
        " Credited beyond what was accepted: 0 units. Still to be graded: 0 units. Money open: 1440.00 USD."
        " Nothing was changed. | Issue a credit memo, make a wrong one void, or grade what waits"
    )
    books.credits()
    books.issues()
    assert [(memo.units, memo.amount) for memo in books.memos] == [(321, 3210), (144, 1440)]
    assert books.differences == told, "short, over and wrong lot are told, and stand"
    assert (
        books.closes() == f"{RMA} is closed | Goods and money of {RMA} agree: Northline Pharmacy is credited 465 units."
    )
    overs_are_credited_once_the_paper_is_open_again(floor, books)
    holds(floor)


def overs_are_credited_once_the_paper_is_open_again(floor: Floor, books: Bookkeeper) -> None:
    boss = Bookkeeper(floor, Role.SUPERVISOR, "A. Jefe", "3001").opens(RMA)
    boss.reopens("Northline may keep the overs")
    over = next(line for line in books.memos[0].lines if line.lot == "B2")
    boss.credits(fewer(over, 2))
    assert boss.issues().endswith(" | Send it to Northline Pharmacy")
    assert boss.closes().startswith(f"{RMA} is closed")
    assert boss.paper.state is AuthorizationState.CLOSED
