"""Credit memos: written for what was accepted, issued, settled, void; and every refusal with its whole sentence."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Refund, table_of
from app.db.queries import money
from app.domain.vocabulary import Role
from app.services import settling
from tests.factories import Floor, make_floor
from tests.services.bookkeeper import Bookkeeper, fewer, graded, omegas_came
from tests.services.settler import Settler, TermOf, assert_books_balance, priced, terms_in_force

REFUND = table_of(Refund)


@pytest.fixture
def floor(sqlite_database: Database) -> Floor:
    """On one database: what differs between the two, locks, is raced in test_closing_papers.py."""
    return make_floor(sqlite_database)


@pytest.fixture
def books(floor: Floor) -> Bookkeeper:
    """R. Castillo with RMA-104418, of which six omegas came and two over; all are accepted."""
    graded(floor, omegas_came(floor, 8))
    return Bookkeeper(floor).opens()


def test_a_memo_of_what_is_due_is_written_issued_and_settled(books: Bookkeeper) -> None:
    assert books.credits() == (
        "CM-88210 is a draft | CM-88210 credits Northline Pharmacy 6 units of RMA-104418: 60 USD."
        " | Issue it when it is right"
    )
    assert books.match.total("credited") == 0, "a draft credits nothing"
    assert books.issues() == (
        "CM-88210 is issued | Northline Pharmacy is credited 6 units of RMA-104418: 60 USD."
        " | Send it to Northline Pharmacy"
    )
    assert (books.match.total("credited"), books.match.total("due"), books.match.total("spare")) == (6, 0, 2)
    assert books.settles() == "CM-88210 is settled | Northline Pharmacy has taken 60 USD of CM-88210."
    assert books.story == [
        "memo_written by R. Castillo memo: - > CM-88210",
        "memo_issued by R. Castillo memo: - > CM-88210",
        "memo_settled by R. Castillo memo: - > CM-88210",
    ]


def test_a_partial_memo_leaves_the_rest_to_the_next(books: Bookkeeper) -> None:
    books.credits(fewer(books.due()[0], 4))
    books.issues()
    assert [line.quantity for line in books.due()] == [2]
    books.credits()
    assert books.issues().startswith("CM-100001 is issued")
    assert [memo.units for memo in books.memos] == [4, 2]


def test_a_draft_is_changed_until_it_is_issued(books: Bookkeeper) -> None:
    books.credits()
    line = books.due()[0]
    assert books.edits_memo(fewer(line, 5), number="NP-1") == (
        "NP-1 is changed | NP-1 now credits Northline Pharmacy 5 units: 10 USD."
    )
    books.issues()
    assert books.edits_memo(fewer(line, 4)) == (
        "Not now | NP-1 is issued, so this step is not possible: edit. Nothing was changed. | Look at what it says now"
    )


def test_credit_follows_accepted_goods_only(books: Bookkeeper) -> None:
    line = books.due()[0]
    assert books.credits(fewer(line, 9)) == (
        "More than was accepted | Omega-3 1200 mg, 90 ct, K7731: the memo credits 9 units, and 8 units may still be"
        " credited. Nothing was changed. | Credit what was accepted"
    )
    assert books.credits(fewer(line, 5), fewer(line, 5)).startswith("More than was accepted | ")
    vitamin = next(each for each in books.match.lines if each.product.sku == "VIT-D3-120")
    stray = replace(line, line_id=vitamin.line_id, product=vitamin.product, lot="10D9T")
    assert books.credits(stray) == (
        "More than was accepted | Vitamin D3 1000 IU, 120 ct, 10D9T: the memo credits 6 units, and 0 units may still be"
        " credited. Nothing was changed. | Credit what was accepted"
    )
    assert books.memos == []


def test_a_draft_that_was_overtaken_by_another_memo_is_not_issued(books: Bookkeeper) -> None:
    books.credits()
    first = books.memo
    books.credits(number="NP-2")
    books.issues()
    books.memo = first
    assert books.issues().startswith(
        "More than was accepted | Omega-3 1200 mg, 90 ct, K7731: the memo credits 6 units, and 2 units may still be"
    )


def test_overs_are_credited_only_by_who_may_approve_them(floor: Floor, books: Bookkeeper) -> None:
    books.credits(fewer(books.due()[0], 8))
    assert books.issues() == (
        "Approval needed | credit_over, CM-88210: this is approved first. Nothing was changed."
        " Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    boss = Bookkeeper(floor, Role.SUPERVISOR, "A. Jefe", "3001").opens()
    boss.memo = books.memo
    assert boss.issues().startswith("CM-88210 is issued | Northline Pharmacy is credited 8 units")


def test_a_void_memo_credits_nothing_and_says_why(books: Bookkeeper) -> None:
    books.credits()
    books.issues()
    assert books.voids(" ") == (
        "Say why | CM-88210 was left as it is: making it void needs a reason, and none was written. | Write the reason"
    )
    assert books.voids() == (
        "CM-88210 is void | CM-88210 credits nothing any more: Wrong quantity | Write another where credit is due"
    )
    assert books.match.total("due") == 6
    assert books.story[-1] == "memo_voided by R. Castillo memo: - > CM-88210 (Wrong quantity)"
    assert books.credits().startswith("CM-100001 is a draft | "), "its number is used up"


def test_what_is_wrong_with_a_memo_is_refused(books: Bookkeeper) -> None:
    line = books.due()[0]
    assert books.credits(fewer(line, 0)) == (
        "Something is not right | The memo was not kept. Entries to put right: 1. | Put them right, then save again"
    )
    books.credits(number="NP-9")
    assert books.credits(fewer(line, 1), number="NP-9") == (
        "Known already | Another credit memo has the number NP-9. Nothing was kept. | Enter another number, or none"
    )
    books.memo = replace(books.memo, id=UUID(int=1))
    assert books.issues() == "Not found | This credit memo does not exist here. | Look for it in the list"


def test_a_memo_that_changed_meanwhile_is_not_changed_again(books: Bookkeeper) -> None:
    books.credits()
    seen = books.memo
    books.issues()
    books.memo = seen
    assert books.voids() == (
        "R. Castillo was first | CM-88210 was changed by R. Castillo at 20:32:02: it is issued now. Nothing of"
        " yours was kept. | Look at what it says now, then change it again"
    )


def test_the_dock_writes_no_memos(floor: Floor, books: Bookkeeper) -> None:
    books.credits()
    dock = Bookkeeper(floor, Role.DOCK, "D. Ock", "3009").opens()
    dock.memo = books.memo
    assert dock.issues() == (
        "Not for your role | Credit memos are written by another role: office. Nothing was changed. | Ask one of them"
    )


def test_what_is_closed_is_credited_nothing_more(books: Bookkeeper) -> None:
    books.credits()
    books.issues()
    books.reconciles()
    books.closes()
    refusal = (
        "RMA-104418 is closed | RMA-104418 is closed, so what it is credited stays as it is. Nothing was changed."
        " | Have it opened again first"
    )
    assert books.voids() == refusal
    assert books.credits(fewer(books.memos[0].lines[0], 1)) == refusal
    assert books.settles().startswith("CM-88210 is settled"), "the party may take its credit later"


def owes(books: Bookkeeper) -> list[str]:
    """Return what the journal says is owed, paid and open, and the refunds that say so."""
    with books.floor.database.reading() as session:
        found = money.account(session, books.by.site_id, books.seen.id)
        refunds = session.execute(sa.select(REFUND.c.state, REFUND.c.amount)).all()
    told = [f"owed {found.owed:.2f} paid {found.paid:.2f} open {found.open:.2f}"]
    return told + [f"{row.state} {row.amount:.2f}" for row in refunds]


@pytest.fixture
def earning(floor: Floor) -> Bookkeeper:
    """The same under refund terms: a unit cost 8.50, A earns all of it less a tenth."""
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(fee_percent=10))
        priced(session, "8.50")
    graded(floor, omegas_came(floor, 8))
    return Bookkeeper(floor).opens()


def test_a_memo_settles_what_the_journal_says_is_owed(earning: Bookkeeper) -> None:
    assert owes(earning) == ["owed 45.90 paid 0.00 open 45.90", "owed 45.90"]
    assert [(line.quantity, line.amount) for line in earning.due()] == [(6, Decimal("45.90"))]
    earning.credits()
    earning.issues()
    assert owes(earning) == ["owed 45.90 paid 45.90 open 0.00", "owed 0.00"]
    earning.voids()
    assert owes(earning) == ["owed 45.90 paid 0.00 open 45.90", "owed 45.90"]
    assert_books_balance(earning.floor)


def test_a_memo_of_another_amount_leaves_money_open_and_the_paper_with_it(earning: Bookkeeper) -> None:
    earning.credits(fewer(earning.due()[0], 6, "50.00"))
    earning.issues()
    earning.reconciles()
    assert earning.closes() == (
        "RMA-104418 cannot be closed | Goods and money of RMA-104418 differ. Accepted and not credited: 0 units."
        " Credited beyond what was accepted: 0 units. Still to be graded: 0 units. Money open: -4.1 USD."
        " Nothing was changed. | Issue a credit memo, pay what is open, make a wrong memo void, or grade what waits"
    )
    earning.voids()
    earning.credits()
    earning.issues()
    assert earning.closes().startswith("RMA-104418 is closed | ")
    assert_books_balance(earning.floor)


def test_large_credit_waits_for_a_supervisor_as_a_payment_does(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(approve_from=Decimal(50)))
    graded(floor, omegas_came(floor, 6))
    books, boss = Bookkeeper(floor).opens(), Settler(floor, Role.SUPERVISOR, "3001", "A. Jefe")
    books.credits()
    assert books.issues() == (
        "Approval needed | large_refund, RMA-104418-R1: 60 USD, which the refund terms let nobody settle before it is"
        " approved. Nothing was changed. Who approves: supervisor."
        " | Scan the badge of one of them and enter the PIN here"
    )
    boss.do(settling.approve, boss.refunds(books.seen.id)[0])
    assert books.issues().startswith("CM-88210 is issued | ")
    assert_books_balance(floor)
