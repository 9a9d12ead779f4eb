"""Packaging over HTTP: the floor screen without scripts, from home by a GRAI; types, statements and payments."""

from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.web.packaging_parsing import NEW
from tests.factories import Floor
from tests.services.packer import TOTE, Pool, a_pool, asset_type, grai, holds, state_of
from tests.web.pages import Page, page_of
from tests.web.test_holds import follow

CONTEXT = ("work", "condition", "party", "ask", "last")


@pytest.fixture
def pool(floor: Floor) -> Pool:
    return a_pool(floor)


def send(browser: FlaskClient, page: Page, path: str, **fields: str) -> Page:
    """Send a form of the packaging screen without scripts, and return the page after it."""
    context = {name: page.all("input", name=name)[0]["value"] for name in CONTEXT}
    answer = browser.post(f"/packaging/{path}", data={"client_id": str(new_id()), **context, **fields})
    return follow(browser, answer)


def scans(browser: FlaskClient, page: Page, *texts: str) -> Page:
    for text in texts:
        page = send(browser, page, "scans", text=text)
    return page


def test_out_and_back_by_scans_and_taps(supervisor: FlaskClient, pool: Pool, floor: Floor) -> None:
    page = page_of(supervisor.get("/packaging"))
    assert "Scan the GRAI on what comes back" in page.text
    page = scans(supervisor, page, "CMD-ISSUE", "NORTH", pool.scan(1), pool.scan(2))
    assert "Tote 60 l 2 pcs" in page.text
    page = send(supervisor, page, "command", command="take_back")
    page = send(supervisor, page, "command", command="damaged")
    assert page.all("input", name="condition")[0]["value"] == "damaged"
    page = scans(supervisor, page, pool.scan(1))
    assert "Deposit credited: $6.25." in page.text
    assert state_of(floor, 1) == "repairing"
    page = send(supervisor, page, "undo")
    assert state_of(floor, 1) == "with_party"
    page = scans(supervisor, page, "HARBOR", pool.scan(1))
    page = send(supervisor, page, "confirmation")
    assert state_of(floor, 1) == "available"
    page = scans(supervisor, page, "CMD-ISSUE", "NORTH", "BOARDS")
    page = send(supervisor, page, "quantity", quantity="12")
    assert "12 pcs of Corner board went to Northline Pharmacy" in page.text
    holds(floor)


def test_a_grai_at_home_is_taken_back(supervisor: FlaskClient, pool: Pool, floor: Floor) -> None:
    scans(supervisor, page_of(supervisor.get("/packaging")), "CMD-ISSUE", "NORTH", pool.scan(1))
    page = follow(supervisor, supervisor.post("/scans", data={"client_id": str(new_id()), "text": pool.scan(1)}))
    assert f"{grai(TOTE, '1')} is back from Northline Pharmacy" in page.text
    assert state_of(floor, 1) == "available"


def test_a_plate_leads_where_it_belongs(supervisor: FlaskClient, pool: Pool) -> None:
    page = page_of(supervisor.get("/packaging"))
    context = {name: page.all("input", name=name)[0]["value"] for name in CONTEXT}
    answer = supervisor.post("/packaging/scans", data={"client_id": str(new_id()), **context, "text": "S-01"})
    assert answer.location == "/"


def test_a_statement_is_settled_and_written_off(supervisor: FlaskClient, pool: Pool, floor: Floor) -> None:
    scans(supervisor, page_of(supervisor.get("/packaging")), "CMD-ISSUE", "NORTH", pool.scan(1), "BOARDS", "10")
    url = f"/packaging/parties/{floor.northline.id}"
    page = page_of(supervisor.get(url))
    assert "The party owes us $16.00" in page.text
    page = follow(supervisor, deed(supervisor, f"{url}/loss", type=str(pool.board), quantity="4"))
    assert "Corner board of Northline Pharmacy counts as lost. Deposit kept: $1.40." in page.text
    (asset,) = linked(page_of(supervisor.get("/packaging/assets?state=with_party")), "/packaging/assets/")
    page = follow(supervisor, deed(supervisor, f"{asset}/loss"))
    assert "counts as lost. Deposit kept: $12.50." in page.text
    page = follow(supervisor, deed(supervisor, f"{url}/payment", amount="16.00", currency="USD", reference="W-1"))
    assert "Northline Pharmacy is settled: $16.00, reference W-1." in page.text
    assert "Deposits settled" in supervisor.get(f"{url}/statement.csv").get_data(as_text=True)
    holds(floor)


def test_what_was_written_off_is_taken_back_by_the_button_of_its_band(
    supervisor: FlaskClient, pool: Pool, floor: Floor
) -> None:
    scans(supervisor, page_of(supervisor.get("/packaging")), "CMD-ISSUE", "NORTH", pool.scan(1), "BOARDS", "10")
    url = f"/packaging/parties/{floor.northline.id}"
    (asset,) = linked(page_of(supervisor.get("/packaging/assets?state=with_party")), "/packaging/assets/")
    for page_url, fields in ((asset, {}), (url, {"type": str(pool.board), "quantity": "4"})):
        page = follow(supervisor, deed(supervisor, f"{page_url}/loss", **fields))
        last = page.all("input", name="last")[0]["value"]
        page = follow(supervisor, deed(supervisor, f"{page_url}/undo", last=last))
        assert not page.all("input", name="last")
    assert (state_of(floor, 1), pool.owed(floor.northline)) == ("with_party", Decimal("16.00"))
    holds(floor)


def test_the_label_of_an_asset_is_printed(supervisor: FlaskClient, pool: Pool, floor: Floor) -> None:
    page = page_of(supervisor.get(f"/labels/assets?type={pool.tote}"))
    files = [each["src"] for each in page.all("img") if "/labels/assets/" in each.get("src", "")]
    assert len(files) == 10
    assert f"(8003){grai(TOTE, '1')}" in supervisor.get(files[0]).get_data(as_text=True)
    assert supervisor.get(files[0].replace(".svg", ".zpl")).get_data(as_text=True).startswith("^XA")
    missing = (f"/labels/assets?type={pool.strap}", f"/labels/assets/{new_id()}.svg")
    assert [supervisor.get(url).status_code for url in missing] == [404, 404]


def test_packaging_beyond_reuse_stands_in_the_material_figures(supervisor: FlaskClient, pool: Pool) -> None:
    page = scans(supervisor, page_of(supervisor.get("/packaging")), "CMD-ISSUE", "NORTH", pool.scan(1))
    for command in ("take_back", "beyond_reuse"):
        page = send(supervisor, page, "command", command=command)
    scans(supervisor, page, pool.scan(1))
    assert "Packaging beyond reuse" in page_of(supervisor.get("/materials?program=packaging")).text
    assert "Plastic 1 1.9 kg" in page_of(supervisor.get("/materials")).text
    assert ",1900," in supervisor.get("/materials/export.csv").get_data(as_text=True)
    assert "Nothing fits" in page_of(supervisor.get("/materials?program=warranty")).text


def linked(page: Page, prefix: str) -> list[str]:
    """Return where the page links to below `prefix`, files left out."""
    found = (each.get("href", "") for each in page.all("a"))
    return [href for href in found if href.startswith(prefix) and "export." not in href]


def deed(browser: FlaskClient, url: str, **fields: str) -> TestResponse:
    return browser.post(url, data={"client_id": str(new_id()), **fields})


def test_a_type_is_written_with_its_faults_told(supervisor: FlaskClient, floor: Floor) -> None:
    bad = {**NEW, "code": "?", "asset_type": "123", "deposit": "much", "wash_after": "-1"}
    answer = deed(supervisor, "/packaging/types/new", **bad)
    text = page_of(answer).text
    assert answer.status_code == 422
    assert "STOP Not kept Fields to put right: 5. Put them right, then save again" in text
    for sentence in (
        "Enter a code: letters, digits and hyphens, 2 to 20.",
        "Enter the 13 digits of the GRAI asset type with its check digit, got 123.",
        "much is no amount: write it as 12.50.",
        "-1 is no whole number from 0 to 1,000.",
        "This is needed.",
    ):
        assert sentence in text
    good = {**NEW, "code": "crate-9", "asset_type": asset_type(9), "name_en": "Crate", "deposit": "20"}
    page = follow(supervisor, deed(supervisor, "/packaging/types/new", **good))
    assert "CRATE-9 is kept." in page.text
    (url,) = set(linked(page, "/packaging/types/")) - {"/packaging/types/new"}
    page = follow(supervisor, deed(supervisor, url, **good, version="0"))
    assert deed(supervisor, url, **good, version="0").status_code == 409
