"""Goods in place of goods: once accepted or in advance, charged where nothing comes back; each refusal is whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Authorization, Replacement, Shipment, table_of
from app.db.queries import shipments
from app.domain.refunds import Resolution
from app.domain.terms import Eligibility
from app.domain.vocabulary import DispositionCode
from app.services import settling
from app.services.balancing import OffBalance, balance
from tests.factories import NOW, TODAY, Floor
from tests.services.bench import BenchWork
from tests.services.bookkeeper import omegas_came
from tests.services.clerks import Office
from tests.services.dock import Dock, gs1
from tests.services.replacer import Replacer, at_the_omegas
from tests.services.settler import Settler, assert_books_balance, books, states

REPLACEMENT, PAPER = table_of(Replacement), table_of(Authorization)
BACK = TODAY + timedelta(days=10)
LATE = BACK + timedelta(days=1)


@pytest.fixture
def office(floor: Floor) -> Replacer:
    """M. Sandoval at RMA-104418, whose six omegas are replaced."""
    return at_the_omegas(floor)


def came(floor: Floor, units: int, carton: int = 4618) -> str:
    """Receive omegas and close their receipt."""
    plate = omegas_came(floor, units, carton, close=False)
    dock = Dock(floor)
    dock.tap("close_receipt")
    dock.tap("accept")
    return plate


def test_an_advance_replacement_is_charged_once_when_nothing_comes(floor: Floor, office: Replacer) -> None:
    settler = Settler(floor)
    assert office.plans(2, is_advance=True, order="SO-9") == (
        "RMA-104418-S1 is planned | Northline Pharmacy gets 2 units of Omega-3 1200 mg, 90 ct for RMA-104418 before the"
        f" goods come, due to leave on {TODAY}. Days until they are to be here, once it has left: 10. | Ship it"
    )
    assert office.ships(tracking="1Z999", lot="K8000") == (
        "RMA-104418-S1 is shipped | 2 units of Omega-3 1200 mg, 90 ct went to Northline Pharmacy on"
        f" {TODAY}. What they stand for is to be here by {BACK}. | Note the day of delivery"
    )
    office.today = BACK
    assert office.charges() == (
        f"Not overdue | What RMA-104418-S1 stands for may come until {BACK}. Nothing was charged. | Wait for the goods"
    )
    assert office.night() == 0
    office.today = LATE
    assert (office.night(), office.night()) == (1, 0), "each is charged once"
    assert office.last.charged == 16
    assert states(settler, office.paper) == ["replacement owed -16 USD"]
    assert books(floor) == {"customer_payable": 16, "replacement_charges": -16}
    when = office.last.charged_at
    assert office.charges() == (
        f"Charged already | RMA-104418-S1 was charged at {when:%H:%M:%S} and comes to 16 USD. Nothing was charged"
        " twice. | Look at the money of the authorization"
    )


def test_the_charge_goes_when_the_goods_come_late(floor: Floor, office: Replacer) -> None:
    settler = Settler(floor)
    office.plans(2, is_advance=True)
    office.ships()
    office.today = LATE
    assert office.night() == 1
    refund = settler.refunds(office.paper)[0]
    assert settler.do(settling.pay, refund, "CHK-1") == (
        "RMA-104418-R1 is settled | Northline Pharmacy gave 16 USD back. Reference: CHK-1."
    )

    came(floor, 1)
    assert (office.last.charged, states(settler, office.paper)) == (
        8, ["replacement paid -16 USD", "replacement owed 8 USD"]
    )  # fmt: skip
    came(floor, 1, carton=4619)
    assert office.last.charged == 0
    account = settler.account(office.paper)
    assert (account.charged, account.paid, account.open) == (0, -16, 16)
    settler.do(settling.pay, settler.refunds(office.paper)[-1], "WIRE-1")
    assert books(floor) == {}
    assert_books_balance(floor)


def test_goods_that_come_after_their_charge_was_given_up_are_owed_to_nobody(floor: Floor, office: Replacer) -> None:
    settler = Settler(floor)
    office.plans(2, is_advance=True)
    office.ships()
    office.today = LATE
    office.charges()
    settler.do(settling.write_off, settler.refunds(office.paper)[0], "Moved away")
    came(floor, 1)
    account = settler.account(office.paper)
    assert (account.charged, account.written_off, account.open) == (8, 8, 0)
    assert books(floor) == {"replacement_charges": -8, "write_off": 8}
    assert_books_balance(floor)


def test_goods_that_are_being_counted_are_not_said_to_be_missing(floor: Floor, office: Replacer) -> None:
    office.plans(is_advance=True)
    office.ships()
    office.today = LATE
    omegas_came(floor, 1, close=False)
    assert office.night() == 0
    assert office.charges() == (
        "Being counted | Goods of RMA-104418 are being counted: what RMA-104418-S1 stands for may be among them."
        " Nothing was charged. | Charge it once their receipt is closed"
    )
    Dock(floor).tap("close_receipt")
    dock = Dock(floor)
    dock.tap("close_receipt")
    dock.tap("accept")
    assert office.charges() == (
        "Nothing to charge | All that RMA-104418-S1 stands for is here. Nothing was charged."
        " | Go on with the authorization"
    )


def test_what_was_shipped_is_a_delivery_to_the_party_at_the_price_it_paid(floor: Floor, office: Replacer) -> None:
    office.plans(1, is_advance=True, order="SO-9")
    office.ships(tracking="1Z999", lot="K8000")
    office.today = BACK
    assert office.delivers(TODAY - timedelta(days=1)) == (
        f"Day is to come | Entered {TODAY - timedelta(days=1)}: what was done was done from {TODAY} to today, {BACK}."
        " Nothing was changed. | Enter another day"
    )
    assert office.delivers() == (
        f"RMA-104418-S1 is delivered | Northline Pharmacy got 1 unit of Omega-3 1200 mg, 90 ct on {BACK}."
    )
    found = office.last
    assert found.shipment_id
    with floor.database.reading() as session:
        shipment = shipments.one(session, floor.site.id, found.shipment_id)
    assert shipment
    assert (shipment.number, shipment.order, shipment.delivered_on) == ("RMA-104418-S1", "SO-9", BACK)
    (line,) = shipment.lines
    assert (line.sku, line.lot, line.quantity) == ("OMG-3-90", "K8000", 1)
    assert line.price
    assert line.price.amount == 7


def test_a_shipment_that_was_imported_under_its_number_is_the_replacement(floor: Floor, office: Replacer) -> None:
    office.plans(is_advance=True)
    with floor.database.unit_of_work() as session:
        known = new_id()
        session.add(
            Shipment(
                site_id=floor.site.id, id=known, number="RMA-104418-S1", party_id=floor.northline.id,
                delivered_on=date(2026, 11, 1),
            )
        )  # fmt: skip
    office.ships()
    assert office.last.shipment_id == known


def test_repaired_goods_go_back_themselves(floor: Floor, office: Replacer) -> None:
    office.lets_line_be(Resolution.REPAIR_AND_RETURN)
    plate = omegas_came(floor, 2)
    assert office.plans().startswith("Too many, or none | Entered 1: of Omega-3 1200 mg, 90 ct, 0 units may still")
    bench = BenchWork(floor, "supervisor")
    bench.scans(plate, gs1(floor.omega, "K7731", "270228"), "CMD-GRADE-B")
    bench.says_more(code=DispositionCode.RETURN_TO_CUSTOMER, reason="Repaired")
    bench.scan("T-0412")
    assert office.plans(product="VIT-D3-120") == (
        "Not another product | What was repaired goes back itself: Omega-3 1200 mg, 90 ct, and not Vitamin D3 1000 IU,"
        " 120 ct. Nothing was planned. | Leave the product as it is"
    )
    assert office.plans(is_advance=True) == (
        "Not in advance | No refund term of the day on which RMA-104418 was asked for lets Omega-3 1200 mg, 90 ct be"
        " replaced before it comes. | Wait for the goods, or change the return policy for later requests"
    )
    assert office.plans().startswith("RMA-104418-S1 is planned | ")
    assert office.plans().startswith("Too many, or none | ")
    assert office.ships().startswith("RMA-104418-S1 is shipped | ")


def test_what_went_out_can_be_asked_back(floor: Floor, office: Replacer) -> None:
    """Northline got six omegas, for all of which it has asked; with two more it may ask for two more."""
    asked = Office(floor)
    assert asked.submit(asked.ask(floor.omega, 2, lot="K7731")).outcome is not Eligibility.ELIGIBLE
    office.plans(2, is_advance=True)
    office.ships(lot="K7731", shipped_on=TODAY)
    again = asked.submit(asked.ask(floor.omega, 2, lot="K7731", at=NOW), now=NOW)
    assert [line.request.quantity for line in again.lines] == [2]
    assert again.outcome is Eligibility.ELIGIBLE


def test_what_was_charged_wrongly_is_found(floor: Floor, office: Replacer) -> None:
    office.plans(is_advance=True)
    office.ships()
    office.today = LATE
    assert office.charges() == (
        f"RMA-104418-S1 is charged | Northline Pharmacy owes us 8.00 USD. Replaced in advance, to be here by {BACK},"
        " and not come: 1 unit. | What comes later is taken off by itself"
    )
    assert_books_balance(floor)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(REPLACEMENT).values(charged=Decimal(9)))
    with floor.database.reading() as session:
        found = balance(session)
    assert isinstance(found, OffBalance)
    assert found.sentence == "the replacement says 9, its postings come to 8"


def test_what_is_planned_is_changed_until_it_leaves(floor: Floor, office: Replacer) -> None:
    office.plans(2, is_advance=True, order="SO-9")
    seen, due = office.seen, TODAY + timedelta(days=3)
    assert office.changes(6, due_on=due, order="SO-10") == (
        "RMA-104418-S1 is changed | Northline Pharmacy gets 6 units of Omega-3 1200 mg, 90 ct for RMA-104418, due to"
        f" leave on {due}. | Ship it"
    )
    assert (office.last.quantity, office.last.order, office.last.is_advance) == (6, "SO-10", True)
    assert office.changes(7).startswith(
        "Too many, or none | Entered 7: of Omega-3 1200 mg, 90 ct, 6 units may still be"
    )
    assert office.changes(1, seen=seen).startswith(
        "M. Sandoval was first | RMA-104418-S1 was changed by M. Sandoval at"
    )
    office.ships(lot="K8000")
    assert office.changes(1).startswith("Not now | RMA-104418-S1 is shipped, so this step is not possible: edit.")


def test_a_parcel_that_is_lost_stands_for_nothing(floor: Floor, office: Replacer) -> None:
    settler = Settler(floor)
    office.plans(6, is_advance=True)
    assert office.loses("Lost") == (
        "Not now | RMA-104418-S1 is planned, so this step is not possible: lose. Nothing was changed."
        " | Look at what it says now"
    )
    office.ships(tracking="1Z999", lot="K8000")
    office.today = LATE
    assert office.night() == 1
    assert states(settler, office.paper)[-1].startswith("replacement owed -")
    assert office.loses(" ").startswith("Say why | RMA-104418-S1 was left as it is")
    assert office.loses("The carrier cannot find it") == (
        "RMA-104418-S1 is lost | Northline Pharmacy did not get 6 units of Omega-3 1200 mg, 90 ct: The carrier cannot"
        " find it | Plan another, or change what the line comes to"
    )
    assert states(settler, office.paper)[-1:] in ([], ["replacement owed 0 USD"])
    with floor.database.reading() as session:
        found = shipments.one(session, floor.site.id, office.last.shipment_id or new_id())
    assert found is not None
    assert found.lines == ()
    assert office.plans(6, is_advance=True).startswith("RMA-104418-S2 is planned")
    assert_books_balance(floor)
