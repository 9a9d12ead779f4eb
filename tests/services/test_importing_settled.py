"""Files of what vendors answered and of how refunds were paid: the same acts as the office's, row by row."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.db.models import AuthorizationLine, Product, table_of
from app.domain.importing import ImportKind
from app.domain.refunds import RefundTiming, Resolution
from app.domain.vocabulary import DispositionCode, PartyKind
from app.services import settling
from tests.factories import Floor, a_party, an_sscc
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.importers import Importer, counted
from tests.services.settler import Settler, TermOf, assert_books_balance, terms_in_force

ANSWERS = ("Claim", "Accepted amount", "Reason", "Payment")
PAYMENTS = ("Refund", "Reference", "Amount")


@pytest.fixture
def settler(floor: Floor) -> Settler:
    """Three vitamins came back and are owed for: two go back to their vendor, who is asked for each by a claim."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id, unit_cost=Decimal("3.33")))
        session.execute(sa.update(table_of(AuthorizationLine)).values(resolution=Resolution.REFUND))
        terms_in_force(session, TermOf(timing=RefundTiming.ON_CHECK_IN, approve_from=Decimal(31)))
    dock = Dock(floor)
    dock.scans(an_sscc(4618), *[gs1(floor.vitamin, "10D9T", "270331")] * 3, "CMD-CLOSE")
    dock.tap("close_receipt")
    dock.tap("accept")
    settler, paper = Settler(floor), floor.trade_return.id
    for tote in ("T-0410", "T-0411"):
        bench = BenchWork(floor, "supervisor")
        bench.scans(an_sscc(4618), gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-A")
        bench.says_more(code=DispositionCode.RETURN_TO_VENDOR, reason="Agreed")
        bench.scan(tote)
        settler.opens_claim(paper)
    return settler


def test_a_vendor_s_answers_and_its_credit_notes_come_by_file(
    importer: Importer, floor: Floor, settler: Settler
) -> None:
    first, second = settler.claims(floor.trade_return.id)
    unsent = importer.do(ImportKind.CLAIM_ANSWERS, ANSWERS, [(first.number, "3.33", "", "")])
    assert importer.faults(unsent) == [
        "2 : RMA-104418-V1 is open, so this step is not possible: accept. Nothing was changed."
    ]
    for claim in (first, second):
        settler.do(settling.send_claim, claim)
    rows = [(first.number, "2.50", "", "VCN-77"), (second.number, "0", "Out of contract", "")]
    assert counted(importer.do(ImportKind.CLAIM_ANSWERS, ANSWERS, rows)) == (0, 2, 0, 0)
    paid, rejected = settler.claims(floor.trade_return.id)
    assert (str(paid.state), paid.accepted, paid.reference) == ("paid", Decimal("2.5"), "VCN-77")
    assert (str(rejected.state), rejected.reason) == ("rejected", "Out of contract")
    assert counted(importer.do(ImportKind.CLAIM_ANSWERS, ANSWERS, rows)) == (0, 0, 2, 0)
    account = settler.account(floor.trade_return.id)
    assert (account.recovered, account.claim_open) == (Decimal("2.5"), 0)
    assert_books_balance(floor)


def test_what_an_answer_cannot_be_is_said_by_row(importer: Importer, floor: Floor, settler: Settler) -> None:
    first, second = settler.claims(floor.trade_return.id)
    for claim in (first, second):
        settler.do(settling.send_claim, claim)
    settler.do(settling.accept_claim, settler.claims(floor.trade_return.id)[1], "1.00")
    rows = [
        (first.number, "9.99", "", ""), ("RMA-1-V1", "1.00", "", ""), (second.number, "2.00", "", ""),
    ]  # fmt: skip
    run = importer.do(ImportKind.CLAIM_ANSWERS, ANSWERS, rows, skips_bad=True)
    assert importer.faults(run) == [
        "2 : Entered 9.99: an amount of USD from 0.01 to 3.33 belongs here. Nothing was changed.",
        "3 : Read RMA-1-V1. Expected the number of a claim, such as RMA-104418-V1. None has it: see the list of "
        "claims.",
        "4 : Sunrise Labs gave 1 USD for RMA-104418-V2 already. Expected the same, or a claim that waits for its "
        "answer.",
    ]
    unsaid = importer.do(ImportKind.CLAIM_ANSWERS, ANSWERS, [(first.number, "0", "", "")])
    assert [each[:4] for each in importer.faults(unsaid)] == ["2 : "]
    both = importer.do(ImportKind.CLAIM_ANSWERS, ANSWERS, [(first.number, "0", "Out of contract", "VCN-1")])
    assert importer.faults(both) == [
        "2 : RMA-104418-V1 is rejected, so this step is not possible: pay. Nothing was changed."
    ]


def test_refunds_are_paid_by_file_as_the_office_pays_them(importer: Importer, floor: Floor, settler: Settler) -> None:
    (owed,) = settler.refunds(floor.trade_return.id)
    rows = [(owed.number, "ACH-9", "29.00"), ("RMA-1-R1", "ACH-9", "")]
    assert importer.faults(importer.do(ImportKind.REFUND_PAYMENTS, PAYMENTS, rows, skips_bad=True)) == [
        "2 : Read 29.00 USD. RMA-104418-R1 is for 30 USD: expected that, or no amount. Settle the difference in the "
        "office.",
        "3 : Read RMA-1-R1. Expected the number of a refund, such as RMA-104418-R1. None has it: see the list of "
        "refunds.",
    ]
    paid = (owed.number, "ACH-9", "30.00")
    assert counted(importer.do(ImportKind.REFUND_PAYMENTS, PAYMENTS, [paid])) == (0, 1, 0, 0)
    assert counted(importer.do(ImportKind.REFUND_PAYMENTS, PAYMENTS, [paid])) == (0, 0, 1, 0)
    again = importer.do(ImportKind.REFUND_PAYMENTS, PAYMENTS, [(owed.number, "ACH-10", "")])
    assert importer.faults(again) == [
        "2 : RMA-104418-R1 is paid, so this step is not possible: pay. Nothing was changed."
    ]
    assert_books_balance(floor)
