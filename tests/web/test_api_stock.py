"""The HTTP API: unsold stock and where it should go, agreements with vendors, the policies that judge returns."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.domain.scopes import Scope
from app.domain.vocabulary import PartyKind
from tests.factories import Floor, a_party
from tests.services.clerks import a_policy
from tests.services.importers import an_importer
from tests.services.unsold_stock import LIMITS, UnsoldClerk, a_supplier, stock_up, terms
from tests.web.systems import System, faults, granted


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, *Scope))


COUNTED: dict[str, Any] = {
    "taken_on": "2026-11-20", "place": "Northline Pharmacy",
    "lines": [
        {"product": "VIT-D3-120", "lot": "10D9T", "expiry": "2027-03-31", "on_hand": 24, "sold_90": 9, "sold_30": 3,
         "received_on": "2026-10-02", "last_sold_on": "2026-11-10"},
        {"product": "OMG-3-90", "on_hand": 6, "received_on": "2026-10-02"},
    ],
}  # fmt: skip


def test_what_was_counted_is_kept_judged_and_read_by_lot(system: System, floor: Floor) -> None:
    UnsoldClerk(floor).limits(0, LIMITS)
    made = system.send("snapshots", COUNTED)
    snapshot = made.get_json()
    assert (made.status_code, snapshot["taken_on"], snapshot["place_id"]) == (
        201, "2026-11-20", str(floor.northline.id),
    )  # fmt: skip
    assert system.get(f"snapshots?place_id={floor.northline.id}")[1]["items"] == [snapshot]
    lots = system.get(f"stock?snapshot_id={snapshot['id']}&lot=10D9T")[1]["items"]
    assert [(each["on_hand"], each["excess"], each["kinds"]) for each in lots] == [(24, 12, ["overstock"])]
    again = system.send("snapshots", {**COUNTED, "lines": [{**COUNTED["lines"][0], "on_hand": 20}]})
    assert (again.status_code, again.get_json()["id"]) == (200, snapshot["id"])
    assert [each["on_hand"] for each in system.get(f"stock?product_id={floor.vitamin.id}")[1]["items"]] == [20]
    twice = system.send("snapshots", {**COUNTED, "lines": [COUNTED["lines"][1]] * 2})
    assert faults(twice) == {"/lines/1": "2026-11-20 stands in row 1 already. Expected it once."}
    late = {**COUNTED, "lines": [{**COUNTED["lines"][1], "received_on": "2026-12-02", "product": "NO-1"}]}
    assert list(faults(system.send("snapshots", late))) == ["/lines/0/product"]


def test_proposals_are_read_and_become_authorizations(system: System, floor: Floor, tmp_path: Path) -> None:
    clerk = UnsoldClerk(floor, "B. Luna", "2119")
    clerk.limits(0, LIMITS)
    clerk.agrees(terms(a_supplier(floor), quota=20))
    stock_up(an_importer(floor.database, floor.site.id, tmp_path))
    _status, page = system.get("proposals")
    assert page["next"] is None
    back = system.get("proposals?way=return_to_vendor")[1]["items"]
    assert back
    assert {each["way"] for each in back} == {"return_to_vendor"}
    assert all(each["agreement_id"] for each in back)
    walked = [each for items in system.pages("proposals", 1) for each in items]
    assert walked == page["items"]
    chosen = [{name: back[0][name] for name in ("stock_id", "way", "quantity")}]
    made = system.send("proposals/acceptance", {"lines": chosen})
    assert made.status_code == 201, made.text
    (paper,) = made.get_json()["items"]
    assert (paper["program"], paper["lines"][0]["quantity"]) == ("unsold", back[0]["quantity"])
    late = system.send("proposals/acceptance", {"lines": chosen})
    assert late.status_code == 409


AGREEMENT: dict[str, Any] = {
    "number": "AG-7", "vendor": "Sunrise Labs", "categories": ["food"], "quota": 200, "period": "quarter",
    "minimum": "25.50", "credit_percent": 80, "ends_on": "2027-12-31",
}  # fmt: skip


def test_an_agreement_is_made_changed_and_refused_in_words(system: System, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_party(session, PartyKind.VENDOR, "Sunrise Labs")
    made = system.send("agreements", AGREEMENT)
    agreement = made.get_json()
    told = {name: agreement[name] for name in ("number", "categories", "quota_kind", "minimum", "version", "lines")}
    assert (made.status_code, told) == (201, {
        "number": "AG-7", "categories": ["food"], "quota_kind": "quota_units", "minimum": "25.5", "version": 0,
        "lines": [],
    })  # fmt: skip
    assert system.send("agreements", AGREEMENT).get_json()["version"] == 0, "nothing was changed"
    changed = system.change("agreements/AG-7", {"quota": 250}, None).get_json()
    assert (changed["quota"], changed["credit_percent"], changed["version"]) == (250, 80, 1)
    assert system.get("agreements/AG-7")[1] == changed
    assert system.change("agreements/AG-8", {"quota": 250}, None).status_code == 404
    refused = {
        "AG-8 is new and has no Quota. Expected one, since nothing is stored to keep.": {"quota": None},
        "AG-8 names a party that is not kept as a vendor. Name the vendor itself.": {"vendor": "Northline Pharmacy"},
        "No product of this vendor has the SKU VIT-D3-120. Separate several by commas.": {"products": ["VIT-D3-120"]},
        "A quota in percent needs the units bought in a period.": {"quota_kind": "quota_share", "quota": 10},
    }
    for said, change in refused.items():
        body = {name: value for name, value in {**AGREEMENT, "number": "AG-8", **change}.items() if value is not None}
        assert list(faults(system.send("agreements", body)).values()) == [said]


def test_policies_are_read_with_what_they_say(system: System, floor: Floor) -> None:
    assert system.get("policies/in_force")[0] == 404
    with floor.database.unit_of_work() as session:
        policy = a_policy(session)
        number = str(policy.version)
    _status, found = system.get("policies/in_force")
    assert (found["number"], found["state"], found["is_for_all_sites"]) == (number, "active", True)
    assert date.fromisoformat(found["effective_from"])
    assert system.get(f"policies/{number}") == (200, found)
    assert system.get("policies?state=active")[1]["items"] == [found]
    rule = found["lines"][0]
    assert (rule["position"], rule["effect"], set(rule["sentence"]) <= {"en", "es"}) == (1, "allow", True)
    assert (type(found["reasons"]), type(found["terms"])) == (list, list)


RULE: dict[str, Any] = {
    "effect": "allow", "when": {"program": ["trade_return"], "tier": ["partner"]}, "days": 90, "grace": 14,
    "may_override": True, "sentence": {"en": "Partners return within 90 days.", "es": "Los socios, en 90 días."},
}  # fmt: skip
TERM: dict[str, Any] = {
    "timing": "on_acceptance",
    "share_b": 70,
    "fee_percent": 5,
    "fee_minimum": "2.50",
    "currency": "USD",
}


def test_a_policy_is_drafted_changed_and_put_in_force(system: System, floor: Floor) -> None:
    made = system.send("policies", {"based_on": 0, "note": "From the ERP", "lines": [RULE], "terms": [TERM]})
    draft = made.get_json()
    assert (made.status_code, draft["state"], draft["note"], draft["is_for_all_sites"]) == (
        201, "draft", "From the ERP", False,
    )  # fmt: skip
    (rule,), (term,) = draft["lines"], draft["terms"]
    assert {name: rule[name] for name in RULE} == RULE
    assert (rule["span"], rule["needs_delivery"]) == ("days", True)
    assert (term["share_a"], term["share_b"], term["fee_minimum"], term["advance_days"]) == (100, 70, "2.5", 14)
    at, seen = f"policies/{draft['number']}", draft["version"]
    refuses = {
        "effect": "refuse", "when": {"category": ["food"], "expired": True}, "sentence": {"en": "Not past its date."},
    }  # fmt: skip
    change = {"lines": [RULE, refuses], "reasons": [{"reason": "defective", "evidence": ["photo"]}]}
    changed = system.change(at, change, seen).get_json()
    assert [each["when"] for each in changed["lines"]] == [RULE["when"], refuses["when"]]
    assert (changed["reasons"], len(changed["terms"])) == (
        [{"reason": "defective", "programs": [], "evidence": ["photo"]}], 1,
    )  # fmt: skip
    late = system.change(at, {"note": "Too late"}, seen)
    assert (late.status_code, late.get_json(force=True)["detail"].partition(" at ")[0]) == (
        412, f"Version {draft['number']} was changed by erp",
    )  # fmt: skip
    day = {"effective_from": "2026-11-22"}
    assert system.send(f"{at}/activation", day).status_code == 422
    active = system.send(f"{at}/activation", {"effective_from": "2199-01-01"})
    assert (active.status_code, active.get_json()["state"], active.get_json()["note"]) == (
        200,
        "active",
        "From the ERP",
    )
    assert system.change(at, {"note": "Again"}, active.get_json()["version"]).status_code == 422


def test_what_a_rule_or_a_term_of_a_policy_cannot_be_is_pointed_at(system: System) -> None:
    body = {
        "based_on": 0,
        "lines": [
            {"effect": "allow", "when": {"expired": True}, "days": 30, "sentence": {}},
            {"effect": "limit", "span": "no_end", "sentence": {"en": "Short."}},
        ],
    }
    assert list(faults(system.send("policies", body))) == ["/lines/0/effect", "/lines/0/sentence", "/lines/1/span"]
    assert system.get("policies")[1]["items"] == []
    unknown = system.send("policies", {"based_on": 77})
    assert (unknown.status_code, unknown.get_json(force=True)["detail"]) == (
        422, "There is no version 77 of the return policy here.",
    )  # fmt: skip
