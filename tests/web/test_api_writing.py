"""The HTTP API: what a system may write with its token, once, and what it is told when it may not."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import ApiToken, Operator, table_of
from app.domain.refunds import Resolution
from app.domain.scopes import Scope
from app.domain.vocabulary import ReasonCode
from app.services import granting
from tests.factories import Floor
from tests.services.replacer import Replacer
from tests.services.settler import TermOf, terms_in_force
from tests.web.systems import System, faults, granted

OPERATOR, TOKEN = table_of(Operator), table_of(ApiToken)
LAMP = {
    "sku": "LMP-40", "gtin": "9521234040019", "name": {"en": "Desk lamp"}, "category": "electronics",
    "unit_cost": "12.5", "list_price": "29.00",
}  # fmt: skip
RETURN = {
    "program": "trade_return", "party": "Northline Pharmacy", "purchase_order": "PO-7731",
    "lines": [{"product": "SHT-M", "quantity": 6, "reason": "overstock"}],
}  # fmt: skip


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, *Scope))


def test_an_item_is_made_and_then_changed_by_what_the_company_calls_it(system: System) -> None:
    made = system.send("products", LAMP)
    lamp = made.get_json()
    assert (made.status_code, made.headers["Location"]) == (201, f"/api/v1/products/{lamp['id']}")
    assert (lamp["name"], lamp["unit_cost"], lamp["currency"]) == ({"en": "Desk lamp"}, "12.5", "USD")
    changed = system.send("products", {"sku": "LMP-40", "name": {"es": "Lámpara"}, "list_price": "31.00"})
    assert changed.status_code == 200
    assert system.get(f"products/{lamp['id']}")[1] == changed.get_json()
    assert changed.get_json() == {**lamp, "name": {"en": "Desk lamp", "es": "Lámpara"}, "list_price": "31"}


def test_a_shipment_says_what_was_sent_last(system: System, floor: Floor) -> None:
    sent = {
        "number": "SH-90017", "party": "Northline Pharmacy", "delivered_on": "2026-10-02",
        "lines": [{"product": "SHT-M", "quantity": 24}, {"product": "ZNC-25-60", "quantity": 3, "lot": "Z1"}],
    }  # fmt: skip
    shipment = system.send("shipments", sent).get_json()
    again = system.send("shipments", {**sent, "lines": sent["lines"][:1]})  # type: ignore[index]
    assert [(line["product_id"], line["quantity"]) for line in again.get_json()["lines"]] == [(str(floor.shirt.id), 24)]
    assert again.get_json()["id"] == shipment["id"]


def test_a_party_is_known_by_its_code(system: System) -> None:
    made = system.send("parties", {"code": "C-1044", "name": "Pine", "kind": "customer"})
    assert (made.status_code, made.get_json()["code"]) == (201, "C-1044")
    assert system.send("parties", {"code": "C-1044", "name": "Pine & Sons"}).get_json()["name"] == "Pine & Sons"


def test_an_authorization_is_written_changed_submitted_and_cancelled(system: System, floor: Floor) -> None:
    made = system.send("authorizations", RETURN)
    paper = made.get_json()
    assert (made.status_code, paper["state"], made.headers["ETag"]) == (201, "draft", '"0"')
    changed = system.change(f"authorizations/{paper['id']}", {"purchase_order": "PO-9", "expected_on": "2026-12-01"}, 0)
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"1"')
    assert changed.get_json()["lines"][0]["quantity"] == 6
    submitted = system.send(f"authorizations/{paper['number']}/submission")
    assert submitted.get_json()["state"] == "pending_approval"
    cancelled = system.send(f"authorizations/{paper['id']}/cancellation", {"reason": "By mistake"})
    assert cancelled.get_json()["state"] == "cancelled"
    assert system.get(f"authorizations/{paper['id']}") == (200, cancelled.get_json())


def test_histories_name_the_system(system: System, supervisor: FlaskClient) -> None:
    paper = system.send("authorizations", RETURN).get_json()
    assert "erp" in supervisor.get(f"/authorizations/{paper['id']}").get_data(as_text=True)


def test_a_key_is_answered_alike_for_ever_and_nothing_is_done_twice(system: System, floor: Floor) -> None:
    first, second = (system.send("authorizations", RETURN, "k-1") for _time in range(2))
    assert (first.status_code, first.data, first.headers["ETag"]) == (201, second.data, second.headers["ETag"])
    assert second.status_code == 201
    other = system.send("authorizations", {**RETURN, "order": "SO-1"}, "k-1")
    assert other.status_code == 409
    assert other.get_json(force=True)["detail"] == (
        "This key was used before for another content. Nothing was changed. Choose a new key for a new act."
    )
    refused = [system.send("authorizations", {**RETURN, "party": "Nobody"}, "k-2") for _time in range(2)]
    assert refused[0].status_code == 422
    assert refused[0].data == refused[1].data


def test_two_systems_may_choose_the_same_key(system: System, floor: Floor) -> None:
    other = System(system.browser, granted(floor, *Scope, name="shop"))
    numbers = {each.send("authorizations", RETURN, "k-1").get_json()["number"] for each in (system, other)}
    assert len(numbers) == 2


def test_who_comes_second_is_told_who_was_first(system: System) -> None:
    paper = system.send("authorizations", RETURN).get_json()
    at = f"authorizations/{paper['id']}"
    assert system.change(at, {"order": "SO-1"}, 0).status_code == 200
    late = system.change(at, {"order": "SO-2"}, 0)
    assert late.status_code == 412
    assert f"{paper['number']} was changed by erp at" in late.get_json(force=True)["detail"]
    unseen = system.change(at, {"order": "SO-2"}, None)
    assert (unseen.status_code, unseen.get_json(force=True)["detail"]) == (
        428, 'Name the version that you have seen, as ETag does: If-Match: "3".',
    )  # fmt: skip


def test_what_a_program_asks_for_is_pointed_at(system: System) -> None:
    body = {**RETURN, "program": "recall", "lines": [{"product": "ZNC-25-60", "quantity": 2, "reason": "recall"}]}
    paper = system.send("authorizations", body).get_json()
    answer = system.send(f"authorizations/{paper['id']}/submission")
    assert (answer.status_code, faults(answer)) == (422, {
        "/recall_number": "Recall needs this: Recall number.",
        "/lines/0/lot": "Recall needs this for Zinc 25 mg, 60 ct: Lot.",
    })  # fmt: skip


def _either(words: type[StrEnum]) -> str:
    *rest, last = (repr(word.value) for word in words)
    return f"{', '.join(rest)} or {last}"


REFUSED: list[tuple[str, Any, dict[str, str]]] = [
    ("products", {"sku": "X", "gtin": "9521234001013"},
     {"/gtin": "Read 9521234001013. Expected a GTIN of 8, 12, 13 or 14 digits with the right check digit."}),
    ("products", {"sku": "X", "name": {"en": "X"}},
     {"": "X is new and has no Category. Expected one, since nothing is stored to keep."}),
    ("products", {"sku": 7, "colour": "red"}, {
        "/sku": "Expected a text, got 7.",
        "/colour": "There is no such field here. Known are: owner, gtin, name, category, vendor, unit_cost, "
        "list_price, currency, weight_grams, warranty_months, lot_tracked, serial_tracked, expiry_tracked, "
        "data_bearing, medical, hazardous, sku.",
    }),
    ("products", {"sku": "X", "unit_cost": 5.0}, {"/unit_cost": "Expected a text, got 5.0."}),
    ("shipments", {"number": "S", "party": "Nobody", "delivered_on": "2026-13-02", "lines": []}, {
        "/delivered_on": "Expected a day such as 2026-04-03, got '2026-13-02'.",
        "/lines": "Expected at least 1 in the list, got a list.",
    }),
    ("authorizations", {**RETURN, "party": "Nobody"},
     {"/party": "Read Nobody. Expected the code, GLN or whole name of a party. None has it: "
                "import the parties first."}),
    ("authorizations", {**RETURN, "lines": [{**RETURN["lines"][0], "quantity": 2, "serial": "S1"}]},  # type: ignore[dict-item]
     {"/lines/0": "Read quantity 2 for serial S1. Expected 1: a serial is one unit."}),
    ("authorizations", {**RETURN, "lines": [{"product": "?", "quantity": 0, "reason": "x"}]}, {
        "/lines/0/quantity": "Expected at least 1, got 0.",
        "/lines/0/reason": f"Expected one of {_either(ReasonCode)}, got 'x'.",
    }),
    ("authorizations/x/cancellation", {}, {"/reason": "This field is needed."}),
]  # fmt: skip


def test_what_does_not_fit_is_pointed_at_in_words(system: System) -> None:
    details = []
    for path, body, said in REFUSED:
        answer = system.send(path, body)
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert faults(answer) == said
        details.append(answer.get_json(force=True)["detail"])
    assert details[0] == "What was sent was not kept. Entries to put right: 1. Put them right, then send it again."


def test_a_request_that_cannot_be_read_says_why(system: System) -> None:
    unkeyed = system.send("parties", {"code": "C"}, **{"Idempotency-Key": "a b"})
    assert (unkeyed.status_code, faults(unkeyed)) == (
        400, {"Idempotency-Key": "Expected 1 to 100 visible characters, new for each act, got 'a b'."},
    )  # fmt: skip
    headers = {"Authorization": f"Bearer {system.token}", "Idempotency-Key": "k"}
    send = system.browser.post
    broken = send("/api/v1/parties", data=b'{"code"', headers=headers, content_type="application/json")
    assert (broken.status_code, faults(broken)) == (
        400, {"body": "The body is not JSON: EOF while parsing an object at line 1 column 7."},
    )  # fmt: skip
    form = send("/api/v1/parties", data={"code": "C"}, headers=headers)
    assert (form.status_code, form.get_json(force=True)["detail"]) == (
        415, "Send application/json, not application/x-www-form-urlencoded.",
    )  # fmt: skip
    long = send("/api/v1/parties", data=b" " * 300_000, headers=headers, content_type="application/json")
    assert long.status_code == 413


def test_nobody_finds_what_is_not_there(system: System) -> None:
    assert system.send("authorizations/RMA-1/submission").status_code == 404
    assert system.change("authorizations/01a20509-2e25-75ed-b180-9ff11c6729fd", {}, 0).status_code == 404


def test_a_system_never_approves_and_a_person_cannot_be_it(system: System, floor: Floor) -> None:
    paper = system.send("authorizations", RETURN).get_json()
    assert system.send(f"authorizations/{paper['id']}/approval").status_code == 404
    with floor.database.reading() as session:
        who = session.execute(sa.select(OPERATOR).where(OPERATOR.c.name == "erp")).one()
    assert (who.badge, who.pin_hash, who.roles, who.language) == ("", "", "office", "en")
    for badge in ("", "0"):
        assert system.browser.post("/sign-in", data={"badge": badge, "pin": "4187"}).status_code != 303


def test_a_token_that_only_reads_writes_nothing_and_is_no_operator(visitor: FlaskClient, floor: Floor) -> None:
    reader = System(visitor, granted(floor, Scope.PARTIES_READ, name="reader"))
    answer = reader.send("parties", {"code": "C", "name": "C", "kind": "customer"})
    assert (answer.status_code, answer.get_json(force=True)["detail"]) == (
        403, "This token lacks the scope parties:write. It has: parties:read.",
    )  # fmt: skip
    with floor.database.reading() as session:
        assert session.execute(sa.select(OPERATOR).where(OPERATOR.c.name == "reader")).all() == []


def test_a_revoked_token_is_stopped_at_once(system: System, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        token_id = session.execute(sa.select(TOKEN.c.id)).scalar_one()
        granting.revoke(session, floor.site.id, token_id, datetime.now(UTC))
    assert system.send("authorizations", RETURN).status_code == 401


def test_a_replacement_is_read_and_said_to_have_left(system: System, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(advance_days=9))
    office = Replacer(floor)
    office.lets_line_be(Resolution.REPLACEMENT)
    office.plans(2, is_advance=True, order="SO-9")
    (planned,) = system.get("replacements?state=planned&order=SO-9")[1]["items"]
    assert (planned["number"], planned["quantity"], planned["charged"]) == ("RMA-104418-S1", 2, "0")
    changed = system.change("replacements/RMA-104418-S1", {"order": "SO-10"}, 0)
    assert (changed.status_code, changed.get_json()["order"]) == (200, "SO-10")
    assert system.change("replacements/RMA-104418-S1", {"order": "SO-11"}, 0).status_code == 412
    left = system.send("replacements/RMA-104418-S1/shipment", {"tracking": "1Z999", "lot": "K8000"})
    assert (left.status_code, left.get_json()["state"], left.get_json()["tracking"]) == (200, "shipped", "1Z999")
    shipment = system.get(f"shipments/{left.get_json()['shipment_id']}")[1]
    assert (shipment["number"], shipment["lines"][0]["quantity"]) == ("RMA-104418-S1", 2)
    again = system.send(f"replacements/{planned['id']}/shipment")
    assert again.status_code == 422
    assert "RMA-104418-S1 is shipped, so this step is not possible: ship." in again.get_json(force=True)["detail"]
    lost = system.send("replacements/RMA-104418-S1/loss", {"reason": "The carrier cannot find it"}).get_json()
    assert (lost["state"], system.get("shipments/RMA-104418-S1")[1]["lines"]) == ("lost", [])
    assert system.send("replacements/RMA-104418-S1/delivery", {"delivered_on": "2026-11-21"}).status_code == 422
    assert system.send("replacements/RMA-1/shipment").status_code == 404
