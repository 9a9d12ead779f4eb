"""The HTTP API: what is owed and claimed. A system pays and settles; what needs a person says so."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import AuthorizationLine, Product, table_of
from app.domain.refunds import RefundTiming, Resolution
from app.domain.scopes import Scope
from app.domain.vocabulary import DispositionCode, PartyKind
from app.exchange.api.writings.money import MONEY
from tests.factories import Floor, a_party, an_sscc
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.settler import TermOf, assert_books_balance, terms_in_force
from tests.web.systems import System, faults, granted


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    """An ERP, with three vitamins of the trade return received and owed on check-in: 30 dollars."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id, unit_cost=Decimal("3.33")))
        session.execute(sa.update(table_of(AuthorizationLine)).values(resolution=Resolution.REFUND))
        terms_in_force(session, TermOf(timing=RefundTiming.ON_CHECK_IN, approve_from=Decimal(31)))
    dock = Dock(floor)
    dock.scans(an_sscc(4618), *[gs1(floor.vitamin, "10D9T", "270331")] * 3, "CMD-CLOSE")
    dock.tap("close_receipt")
    dock.tap("accept")
    return System(visitor, granted(floor, *Scope))


EXAMPLES = {each.name: dict(each.example) for each in MONEY}


def send(system: System, path: str, name: str) -> dict[str, object]:
    answer = system.send(path, EXAMPLES[name])
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.get_json()
    return found


def test_a_refund_is_listed_paid_and_owed_again(system: System, floor: Floor) -> None:
    (refund,) = system.get(f"refunds?authorization_id={floor.trade_return.id}&state=owed")[1]["items"]
    told = {name: refund[name] for name in ("number", "resolution", "amount", "currency", "approve_from")}
    assert told == {
        "number": "RMA-104418-R1", "resolution": "refund", "amount": "30", "currency": "USD",
        "approve_from": "31",
    }  # fmt: skip
    owed_by_us = system.send("refunds/RMA-104418-R1/write_off", EXAMPLES["write_off_refund"])
    assert owed_by_us.status_code == 422
    paid = send(system, "refunds/RMA-104418-R1/payment", "pay_refund")
    assert (paid["state"], paid["reference"], paid["paid_at"] is not None) == ("paid", "ACH-5501", True)
    again = send(system, "refunds/RMA-104418-R1/reversal", "reverse_refund")
    assert (again["number"], again["state"], again["amount"]) == ("RMA-104418-R2", "owed", "30")
    assert system.get("refunds/RMA-104418-R1")[1]["state"] == "reversed"
    assert system.send("refunds/RMA-9/payment", EXAMPLES["pay_refund"]).status_code == 404
    assert_books_balance(floor)


def test_a_large_refund_waits_for_a_person(system: System, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE settlement SET approve_from = 200000"))
    refused = system.send("refunds/RMA-104418-R1/payment", EXAMPLES["pay_refund"])
    assert (refused.status_code, refused.get_json(force=True)["detail"]) == (
        422, "RMA-104418-R1 comes to 30 USD, and from 20 USD on a supervisor approves first. Nothing was paid.",
    )  # fmt: skip
    reader = System(system.browser, granted(floor, Scope.REFUNDS_READ, name="reader"))
    assert reader.send("refunds/RMA-104418-R1/payment", EXAMPLES["pay_refund"]).status_code == 403


def to_vendor(floor: Floor) -> None:
    bench = BenchWork(floor, "supervisor")
    for tote in ("T-0413", "T-0414", "T-0415"):
        bench.scans(an_sscc(4618), gs1(floor.vitamin, "10D9T", "270331"), "CMD-GRADE-D")
        bench.says_more(code=DispositionCode.RETURN_TO_VENDOR, reason="Agreed")
        bench.scan(tote)


def test_a_claim_is_opened_sent_answered_and_paid(system: System, floor: Floor) -> None:
    asked = {**EXAMPLES["open_claim"], "vendor": "Sunrise Labs"}
    assert faults(system.send("claims", {**asked, "vendor": "Nobody", "authorization": "RMA-104418"})) == {
        "/vendor": "Read Nobody. Expected the code, GLN or whole name of a party. None has it: import the "
        "parties first."
    }
    assert "/authorization" in faults(system.send("claims", {**asked, "authorization": "RMA-1"}))
    nothing = system.send("claims", asked)
    assert nothing.status_code == 422
    to_vendor(floor)
    made = system.send("claims", asked)
    claim = made.get_json()
    assert (made.status_code, claim["number"], claim["state"]) == (201, "RMA-104418-V1", "open")
    assert [(line["quantity"], line["accepted"]) for line in claim["lines"]] == [(3, "0")]
    send(system, "claims/RMA-104418-V1/cancellation", "cancel_claim")
    assert system.send("claims", asked).get_json()["number"] == "RMA-104418-V2"
    assert send(system, "claims/RMA-104418-V2/sending", "send_claim")["reference"] == "VL-7731"
    partly = system.send("claims/RMA-104418-V2/acceptance", {"amount": "5.00"}).get_json()
    assert (partly["state"], partly["accepted"]) == ("partly", "5")
    assert send(system, "claims/RMA-104418-V2/payment", "receive_claim")["state"] == "paid"
    assert [each["number"] for each in system.get("claims?state=paid")[1]["items"]] == ["RMA-104418-V2"]
    late = system.send("claims/RMA-104418-V2/rejection", EXAMPLES["reject_claim"])
    assert late.status_code == 422
    assert_books_balance(floor)
