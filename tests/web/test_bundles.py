"""Sale bundles over HTTP: built by scan, offered, sold below the estimate with a badge, paid, and read by a system."""

import re
from io import BytesIO
from zipfile import ZipFile

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.domain.scopes import Scope
from app.domain.vocabulary import PartyKind
from tests.exchange.printed import pages
from tests.factories import Floor, a_party
from tests.services.bench import assert_ledger_holds
from tests.services.bundler import in_place
from tests.web.pages import Page, SignIn, page_of
from tests.web.systems import System, granted
from tests.web.test_holds import follow


def test_from_the_first_scan_to_the_last_payment(
    sign_in: SignIn, supervisor: FlaskClient, visitor: FlaskClient, floor: Floor
) -> None:
    with floor.database.unit_of_work() as session:
        a_party(session, PartyKind.LIQUIDATOR, "Second Wind Liquidators")
    one, two = in_place(floor, "T-0412"), in_place(floor, "T-0413", 3, carton=4619)
    router = sign_in("2412", "L-01")
    page = follow(router, post(router, "/bundling/scans", text=one))
    assert "SB-000001" in page.text
    chosen = page.all("input", name="bundle")[0]["value"]
    page = follow(router, post(router, "/bundling/scans", text=two, bundle=chosen))
    assert "T-0413 L-01" in page.text
    (carton,) = {each["value"] for each in page.all("input", name="carton")} - {""} - {first(page)}
    page = follow(router, post(router, "/bundling/removal", bundle=chosen, carton=carton))
    last = page.all("input", name="last")[0]["value"]
    page = follow(router, post(router, "/bundling/undo", bundle=chosen, last=last))
    assert page.text.count("T-041") >= 2
    away = post(router, "/bundling/scans", text="S-01", bundle=chosen)
    assert away.location.startswith("/")
    url = f"/bundles/{chosen}"
    page = page_of(supervisor.get(url))
    buyer = page.all("option")[0]["value"]
    page = follow(supervisor, post(supervisor, f"{url}/offer", version=version(page), buyer=buyer, amount="5.00"))
    assert "SB-000001 is offered to Second Wind Liquidators for" in page.text
    page = follow(supervisor, post(supervisor, f"{url}/sale", version=version(page), buyer=buyer, amount="4.00"))
    page = follow(supervisor, post(supervisor, f"{url}/payment", version=version(page), amount="3.00", note="Wire 1"))
    assert "It has brought" in page.text
    paid = page.all("input", name="payment")[0]["value"]
    sent = {"version": version(page), "payment": paid, "reason": "Bounced"}
    assert "Taken back" in follow(supervisor, post(supervisor, f"{url}/reversal", **sent)).text
    assert "Second Wind" in page_of(supervisor.get("/bundles?state=sold&find=second")).text
    assert supervisor.get(f"/bundles/{new_id()}").status_code == 404
    files(supervisor, url)
    system = System(visitor, granted(floor, Scope.BUNDLES_READ))
    [bundle] = system.get("bundles?state=sold")[1]["items"]
    assert (bundle["number"], bundle["agreed"], bundle["proceeds"]) == ("SB-000001", "4", "0")
    assert [line["quantity"] for line in bundle["lines"]] == [2, 3]
    assert system.get("bundles/SB-000001")[1] == bundle
    assert_ledger_holds(floor)


def files(supervisor: FlaskClient, url: str) -> None:
    """The manifest tells the buyer what is in the bundle, and nobody whom it came from."""
    rows = supervisor.get(f"{url}/manifest.csv").get_data(as_text=True)
    assert re.search(r"T-0413,,VIT-D3-120,\d+,.*,10D9T,2027-03-31,,C,3,30,0.93,USD", rows)
    book = ZipFile(BytesIO(supervisor.get(f"{url}/manifest.xlsx").data))
    assert "xl/worksheets/sheet1.xml" in book.namelist()
    papers = {language: printed(supervisor, f"{url}/manifest.{language}.pdf") for language in ("en", "es")}
    assert "Manifest of a sale bundle" in papers["en"]
    assert "Manifiesto" in papers["es"]
    for text in (rows, *papers.values()):
        assert "Northline" not in text
        assert "RMA-" not in text


def printed(browser: FlaskClient, url: str) -> str:
    return " ".join(text for page in pages(browser.get(url).data) for text in page)


def post(browser: FlaskClient, url: str, **fields: str) -> TestResponse:
    return browser.post(url, data={"client_id": str(new_id()), **fields})


def version(page: Page) -> str:
    return page.all("input", name="version")[0]["value"]


def first(page: Page) -> str:
    return page.all("input", name="carton")[0]["value"]
