"""Damage photos over HTTP: kept upright and clean of metadata, shown to who is signed in, hostile files refused."""

import io
from collections.abc import Callable
from uuid import UUID

import cv2
import numpy as np
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Photo, table_of
from scanners import decode
from tests.factories import Floor
from tests.services.dock import Dock, gs1
from tests.web.pages import page_of
from tests.web.pictures import Pixels, hostile_files, jpeg, png_bomb

JPEG = {"Content-Type": "image/jpeg"}


def scenery(width: int = 320, height: int = 240) -> Pixels:
    """A grey picture with a white top left corner: which way is up can be told."""
    picture = np.full((height, width), 90, np.uint8)
    picture[: height // 2, : width // 2] = 255
    return picture


@pytest.fixture
def carton(floor: Floor) -> UUID:
    """Carton T-0042 with one zinc in it, being received."""
    dock = Dock(floor)
    dock.scans("T-0042", gs1(floor.zinc, "Z0415B", "270731"))
    found = dock.board().carton_id
    assert found
    return found


def send(browser: FlaskClient, carton: UUID, picture: bytes, **fields: str) -> TestResponse:
    form = {"client_id": str(new_id()), "carton_id": str(carton), "photo": (io.BytesIO(picture), "IMG_1.jpg"), **fields}
    return browser.post("/photos", data=form)


def kept(database: Database) -> list[sa.Row[tuple[UUID, str, int, int]]]:
    photo = table_of(Photo)
    with database.reading() as session:
        return list(session.execute(sa.select(photo.c.id, photo.c.digest, photo.c.width, photo.c.height)))


def url_of(database: Database) -> str:
    (row,) = kept(database)
    return f"/photos/{row.id}.jpg"


def pixels(answer: TestResponse) -> Pixels:
    image = cv2.imdecode(np.frombuffer(answer.data, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert image is not None
    return np.asarray(image, np.uint8)


def test_a_photo_is_kept_and_the_way_leads_back_to_work(dock_worker: FlaskClient, carton: UUID) -> None:
    answer = send(dock_worker, carton, jpeg(scenery()), back="/receipts?find=x")
    assert answer.status_code == 303
    page = page_of(dock_worker.get(answer.location))
    assert "OK Photo kept The photo stands with Zinc 25 mg, 60 ct in carton T-0042. Scan the next item" in page.text
    assert page.one("a", **{"class": "primary"})["href"] == "/receipts?find=x"
    (picture,) = (image for image in page.all("img") if image["src"].startswith("/photos/"))
    assert dock_worker.get(picture["src"]).status_code == 200


def test_the_kept_photo_is_what_was_taken(dock_worker: FlaskClient, carton: UUID, app_database: Database) -> None:
    send(dock_worker, carton, jpeg(scenery()))
    answer = dock_worker.get(url_of(app_database))
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert abs(pixels(answer).astype(int) - scenery()).mean() < 2


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_taken_sideways_is_kept_upright(
    dock_worker: FlaskClient, carton: UUID, app_database: Database, orientation: int
) -> None:
    send(dock_worker, carton, jpeg(scenery(), orientation))
    (row,) = kept(app_database)
    assert (row.width, row.height) == (320, 240)
    assert abs(pixels(dock_worker.get(url_of(app_database))).astype(int) - scenery()).mean() < 3


def test_where_and_with_what_it_was_taken_is_not_kept(
    dock_worker: FlaskClient, carton: UUID, app_database: Database
) -> None:
    taken = jpeg(scenery(), 6, place=True)
    before = Image.open(io.BytesIO(taken)).getexif()
    assert (before.get_ifd(0x8825)[1], before[0x010F]) == ("N", "Camera maker")
    send(dock_worker, carton, taken)
    answer = dock_worker.get(url_of(app_database))
    after = Image.open(io.BytesIO(answer.data))
    assert (dict(after.getexif()), after.info.keys() & {"exif", "icc_profile", "comment", "xmp"}) == ({}, set())
    assert b"Camera maker" not in answer.data


def test_a_large_photo_is_bounded(dock_worker: FlaskClient, carton: UUID, app_database: Database) -> None:
    send(dock_worker, carton, jpeg(scenery(4000, 3000)))
    ((_id, digest, width, height),) = kept(app_database)
    assert (width, height, len(digest)) == (2048, 1536, 64)
    assert pixels(dock_worker.get(url_of(app_database))).shape == (1536, 2048)
    assert pixels(dock_worker.get(url_of(app_database) + "?size=216")).shape == (162, 216)
    assert dock_worker.get(url_of(app_database) + "?size=100000").status_code == 404


def test_a_small_photo_is_not_shrunk_below_its_thumbnail(
    dock_worker: FlaskClient, carton: UUID, app_database: Database
) -> None:
    send(dock_worker, carton, jpeg(scenery(640, 480)))
    assert pixels(dock_worker.get(url_of(app_database) + "?size=216")).shape == (162, 216)


def test_a_photo_may_be_kept_by_the_browser_but_by_nobody_between(
    dock_worker: FlaskClient, carton: UUID, app_database: Database
) -> None:
    send(dock_worker, carton, jpeg(scenery()))
    url = url_of(app_database)
    answer = dock_worker.get(url)
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    again = dock_worker.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    small = dock_worker.get(url + "?size=216", headers={"If-None-Match": answer.headers["ETag"]})
    assert small.status_code == 200


def test_nobody_sees_a_photo_without_signing_in(
    dock_worker: FlaskClient, carton: UUID, app_database: Database, new_browser: Callable[[], FlaskClient]
) -> None:
    send(dock_worker, carton, jpeg(scenery()))
    answer = new_browser().get(url_of(app_database))
    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/sign-in")


def test_a_photo_that_is_gone_is_a_screen_of_the_house(
    app: Flask, dock_worker: FlaskClient, carton: UUID, app_database: Database
) -> None:
    send(dock_worker, carton, jpeg(scenery()))
    url = url_of(app_database)
    for file in app.extensions["backdock"].settings.photo_dir.rglob("*.jpg"):
        file.unlink()
    for gone in (url, url + "?size=216", f"/photos/{new_id()}.jpg"):
        answer = dock_worker.get(gone)
        assert answer.status_code == 404
        assert "Nothing here This page does not exist, or what it showed is gone." in page_of(answer).text


def test_sending_a_photo_again_keeps_it_once(dock_worker: FlaskClient, carton: UUID, app_database: Database) -> None:
    client_id = str(new_id())
    answers = [send(dock_worker, carton, jpeg(scenery()), client_id=client_id) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(kept(app_database)) == 1
    other = send(dock_worker, carton, jpeg(scenery(200, 100)), client_id=client_id)
    assert other.status_code == 409
    assert ("Already answered This act was sent before with other content. Nothing was changed. Scan again") in page_of(
        other
    ).text


def test_two_photos_of_one_carton_stand_side_by_side(dock_worker: FlaskClient, carton: UUID) -> None:
    for width in (300, 310):
        send(dock_worker, carton, jpeg(scenery(width)))
    page = page_of(dock_worker.get(f"/photos?carton={carton}"))
    assert [image["alt"] for image in page.all("img")] == ["Photo 2", "Photo 1"]


def test_a_carton_without_photos_says_what_to_do(dock_worker: FlaskClient, carton: UUID) -> None:
    page = page_of(dock_worker.get(f"/photos?carton={carton}"))
    assert "No photos yet Photograph damage before you close the carton: it decides who pays." in page.text
    assert page.one("input", type="file")["capture"] == "environment"


def test_an_unknown_carton_is_said_so(dock_worker: FlaskClient, floor: Floor) -> None:
    answer = send(dock_worker, new_id(), jpeg(scenery()))
    page = page_of(dock_worker.get(answer.location))
    assert "STOP Not found" in page.text
    assert "No such carton This carton is not in this building." in page.text


REFUSED = [
    (b"", "No photo The form came without a photo. Nothing was kept. Take the photo, then keep it"),
    (b"%PDF-1.4", "Not a photo The file is not a picture that can be read."
     " Expected: JPEG, PNG, WebP, BMP or GIF. Take a photo"),
    (b"\xff\xd8\xff\xe0 cut", "Damaged photo The photo is damaged or was cut short on the way."
     " Take it or send it again"),
    (png_bomb(), "Photo too large The photo has more than 40 megapixels, the most that is read."
     " Take it again at a lower resolution"),
]  # fmt: skip


@pytest.mark.parametrize(("picture", "sentence"), REFUSED, ids=["none", "a document", "cut short", "a bomb"])
def test_what_is_no_photo_is_refused_in_a_sentence(
    dock_worker: FlaskClient, carton: UUID, app_database: Database, picture: bytes, sentence: str
) -> None:
    answer = send(dock_worker, carton, picture)
    assert answer.status_code == 422
    assert sentence in page_of(answer).text
    assert kept(app_database) == []


def test_a_busy_server_asks_to_send_it_again(dock_worker: FlaskClient, carton: UUID) -> None:
    with decode.slot(), decode.slot():
        answer = send(dock_worker, carton, jpeg(scenery()))
    assert answer.status_code == 422
    assert "One moment Other pictures are being read now." in page_of(answer).text


@pytest.mark.parametrize("fields", [{"carton_id": "1"}, {"client_id": "1"}, {"receipt_line_id": "x"}])
def test_a_form_that_was_tampered_with_is_not_understood(
    dock_worker: FlaskClient, carton: UUID, fields: dict[str, str]
) -> None:
    assert send(dock_worker, carton, jpeg(scenery()), **fields).status_code == 400


def test_a_hundred_hostile_files_leave_nothing_half_kept(
    app: Flask, dock_worker: FlaskClient, carton: UUID, app_database: Database
) -> None:
    statuses = [send(dock_worker, carton, file).status_code for file in hostile_files(100, seed=11)]
    assert set(statuses) == {303, 422}
    files = {path.stem for path in app.extensions["backdock"].settings.photo_dir.rglob("*") if path.is_file()}
    assert files == {row.digest for row in kept(app_database)}
    assert len(kept(app_database)) == statuses.count(303)
