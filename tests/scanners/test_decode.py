"""Drawn labels through `decode`: text, symbology, corners and engine, and what a camera does to them."""

import cv2
import numpy as np
import pytest

from scanners import zbar
from scanners.capture import Capture
from scanners.decode import decode, engines
from scanners.loading import Image
from scanners.preprocess import grey
from tests.leaving_out import leave_out
from tests.scanners.drawing import GS1, GS1_TEXT, GTIN, F, blurred, code, dim, noisy, paper, turned

LABELS = {
    "EAN-13": (GTIN, F.EAN13, False, GTIN, "]E0"),
    "UPC-A": ("012345678905", F.UPCA, False, "0012345678905", "]E0"),
    "UPC-E": ("01234565", F.UPCE, False, "0012345000065", "]E0"),
    "EAN-8": ("40170725", F.EAN8, False, "40170725", "]E4"),
    "ITF-14": ("09501101530003", F.ITF, False, "09501101530003", "]I1"),
    "Code 128": ("LP-0042", F.Code128, False, "LP-0042", "]C0"),
    "GS1-128": (GS1, F.Code128, True, GS1_TEXT, "]C1"),
    "Code 39": ("BIN-7", F.Code39, False, "BIN-7", "]A0"),
    "Code 93": ("BIN-7", F.Code93, False, "BIN-7", "]G0"),
    "Codabar": ("A1234B", F.Codabar, False, "A1234B", "]F0"),
    "DataMatrix": ("PART 77", F.DataMatrix, False, "PART 77", "]d1"),
    "GS1 DataMatrix": (GS1, F.DataMatrix, True, GS1_TEXT, "]d2"),
    "QR Code": ("https://id.gs1.org/01/09501101530003", F.QRCode, False, "https://id.gs1.org/01/09501101530003", "]Q1"),
    "GS1 QR Code": (GS1, F.QRCode, True, GS1_TEXT, "]Q3"),
    "Aztec": ("BOX 12", F.Aztec, False, "BOX 12", "]z0"),
    "PDF417": ("PALLET 12", F.PDF417, False, "PALLET 12", "]L2"),
    "GS1 DataBar": ("09501101530003", F.DataBarOmni, False, "0109501101530003", "]e0"),
}


def label(name: str, scale: int = 3) -> Image:
    content, kind, gs1, _, _ = LABELS[name]
    return paper(code(content, kind, scale, gs1), size=(480, 1300))


def read(image: Image) -> list[tuple[str, str]]:
    return [(capture.text, capture.symbology) for capture in decode(image)]


@pytest.mark.parametrize("name", LABELS)
def test_every_symbology_of_the_floor(name: str) -> None:
    assert read(label(name)) == [LABELS[name][3:]]


@pytest.mark.parametrize("name", LABELS)
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_every_symbology_on_its_side_and_on_its_head(name: str, quarters: int) -> None:
    assert read(np.ascontiguousarray(np.rot90(label(name), quarters))) == [LABELS[name][3:]]


@pytest.mark.parametrize("name", ["EAN-13", "GS1-128", "GS1 DataMatrix", "QR Code", "ITF-14", "Code 39"])
@pytest.mark.parametrize("degrees", [7, 33, -50])
def test_slanted(name: str, degrees: float) -> None:
    content, kind, gs1, *expected = LABELS[name]
    sheet = paper(code(content, kind, 2, gs1), size=(760, 760), at=(110, 300))
    assert read(turned(sheet, degrees)) == [tuple(expected)]


@pytest.mark.parametrize("name", ["EAN-13", "UPC-A", "Code 128", "GS1-128", "GS1 DataMatrix", "QR Code"])
def test_out_of_focus(name: str) -> None:
    assert read(noisy(blurred(label(name, 4), 2.0), 4)) == [LABELS[name][3:]]


@pytest.mark.parametrize("name", ["EAN-13", "Code 128", "GS1 DataMatrix", "QR Code"])
def test_noise_and_little_light(name: str) -> None:
    assert read(noisy(label(name, 4), 25)) == [LABELS[name][3:]]
    assert read(dim(label(name, 4), 0.15)) == [LABELS[name][3:]]


@pytest.mark.parametrize("name", ["EAN-13", "Code 128", "GS1-128", "QR Code", "DataMatrix"])
def test_light_on_dark(name: str) -> None:
    assert read(255 - label(name)) == [LABELS[name][3:]]


def test_an_ean_of_hardly_more_than_a_pixel_a_module_is_fitted() -> None:
    sheet = noisy(blurred(cv2.resize(label("EAN-13"), None, fx=0.46, fy=0.46, interpolation=cv2.INTER_AREA), 0.9), 5)
    captures = decode(sheet)
    assert [(each.text, each.symbology) for each in captures] == [(GTIN, "]E0")]
    assert "fit" in captures[0].engine.split("+")


def test_one_capture_says_what_where_and_by_whom() -> None:
    symbol = code("LP-0042", F.Code128, 3)
    sheet = paper(symbol, at=(60, 120))
    assert decode(sheet) == [
        Capture(
            text="LP-0042",
            symbology="]C0",
            source="camera",
            corners=((90, 120), (392, 120), (392, 269), (90, 269)),
            engine="zxing",
        )
    ]


def test_colour_grey_and_borrowed_pixels_read_alike() -> None:
    sheet = label("EAN-13")
    colour = cv2.cvtColor(sheet, cv2.COLOR_GRAY2BGR)
    for same in (colour, cv2.cvtColor(sheet, cv2.COLOR_GRAY2BGRA), sheet[:, :, None], np.asfortranarray(sheet)):
        assert decode(same) == decode(sheet)
    assert decode(np.pad(sheet, 9)[9:-9, 9:-9]) == decode(sheet)


def test_corners_stay_in_the_pixels_of_the_picture_given() -> None:
    sheet = paper(code("LP-0042", F.Code128, 2), size=(640, 640), at=(160, 250))
    (level,), (slanted,) = decode(sheet), decode(turned(sheet, 30))
    turn = cv2.getRotationMatrix2D((320, 320), 30, 1)
    expected = cv2.transform(np.array([level.corners], np.float64), turn)[0]
    assert np.abs(np.array(slanted.corners)[:, 0] - expected[:, 0]).max() < 40
    assert np.abs(np.array(slanted.corners).mean(axis=0) - expected.mean(axis=0)).max() < 25


def test_every_code_on_a_label_that_is_sure_at_first_sight() -> None:
    sheet = paper(code(GS1, F.Code128, 2, gs1=True), size=(560, 760))
    sheet[260:360, 60:160] = cv2.resize(code(GS1, F.DataMatrix, 4, gs1=True), (100, 100))
    sheet[300:450, 300:640] = cv2.resize(code(GTIN, F.EAN13, 3), (340, 150))
    assert sorted(read(sheet)) == sorted([(GS1_TEXT, "]C1"), (GS1_TEXT, "]d2"), (GTIN, "]E0")])


@pytest.mark.parametrize(
    "picture",
    [
        np.full((480, 640), 127, np.uint8),
        np.zeros((1, 1), np.uint8),
        np.zeros((1, 2000), np.uint8),
        np.zeros((2000, 1), np.uint8),
        np.tile(np.array([[0, 255]], np.uint8).repeat(6, axis=1), (300, 40)),
        noisy(np.full((480, 640), 127, np.uint8), 60),
    ],
    ids=["grey", "one pixel", "one row", "one column", "even stripes", "noise"],
)
def test_a_picture_without_a_code_gives_nothing(picture: Image) -> None:
    assert decode(picture) == []


def test_text_is_not_taken_for_a_code() -> None:
    sheet = np.full((480, 640), 235, np.uint8)
    for line in range(9):
        cv2.putText(sheet, "IIII llll 1111 NOT A BARCODE", (10, 50 + 48 * line), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    assert decode(sheet) == []


@pytest.mark.parametrize("shape", [(0, 0), (10,), (10, 10, 2), (2, 10, 10, 3)])
def test_an_array_that_is_no_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError) as refusal:
        decode(np.zeros(shape, np.uint8))
    assert str(refusal.value) == f"A picture has the shape (height, width) or (height, width, 3), not {shape}."


def test_pixels_that_are_not_bytes_are_refused() -> None:
    with pytest.raises(ValueError) as refusal:
        decode(np.zeros((10, 10), np.float32))
    assert str(refusal.value) == "A picture has pixels of uint8, not float32."


def test_no_look_begins_after_the_time_is_spent() -> None:
    hard = 255 - label("EAN-13")
    assert decode(hard, budget_ms=0.0) == []
    assert read(hard) == [(GTIN, "]E0")]


def test_both_engines_are_at_work_where_zbar_is_installed() -> None:
    if not zbar.AVAILABLE:
        leave_out(zbar.WHY_NOT)
    assert engines() == ("zxing", "zbar")


def test_zbar_tells_gs1_from_plain_and_unifies_upc_with_ean() -> None:
    if not zbar.AVAILABLE:
        leave_out(zbar.WHY_NOT)
    for name in ("GS1-128", "Code 128", "EAN-13", "UPC-A", "UPC-E", "EAN-8", "GS1 QR Code"):
        seen = zbar.sightings(grey(label(name)), (2.0, 1.0, 0.5))
        assert [(each.text, each.symbology) for each in seen] == [LABELS[name][3:]]


def test_zbar_reads_bars_along_the_rows_alone_when_told_they_are_upright() -> None:
    if not zbar.AVAILABLE:
        leave_out(zbar.WHY_NOT)
    upright, lying = label("Code 128"), np.ascontiguousarray(np.rot90(label("Code 128")))
    assert [each.text for each in zbar.sightings(upright, (1, 1, 1), upright=True)] == ["LP-0042"]
    assert zbar.sightings(lying, (1, 1, 1), upright=True) == []
