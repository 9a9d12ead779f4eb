"""Evidence over HTTP: uploaded in the office without scripts, shown to the office, the dock and the bench."""

import io

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.db.models import LineEvidence, Photo, table_of
from app.domain.transitions import AuthorizationState
from tests.domain.policy_rows import Row
from tests.factories import Floor
from tests.services.clerks import Office, a_policy
from tests.services.dock import Dock, gs1
from tests.web.office import band, kept
from tests.web.pages import Page, SignIn, page_of
from tests.web.pictures import jpeg, png_bomb
from tests.web.test_photos import scenery

A_CLAIM = {
    "program": "customer_return", "party": "Northline Pharmacy", "order": "SO-1", "language": "en",
    "line-1-product": "VIT-D3-120", "line-1-quantity": "2", "line-1-reason": "defective",
    "line-1-lot": "10D9T", "line-1-claim": "Torn at the seam", "then": "submission",
}  # fmt: skip
PHOTO, EVIDENCE = table_of(Photo), table_of(LineEvidence)


@pytest.fixture(autouse=True)
def policy(floor: Floor) -> None:
    """A policy that wants a photo and words of what is defective; nothing else stands in the way."""
    with floor.database.unit_of_work() as session:
        a_policy(session, [Row(1, days=900)])
    for paper in (floor.trade_return, floor.warranty):
        Office(floor).set_state(paper.id, AuthorizationState.CANCELLED)


def line_page(page: Page) -> str:
    """Return the address of the first line's page."""
    return next(had["href"] for had in page.all("a") if had.get("href", "").startswith("/eligibility/"))


def upload(clerk: FlaskClient, address: str, *pictures: bytes, **fields: str) -> TestResponse:
    """Send the form of a line's page, as it stands now, with files, as a browser without scripts does."""
    version = page_of(clerk.get(address)).all("input", name="version")[0]["value"]
    files = [(io.BytesIO(picture), "IMG_1.jpg") for picture in pictures] or [(io.BytesIO(b""), "")]
    form = {"client_id": str(new_id()), "version": version, "kind": "photo", "words": "", **fields, "picture": files}
    return clerk.post(evidence_of(address), data=form, content_type="multipart/form-data")


def evidence_of(address: str) -> str:
    return address.replace("/eligibility/", "/evidence/")


def count(floor: Floor, table: sa.Table) -> int:
    with floor.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_photo_is_uploaded_shown_and_counted(clerk: FlaskClient, floor: Floor, dock_worker: FlaskClient) -> None:
    address, page = kept(clerk, A_CLAIM)
    assert "waits for approval. Vitamin D3 1000 IU, 120 ct: The reason defective needs evidence: Photo." in page.text
    line = line_page(page)
    assert "Nothing was sent along for this line." in page_of(clerk.get(line)).text
    answer = upload(clerk, line, jpeg(scenery(), place=True), jpeg(scenery(300)), words="The left seam")
    assert answer.status_code == 303
    shown = page_of(clerk.get(answer.location))
    assert band(shown).startswith("OK RMA-104503 is approved Policy 1 lets every line come back")
    assert [image["alt"] for image in shown.all("img")] == ["Photo 1: The left seam", "Photo 2: The left seam"]
    assert "Exif" not in clerk.get(shown.all("img")[0]["src"].partition("?")[0]).get_data().decode("latin-1")
    thumbs = page_of(clerk.get(address)).all("img")
    assert [image["alt"] for image in thumbs] == ["Photo 1", "Photo 2"]
    assert "R. Castillo Evidence kept Evidence: Photo" in page_of(clerk.get(address)).text
    assert clerk.get(thumbs[0]["src"]).mimetype == "image/jpeg"


def test_dock_and_bench_see_what_the_customer_shows(
    clerk: FlaskClient, floor: Floor, sign_in: SignIn, dock_worker: FlaskClient
) -> None:
    _address, page = kept(clerk, A_CLAIM)
    upload(clerk, line_page(page), jpeg(scenery()), words="The left seam")
    dock = Dock(floor, "RMA-104503")
    receipt = f"/receipts/{dock.screen.receipt_id}"
    seen = page_of(dock_worker.get(receipt))
    (link,) = (had["href"] for had in seen.all("a") if had.get("href", "").startswith("/evidence/"))
    told = page_of(dock_worker.get(link))
    assert "Vitamin D3 1000 IU, 120 ct defective: Torn at the seam Photo : The left seam" in told.text
    assert len(told.all("img")) == 1
    assert told.all("a", href=receipt) != []
    dock.scans("T-0042", gs1(floor.vitamin, "10D9T", "270331"))
    dock.tap("close_carton")
    bench = sign_in("2304", "B-02")
    asked = bench.post("/grading/scans", data={"client_id": str(new_id()), "text": "T-0042"})
    carton = page_of(bench.get(asked.location))
    (item,) = (had["href"] for had in carton.all("a") if "line=" in had.get("href", ""))
    judged = page_of(bench.get(item))
    assert "Torn at the seam What the customer shows" in judged.text
    assert [image["alt"] for image in judged.all("img")] == ["The customer's photo 1"]


REFUSED = [
    ((b"%PDF-1.4",), {}, "Not a photo The file is not a picture that can be read."),
    ((b"\xff\xd8\xff\xe0 cut",), {}, "Damaged photo The photo is damaged or was cut short on the way."),
    ((png_bomb(),), {}, "Photo too large The photo has more than 40 megapixels, the most that is read."),
    ((b"\xff\xd8" + bytes(12_000_001),), {}, "Photo too large"),
]


@pytest.mark.parametrize(("pictures", "fields", "sentence"), REFUSED, ids=["a document", "cut short", "a bomb", "huge"])
def test_what_is_no_photo_is_refused_in_a_sentence_and_nothing_is_kept(
    clerk: FlaskClient, floor: Floor, pictures: tuple[bytes, ...], fields: dict[str, str], sentence: str
) -> None:
    _address, page = kept(clerk, A_CLAIM)
    answer = upload(clerk, line_page(page), jpeg(scenery()), *pictures, **fields)
    assert answer.status_code in (413, 422)
    assert sentence in page_of(answer).text or answer.status_code == 413
    assert (count(floor, PHOTO), count(floor, EVIDENCE)) == (0, 0)


def test_a_photo_without_a_picture_is_asked_for_again(clerk: FlaskClient, floor: Floor) -> None:
    _address, page = kept(clerk, A_CLAIM)
    answer = upload(clerk, line_page(page))
    assert band(page_of(clerk.get(answer.location))) == (
        "CHECK No photo A photo was to be kept, and none came. Nothing was changed. Choose a picture, then add it"
    )


def test_words_are_evidence_and_are_taken_off(clerk: FlaskClient, floor: Floor) -> None:
    _address, page = kept(clerk, A_CLAIM)
    line = line_page(page)
    upload(clerk, line, kind="proof_of_purchase", words="INV-7731")
    shown = page_of(clerk.get(line))
    assert "Proof of purchase : INV-7731" in shown.text
    form = {name: shown.one("input", name=name)["value"] for name in ("evidence",)}
    version = shown.all("input", name="version")[0]["value"]
    sent = {**form, "version": version, "client_id": str(new_id())}
    off = page_of(clerk.post(f"{evidence_of(line)}/removal", data=sent, follow_redirects=True))
    assert "Proof of purchase taken off It no longer counts for Vitamin D3 1000 IU, 120 ct on RMA-104503." in off.text
    assert "INV-7731" not in off.text


def test_what_is_promised_is_noted_beside_it(clerk: FlaskClient, floor: Floor) -> None:
    _address, page = kept(clerk, A_CLAIM)
    line = line_page(page)
    version = page_of(clerk.get(line)).all("input", name="version")[0]["value"]
    said = {"client_id": str(new_id()), "version": version, "evidence_to_follow": "photo"}
    after = page_of(clerk.post(f"{line}/statement", data=said, follow_redirects=True))
    assert "To follow: Photo" in after.text
    assert "The reason defective needs evidence: Photo. It was promised, and has not come." in after.text


def test_a_line_that_is_not_there(clerk: FlaskClient) -> None:
    form = {"client_id": str(new_id()), "version": "0", "kind": "photo"}
    assert clerk.post(f"/evidence/{new_id()}", data=form).status_code == 404
    assert clerk.post(f"/evidence/{new_id()}/removal", data={**form, "evidence": str(new_id())}).status_code == 404
    assert clerk.get(f"/evidence/{new_id()}").status_code == 404
