"""Goods in place of goods: once accepted or in advance, charged where nothing comes back; each refusal is whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import AuthorizationLine, Replacement, Shipment, table_of
from app.db.queries import shipments
from app.domain.refunds import Resolution
from app.domain.vocabulary import DispositionCode, Role
from app.services import settling
from app.services.authorizing import Seen as PaperSeen
from app.services.balancing import OffBalance, balance
from app.services.replacing import Seen
from tests.factories import TODAY, Floor
from tests.services.bench import BenchWork
from tests.services.bookkeeper import Bookkeeper, graded, omegas_came
from tests.services.clerk import Clerk
from tests.services.dock import Dock, gs1
from tests.services.replacer import Replacer
from tests.services.settler import Settler, TermOf, assert_books_balance, books, priced, states, terms_in_force

REPLACEMENT = table_of(Replacement)
BACK = TODAY + timedelta(days=10)
LATE = BACK + timedelta(days=1)


@pytest.fixture
def office(floor: Floor) -> Replacer:
    """M. Sandoval at RMA-104418, whose six omegas are replaced, in advance for ten days; each is listed at 10 USD."""
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(advance_days=10, advance_charge=80))
        priced(session, "7.00")
    replacer = Replacer(floor)
    replacer.lets_line_be(Resolution.REPLACEMENT)
    return replacer


def came(floor: Floor, units: int, carton: int = 4618) -> str:
    """Receive omegas and close their receipt."""
    plate = omegas_came(floor, units, carton, close=False)
    dock = Dock(floor)
    dock.tap("close_receipt")
    dock.tap("accept")
    return plate


def test_an_advance_replacement_is_charged_when_nothing_comes_and_the_charge_goes_when_it_does(
    floor: Floor, office: Replacer
) -> None:
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
    assert office.charges().startswith("Charged already | RMA-104418-S1 was charged on ")
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


def test_what_is_accepted_is_replaced_and_no_more(floor: Floor, office: Replacer) -> None:
    assert office.plans() == (
        "Not now | RMA-104418 is in_transit, and nothing goes out for it as it stands. Nothing was changed."
        " | Look at the authorization"
    )
    graded(floor, omegas_came(floor, 3))
    assert office.plans(2, due_on=BACK) == (
        "RMA-104418-S1 is planned | Northline Pharmacy gets 2 units of Omega-3 1200 mg, 90 ct for RMA-104418, due to"
        f" leave on {BACK}. | Ship it"
    )
    assert office.plans(2) == (
        "Too many, or none | Entered 2: of Omega-3 1200 mg, 90 ct, 1 unit may still be replaced. Promised: 6,"
        " accepted: 3, replaced or planned: 2. Nothing was planned. | Enter fewer, or wait until the goods are graded"
    )
    assert office.plans(5, is_advance=True) == (
        "Too many, or none | Entered 5: of Omega-3 1200 mg, 90 ct, 4 units may still be replaced. Promised: 6,"
        " replaced or planned: 2. Nothing was planned. | Enter fewer"
    )
    books_of = Bookkeeper(floor).opens()
    books_of.reconciles()
    assert books_of.closes() == (
        "RMA-104418 cannot be closed | RMA-104418 is not made good yet. To be sent: 3 units. Replaced in advance, not"
        " here and not charged: 0 units. Nothing was changed. | Ship what is due, wait for the goods, or change what"
        " the line comes to"
    )
    assert office.ships() == (
        f"RMA-104418-S1 is shipped | 2 units of Omega-3 1200 mg, 90 ct went to Northline Pharmacy on {TODAY}."
        " | Note the day of delivery"
    )
    assert office.charges() == (
        "Nothing to charge | RMA-104418-S1 stands for goods that had come: nothing is to come back for it."
        " | Go on with the authorization"
    )
    office.plans()
    assert office.cancels(" ") == (
        "Say why | RMA-104418-S2 was left as it is: this step needs a reason, and none was written. | Write the reason"
    )
    assert office.cancels() == (
        "RMA-104418-S2 is cancelled | Northline Pharmacy does not get 1 unit of Omega-3 1200 mg, 90 ct: Found it"
        " | Plan another, or change what the line comes to"
    )
    office.plans()
    office.ships()
    assert books_of.looks().closes().startswith("RMA-104418 is closed | ")
    assert office.plans(is_advance=True) == (
        "Not now | RMA-104418 is closed, and nothing goes out for it as it stands. Nothing was changed."
        " | Look at the authorization"
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


def test_what_is_locked_after_it_was_planned_is_not_shipped(floor: Floor, office: Replacer) -> None:
    plate = omegas_came(floor, 1)
    bench = BenchWork(floor)
    bench.scans(plate, gs1(floor.omega, "K7731", "270228"), "CMD-GRADE-A", "T-0412")
    office.plans()
    bench.undo()
    assert office.ships() == (
        "Not accepted any more | RMA-104418-S1 stands for goods that are accepted, and of Omega-3 1200 mg, 90 ct"
        " 0 units are by now: the rest is locked, not graded, or of a condition that the policy gives nothing for."
        " Nothing was shipped. | Look at the goods, or cancel it"
    )


def test_each_wish_that_cannot_be_is_refused_in_its_sentence(floor: Floor, office: Replacer) -> None:
    assert office.plans(position=1, is_advance=True) == (
        "Nothing to replace | Vitamin D3 1000 IU, 120 ct comes to credit, and goods go out for a replacement or a"
        " repair only. Nothing was planned. | Change what the line comes to first"
    )
    assert office.plans(is_advance=True, product="NONE-7") == (
        "Product missing | Entered NONE-7: no product has that SKU or GTIN. Nothing was planned."
        " | Enter another, or nothing for the same product"
    )
    past = TODAY - timedelta(days=1)
    assert office.plans(is_advance=True, due_on=past) == (
        f"Day is past | Entered {past}: it is due to leave today, {TODAY}, or later. Nothing was planned."
        " | Enter another day"
    )
    assert office.ships(Seen(new_id(), 0)) == (
        "Not found | This does not exist here. Nothing was changed. | Look for it in the list"
    )
    dock = Replacer(floor, Role.DOCK, "2238", "P. Ruiz")
    assert dock.plans(is_advance=True) == (
        "Not for your role | Replacements are the returns office's to plan, ship and charge. Nothing was changed."
        " | Ask the returns office"
    )


def test_a_serial_is_of_one_unit_and_asked_for_where_it_tells_units_apart(floor: Floor, office: Replacer) -> None:
    office.plans(2, is_advance=True)
    assert office.ships(serial="DR7-1") == (
        "A serial is one unit | DR7-1 is the serial of one unit, and RMA-104418-S1 is 2 units. Nothing was shipped."
        " | Leave the serial away, or cancel it and plan one at a time"
    )
    office.plans(1, is_advance=True, product="DRL-18V")
    assert office.ships() == (
        "Serial missing | Cordless drill 18 V kit is told apart by serial, and RMA-104418-S2 names none. Nothing was"
        " shipped. | Scan its serial"
    )
    assert office.ships(serial="dr7-300001").startswith("RMA-104418-S2 is shipped | ")
    assert office.last.serial == "DR7-300001"


def test_the_second_of_two_is_told_who_was_first_and_a_line_that_is_replaced_stays(
    floor: Floor, office: Replacer
) -> None:
    office.plans(is_advance=True)
    seen = office.seen
    office.ships(seen)
    assert office.ships(seen).startswith(
        "M. Sandoval was first | RMA-104418-S1 was changed by M. Sandoval at "
    )  # fmt: skip
    assert office.cancels() == (
        "Not now | RMA-104418-S1 is shipped, so this step is not possible: cancel. Nothing was changed."
        " | Look at what it says now"
    )
    settler, clerk = Settler(floor), Clerk(floor, badge="2119")
    clerk.looks_at(office.paper)
    paper = PaperSeen(clerk.seen.id, clerk.seen.version)
    assert settler.do(settling.choose_resolution, paper, office.line(), Resolution.REFUND) == (
        "Being replaced | RMA-104418-S1 stands for Omega-3 1200 mg, 90 ct, so what the line comes to stays as it is."
        " Nothing was changed. | Cancel the replacement first, while it has not left"
    )
    line = table_of(AuthorizationLine)
    with floor.database.reading() as session:
        assert session.execute(sa.select(line.c.resolution).where(line.c.id == office.line())).scalar_one() is (
            Resolution.REPLACEMENT
        )


def test_without_a_term_nothing_goes_in_advance(floor: Floor) -> None:
    office = Replacer(floor)
    office.lets_line_be(Resolution.REPLACEMENT)
    assert office.plans(is_advance=True).startswith("Not in advance | No refund term of the day on which RMA-104418")


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
