"""Blind receipts in the office: listed, compared, matched by a button, made into an authorization."""

import pytest
from flask.testing import FlaskClient

from tests.factories import Floor, an_sscc
from tests.services.floor_state import omega
from tests.services.matcher import blind, locked, state_of
from tests.web.office import band, send
from tests.web.pages import Page, page_of


@pytest.fixture
def address(floor: Floor) -> str:
    """The page of a blind receipt with two units that RMA-104418 expects, and a shirt that it does not."""
    return f"/matching/{blind(floor, an_sscc(1), omega(floor), omega(floor), floor.shirt.gtin).screen.receipt_id}"


def deed(clerk: FlaskClient, address: str, name: str, **fields: str) -> Page:
    answer = send(clerk, f"{address}/{name}", fields)
    assert answer.status_code == 303, page_of(answer).text
    return page_of(clerk.get(answer.location))


def test_blind_receipts_are_listed_and_exported(address: str, clerk: FlaskClient) -> None:
    text = page_of(clerk.get("/matching?sort=-units&state=closed")).text
    assert "R-000001 closed" in text
    assert "Nothing fits" in page_of(clerk.get("/matching?find=R-9")).text
    exported = clerk.get("/matching/export.csv").get_data(as_text=True).splitlines()
    assert exported[1].startswith("R-000001,closed,2026-11-22T")
    assert clerk.get("/matching/export.xlsx").data.startswith(b"PK")


def test_a_receipt_is_matched_from_its_page_and_taken_back(address: str, clerk: FlaskClient, floor: Floor) -> None:
    page = page_of(clerk.get(address))
    assert (
        "2 of 3 units expected: 0 by serial, 2 by lot, 0 by product. Over: 0. To be held: 1."
        " Sent to Northline Pharmacy before: 2."
    ) in page.text
    matched = deed(clerk, address, "match", paper=page.all("input", name="paper")[0]["value"])
    assert band(matched).startswith("CHECK R-000001 answers RMA-104418")
    assert ("Matched by R. Castillo" in matched.text, locked(floor)) == (True, ["unexpected"])
    back = deed(clerk, address, "undo", last=matched.one("input", name="last")["value"])
    assert band(back).startswith("OK Undone")
    assert locked(floor) == ["unmatched", "unmatched"]


def test_an_authorization_is_made_of_what_was_counted(address: str, clerk: FlaskClient, floor: Floor) -> None:
    said = {"program": "trade_return", "reason": "overstock", "party": "northline pharmacy"}
    page = deed(clerk, address, "authorization", **said)
    assert band(page).startswith("CHECK RMA-104503 is a draft")
    assert "RMA-104503 Draft Northline Pharmacy" in page.text, "it stands first, and waits to be completed"
    assert state_of(floor, "RMA-104503") == "draft"
    nobody = deed(clerk, address, "authorization", **{**said, "party": "Nobody Inc."})
    assert band(nobody) == (
        "STOP Who sent it? Nobody Inc.: no party has this name or GLN. Nothing was written. Choose a sender of the list"
    )
    assert send(clerk, f"{address}/authorization", {**said, "program": "gift"}).status_code == 400


def test_a_number_that_no_paper_has_is_said(address: str, clerk: FlaskClient) -> None:
    assert (
        "STOP Unknown paper RMA-9: no authorization is known by it. Choose one of the list, or type another number"
    ) in page_of(clerk.get(f"{address}?find=RMA-9")).text
    assert clerk.get("/matching/00000000-0000-0000-0000-000000000000").status_code == 404
