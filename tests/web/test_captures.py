"""Reading a scan form and camera frames over HTTP."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from app.domain.errors import Refused
from app.web.captures import capture_from, read_photo
from scanners import decode
from scanners.capture import Capture
from tests.services.shipper import said_in_english
from tests.web.pictures import a_code, hostile_files, jpeg, png_bomb, png_header

JSON = {"Accept": "application/json"}


def frame(browser: FlaskClient, body: bytes, kind: str = "image/jpeg") -> TestResponse:
    return browser.post("/captures", data=body, headers={**JSON, "Content-Type": kind})


def test_a_frame_is_read_and_its_code_sent_back(dock_worker: FlaskClient) -> None:
    answer = frame(dock_worker, jpeg(a_code("T-0412")))
    assert (answer.status_code, answer.json) == (
        200,
        {"captures": [{"text": "T-0412", "symbology": "]C0"}], "hint": ""},
    )


def test_a_badge_is_a_code_like_any_other(dock_worker: FlaskClient) -> None:
    answer = frame(dock_worker, jpeg(a_code("BADGE-2231")))
    assert answer.json == {"captures": [{"text": "BADGE-2231", "symbology": "]C0"}], "hint": ""}


def test_a_frame_may_come_as_a_field_of_a_form(dock_worker: FlaskClient) -> None:
    picture = (io.BytesIO(jpeg(a_code("RMA-104418", "DataMatrix", side=3000, module=40))), "frame.jpg", "image/jpeg")
    assert picture[0].getbuffer().nbytes > 64 * 1024
    answer = dock_worker.post("/captures", data={"frame": picture}, headers=JSON)
    assert answer.json == {"captures": [{"text": "RMA-104418", "symbology": "]d1"}], "hint": ""}


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_taken_sideways_is_read(dock_worker: FlaskClient, orientation: int) -> None:
    answer = frame(dock_worker, jpeg(a_code("T-0412"), orientation))
    assert answer.json == {"captures": [{"text": "T-0412", "symbology": "]C0"}], "hint": ""}


def speckled(darkest: int, lightest: int) -> bytes:
    grain = np.random.default_rng(1).integers(darkest, lightest, (240, 320), np.uint8)
    return jpeg(grain)


@pytest.mark.parametrize(
    ("picture", "hint"),
    [
        (speckled(0, 30), "More light, please"),
        (jpeg(np.full((240, 320), 180, np.uint8)), "Hold still"),
        (
            speckled(60, 250),
            "Go closer, until the code fills the frame",
        ),
    ],
)
def test_a_frame_without_a_code_says_what_would_help(dock_worker: FlaskClient, picture: bytes, hint: str) -> None:
    answer = frame(dock_worker, picture)
    assert (answer.status_code, answer.json) == (200, {"captures": [], "hint": hint})


REFUSED = [
    (b"%PDF-1.4 not a picture", "image/jpeg", 415,
     "The file is not a picture that can be read. Expected: JPEG, PNG, WebP, BMP or GIF."),
    (b"{}", "application/json", 415,
     "The file is not a picture that can be read. Expected: JPEG, PNG, WebP, BMP or GIF."),
    (b"", "image/jpeg", 415,
     "The file is not a picture that can be read. Expected: JPEG, PNG, WebP, BMP or GIF."),
    (jpeg(a_code("T-0412"))[:4000], "image/jpeg", 422, "The photo is damaged or was cut short on the way."),
    (png_header(12_000, 9_000), "image/png", 413, "The photo has more than 40 megapixels, the most that is read."),
    (png_bomb(), "image/png", 413, "The photo has more than 40 megapixels, the most that is read."),
    (bytes(12_500_000), "image/jpeg", 413, "The photo is larger than 12 MB, the most that is read."),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "status", "sentence"), REFUSED)
def test_what_is_no_picture_is_refused_in_a_sentence(
    dock_worker: FlaskClient, body: bytes, kind: str, status: int, sentence: str
) -> None:
    answer = frame(dock_worker, body, kind)
    assert (answer.status_code, answer.json) == (status, {"captures": [], "hint": sentence})


def test_a_form_over_the_limit_is_refused_in_the_same_words(dock_worker: FlaskClient) -> None:
    picture = (io.BytesIO(bytes(12_500_000)), "frame.jpg", "image/jpeg")
    answer = dock_worker.post("/captures", data={"frame": picture}, headers=JSON)
    assert (answer.status_code, answer.json) == (
        413,
        {"captures": [], "hint": "The photo is larger than 12 MB, the most that is read."},
    )


def test_a_busy_decoder_says_when_to_come_back(dock_worker: FlaskClient) -> None:
    picture = jpeg(a_code("T-0412"))
    with decode.slot(), decode.slot():
        answer = frame(dock_worker, picture)
    assert (answer.status_code, answer.headers["Retry-After"], answer.json) == (
        503,
        "1",
        {"captures": [], "hint": "Other pictures are being read now. This one was not looked at."},
    )
    assert frame(dock_worker, picture).status_code == 200


def test_a_refused_frame_gives_its_turn_back(dock_worker: FlaskClient) -> None:
    assert [frame(dock_worker, b"no picture").status_code for _ in range(decode.SLOTS + 2)] == [415] * 4


def test_frames_of_strangers_are_not_read(visitor: FlaskClient) -> None:
    assert frame(visitor, jpeg(a_code("T-0412"))).status_code == 401


def test_a_hundred_hostile_files_break_nothing(dock_worker: FlaskClient) -> None:
    statuses = {frame(dock_worker, file).status_code for file in hostile_files(100)}
    assert statuses <= {200, 413, 415, 422}
    assert {415, 422} <= statuses


Read = Callable[..., Capture | None]


@pytest.fixture
def form(app: Flask) -> Read:
    """What `capture_from` makes of a posted form."""

    def read(**fields: object) -> Capture | None:
        with app.test_request_context("/scans", method="POST", data=fields):
            return capture_from(request)

    return read


def photo(pixels: np.ndarray) -> tuple[io.BytesIO, str]:
    return io.BytesIO(jpeg(pixels)), "photo.jpg"


def test_typed_text_is_cleaned_of_what_the_scanner_added(form: Read) -> None:
    assert form(text="]C10109521234100775<GS>10L2608\r", source="wedge") == Capture(
        "0109521234100775\x1d10L2608", "]C1", "wedge"
    )


def test_the_symbology_field_says_what_the_text_does_not(form: Read) -> None:
    assert form(text="T-0412", symbology="]C0", source="typed") == Capture("T-0412", "]C0", "typed")


def test_what_the_camera_read_is_taken_as_it_is(form: Read) -> None:
    assert form(text="<GS>plain", symbology="]Q1", source="camera") == Capture("<GS>plain", "]Q1", "camera")


def test_text_wins_over_a_photo(form: Read) -> None:
    assert form(text="T-0001", photo=photo(a_code("T-0412"))) == Capture("T-0001", "", "wedge")


def test_a_photo_is_read_where_nothing_was_typed(form: Read) -> None:
    found = form(text="", photo=photo(a_code("T-0412")))
    assert found
    assert (found.text, found.symbology, found.source) == ("T-0412", "]C0", "photo")


def test_an_empty_form_carries_no_capture(form: Read) -> None:
    assert form() is None
    assert form(text="\r\n", photo=(io.BytesIO(b""), "")) is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"photo": (io.BytesIO(jpeg(np.full((240, 320), 180, np.uint8))), "wall.jpg")},
            "No code found | The photo shows no code that can be read."
            " | Go closer, hold still, make light, and take it again",
        ),
        (
            {"photo": (io.BytesIO(b"GIF87a"), "cut.gif")},
            "Damaged photo | The photo is damaged or was cut short on the way. | Take it or send it again",
        ),
        (
            {"text": "x" * 4097},
            "Too long | This scan has more than 4096 characters, more than a barcode holds."
            " | Scan one barcode at a time",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_a_sentence(form: Read, fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        form(**fields)
    assert said_in_english(refused.value.said) == sentence


def test_a_photo_larger_than_is_read_is_refused_also_where_a_site_takes_larger_requests() -> None:
    with pytest.raises(Refused) as refused:
        read_photo(FileStorage(io.BytesIO(bytes(12_000_001)), "photo.jpg"))
    assert said_in_english(refused.value.said) == (
        "Photo too large | The photo is larger than 12 MB, the most that is read. | Take it again at a lower resolution"
    )


def test_a_posted_photo_waits_for_its_turn_and_then_gives_up() -> None:
    posted = FileStorage(io.BytesIO(jpeg(a_code("T-0412"))), "photo.jpg")
    with decode.slot(), decode.slot(), pytest.raises(Refused) as refused:
        read_photo(posted, patience=0.01)
    assert said_in_english(refused.value.said) == (
        "One moment | Other pictures are being read now. This one was not looked at. | Send it again"
    )


JSON = {"Accept": "application/json"}


def test_whoever_shows_hints_is_told_why_also_at_the_door(visitor: FlaskClient, dock_worker: FlaskClient) -> None:
    ended = visitor.post("/captures", data=b"picture", content_type="image/jpeg", headers=JSON)
    assert (ended.status_code, ended.get_json()["hint"]) == (
        401, "The session has ended. Nothing was changed. Sign in to go on where you were.",
    )  # fmt: skip
    foreign = dock_worker.post(
        "/captures", data=b"picture", content_type="image/jpeg", headers={**JSON, "Origin": "https://evil.example"}
    )
    assert (foreign.status_code, foreign.get_json()["captures"]) == (403, [])
    assert foreign.get_json()["hint"].startswith("This request came from another site, so it was refused.")
    assert visitor.post("/captures", data=b"picture", content_type="image/jpeg").mimetype == "text/html"
