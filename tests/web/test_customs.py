"""Customs entries in the office: typed in, read with their balance, rectified, named by authorizations."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Floor
from tests.services.bench import received
from tests.services.floor_state import vitamin
from tests.web.office import do, send
from tests.web.pages import page_of

CLEARED = datetime.now(UTC).date() - timedelta(days=500)
YEAR = f"{CLEARED:%y}"
NUMBER, RETURN = (f"{YEAR} 24 3421 {YEAR[1]}00{number}" for number in ("1234", "9001"))
TODAY = CLEARED + timedelta(days=500)
REPORTS = {
    "entry": f"{NUMBER} IN 24 3421",
    "exit": f"Exit abroad {RETURN}",
    "balance": "21069099 60 2 2 2 58",
    "material": "21069099 1 60 2 2 2 58",
}
"""What each report says of two vitamins that came under the entry, and that an exit covers."""


@pytest.fixture
def entry(floor: Floor) -> dict[str, str]:
    """What a clerk types for an entry of vitamins whose last day is 20 days ahead."""
    return {
        "number": NUMBER, "key": "in", "cleared_on": CLEARED.isoformat(), "currency": "usd",
        "due_on": (datetime.now(UTC).date() + timedelta(days=20)).isoformat(), "owner": str(floor.company.id),
        "line-1-product": "VIT-D3-120", "line-1-fraction": "2106.90.99", "line-1-nico": "00", "line-1-quantity": "60",
        "line-1-tariff_quantity": "7.2", "line-1-tariff_unit": "tariff_kilogram", "line-1-value": "1,270.00",
        "line-1-origin": "us", "line-1-method": "fifo", "line-2-method": "fifo",
    }  # fmt: skip


def test_an_entry_is_typed_in_and_its_clock_warns(clerk: FlaskClient, entry: dict[str, str]) -> None:
    answer = send(clerk, "/customs/new", entry)
    assert answer.status_code == 303, page_of(answer).text
    page = page_of(clerk.get(answer.location))
    assert f"{NUMBER} is kept" in page.text
    assert "20 days left" in page.text
    assert "2106.90.99 00 US, first in, first out" in page.text
    address = answer.location.partition("?")[0]
    assert "RMA-104418 imports temporarily" in do(clerk, address, "paper", paper="rma-104418").text
    assert f"{NUMBER} IN open Rio Bravo Supply" in page_of(clerk.get("/customs?clock=due_in_30")).text
    assert NUMBER not in page_of(clerk.get("/customs?clock=overdue")).text
    assert NUMBER in page_of(clerk.get(f"/customs?find={NUMBER[:8]}")).text
    assert "entry due within 90 days" in page_of(clerk.get("/")).text
    assert f"{NUMBER},IN,open" in clerk.get("/customs/export.csv").get_data(as_text=True)
    form = page_of(clerk.get(f"{address}/edit"))
    shown = {had["name"]: had.get("value", "") for had in form.all("input") if "name" in had}
    assert (shown["line-1-tariff_quantity"], shown["line-1-value"]) == ("7.200", "1270.00")


def test_faults_stand_beside_their_fields(clerk: FlaskClient, entry: dict[str, str]) -> None:
    wrong = {
        "number": "26 24", "cleared_on": "x", "line-1-product": "P-9", "line-1-value": "much", "owner": "",
        "line-1-tariff_unit": "tariff_piece",
    }  # fmt: skip
    answer = send(clerk, "/customs/new", {**entry, **wrong})
    text = page_of(answer).text
    assert answer.status_code == 422
    for sentence in (
        "26 24 is not the number of a customs entry: enter its 15 digits, such as 26 24 3421 6001234.",
        "x is not a day: write it as 2027-03-31.",
        "P-9 is no product here: enter its SKU or its GTIN.",
        "Say whose goods they are.",
    ):
        assert sentence in text
    answer = send(clerk, "/customs/new", {**entry, "line-1-tariff_unit": "tariff_piece"})
    assert "A tariff quantity is a number above zero, in kilograms with three decimals at most." in page_of(answer).text
    assert "More lines" in page_of(send(clerk, "/customs/new", {**entry, "more": "1"})).text


def test_a_refusal_shows_the_form_as_it_was_typed(clerk: FlaskClient, entry: dict[str, str]) -> None:
    send(clerk, "/customs/new", entry)
    answer = send(clerk, "/customs/new", entry)
    assert answer.status_code == 409
    assert f"{NUMBER} is here already. Nothing was kept." in page_of(answer).text


def test_an_entry_without_goods_is_changed_and_cancelled(clerk: FlaskClient, entry: dict[str, str]) -> None:
    address = send(clerk, "/customs/new", entry).location.partition("?")[0]
    changed = send(clerk, f"{address}/edit", {**entry, "version": "0", "line-1-quantity": "72"})
    assert f"{NUMBER} now brings in 72 units." in page_of(clerk.get(changed.location)).text
    assert f"{NUMBER} is cancelled" in do(clerk, address, "cancellation").text


def test_a_document_is_recorded_read_and_made_void(clerk: FlaskClient, floor: Floor, entry: dict[str, str]) -> None:
    address = send(clerk, "/customs/new", entry).location.partition("?")[0]
    do(clerk, address, "paper", paper="RMA-104418")
    plate = received(floor, vitamin(floor), vitamin(floor))
    fields = {"kind": "exit_abroad", "number": RETURN, "dated": TODAY.isoformat(), "plates": f"{plate}\n"}
    wrong = send(clerk, "/customs/documents/new", {**fields, "number": "7", "dated": ""})
    assert wrong.status_code == 422
    assert "- is not a day: write it as 2027-03-31." in page_of(wrong).text
    answer = send(clerk, "/customs/documents/new", fields)
    assert answer.status_code == 303, page_of(answer).text
    page = page_of(clerk.get(answer.location))
    assert f"{RETURN} is recorded Exit abroad {RETURN} covers 2 units." in page.text
    assert send(clerk, "/customs/documents/new", fields).status_code == 409
    assert f"{RETURN} Exit abroad" in page_of(clerk.get("/customs/documents?document=exit_abroad")).text
    for report, said in REPORTS.items():
        assert said in page_of(clerk.get(f"/customs/reports?report={report}&find=vit-d3")).text, report
        assert "VIT-D3-120" in clerk.get(f"/customs/reports/export.csv?report={report}").get_data(as_text=True)
    assert "Nothing fits" in page_of(clerk.get("/customs/reports?report=exit&until=2001-01-01")).text
    document = answer.location.partition("?")[0]
    page = page_of(clerk.get(send(clerk, f"{document}/voiding", {"reason": "Wrong carton"}).location))
    assert "covers nothing any more: Wrong carton" in page.text


def test_reports_are_written_from_a_terminal(app: Flask, clerk: FlaskClient, entry: dict[str, str]) -> None:
    send(clerk, "/customs/new", entry)
    runner = app.test_cli_runner()
    heads, row = runner.invoke(args=["customs", "report", "--format", "csv"]).stdout.splitlines()
    assert heads.startswith("\ufeffEntry,Cleared,Last day,Days left,Owner,SKU,Product,Fraction,Imported,Received,Here,")
    assert row.startswith(f"{NUMBER},{CLEARED},")
    assert row.endswith(",60,0,0,0,60,1270.00,USD")
    told = runner.invoke(args=["customs", "report", "--report", "material", "--since", "2001-01-01"]).stdout
    assert ",1,60,0,0,0,60," in told
    assert runner.invoke(args=["customs", "report", "--format", "xlsx"]).stdout_bytes[:2] == b"PK"
