"""Disposition in the office: rules and prices written, tried, put in force; what clients want."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.vocabulary import DispositionCode, RuleEffect
from app.jobs.runner import do_next
from tests.factories import Floor, a_rule
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1
from tests.web.pages import page_of
from tests.web.test_policies import read, send

RULE = {"effect": "require", "codes": "liquidate", "category": "food", "expired": "no", "function_min": "4",
        "sentence_en": "Food is liquidated."}  # fmt: skip


@pytest.fixture
def ruled(floor: Floor) -> Floor:
    """Version 1 in force with one rule, and one unit decided under it."""
    with floor.database.unit_of_work() as session:
        a_rule(session, 1, {"hazardous": True}, RuleEffect.EXCLUDE, [DispositionCode.RESTOCK])
    vitamin = gs1(floor.vitamin, "10D9T", "270331")
    BenchWork(floor).scans(received(floor, vitamin), vitamin, "CMD-PASS", "T-0412")
    return floor


def test_a_draft_is_written_tried_and_put_in_force(app: Flask, ruled: Floor, supervisor: FlaskClient) -> None:
    assert "Version 1 In force" in read(supervisor, "/disposition").text
    assert "Version 2 is a draft. No goods are judged by it" in send(supervisor, "/disposition", source="1").text
    saved = send(supervisor, "/disposition/2/rules/0", revision="0", **RULE).text
    assert "Category: Food" in saved
    assert "Function, at least: 4" in saved
    assert "Food is liquidated." in saved
    assert "Nobody edits these." in saved
    assert tried(app, supervisor, 2) == (
        "1 unit changes code, of 1 unit; recovery -$2.78",
        "Restock Liquidate 1",
    )
    activated = send(supervisor, "/disposition/2/activation", revision="1", note="Season").text
    assert "Version 2 judges all goods from now on." in activated
    assert "Version 1 Superseded" in read(supervisor, "/disposition").text
    assert supervisor.get("/disposition/2/rules/1").status_code == 404


def tried(app: Flask, browser: FlaskClient, version: int) -> tuple[str, str]:
    """Try a version, look at the page while it is under way, have it done, and return what came of it."""
    asked = browser.post(f"/disposition/{version}/runs", data={"client_id": str(new_id()), "days": "365"})
    address = urlsplit(asked.location).path
    assert "0 of 1 unit judged again" in read(browser, address).text
    assert "You may leave this page" in read(browser, f"{address}/progress").text
    assert do_next(app.extensions["backdock"])
    assert browser.get(f"{address}/progress").status_code == 303
    page = read(browser, address)
    exported = browser.get(f"{address}/export.csv").text
    assert exported.splitlines()[1] == "Restock,Liquidate,1"
    return page.text.split("Back to the version", 1)[1].split("XLSX ")[1].split(" Each unit")[0], (
        page.text.split("Units ")[-1].strip()[:19]
    )


def test_wrong_days_and_versions_are_told(ruled: Floor, supervisor: FlaskClient) -> None:
    said = send(supervisor, "/disposition/1/runs", days="9999").text
    assert "A dry run looks back from 1 to 3,650 days; 9,999 were asked for." in said
    assert "There is no version 9 of the disposition rules here." in send(supervisor, "/disposition", source="9").text
    assert supervisor.get("/disposition/9").status_code == 404
    assert supervisor.get(f"/disposition/runs/{new_id()}").status_code == 404


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(ruled: Floor, supervisor: FlaskClient) -> None:
    send(supervisor, "/disposition", source="1")
    wrong = {**RULE, "effect": "exclude", "codes": "destroy", "function_min": "9"}
    answer = supervisor.post("/disposition/2/rules/0", data={"client_id": str(new_id()), "revision": "0", **wrong})
    page = page_of(answer)
    assert answer.status_code == 422
    assert "2 things to put right" in page.text
    assert "Destroy is the way out that is always lawful: no rule may exclude it." in page.text
    assert page.one("input", name="function_min")["value"] == "9"
    assert "checked" in page.one("input", name="category", value="food")


def test_a_rule_opens_as_it_is_stored_moves_and_goes(ruled: Floor, supervisor: FlaskClient) -> None:
    send(supervisor, "/disposition", source="1")
    send(supervisor, "/disposition/2/rules/0", revision="0", **RULE)
    page = read(supervisor, "/disposition/2/rules/2")
    assert "checked" in page.one("input", name="codes", value="liquidate")
    assert page.one("input", name="function_min")["value"] == "4"
    raised = send(supervisor, "/disposition/2/rules/2/rise", revision="1").text
    assert raised.index("Food is liquidated.") < raised.index("Rule 1 applies.")
    assert "Food is liquidated." not in send(supervisor, "/disposition/2/rules/1/removal", revision="2").text


def test_prices_are_changed_in_a_draft(ruled: Floor, supervisor: FlaskClient) -> None:
    send(supervisor, "/disposition", source="1")
    form = read(supervisor, "/disposition/2/prices")
    values = {field["name"]: field["value"] for field in form.all("input", type="text") if "name" in field}
    shares = {name: value for name, value in values.items() if name.startswith(("share-", "decay-", "mix-"))}
    wrong = supervisor.post(
        "/disposition/2/prices", data={"client_id": str(new_id()), "revision": "0", **shares, "mix-blind-A": "90"}
    )
    assert wrong.status_code == 422
    assert "The four grades of a mix add up to 100 percent; these come to 160." in page_of(wrong).text
    assert "92.5" in send(supervisor, "/disposition/2/prices", revision="0", **{**shares, "share-A": "92.5"}).text
    code = read(supervisor, "/disposition/2/prices/donate")
    typed = {
        name: code.one("input", name=name)["value"] for name in ("proceeds", "rework", "handling", "holding", "dwell")
    }
    chances = {f"probability-{grade}": "80" for grade in "ABCD"}
    kept = send(supervisor, "/disposition/2/prices/donate", revision="1", basis="unit_cost", **{**typed, **chances})
    assert "80 / 80 / 80 / 80" in kept.text
    assert supervisor.get("/disposition/2/prices/give_away").status_code == 404
    late = send(
        supervisor, "/disposition/2/prices/donate", revision="1", basis="unit_cost", **{**typed, **chances}
    ).text
    assert "Version 2 was changed by A. Novak at" in late


def test_what_a_client_wants_is_kept_and_exported(ruled: Floor, supervisor: FlaskClient) -> None:
    assert "Rio Bravo Supply - - -" in read(supervisor, "/disposition/clients").text
    address = f"/disposition/clients/{ruled.company.id}"
    wrong = supervisor.post(address, data={"client_id": str(new_id()), "revision": "0", "least": "much"})
    assert wrong.status_code == 422
    assert "A number from 0 to 999999 with at most four decimals belongs here, such as 12.5; much was entered." in (
        page_of(wrong).text
    )
    kept = send(supervisor, address, revision="0", forbids="liquidate", least="4.50", note="Contract").text
    assert "What Rio Bravo Supply wants of its goods was saved." in kept
    assert "Rio Bravo Supply Liquidate $4.50 Contract" in kept
    late = supervisor.post(address, data={"client_id": str(new_id()), "revision": "0", "least": ""})
    assert late.status_code == 409
    assert "What Rio Bravo Supply wants was changed by A. Novak at" in page_of(late).text
    assert (
        supervisor.get("/disposition/clients/export.csv")
        .text.splitlines()[1]
        .startswith("Rio Bravo Supply,Liquidate,4.5,USD,Contract")
    )
    assert supervisor.get(f"/disposition/clients/{new_id()}").status_code == 404


def test_versions_are_exported(ruled: Floor, supervisor: FlaskClient) -> None:
    lines = supervisor.get("/disposition/export.csv").text.splitlines()
    assert lines[1].startswith("1,In force,All sites,1,")
