"""Money in the office: a consumer return from RMA to refund, the list, a claim, the terms of a policy."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import AuthorizationLine, Product, table_of
from app.db.queries import money
from app.domain.refunds import RefundTiming, Resolution
from app.domain.vocabulary import DispositionCode, PartyKind
from tests.factories import ExpectedLine, Floor, a_party, a_shipment, an_sscc
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.settler import TermOf, assert_books_balance, priced, terms_in_force
from tests.web.office import band, kept, send
from tests.web.pages import Page, SignIn, page_of


def do(clerk: FlaskClient, address: str, deed: str, **fields: str) -> Page:
    """Press a button of a page as it stands now, and return the page that answers."""
    version = {had["value"] for had in page_of(clerk.get(address)).all("input", name="version")}
    answer = send(clerk, f"{address}/{deed}", {"version": next(iter(version), "")}, **fields)
    assert answer.status_code == 303, page_of(answer).text
    return page_of(clerk.get(answer.location))


def received_and_graded(floor: Floor, paper: str, *grades: str, code: str = "") -> None:
    dock, bench, item = Dock(floor, paper), BenchWork(floor), code or gs1(floor.vitamin, "10D9T", "270331")
    dock.scan(an_sscc(4700))
    for _ in grades:
        dock.scan(item)
    dock.scan("CMD-CLOSE")
    dock.tap("close_receipt")
    if dock.screen.pending:
        dock.tap("accept")
    bench.scan(an_sscc(4700))
    for number, grade in enumerate(grades):
        bench.scans(item, grade, f"T-04{number:02}")


def test_a_consumer_return_from_rma_to_refund(floor: Floor, clerk: FlaskClient) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(fee_percent=10, when={"program": ["customer_return"]}))
        delivered = datetime.now(UTC).date() - timedelta(days=5)
        a_shipment(session, floor.site, floor.northline, [ExpectedLine(floor.shirt, 5)], "SH-9", delivered)
        priced(session, "12.50")
    address, page = kept(clerk, {
        "program": "customer_return", "party": "Northline Pharmacy", "order": "SO-SH-9", "language": "en",
        "line-1-product": "SHT-M", "line-1-quantity": "2", "line-1-reason": "changed_mind",
    }, then="submission")  # fmt: skip
    number = next(iter(page.text.split("RMA-")[1:])).split()[0].strip(".,:")
    assert "lets every line come back" in page.text
    received_and_graded(floor, f"RMA-{number}", "CMD-GRADE-A", "CMD-GRADE-B", code=floor.shirt.gtin)

    account = page_of(clerk.get(f"{address}/money"))
    assert "Earned by the party $20.25 Restocking fees $2.25 Paid or credited $0.00 Still open $20.25" in account.text
    (refund,) = {had["href"] for had in account.all("a") if had.get("href", "").startswith("/money/refunds/")}
    paid = do(clerk, refund, "payment", reference="ACH-1")
    assert "Northline Pharmacy got $20.25. Reference: ACH-1." in paid.text
    assert f"RMA-{number}-R1 is paid" in band(paid)
    listed = page_of(clerk.get("/money?what=refund&state=paid"))
    assert f"RMA-{number}-R1 Refund Northline Pharmacy Paid $20.25" in listed.text
    assert "Still open" not in listed.text
    assert_books_balance(floor)
    with floor.database.reading() as session:
        assert money.account(session, floor.site.id, UUID(address.split("/")[-1])).paid == Decimal("20.25")


def test_a_large_refund_is_approved_by_badge_and_pin(floor: Floor, clerk: FlaskClient, pin: str) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(AuthorizationLine)).values(resolution=Resolution.REFUND))
        terms_in_force(session, TermOf(approve_from=Decimal(20)))
    received_and_graded(floor, "RMA-104418", "CMD-GRADE-A", "CMD-GRADE-A")
    listed = page_of(clerk.get("/money"))
    (refund,) = {had["href"] for had in listed.all("a") if had.get("href", "").startswith("/money/refunds/")}
    refused = do(clerk, refund, "payment", reference="CM-1")
    assert "RMA-104418-R1 comes to $20.00, and from $20.00 on a supervisor approves first." in refused.text
    version = page_of(clerk.get(refund)).all("input", name="version")[0]["value"]
    by_badge = {"version": version, "approver": "2007"}
    assert "Wrong PIN" in page_of(send(clerk, f"{refund}/approval", by_badge, approver_pin="0000")).text
    approved = do(clerk, refund, "approval", approver="2007", approver_pin=pin)
    assert "A. Novak approves $20.00 for Northline Pharmacy." in approved.text
    assert "Northline Pharmacy got $20.00. Reference: CM-1." in do(clerk, refund, "payment", reference="CM-1").text


@pytest.fixture
def with_a_claim(floor: Floor) -> str:
    """The address of the money of an authorization with goods that go back to their vendor."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id))
        terms_in_force(session, TermOf(timing=RefundTiming.AFTER_VENDOR_CREDIT))
    dock, bench = Dock(floor), BenchWork(floor, "supervisor")
    dock.scans(an_sscc(4700), gs1(floor.vitamin, "10D9T", "270331"), "CMD-CLOSE")
    bench.scans(an_sscc(4700), gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-A")
    bench.says_more(code=DispositionCode.RETURN_TO_VENDOR, reason="Agreed by phone").scan("T-0412")
    return f"/authorizations/{floor.trade_return.id}/money"


def test_a_claim_is_opened_sent_answered_and_paid(floor: Floor, clerk: FlaskClient, with_a_claim: str) -> None:
    page = page_of(clerk.get(with_a_claim))
    assert "Claim $5.00 from Sunrise Labs" in page.text
    vendor = page.all("input", name="vendor")[0]["value"]
    opened = do(clerk, with_a_claim, "claim", vendor=vendor, currency="USD")
    assert "Sunrise Labs is to give $5.00 for 1 unit." in opened.text
    (claim,) = {had["href"] for had in opened.all("a") if had.get("href", "").startswith("/money/claims/")}
    assert "Sunrise Labs was asked for $5.00." in do(clerk, claim, "sending").text
    wrong = do(clerk, claim, "acceptance", amount="5.01").text
    assert "Entered 5.01: an amount of USD from 0.01 to 5.00 belongs here. Nothing was changed." in wrong
    partly = do(clerk, claim, "acceptance", amount="4.00")
    assert "Sunrise Labs gives credit for $4.00 of $5.00." in partly.text
    assert "Still open $10.00" in page_of(clerk.get(with_a_claim)).text  # who waited for the vendor is owed now
    assert "Sunrise Labs paid $4.00. Reference: WIRE-1." in do(clerk, claim, "payment", reference="WIRE-1").text
    assert_books_balance(floor)


def test_proceeds_are_recorded_and_taken_back(floor: Floor, clerk: FlaskClient) -> None:
    address = f"/authorizations/{floor.trade_return.id}/money"
    sold = {"kind": "liquidation_proceeds", "party": str(floor.harbor.id), "note": "Pallet 3"}
    page = do(clerk, address, "proceeds", amount="48.50", **sold)
    assert "Harbor & Pine Retail paid $48.50 for goods of RMA-104418. Pallet 3" in page.text
    assert "Proceeds $48.50 Cost to us -$48.50" in page.text
    entry = page.all("input", name="entry")[0]["value"]
    back = do(clerk, address, "reversal", entry=entry, reason="The cheque bounced")
    assert "$48.50 of Harbor & Pine Retail do not count for RMA-104418: The cheque bounced" in back.text
    assert ("These are no proceeds that still count. Nothing was changed. Look at what the journal says now") in do(
        clerk, address, "reversal", entry=entry, reason="Again"
    ).text


def test_a_line_comes_to_something_else(floor: Floor, clerk: FlaskClient) -> None:
    address, line = f"/authorizations/{floor.trade_return.id}/money", table_of(AuthorizationLine)
    with floor.database.reading() as session:
        mine = sa.select(line.c.id).where(line.c.authorization_id == floor.trade_return.id, line.c.position == 1)
        line_id = session.execute(mine).scalar_one()
    page = do(clerk, address, "resolution", line=str(line_id), resolution="refund")
    assert "Vitamin D3 1000 IU, 120 ct: Refund instead of Credit." in page.text
    assert "Resolution: Credit Refund" in page_of(clerk.get(address.removesuffix("/money"))).text


def test_the_list_is_searched_exported_and_says_what_to_do_when_empty(floor: Floor, clerk: FlaskClient) -> None:
    assert "Nothing owed yet" in page_of(clerk.get("/money")).text
    with floor.database.unit_of_work() as session:
        terms_in_force(session)
    received_and_graded(floor, "RMA-104418", "CMD-GRADE-A")
    assert "We, to parties $10.00 $0.00 $0.00 $0.00" in page_of(clerk.get("/money?find=northline")).text
    assert "Nothing fits" in page_of(clerk.get("/money?older=30")).text
    table = clerk.get("/money/export.csv?what=credit").text
    assert "credit,RMA-104418-R1,RMA-104418,Northline Pharmacy,owed,10" in table
    assert clerk.get("/money/export.xlsx").data[:2] == b"PK"


def test_the_refund_terms_of_a_draft_are_written_and_put_right(floor: Floor, clerk: FlaskClient) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(fee_percent=10, fee_minimum=Decimal("2.50")))
    send(clerk, "/policies", {"source": "1"})
    draft = page_of(clerk.get("/policies/2"))
    assert "Once accepted Always 100% 80% 50% 0% 10% of it, at least $2.50 a unit" in draft.text
    revision = draft.all("input", name="revision")[0]["value"]
    fields = {"revision": revision, "timing": "soon", "share_a": "101", "fee_minimum": "a lot", "currency": "usd"}
    wrong = send(clerk, "/policies/2/terms/1", fields)
    assert wrong.status_code == 422
    for sentence in (
        "Choose when the refund is owed.",
        "A whole number from 0 to 100 belongs here; 101 was entered.",
        "An amount such as 5.00, or nothing, belongs here; a lot was entered.",
        "Three capital letters belong here, such as USD; usd was entered.",
    ):
        assert sentence in page_of(wrong).text
    right = {"revision": revision, "timing": "on_check_in", "share_a": "90", "currency": "USD", "reason": "defective"}
    saved = page_of(clerk.get(send(clerk, "/policies/2/terms/1", right).location))
    assert "At check-in Reason: Defective 90% 100% 100% 100%" in saved.text.replace("defective", "Defective")


def test_a_dock_worker_sees_no_money(floor: Floor, sign_in: SignIn) -> None:
    assert sign_in("2231").get("/money").status_code == 403
