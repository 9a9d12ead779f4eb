"""The HTTP API: a system sends along what shows the reason of a line, and what it will send; by address, alike."""

from base64 import b64encode

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import Photo, table_of
from app.domain.scopes import Scope
from tests.factories import Floor
from tests.web.pictures import jpeg, png_bomb
from tests.web.systems import System, faults, granted
from tests.web.test_photos import scenery

RETURN = {
    "program": "customer_return", "party": "Northline Pharmacy", "order": "SO-1",
    "lines": [{"product": "SHT-M", "quantity": 1, "reason": "defective", "condition": ["opened", "defective"],
               "evidence_to_follow": ["photo"]}],
}  # fmt: skip
PHOTO = table_of(Photo)


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, *Scope))


@pytest.fixture
def address(system: System) -> str:
    """Where the evidence of the only line of a new authorization is sent."""
    return f"authorizations/{system.send('authorizations', RETURN).get_json()['number']}/lines/1/evidence"


def a_photo() -> str:
    return b64encode(jpeg(scenery(), place=True)).decode()


def test_a_system_says_the_condition_promises_a_photo_and_sends_it(system: System, address: str, floor: Floor) -> None:
    paper = system.get(f"authorizations?number={address.split('/')[1]}")[1]["items"][0]
    said = {name: paper["lines"][0][name] for name in ("condition", "evidence", "evidence_to_follow")}
    assert said == {"condition": ["defective", "opened"], "evidence": [], "evidence_to_follow": ["photo"]}
    sent = {"kind": "photo", "photo": a_photo(), "text": "The left seam"}
    first, again = (system.send(address, sent, "photo-1") for _ in range(2))
    assert (first.status_code, first.data) == (200, again.data)
    assert first.get_json()["lines"][0]["evidence"] == ["photo"]
    assert first.headers["ETag"] == '"1"'
    with floor.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PHOTO)) == 1


def test_what_was_said_of_a_line_is_changed_by_saying_it(system: System, address: str) -> None:
    paper = system.get(f"authorizations?number={address.split('/')[1]}")[1]["items"][0]
    system.send(address, {"kind": "text", "text": "Torn"})
    line = {"product": "SHT-M", "quantity": 1, "reason": "defective", "condition": ["damaged"]}
    changed = system.change(f"authorizations/{paper['id']}", {"lines": [line]}, 1).get_json()["lines"][0]
    assert (changed["condition"], changed["evidence"], changed["evidence_to_follow"]) == (
        ["damaged"], ["text"], ["photo"],
    )  # fmt: skip
    assert changed["id"] == paper["lines"][0]["id"]


REFUSED = [
    ({"kind": "photo", "photo": "AAA="}, {"/photo": "The file is not a picture that can be read. Expected: JPEG, PNG,"
                                                     " WebP, BMP or GIF."}),
    ({"kind": "photo", "photo": "AAAAA"}, {"/photo": "The picture is not written in base64. Nothing was changed."
                                                      " Send it in base64, RFC 4648, section 4."}),
    ({"kind": "photo", "photo": b64encode(png_bomb()).decode()},
     {"/photo": "The photo has more than 40 megapixels, the most that is read."}),
    ({"kind": "photo", "photo": "%%%%"}, {"/photo": "Expected a text of the form ^[A-Za-z0-9+/]+={0,2}$, got '%%%%'."}),
    ({"kind": "smell"}, {"/kind": "Expected one of 'photo', 'text', 'serial' or 'proof_of_purchase', got 'smell'."}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "said"), REFUSED, ids=["no image", "cut", "a bomb", "no base64", "no kind"])
def test_what_is_no_evidence_is_pointed_at(
    system: System, address: str, floor: Floor, body: dict[str, str], said: dict[str, str]
) -> None:
    answer = system.send(address, body)
    assert (answer.status_code, faults(answer)) == (422, said)
    with floor.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PHOTO)) == 0


def test_a_photo_needs_a_picture_and_a_line_that_is_there(system: System, address: str) -> None:
    answer = system.send(address, {"kind": "photo", "text": "Torn"})
    assert answer.status_code == 422
    assert answer.get_json(force=True)["detail"] == "A photo was to be kept, and none came. Nothing was changed."
    assert system.send(address.replace("lines/1", "lines/2"), {"kind": "text", "text": "Torn"}).status_code == 404
    assert system.send("authorizations/RMA-0/lines/1/evidence", {"kind": "text", "text": "x"}).status_code == 404


def test_a_body_of_evidence_is_bounded_too(system: System, address: str) -> None:
    assert system.send(address, {"kind": "photo", "photo": "A" * 12_000_000}).status_code == 413


def put(system: System, method: str, path: str, body: object) -> tuple[int, dict[str, object]]:
    answer = system.browser.open("/api/v1/" + path, method=method, json=body, headers=system._headers)
    return answer.status_code, answer.get_json(force=True)


def test_an_item_is_made_and_changed_at_the_address_of_its_own_name(system: System, floor: Floor) -> None:
    lamp = {"name": {"en": "Desk lamp"}, "category": "electronics", "list_price": "29.00"}
    status, made = put(system, "PUT", "products/LMP-40", lamp)
    assert (status, made["sku"], made["list_price"]) == (201, "LMP-40", "29")
    assert put(system, "PUT", "products/LMP-40", lamp) == (200, made)
    status, changed = put(system, "PATCH", "products/LMP-40", {"list_price": "31.00"})
    assert (status, changed) == (200, {**made, "list_price": "31"})
    status, party = put(system, "PUT", "parties/C-1044", {"name": "Pine", "kind": "customer"})
    assert (status, party["code"]) == (201, "C-1044")
    assert put(system, "PATCH", "parties/C-1044", {"name": "Pine & Sons"})[1]["name"] == "Pine & Sons"
    sent = {"party": "C-1044", "delivered_on": "2026-10-02", "lines": [{"product": "LMP-40", "quantity": 2}]}
    status, shipment = put(system, "PUT", "shipments/SH-90017", sent)
    assert status == 201
    assert put(system, "PATCH", "shipments/SH-90017", {"order": "SO-7"}) == (200, {**shipment, "order": "SO-7"})


@pytest.mark.parametrize("which", ["A%01B", "%20A", "A" * 41])
def test_an_address_names_only_what_an_item_can_be_called(system: System, which: str) -> None:
    status, answer = put(system, "PUT", f"products/{which}", {"name": {"en": "Lamp"}, "category": "tools"})
    assert (status, answer["faults"][0]["name"]) == (400, "id")  # type: ignore[index]


@pytest.mark.parametrize("path", ["products/NO-SUCH", "parties/NO-SUCH", "shipments/NO-SUCH"])
def test_what_is_not_there_is_changed_by_nobody(system: System, path: str) -> None:
    assert put(system, "PATCH", path, {})[0] == 404


def test_a_party_without_a_code_is_changed_by_its_gln(system: System) -> None:
    made = system.send("parties", {"gln": "9521234000013", "name": "Pine", "kind": "customer"}).get_json()
    status, changed = put(system, "PATCH", "parties/9521234000013", {"name": "Pine & Sons"})
    assert (status, changed) == (200, {**made, "name": "Pine & Sons"})


def test_a_token_changes_what_its_scopes_name(visitor: FlaskClient, floor: Floor) -> None:
    reader = System(visitor, granted(floor, Scope.PRODUCTS_READ, Scope.AUTHORIZATIONS_READ))
    assert put(reader, "PUT", "products/LMP-40", {})[0] == 403
    assert reader.send("authorizations/RMA-104418/lines/1/evidence", {"kind": "text", "text": "x"}).status_code == 403
