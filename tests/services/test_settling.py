"""Money in the hands of the office: approved, paid, taken back, written off, claimed; each refusal in its sentence."""

from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import AuthorizationLine, Posting, Product, ReceiptLine, Refund, table_of
from app.db.queries.claims import OneClaim
from app.db.queries.refunds import OneRefund
from app.domain.journal import EntryKind
from app.domain.refunds import RefundTiming, Resolution
from app.domain.vocabulary import DispositionCode, LineVerdict, PartyKind, Role
from app.services import settling
from app.services.acting import Act
from app.services.authorizing import Seen as PaperSeen
from app.services.balancing import OffBalance, balance
from app.services.settling import Brought, Over, Seen
from tests.factories import Floor, a_party, an_sscc
from tests.services.bench import BenchWork
from tests.services.clerk import Clerk
from tests.services.dock import Dock, gs1
from tests.services.settler import Settler, TermOf, assert_books_balance, books, states, terms_in_force

REASON = "The account was closed"


@pytest.fixture
def settler(floor: Floor) -> Settler:
    """R. Castillo, with three vitamins of the trade return received and paid for on check-in: 30 dollars owed."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id, unit_cost=Decimal("3.33")))
        session.execute(sa.update(table_of(AuthorizationLine)).values(resolution=Resolution.REFUND))
        terms_in_force(session, TermOf(timing=RefundTiming.ON_CHECK_IN, approve_from=Decimal(31)))
    dock = Dock(floor)
    dock.scans(an_sscc(4618), *[gs1(floor.vitamin, "10D9T", "270331")] * 3, "CMD-CLOSE")
    dock.tap("close_receipt")
    dock.tap("accept")
    return Settler(floor)


def refund(settler: Settler) -> OneRefund:
    return settler.refunds(settler.floor.trade_return.id)[-1]


def claim(settler: Settler) -> OneClaim:
    return settler.claims(settler.floor.trade_return.id)[-1]


def grade(floor: Floor, grade: str, tote: str, code: DispositionCode | None = None) -> None:
    bench = BenchWork(floor, "supervisor")
    bench.scans(an_sscc(4618), gs1(floor.vitamin, "10D9T", "270331"), grade)
    if code:
        bench.says_more(code=code, reason="Agreed")
    bench.scan(tote)


def test_a_refund_is_paid_once_and_a_regrade_is_owed_back(floor: Floor, settler: Settler) -> None:
    paper, seen = floor.trade_return.id, refund(settler)
    assert settler.do(settling.pay, seen, " ") == (
        "Reference missing | RMA-104418-R1 was left as it is: nothing says by which payment it is settled."
        " | Write its number"
    )
    assert settler.do(settling.pay, seen, "CM-7") == (
        "RMA-104418-R1 is paid | Northline Pharmacy got 30 USD. Reference: CM-7."
    )
    assert settler.do(settling.pay, seen, "CM-8") == (
        "R. Castillo was first | RMA-104418-R1 was changed by R. Castillo at 22:32:02: it is paid now and comes to"
        " 30 USD. Nothing of yours was kept. | Look at what it says now, then do it again"
    )
    assert settler.do(settling.pay, refund(settler), "CM-8") == (
        "Not now | RMA-104418-R1 is paid, so this step is not possible: pay. Nothing was changed."
        " | Look at what it says now"
    )
    grade(floor, "CMD-GRADE-C", "T-0412")
    assert states(settler, paper) == ["refund paid 30 USD", "refund owed -5 USD"]
    assert settler.do(settling.pay, refund(settler), "CHK-1") == (
        "RMA-104418-R2 is settled | Northline Pharmacy gave 5 USD back. Reference: CHK-1."
    )
    account = settler.account(paper)
    assert (account.owed, account.paid, account.open) == (25, 25, 0)
    assert_books_balance(floor)


def test_what_a_party_owes_can_be_written_off_and_what_we_owe_cannot(floor: Floor, settler: Settler) -> None:
    assert settler.do(settling.write_off, refund(settler), REASON) == (
        "Owed by us | We owe Northline Pharmacy the 30 USD of RMA-104418-R1. What we owe is paid; only what we are"
        " owed can be written off. | Pay it"
    )
    settler.do(settling.pay, refund(settler), "CM-7")
    grade(floor, "CMD-GRADE-D", "T-0412")
    assert settler.do(settling.write_off, refund(settler), "") == (
        "Say why | Nothing was changed: this step needs a reason, and none was written. | Write the reason"
    )
    assert settler.do(settling.write_off, refund(settler), REASON) == (
        "RMA-104418-R2 is written off | Northline Pharmacy owes us 10 USD no more: The account was closed"
    )
    assert settler.account(floor.trade_return.id).written_off == 10
    assert_books_balance(floor)


def test_a_payment_that_did_not_arrive_is_owed_again(floor: Floor, settler: Settler) -> None:
    settler.do(settling.pay, refund(settler), "CM-7")
    assert settler.do(settling.reverse, refund(settler), REASON) == (
        "RMA-104418-R1 is taken back | The 30 USD did not reach Northline Pharmacy, and stand open again: The account"
        " was closed | Pay it again"
    )
    assert states(settler, floor.trade_return.id) == ["refund reversed 30 USD", "refund owed 30 USD"]
    settler.do(settling.pay, refund(settler), "CM-8")
    assert settler.account(floor.trade_return.id).paid == 30
    assert_books_balance(floor)


def test_an_approval_is_of_one_amount(floor: Floor, settler: Settler) -> None:
    supervisor = Settler(floor, Role.SUPERVISOR, "2019", "B. Lang")
    dock = Dock(floor)
    dock.scans(an_sscc(4619), gs1(floor.omega, "K7731", "270228"), "CMD-CLOSE")
    dock.tap("close_receipt")
    dock.tap("accept")
    assert settler.do(settling.pay, refund(settler), "CM-7") == (
        "Supervisor needed | RMA-104418-R1 comes to 40 USD, and from 31 USD on a supervisor approves first. Nothing was"
        " paid. | A supervisor approves it with badge and PIN"
    )
    assert settler.do(settling.approve, refund(settler)) == (
        "Approval needed | large_refund, RMA-104418-R1: 40 USD, which the refund terms let nobody settle before it is"
        " approved. Nothing was changed. Who approves: supervisor."
        " | Scan the badge of one of them and enter the PIN here"
    )
    assert supervisor.do(settling.approve, refund(settler)) == (
        "RMA-104418-R1 is approved | B. Lang approves 40 USD for Northline Pharmacy. | Pay it"
    )
    grade(floor, "CMD-GRADE-B", "T-0412")  # 38 now: nobody approved that
    assert states(settler, floor.trade_return.id) == ["refund owed 38 USD"]
    supervisor.do(settling.approve, refund(settler))
    assert settler.do(settling.pay, refund(settler), "CM-7").startswith("RMA-104418-R1 is paid")


def test_credit_is_given_by_a_memo_and_never_by_a_payment_beside_it(floor: Floor, settler: Settler) -> None:
    clerk = Clerk(floor, badge="2119", name="B. Luna")
    for line in clerk.looks_at(floor.trade_return.id).lines[:1]:
        seen = PaperSeen(clerk.seen.id, clerk.seen.version)
        settler.do(settling.choose_resolution, seen, line.id, Resolution.CREDIT)
    assert states(settler, floor.trade_return.id) == ["credit owed 30 USD"]
    assert settler.do(settling.pay, refund(settler), "CM-7") == (
        "Settled by a credit memo | The 30 USD of RMA-104418-R2 are credit, which Northline Pharmacy gets by a credit"
        " memo and never by a payment beside it. Nothing was paid. | Issue a credit memo at the reconciliation of"
        " RMA-104418, or change what its lines come to"
    )
    assert settler.account(floor.trade_return.id).paid == 0


def test_nothing_is_paid_of_nothing_and_nobody_else_moves_money(floor: Floor, settler: Settler) -> None:
    for number in range(3):
        grade(floor, "CMD-GRADE-D", f"T-041{number}")
    nothing = Seen(_only_refund(floor), 3)
    assert settler.do(settling.pay, nothing, "CM-7") == (
        "Nothing to pay | RMA-104418-R1 comes to nothing by now. | Look at the goods: what is not accepted is not owed"
    )
    dock_worker = Settler(floor, Role.DOCK, "2232", "P. Ruiz")
    assert dock_worker.do(settling.pay, nothing, "CM-7") == (
        "Not for your role | Money is the returns office's to move. Nothing was changed. | Ask the returns office"
    )
    assert settler.do(settling.pay, Seen(new_id(), 0), "CM-7") == (
        "Not found | What this page is about does not exist here. | Look for it in the list"
    )


def _only_refund(floor: Floor) -> UUID:
    with floor.database.reading() as session:
        return session.execute(sa.select(table_of(Refund).c.id)).scalar_one()


def test_a_claim_goes_its_way_and_credit_is_split_over_its_lines(floor: Floor, settler: Settler) -> None:
    paper = floor.trade_return.id
    assert settler.opens_claim(paper) == (
        "Nothing to claim | No goods of RMA-104418 that go back to this vendor are left to claim: each is claimed once."
        " | Look at the claims of the authorization"
    )
    for number in range(2):
        grade(floor, "CMD-GRADE-A", f"T-041{number}", DispositionCode.RETURN_TO_VENDOR)
    assert settler.opens_claim(paper) == (
        "RMA-104418-V1 is opened | Sunrise Labs is to give 6.66 USD for 2 units. | Send it"
    )
    assert settler.opens_claim(paper).startswith("Nothing to claim")
    assert settler.do(settling.accept_claim, claim(settler)).startswith("Not now | RMA-104418-V1 is open, so this step")
    assert settler.do(settling.send_claim, claim(settler), "RGA-1") == (
        "RMA-104418-V1 is sent | Sunrise Labs was asked for 6.66 USD."
    )
    assert settler.do(settling.accept_claim, claim(settler), "6.67") == (
        "Not an amount | Entered 6.67: an amount of USD from 0.01 to 6.66 belongs here. Nothing was changed."
        " | Enter it again, such as 6.66"
    )
    assert settler.do(settling.accept_claim, claim(settler), "5.00") == (
        "RMA-104418-V1 is accepted in part | Sunrise Labs gives credit for 5.00 USD of 6.66 USD."
    )
    assert settler.do(settling.receive_claim, claim(settler), "WIRE-1") == (
        "RMA-104418-V1 is paid | Sunrise Labs paid 5 USD. Reference: WIRE-1."
    )
    assert settler.do(settling.reverse_claim, claim(settler), REASON) == (
        "RMA-104418-V1 is open again | The 5 USD of Sunrise Labs did not come: The account was closed"
    )
    assert str(claim(settler).state) == "partly"
    assert settler.do(settling.write_off_claim, claim(settler), REASON) == (
        "RMA-104418-V1 is written off | Nobody waits for 5 USD of Sunrise Labs any more: The account was closed"
    )
    account = settler.account(paper)
    assert (account.claimed, account.recovered, account.lost, account.claim_open) == (5, 0, 5, 0)
    assert_books_balance(floor)


def test_what_was_cancelled_or_rejected_can_be_claimed_again(floor: Floor, settler: Settler) -> None:
    paper = floor.trade_return.id
    grade(floor, "CMD-GRADE-A", "T-0412", DispositionCode.RETURN_TO_VENDOR)
    settler.opens_claim(paper)
    assert settler.do(settling.cancel_claim, claim(settler)) == (
        "RMA-104418-V1 is cancelled | Sunrise Labs is not asked for 3.33 USD. Its goods may stand on another claim."
    )
    settler.opens_claim(paper)
    settler.do(settling.send_claim, claim(settler))
    assert settler.do(settling.reject_claim, claim(settler), "Out of contract") == (
        "RMA-104418-V2 is rejected | Sunrise Labs gives nothing of 3.33 USD: Out of contract"
        " | Claim the goods again, or send them another way"
    )
    assert settler.opens_claim(paper).startswith("RMA-104418-V3 is opened")
    assert settler.account(paper).claimed == 0
    assert_books_balance(floor)


def test_overs_earn_when_a_supervisor_says_so(floor: Floor, settler: Settler) -> None:
    dock, line = Dock(floor), table_of(ReceiptLine)
    dock.scans(an_sscc(4620), *[gs1(floor.omega, "K7731", "270228")] * 6)
    dock.scans(gs1(floor.omega, "K7731", "270228"), "CMD-CONFIRM", "CMD-CLOSE")
    dock.tap("close_receipt")
    dock.tap("accept")
    assert states(settler, floor.trade_return.id) == ["refund owed 90 USD"]
    with floor.database.reading() as session:
        of_omega = sa.select(line.c.verdict, line.c.id).where(line.c.product_id == floor.omega.id)
        lines = {row.verdict: row.id for row in session.execute(of_omega)}
    supervisor, over = Settler(floor, Role.SUPERVISOR, "2019", "B. Lang"), lines[LineVerdict.OVER]
    assert settler.do(settling.approve_over, Over(over, REASON)).startswith("Approval needed | credit_over")
    assert supervisor.do(settling.approve_over, Over(over, "Ordered by phone")) == (
        "Approved for payment | B. Lang lets 1 unit of Omega-3 1200 mg, 90 ct count, which nobody had asked for:"
        " Ordered by phone"
    )
    assert supervisor.do(settling.approve_over, Over(lines[LineVerdict.EXPECTED], REASON)) == (
        "No approval needed | Omega-3 1200 mg, 90 ct counts as it is. | Go on with the authorization"
    )
    assert states(settler, floor.trade_return.id) == ["refund owed 100 USD"]
    assert_books_balance(floor)


def test_proceeds_name_who_paid(floor: Floor, settler: Settler) -> None:
    paper, kind = floor.trade_return.id, EntryKind.RECYCLING_PROCEEDS
    assert settler.do(settling.record_proceeds, paper, Brought(kind, new_id(), "5", "USD")) == (
        "Party missing | Nobody here has that name. Nothing was changed. | Choose who paid from the list"
    )
    settler.do(settling.record_proceeds, paper, Brought(kind, floor.harbor.id, "5", "USD"))
    assert settler.account(paper).proceeds == 5
    assert books(floor)["cash"] == 5


def test_the_same_payment_sent_twice_is_paid_once(floor: Floor, settler: Settler) -> None:
    act: Act = settler.act()
    seen = refund(settler)
    first = settler.do(settling.pay, seen, "CM-7", act=act)
    assert settler.do(settling.pay, seen, "CM-7", act=act) == first
    assert settler.account(floor.trade_return.id).paid == 30


def test_a_posting_that_was_changed_is_found(floor: Floor, settler: Settler) -> None:
    posting = table_of(Posting)
    with floor.database.unit_of_work() as session:
        first = sa.select(posting.c.id).limit(1).scalar_subquery()
        session.execute(sa.update(posting).where(posting.c.id == first).values(amount=Decimal(31)))
    with floor.database.reading() as session:
        found = balance(session)
    assert isinstance(found, OffBalance)
    assert found.sentence == "the entry's 2 legs come to 1 USD"
