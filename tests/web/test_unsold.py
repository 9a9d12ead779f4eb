"""Unsold stock in the office: found, proposed, chosen, made; thresholds and agreements kept or refused in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import SnapshotLine, table_of
from tests.factories import Floor
from tests.services.importers import Importer, an_importer
from tests.services.unsold_stock import LIMITS, UnsoldClerk, a_supplier, stock_up, terms
from tests.web.office import band, send
from tests.web.pages import Page, page_of

AGREEMENT = {
    "number": "AG-7", "products": "VIT-D3-120", "quota_kind": "quota_share", "quota": "10", "purchased": "300",
    "period": "quarter", "opens_on": "2026-01-01", "ends_on": "2027-12-31", "window_days": "90", "minimum": "25.50",
    "credit_percent": "80", "fee_percent": "10", "note": "Signed in March",
}  # fmt: skip


@pytest.fixture
def importer(floor: Floor, tmp_path: Path) -> Importer:
    return an_importer(floor.database, floor.site.id, tmp_path)


@pytest.fixture
def stocked(floor: Floor, importer: Importer) -> Iterator[UnsoldClerk]:
    """A site with an agreement, thresholds and a snapshot."""
    by = UnsoldClerk(floor, "B. Luna", "2119")
    by.limits(0, LIMITS)
    by.agrees(terms(a_supplier(floor), quota=20))
    stock_up(importer)
    yield by


def read(browser: FlaskClient, path: str) -> Page:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def test_an_empty_room_says_what_to_do(clerk: FlaskClient) -> None:
    said = {path: read(clerk, f"/unsold{path}").text for path in ("", "/proposals", "/agreements", "/thresholds")}
    assert "No thresholds are in force yet, so nothing is judged. Set the thresholds" in said[""]
    assert "No snapshot yet Import what stands where" in said[""]
    assert "Nothing is proposed Nothing in the newest snapshots is too much" in said["/proposals"]
    assert "No agreement yet An agreement says what a vendor takes back" in said["/agreements"]
    assert "No thresholds yet Until some are in force" in said["/thresholds"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["SHT-M", "ZNC-25-60", "VIT-D3-120", "OMG-3-90"]),
        ("sort=excess", ["OMG-3-90", "VIT-D3-120", "ZNC-25-60", "SHT-M"]),
        ("cause=obsolete", ["OMG-3-90"]),
        ("category=apparel", ["SHT-M"]),
        ("find=harbor&sort=product", ["SHT-M", "ZNC-25-60"]),
        ("find=10d9t", ["VIT-D3-120"]),
        ("cause=broken&place=x&sort=cost&page=0&find=no%25such", []),
    ],
)
def test_unsold_stock_is_found(stocked: UnsoldClerk, clerk: FlaskClient, query: str, found: list[str]) -> None:
    text = clerk.get(f"/unsold/export.csv?{query}").get_data(as_text=True)
    assert [line.split(",")[2] for line in text.splitlines()[1:]] == found
    page = read(clerk, f"/unsold?{query}")
    assert all(sku in page.text for sku in found)
    assert clerk.get(f"/unsold/export.xlsx?{query}").data[:2] == b"PK"


def test_every_line_says_why(stocked: UnsoldClerk, clerk: FlaskClient) -> None:
    text = read(clerk, "/unsold").text
    assert "Its season ended on 30 Sep 2026. Days since then: 51." in text
    assert "Days of cover at its pace: 240; enough are 120." in text
    assert "Never sold since it came in on 2 Oct 2026. Days without a sale: 49; obsolete from 45 on." in text
    assert "Nothing of it sells. Days of cover that are enough: 120." in text


def test_what_is_chosen_becomes_authorizations(stocked: UnsoldClerk, clerk: FlaskClient) -> None:
    page = read(clerk, "/unsold/proposals")
    boxes = [had["value"] for had in page.all("input", name="line")]
    assert len(boxes) == 5
    assert "Left of the quota before this: 20." in page.text
    vendors = [box for box in boxes if "/return_to_vendor/" in box]
    client_id = page.one("form", id="choice") and "0197f3a0-0000-7000-8000-000000000001"
    answer = send(clerk, "/unsold/proposals", {"line": vendors}, client_id=client_id)
    made = read(clerk, answer.location)
    assert band(made).startswith("OK Authorizations are made 20 units go out on RMA-104503. Approved: 0.")
    assert len(made.all("input", name="line")) == 4
    again = send(clerk, "/unsold/proposals", {"line": boxes[1:2]}, client_id=client_id)
    assert again.status_code == 409
    with_paper = read(clerk, "/unsold?find=z0392a")
    (link,) = [had["href"] for had in with_paper.all("a", **{"class": "code"})]
    assert "Credit expected from Meridian Health Labs (AG-1)" in read(clerk, link).text
    assert len(clerk.get("/unsold/proposals/export.csv?way=liquidate").get_data(as_text=True).splitlines()) == 5


def test_a_box_nobody_offered(stocked: UnsoldClerk, clerk: FlaskClient, supervisor: FlaskClient) -> None:
    assert send(clerk, "/unsold/proposals", {"line": "x/return_to_vendor/1"}).status_code == 400
    assert (
        send(clerk, "/unsold/proposals", {"line": "0197f3a0-0000-7000-8000-000000000001/restock/1"}).status_code == 400
    )
    nothing = read(clerk, send(clerk, "/unsold/proposals", {}).location)
    assert band(nothing).startswith("CHECK Choose lines No line was chosen, so no authorization was made.")


def test_thresholds_are_kept_or_refused_in_words(stocked: UnsoldClerk, clerk: FlaskClient, floor: Floor) -> None:
    page = read(clerk, "/unsold/thresholds")
    assert page.one("input", name="food-cover_days")["value"] == "120"
    wrong = send(clerk, "/unsold/thresholds", {"version": "1", "food-idle_days": "-3"})
    assert wrong.status_code == 422
    assert "Entered -3. Expected a whole number from 0 to 3,650, or nothing." in page_of(wrong).text
    kept = read(clerk, send(clerk, "/unsold/thresholds", {"version": "1", "tools-idle_days": "90"}).location)
    assert band(kept).startswith("OK Version 2 is in force")
    assert "Being judged again under the new thresholds: 5." in read(clerk, "/unsold").text
    late = read(clerk, send(clerk, "/unsold/thresholds", {"version": "1", "tools-idle_days": "30"}).location)
    assert band(late).startswith("STOP R. Castillo was first Version 2 was put in force by R. Castillo at")


def test_an_agreement_is_kept_and_changed(stocked: UnsoldClerk, clerk: FlaskClient) -> None:
    form = read(clerk, "/unsold/agreements/new")
    vendor = next(had["value"] for had in form.all("option") if len(had["value"]) == 36)
    said = send(clerk, "/unsold/agreements/new", {**AGREEMENT, "vendor": vendor, "categories": "medical"})
    assert said.status_code == 303, page_of(said).text
    listed = read(clerk, said.location)
    assert band(listed).startswith("OK AG-7 is kept AG-7 of Meridian Health Labs is in force as it says.")
    assert "Medical, VIT-D3-120 10 %, Quarter 30 25.5 80 % 10 % 31 Dec 2027" in listed.text
    (address,) = [had["href"] for had in listed.all("a", **{"class": "code"}) if had["href"].count("/") == 3][1:]
    page = read(clerk, address)
    assert page.one("input", name="products")["value"] == "VIT-D3-120"
    assert page.one("input", name="minimum")["value"] == "25.50"
    changed = {**AGREEMENT, "vendor": vendor, "revision": "0", "products": ""}
    assert send(clerk, address, changed).status_code == 303
    late = send(clerk, address, changed)
    assert (late.status_code, band(page_of(late))[:47]) == (409, "STOP R. Castillo was first AG-7 was changed by ")
    assert len(clerk.get("/unsold/agreements/export.csv").get_data(as_text=True).splitlines()) == 3


def test_an_agreement_says_what_is_wrong_with_it(stocked: UnsoldClerk, clerk: FlaskClient) -> None:
    fields = {
        **AGREEMENT, "number": " ", "vendor": "me", "quota": "", "purchased": "0", "opens_on": "soon",
        "ends_on": "2025-01-01", "minimum": "1,5", "fee_percent": "101", "quota_kind": "quota_share",
    }  # fmt: skip
    answer = send(clerk, "/unsold/agreements/new", fields)
    assert answer.status_code == 422
    text = page_of(answer).text
    for sentence in (
        "Enter the number that both sides use.", "Choose the vendor from the list.",
        "Entered -. Expected a whole number from 0 to 10,000,000.",
        "A quota in percent needs the units bought in a period.", "Entered soon. Expected a day such as 2027-03-31.",
        "Entered 1,5. Expected an amount such as 250.00.", "Entered 101. Expected 100 percent at most.",
    ):  # fmt: skip
        assert sentence in text
    vendor = next(had["value"] for had in page_of(answer).all("option") if len(had["value"]) == 36)
    foreign = send(clerk, "/unsold/agreements/new", {**AGREEMENT, "vendor": vendor, "products": "VIT-D3-120, NO-SUCH"})
    assert "No product of this vendor has the SKU NO-SUCH. Separate several by commas." in page_of(foreign).text


def test_the_room_is_judged_in_spanish_too(stocked: UnsoldClerk, clerk: FlaskClient) -> None:
    clerk.post("/preferences/language", data={"lang": "es", "back": "/"})
    for path in ("", "/proposals", "/agreements", "/agreements/new", "/thresholds"):
        assert read(clerk, f"/unsold{path}").one("html")["lang"] == "es"


def test_a_kind_is_a_whole_word(stocked: UnsoldClerk, floor: Floor) -> None:
    line = table_of(SnapshotLine)
    with floor.database.reading() as session:
        kinds = session.scalars(sa.select(sa.type_coerce(line.c.kinds, sa.String)).order_by(line.c.lot)).all()
    assert kinds == ["end_of_season", "overstock", "obsolete,overstock", "overstock", ""]
