"""Destruction over HTTP: by scan, with photo, method and a witness's badge; the certificate as it was frozen."""

import hashlib
import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Certificate, table_of
from tests.exchange import printed
from tests.factories import Floor
from tests.services.bench import assert_ledger_holds, state
from tests.services.destroyer import in_the_cage
from tests.services.holder import carton_id
from tests.web.pages import Page, page_of
from tests.web.pictures import a_code, jpeg
from tests.web.test_holds import HTMX, follow

CERTIFICATE = table_of(Certificate)


@pytest.fixture
def url(floor: Floor) -> str:
    """The page of a tote of two vitamins in the cage."""
    return f"/destructions/{carton_id(floor, in_the_cage(floor))}"


def photograph(browser: FlaskClient, url: str, **fields: str) -> Page:
    picture = (io.BytesIO(jpeg(a_code("GOODS"))), "IMG_1.jpg")
    return follow(browser, browser.post(f"{url}/photos", data={"client_id": str(new_id()), "photo": picture, **fields}))


def test_from_the_scan_to_the_certificate(
    sign_in: Callable[..., FlaskClient], supervisor: FlaskClient, floor: Floor, url: str, pin: str
) -> None:
    router = sign_in("2412", "X-01")
    router.post("/preferences/language", data={"lang": "en", "back": "/"})
    page = page_of(router.get("/destructions"))
    assert "T-0412 Vitamin D3 1000 IU, 120 ct 2 units X-01" in page.text
    scanned = router.post("/destructions/scans", data={"client_id": str(new_id()), "text": "T-0412"})
    page = follow(router, scanned)
    assert "2 units in T-0412 at X-01 are to be destroyed." in page.text
    assert "The witness signs Photograph the goods first" in page.text
    page = photograph(router, url)
    assert "It will stand on the certificate of carton T-0412." in page.text
    assert "The witness signs Choose how it is done first" in page.text
    page = page_of(router.get(f"{url}?method=crushing"))
    assert page.one("a", **{"aria-current": "true"})["href"] == f"{url}?method=crushing"
    asked = page_of(router.post(f"{url}/destruction", data={"client_id": str(new_id()), "method": "crushing"}))
    assert "Destruction of goods, T-0412: nobody does this alone. Nothing was changed." in asked.text
    signed = {"client_id": str(new_id()), "method": "crushing", "approver": "2007", "approver_pin": pin}
    page = follow(router, router.post(f"{url}/destruction", data=signed))
    assert "2 units of carton T-0412 are destroyed. Certificate CE-000001 states it." in page.text
    assert "Nothing to destroy" in page.text
    assert state(floor, "T-0412") == "closed"
    assert_ledger_holds(floor)
    page = page_of(supervisor.get("/certificates?what=destruction"))
    assert "CE-000001 Destruction certificate" in page.text
    links = " ".join(each.get("href", "") for each in page.all("a"))
    (link,) = set(re.findall(r"/certificates/[0-9a-f-]{36}", links))
    page = page_of(supervisor.get(link))
    assert "Vitamin D3 1000 IU, 120 ct VIT-D3-120 10D9T 31 Mar 2027 T-0412 RMA-104418 2 400 g" in page.text
    assert [supervisor.get(f"{link}.{language}.pdf").status_code for language in ("en", "es", "fr")] == [200, 200, 404]


def test_the_paper_is_the_same_bytes_each_time_and_says_what_was_destroyed(
    supervisor: FlaskClient, sign_in: Callable[..., FlaskClient], floor: Floor, url: str, pin: str
) -> None:
    router = sign_in("2412", "X-01")
    photograph(router, url)
    signed = {"client_id": str(new_id()), "method": "shredding", "approver": "BADGE-2007", "approver_pin": pin}
    router.post(f"{url}/destruction", data=signed)
    with floor.database.reading() as session:
        (row,) = session.execute(sa.select(CERTIFICATE.c.id, CERTIFICATE.c.seal)).all()
    first, second = (supervisor.get(f"/certificates/{row.id}.es.pdf") for _ in range(2))
    assert first.mimetype == "application/pdf"
    assert hashlib.sha256(first.data).digest() == hashlib.sha256(second.data).digest()
    (page,) = printed.pages(first.data)
    said = {"Certificado de destrucción", "CE-000001", "Trituración", "A. Novak", "10D9T", f"SHA-256 {row.seal}"}
    assert said <= set(page)
    assert "kind" in supervisor.get("/certificates/export.csv").get_data(as_text=True).lower()


def test_a_wrong_pin_destroys_nothing_and_is_told_in_the_band(
    sign_in: Callable[..., FlaskClient], floor: Floor, url: str
) -> None:
    router = sign_in("2412", "X-01")
    photograph(router, url)
    signed = {"client_id": str(new_id()), "method": "shredding", "approver": "2007", "approver_pin": "0000"}
    refused = router.post(f"{url}/destruction", data=signed, headers=HTMX)
    assert (refused.status_code, 'id="verdict"' in refused.get_data(as_text=True)) == (422, True)
    assert state(floor, "T-0412") == "placed"


def test_home_leads_to_the_cage_and_a_code_of_elsewhere_leads_on(
    sign_in: Callable[..., FlaskClient], floor: Floor, url: str
) -> None:
    router = sign_in("2412", "X-01")
    led = router.post("/scans", data={"client_id": str(new_id()), "text": "T-0412"})
    assert led.location.startswith(f"{url}?answer=")
    away = router.post("/destructions/scans", data={"client_id": str(new_id()), "text": "X-01"})
    assert away.location == "/"
    badge = router.post("/destructions/scans", data={"client_id": str(new_id()), "text": "BADGE-2007"})
    assert badge.location.startswith("/sign-in?badge=2007")
    unknown = follow(router, router.post("/destructions/scans", data={"client_id": str(new_id()), "text": "T-0999"}))
    assert "T-0999" in unknown.text
