"""What may be replaced, and no more; who was first; what may not be done meanwhile: each refusal in its sentence."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Replacement, table_of
from app.domain.refunds import Resolution
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Role
from app.services import settling
from app.services.authorizing import Seen as PaperSeen
from app.services.replacing import Seen
from tests.factories import TODAY, Floor
from tests.services.bench import BenchWork
from tests.services.bookkeeper import Bookkeeper, graded, omegas_came
from tests.services.clerk import Clerk
from tests.services.dock import gs1
from tests.services.replacer import Replacer, at_the_omegas
from tests.services.settler import Settler

REPLACEMENT, PAPER = table_of(Replacement), table_of(Authorization)
BACK = TODAY + timedelta(days=10)
LATE = BACK + timedelta(days=1)


@pytest.fixture
def office(floor: Floor) -> Replacer:
    """M. Sandoval at RMA-104418, whose six omegas are replaced."""
    return at_the_omegas(floor)


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


def test_the_paper_is_not_closed_over_what_the_party_waits_for(floor: Floor, office: Replacer) -> None:
    graded(floor, omegas_came(floor, 3))
    office.plans(2)
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


def test_what_is_locked_after_it_was_planned_is_not_shipped(floor: Floor, office: Replacer) -> None:
    plate = omegas_came(floor, 1)
    bench = BenchWork(floor)
    bench.scans(plate, gs1(floor.omega, "K7731", "270228"), "CMD-GRADE-A", "T-0412")
    office.plans()
    bench.undo()
    assert office.ships() == (
        "Not accepted any more | RMA-104418-S1 stands for goods that are accepted. Accepted of Omega-3 1200 mg, 90 ct"
        " by now: 0 units. The rest is locked, not graded, or of a condition that the policy gives nothing for."
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
    assert office.ships(seen) == (
        f"M. Sandoval was first | RMA-104418-S1 was changed by M. Sandoval at {office.last.changed_at:%H:%M:%S}: it is"
        " shipped now. Nothing of yours was kept. | Look at what it says now, then do it again"
    )
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


def test_a_line_that_is_replaced_is_not_split_off(floor: Floor, office: Replacer) -> None:
    clerk = Clerk(floor, badge="2119")
    office.plans(is_advance=True)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(PAPER).values(state=AuthorizationState.APPROVED))
    clerk.looks_at(office.paper)
    assert clerk.splits(3) == (
        "Being replaced | RMA-104418-S1 stands for Omega-3 1200 mg, 90 ct, so the line stays on RMA-104418."
        " Nothing was split off. | Choose other lines"
    )


def test_without_a_term_nothing_goes_in_advance(floor: Floor) -> None:
    office = Replacer(floor)
    office.lets_line_be(Resolution.REPLACEMENT)
    assert office.plans(is_advance=True).startswith("Not in advance | No refund term of the day on which RMA-104418")
