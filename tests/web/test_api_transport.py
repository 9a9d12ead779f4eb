"""The HTTP API: what is announced, what is to be fetched, and the loads that bring it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.domain.scopes import Scope
from app.domain.vocabulary import PartyKind
from tests.factories import Floor, a_party, an_sscc
from tests.services.dock import Dock
from tests.web.systems import System, faults, granted

PALLET, FIRST, SECOND = an_sscc(9001), an_sscc(9101), an_sscc(9102)
NOTICE = {
    "number": "RMA-104418",
    "lines": [
        {"pallet": PALLET, "carton": FIRST, "product": "VIT-D3-120", "quantity": 12, "lot": "10D9T"},
        {"pallet": PALLET, "carton": SECOND, "product": "OMG-3-90", "quantity": 6, "lot": "K7731",
         "expiry": "2027-02-28"},
    ],
}  # fmt: skip
REQUEST: dict[str, Any] = {
    "authorizations": ["RMA-104418"], "ready_from": "2026-11-22", "ready_until": "2099-12-31", "kg": 640, "pallets": 2,
    "address": "100 Commerce St\nSan Antonio", "postal_code": "78205", "country": "US",
}  # fmt: skip
LOAD: dict[str, Any] = {
    "collections": ["COL-000001"], "planned_on": "2099-12-30", "carrier": "Rio Freight", "trailer": "tx-7714",
    "seal": "SL-204418", "door": "D-04", "appointment_from": "2099-12-30T09:00:00-06:00",
    "appointment_until": "2099-12-30T10:00:00-06:00",
}  # fmt: skip


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    with floor.database.unit_of_work() as session:
        a_party(session, PartyKind.CARRIER, "Rio Freight")
    return System(visitor, granted(floor, *Scope))


def test_a_notice_is_sent_replaced_read_and_taken_back(system: System, floor: Floor) -> None:
    made = system.send("notices", NOTICE)
    assert (made.status_code, made.get_json()["number"]) == (201, "RMA-104418")
    first, second = made.get_json()["lines"]
    assert (first["pallet"], first["carton"], first["carton_state"], first["quantity"]) == (
        PALLET,
        FIRST,
        "expected",
        12,
    )
    assert (second["product_id"], second["expiry"]) == (str(floor.omega.id), "2027-02-28")
    changed = system.send("notices", {**NOTICE, "lines": NOTICE["lines"][:1]}).get_json()  # type: ignore[index]
    assert [line["carton"] for line in changed["lines"]] == [FIRST]
    _status, page = system.get("notices?number=RMA-104418")
    assert page["items"] == [changed]
    taken_back = system.send("notices/RMA-104418/cancellation")
    assert (taken_back.status_code, taken_back.get_json()) == (200, {**changed, "lines": []})
    assert system.get(f"notices/{changed['id']}")[0] == 404
    again = system.send("notices/RMA-104418/cancellation")
    assert (again.status_code, again.get_json(force=True)["detail"]) == (
        422, "Nothing is announced for RMA-104418.",
    )  # fmt: skip


def test_a_notice_of_which_something_has_come_is_refused(system: System, floor: Floor) -> None:
    system.send("notices", NOTICE)
    Dock(floor).scan(PALLET)
    answer = system.send("notices", {**NOTICE, "lines": NOTICE["lines"][:1]})  # type: ignore[index]
    assert (answer.status_code, faults(answer)) == (422, {"": (
        f"Carton {FIRST} of RMA-104418 is received. Expected a notice of which nothing has come yet."
    )})  # fmt: skip
    wrong = system.send(
        "notices", {"number": "RMA-104418", "lines": [{**NOTICE["lines"][0], "carton": FIRST[:-1] + "0"}]}
    )  # type: ignore[dict-item]
    assert faults(wrong) == {
        "/lines/0/carton": f"Read {FIRST[:-1]}0. Expected an SSCC of 18 digits with the right check digit."
    }


def test_goods_are_asked_for_and_a_load_brings_them(system: System, floor: Floor) -> None:
    made = system.send("collections", REQUEST)
    request = made.get_json()
    assert (made.status_code, request["number"], request["state"], request["litres"]) == (
        201, "COL-000001", "requested", 3600,
    )  # fmt: skip
    assert request["lines"] == [{"authorization_id": str(floor.trade_return.id)}]
    planned = system.send("loads", LOAD)
    load = planned.get_json()
    assert (planned.status_code, planned.headers["Location"]) == (201, f"/api/v1/loads/{load['id']}")
    told = {name: load[name] for name in ("number", "state", "trailer", "seal", "door", "appointment_from")}
    assert told == {
        "number": "LOAD-000001", "state": "planned", "trailer": "TX-7714", "seal": "SL-204418", "door": "D-04",
        "appointment_from": "2099-12-30T15:00:00Z",
    }  # fmt: skip
    assert load["lines"] == [{"collection_id": request["id"]}]
    assert system.get(f"loads/{load['id']}") == (200, load)
    _status, page = system.get(f"collections?load_id={load['id']}&state=planned")
    assert [each["number"] for each in page["items"]] == ["COL-000001"]
    assert system.get("loads?state=closed")[1]["items"] == []


REFUSED: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("collections", {**REQUEST, "authorizations": ["RMA-104418", "RMA-1"]}, {
        "/authorizations/1": "Read RMA-1. Expected the number of an authorization. None has it: import the "
        "authorizations first.",
    }),
    ("collections", {**REQUEST, "ready_until": "2026-11-01"},
     {"/ready_until": "The last day is before the first one, 2026-11-22."}),
    ("collections", {**REQUEST, "ready_from": "2020-01-01", "ready_until": "2020-01-02"},
     {"/ready_until": "2020-01-02 has passed: nothing can be collected then."}),
    ("collections", {**REQUEST, "pallets": 0},
     {"/pallets": "Say how many pallets or cartons there are, or their volume."}),
    ("collections", {**REQUEST, "latitude": 29_424_100},
     {"/latitude": "A place on the map needs both: degrees north and degrees east."}),
    ("collections", {name: said for name, said in REQUEST.items() if name != "address"},
     {"/address": "Say where the goods are to be collected: its address."}),
    ("loads", {**LOAD, "collections": ["COL-000001", "COL-9"]},
     {"/collections/0": "No collection request has the number COL-000001.",
      "/collections/1": "No collection request has the number COL-9."}),
    ("loads", {**LOAD, "carrier": "Nobody", "door": "S-01", "appointment_until": "2099-12-30T08:00:00-06:00"}, {
        "/collections/0": "No collection request has the number COL-000001.",
        "/carrier": "Nobody here is called Nobody. Choose one from the list.",
        "/door": "S-01 is no dock door of this building. Choose one from the list.",
        "/appointment_until": "An appointment needs both: when it begins, and when it ends after that.",
    }),
    ("loads", {**LOAD, "appointment_from": "2099-12-30T09:00:00"}, {
        "/appointment_from": "Expected an instant with its offset such as 2026-04-03T14:30:00-06:00, got "
        "'2099-12-30T09:00:00'.",
    }),
]  # fmt: skip


def test_what_does_not_fit_is_pointed_at_in_words(system: System) -> None:
    for path, body, said in REFUSED:
        answer = system.send(path, body)
        assert (answer.status_code, faults(answer)) == (422, said), body


def test_what_a_rule_refuses_says_its_sentence(system: System) -> None:
    system.send("collections", REQUEST)
    again = system.send("collections", REQUEST)
    assert (again.status_code, again.get_json(force=True)["detail"]) == (
        422,
        "RMA-104418 stands on COL-000001, which is asked for.",
    )
    late = system.send("loads", {**LOAD, "planned_on": "2026-01-01"})
    assert late.get_json(force=True)["detail"].startswith("COL-000001 can be collected from 2026-11-22 to ")
    assert system.get("loads")[1]["items"] == [], "a refusal leaves nothing behind"
