"""The tablet's camera: frames until one holds a code; a photo where live video is not allowed."""

import base64
import struct
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.floor import Dock, dock_for
from tests.browser.serving import ADDRESS, INSECURE_ADDRESS, Answer, serve, until

KEEPS_CONTEXT = True
FOUND = {"captures": [{"text": "RMA-104418", "symbology": "]C0"}], "hint": ""}
NO_PICTURE = {"captures": [], "hint": "This file is no picture. Take a photo of the code."}
ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Decoder:
    """The server's decoder: what it was sent, and what it still has to answer."""

    answers: list[dict[str, object]]
    frames: list[bytes] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    def __call__(self, route: Route, request: Request) -> None:
        self.frames.append(request.post_data_buffer or b"")
        self.types.append(request.headers["content-type"])
        answer = self.answers.pop(0)
        if answer == {}:
            route.fulfill(status=503, headers={"Retry-After": "0"}, json={"captures": [], "hint": "Busy"})
        else:
            route.fulfill(json=answer)


def opened(page: Page, decoder: Answer, address: str = ADDRESS) -> Dock:
    """A receiving screen with `decoder` behind its camera."""
    dock = dock_for(page)
    serve(page, dock.screen(), {"/scan": dock.answer, "/frames": decoder})
    page.goto(address + "receive")
    until(page, "document.documentElement.dataset.js === 'on'")
    return dock


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first start-of-frame segment (ITU-T T.81, B.2.2)."""
    at = 2
    while data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    height, width = struct.unpack(">HH", data[at + 5 : at + 9])
    return width, height


def test_frames_are_sent_until_one_holds_a_code(page: Page) -> None:
    decoder = Decoder([{"captures": [], "hint": "Closer"}, {}, FOUND])
    dock = opened(page, decoder)
    page.get_by_role("button", name="Camera").click()
    dock.until_band("Counted 1")
    [scan] = dock.posted
    assert [scan[name] for name in ("text", "symbology", "source")] == ["RMA-104418", "]C0", "camera"]
    assert decoder.types == ["image/jpeg"] * 3
    expect(page.locator("#viewfinder")).to_be_hidden()


def test_a_frame_is_the_middle_of_the_picture_at_full_resolution(page: Page) -> None:
    decoder = Decoder([FOUND])
    opened(page, decoder)
    page.get_by_role("button", name="Camera").click()
    until(page, "document.querySelector('#viewfinder video').videoWidth > 0")
    video = page.evaluate("(({videoWidth, videoHeight}) => [videoWidth, videoHeight])(document.querySelector('video'))")
    until(page, "!document.getElementById('viewfinder').open")
    assert jpeg_size(decoder.frames[0]) == (round(video[0] * 0.6), round(video[1] * 0.4))


def test_closing_the_camera_switches_it_off(page: Page) -> None:
    dock = opened(page, Decoder([{"captures": [], "hint": "Closer"}] * 200))
    page.get_by_role("button", name="Camera").click()
    expect(page.locator(".viewfinder__hint")).to_have_text("Closer")
    page.get_by_role("button", name="Close camera").click()
    until(page, "document.querySelector('video').srcObject.getTracks().every((track) => track.readyState === 'ended')")
    assert dock.posted == []


@pytest.mark.parametrize("answer", [FOUND, {"captures": [], "hint": ""}])
def test_without_https_a_photo_takes_the_cameras_place_and_says_why(page: Page, answer: dict[str, object]) -> None:
    dock = opened(page, Decoder([answer]), INSECURE_ADDRESS)
    expect(page.get_by_role("button", name="Camera")).to_be_hidden()
    page.locator(".scan__photo summary").click()
    expect(page.get_by_text("The live camera needs a secure connection")).to_be_visible()
    expect(page.get_by_role("button", name="Send the photo")).to_be_hidden()
    photo = {"name": "label.png", "mimeType": "image/png", "buffer": ONE_PIXEL}
    page.get_by_label("Photo of the code").set_input_files(photo)
    if answer is FOUND:
        dock.until_band("Counted 1")
        assert [(scan["text"], scan["source"]) for scan in dock.posted] == [("RMA-104418", "photo")]
    else:
        expect(page.get_by_text("No code found: go closer, hold still, more light")).to_be_visible()


def test_a_file_that_is_no_picture_gets_the_servers_own_words(page: Page) -> None:
    opened(page, lambda route, _request: route.fulfill(status=415, json=NO_PICTURE), INSECURE_ADDRESS)
    page.locator(".scan__photo summary").click()
    page.get_by_label("Photo of the code").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"lot 10E2A"}
    )
    expect(page.get_by_text("This file is no picture. Take a photo of the code.")).to_be_visible()


@pytest.mark.parametrize("status", [401, 413, 415, 422, 503])
def test_a_refused_frame_says_why_in_the_servers_words(page: Page, status: int) -> None:
    refused = {"captures": [], "hint": "Other pictures are being read now."}
    opened(page, lambda route, _request: route.fulfill(status=status, json=refused))
    page.get_by_role("button", name="Camera").click()
    expect(page.locator(".viewfinder__hint")).to_have_text("Other pictures are being read now.")


@pytest.mark.parametrize("is_gateway", [True, False])
def test_without_an_answer_the_camera_says_so(page: Page, *, is_gateway: bool) -> None:
    gateway = {"status": 502, "body": "<h1>Bad gateway</h1>", "content_type": "text/html"}
    opened(page, lambda route, _request: route.fulfill(**gateway) if is_gateway else route.abort())
    page.get_by_role("button", name="Camera").click()
    expect(page.locator(".viewfinder__hint")).to_have_text("No answer from the server: trying again")
