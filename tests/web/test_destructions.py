"""Destruction over HTTP: by scan, with photo, method and a witness's badge; the certificate as it was frozen."""

import hashlib
import io
import re
import shutil
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Certificate, table_of
from app.domain.vocabulary import PartyKind
from tests.exchange import printed
from tests.factories import Floor, a_party
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
    page, photos = printed.pages(first.data)
    said = {"Certificado de destrucción", "CE-000001", "Trituración", "A. Novak", "10D9T", f"SHA-256 {row.seal}"}
    assert said <= set(page)
    assert photos[0] == "Foto 1"
    assert "kind" in supervisor.get("/certificates/export.csv").get_data(as_text=True).lower()


def test_several_cartons_go_on_one_certificate_with_their_photo_in_it(
    supervisor: FlaskClient, sign_in: Callable[..., FlaskClient], floor: Floor, url: str, pin: str
) -> None:
    router = sign_in("2412", "X-01")
    router.post("/preferences/language", data={"lang": "en", "back": "/"})
    photograph(router, url)
    first, second = url.rpartition("/")[2], str(carton_id(floor, in_the_cage(floor, "T-0413", carton=4619)))
    added = router.post("/destructions/scans", data={"client_id": str(new_id()), "text": "T-0413", "taken": first})
    page = follow(router, added)
    assert "2 units in T-0413 go on the same certificate: 4 units in all." in page.text
    assert [each["value"] for each in page.all("input", name="taken")] == [f"{first} {second}", second]
    assert page.all("a", href=url)  # which takes the second off the list
    signed = {"client_id": str(new_id()), "method": "crushing", "approver": "2007", "approver_pin": pin}
    page = follow(router, router.post(f"{url}/destruction", data={**signed, "taken": second}))
    assert "4 units of carton T-0412, T-0413 are destroyed. Certificate CE-000001 states it." in page.text
    with floor.database.reading() as session:
        (certificate_id,) = session.execute(sa.select(CERTIFICATE.c.id)).scalars()
    drawn = supervisor.get(f"/certificates/{certificate_id}.en.pdf").data
    assert b"/DCTDecode" in drawn
    assert "Photo 1" in printed.pages(drawn)[1]
    shutil.rmtree(supervisor.application.extensions["backdock"].settings.photo_dir)
    without = supervisor.get(f"/certificates/{certificate_id}.en.pdf").data
    assert b"/DCTDecode" not in without
    assert "This photo is not kept any more." in printed.pages(without)[-1]


def test_goods_are_handed_to_a_certified_destroyer(
    clerk: FlaskClient, sign_in: Callable[..., FlaskClient], floor: Floor, url: str, pin: str
) -> None:
    with floor.database.unit_of_work() as session:
        shredder = str(a_party(session, PartyKind.RECYCLER, "Segura Shredding").id)
    kept = {"client_id": str(new_id()), "seen": "|", "number": "NAID-4471", "until": "2099-12-31"}
    page = follow(clerk, clerk.post(f"/parties/{shredder}/destroyer", data=kept))
    assert "It is a certified destroyer until 31 Dec 2099, by certificate NAID-4471." in page.text
    router = sign_in("2412", "X-01")
    router.post("/preferences/language", data={"lang": "en", "back": "/"})
    page = page_of(router.get(url))
    assert "Segura Shredding, good until 31 Dec 2099" in page.text
    given = {"destroyer": shredder, "person": "P. Ibarra", "seal": ""}
    page = follow(router, router.post(f"{url}/custody", data={"client_id": str(new_id()), **given}))
    assert "the number on the seal is missing." in page.text
    signed = {"client_id": str(new_id()), **given, "seal": "SL-774", "approver": "2007", "approver_pin": pin}
    page = follow(router, router.post(f"{url}/custody", data=signed))
    assert "2 units of carton T-0412 went to Segura Shredding under seal SL-774." in page.text
    page = page_of(clerk.get("/certificates?what=custody"))
    (link,) = set(re.findall(r"/certificates/[0-9a-f-]{36}", " ".join(each.get("href", "") for each in page.all("a"))))
    assert "Handed to P. Ibarra Seal on the goods SL-774" in page_of(clerk.get(link)).text


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
