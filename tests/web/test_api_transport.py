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


def test_a_request_is_changed_by_who_saw_it_last_fetched_and_given_up(system: System) -> None:
    request = system.send("collections", REQUEST).get_json()
    changed = system.change("collections/COL-000001", {"kg": 700, "pallets": 3, "contact": "Ana"}, 0)
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"1"')
    told = {name: changed.get_json()[name] for name in ("kg", "litres", "contact", "address", "ready_until")}
    assert told == {
        "kg": 700, "litres": 5400, "contact": "Ana", "address": REQUEST["address"], "ready_until": "2099-12-31",
    }  # fmt: skip
    late = system.change(f"collections/{request['id']}", {"kg": 800}, 0)
    assert late.status_code == 412
    assert late.get_json(force=True)["detail"].startswith("erp changed COL-000001 at ")
    wrong = system.change("collections/COL-000001", {"ready_until": "2026-11-01", "latitude": 1, "pallets": 0}, 1)
    assert faults(wrong) == {
        "/ready_until": "The last day is before the first one, 2026-11-22.",
        "/latitude": "A place on the map needs both: degrees north and degrees east.",
        "/pallets": "Say how many pallets or cartons there are, or their volume.",
    }
    system.send("loads", LOAD)
    bound = system.change("collections/COL-000001", {"kg": 800}, 2)
    assert (bound.status_code, bound.get_json(force=True)["detail"]) == (
        422, "COL-000001 is planned, so this is not possible: edit.",
    )  # fmt: skip
    fetched = system.send("collections/COL-000001/pickup")
    assert (fetched.status_code, fetched.get_json()["state"]) == (200, "collected")
    assert system.send("collections/COL-000001/cancellation").status_code == 422
    assert system.send("collections/COL-9/cancellation").status_code == 404
    assert system.send("collections/COL-000001/removal").status_code == 404, "loads have that deed"


def test_a_load_is_changed_lightened_and_cancelled(system: System) -> None:
    system.send("collections", REQUEST)
    load = system.send("loads", LOAD).get_json()
    body = {"seal": "sl-9", "appointment_from": None, "appointment_until": None}
    changed = system.change("loads/LOAD-000001", body, load["version"]).get_json()
    told = {name: changed[name] for name in ("seal", "trailer", "door", "carrier_id", "appointment_from")}
    assert told == {
        "seal": "SL-9", "trailer": "TX-7714", "door": "D-04", "carrier_id": load["carrier_id"],
        "appointment_from": None,
    }  # fmt: skip
    assert faults(system.change("loads/LOAD-000001", {"door": "S-01"}, changed["version"])) == {
        "/door": "S-01 is no dock door of this building. Choose one from the list."
    }
    assert faults(system.send("loads/LOAD-000001/removal", {"collection": "COL-9"})) == {
        "/collection": "No collection request has the number COL-9."
    }
    assert system.send("loads/LOAD-000001/removal", {"collection": "COL-000001"}).get_json()["lines"] == []
    assert system.send("loads/LOAD-000001/cancellation").get_json()["state"] == "cancelled"
    assert system.send("collections/COL-000001/cancellation").get_json()["state"] == "cancelled"
    again = system.send("loads/LOAD-000001/cancellation")
    assert again.get_json(force=True)["detail"] == "LOAD-000001 is cancelled, so this is not possible: cancel."


TRIP: dict[str, Any] = {
    "number": "TR-7", "leaves_on": "2099-12-30", "vehicle": "tx-4471", "capacity_kg": 11_000,
    "capacity_litres": 42_000,
    "lines": [
        {"party": "Northline Pharmacy", "kg": 400, "litres": 1200},
        {"party": "Harbor & Pine Retail", "kg": 2600},
    ],
}  # fmt: skip


def test_a_trip_is_written_listed_changed_and_cancelled(system: System, floor: Floor) -> None:
    made = system.send("trips", TRIP)
    trip = made.get_json()
    assert (made.status_code, trip["state"], trip["vehicle"], made.headers["ETag"]) == (
        201, "planned", "TX-4471", '"0"',
    )  # fmt: skip
    assert [(stop["position"], stop["party_id"], stop["kg"], stop["litres"]) for stop in trip["lines"]] == [
        (1, str(floor.northline.id), 400, 1200),
        (2, str(floor.harbor.id), 2600, 0),
    ]
    assert system.get("trips?leaves_on=2099-12-30&state=planned")[1]["items"] == [trip]
    assert system.get("trips?leaves_on=2099-W52-1")[1]["faults"] == [
        {"name": "leaves_on", "detail": "Expected a day such as 2026-04-03, got '2099-W52-1'."}
    ]
    turned = system.change("trips/TR-7", {"lines": TRIP["lines"][::-1]}, 0).get_json()
    assert [stop["kg"] for stop in turned["lines"]] == [2600, 400]
    assert turned["vehicle"] == "TX-4471"
    cancelled = system.send("trips/TR-7/cancellation").get_json()
    assert (cancelled["state"], cancelled["version"]) == ("cancelled", 2)
    after = system.change("trips/TR-7", {"vehicle": "TX-1"}, 2)
    assert (after.status_code, after.get_json(force=True)["detail"]) == (
        422, "TR-7 of 2099-12-30 was cancelled, so this is not possible: edit. Nothing was changed.",
    )  # fmt: skip
    late = system.change("trips/TR-7", {"vehicle": "TX-1"}, 1)
    assert late.status_code == 412
    assert late.get_json(force=True)["detail"].startswith("erp changed TR-7 at ")


def test_a_trip_that_cannot_be_is_pointed_at(system: System) -> None:
    lost = [{"party": "Nobody", "kg": 1}, {"party": "Northline Pharmacy", "kg": 1}]
    assert faults(system.send("trips", {**TRIP, "lines": lost})) == {
        "/lines/0/party": "Read Nobody. Expected the code, GLN or whole name of a party. None has it: import the "
        "parties first."
    }
    assert faults(system.send("trips", {**TRIP, "capacity_kg": 2_999})) == {
        "/capacity_kg": "The stops come to 3,000 kg and 1,200 l. The vehicle takes 2,999 kg and 42,000 l."
    }
    system.send("trips", TRIP)
    assert system.send("trips", TRIP).get_json(force=True)["detail"] == (
        "There is a trip TR-7 already, of 2099-12-30. Nothing was kept."
    )
