"""Picture files, good and hostile, through `decode_bytes`."""

import os
import struct
import threading
import zlib
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scanners.decode import (
    LIMITS,
    NICENESS,
    Busy,
    Limits,
    NotAnImage,
    NotReadable,
    TooManyBytes,
    TooManyPixels,
    Truncated,
    aside,
    decode_bytes,
    slot,
)
from tests.scanners.drawing import GTIN, F, code, encoded, paper

SHEET = paper(code(GTIN, F.EAN13, 3))
FORMATS = [".png", ".jpg", ".webp", ".bmp", ".gif"]
CUT_SHORT = "This picture is damaged or was cut short on the way: take it or send it again."
NOT_A_PICTURE = "This file is not a picture that can be read: send a JPEG, PNG, WebP, BMP or GIF."


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def refusal(data: bytes, limits: Limits = LIMITS) -> NotReadable:
    with pytest.raises(NotReadable) as caught:
        decode_bytes(data, limits)
    return caught.value


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_is_read(extension: str) -> None:
    captures = decode_bytes(encoded(SHEET, extension))
    assert [(each.text, each.symbology, each.source) for each in captures] == [(GTIN, "]E0", "photo")]


@pytest.mark.parametrize("extension", [".png", ".jpg"])
def test_a_large_photo_is_shrunk_and_its_corners_are_not(extension: str) -> None:
    large = cv2.resize(SHEET, None, fx=6, fy=6, interpolation=cv2.INTER_CUBIC)
    (small,), (capture,) = decode_bytes(encoded(SHEET)), decode_bytes(encoded(large, extension))
    assert capture.text == GTIN
    assert np.abs(np.array(capture.corners) - 6 * np.array(small.corners)).max() < 25


def test_a_picture_without_a_code_gives_nothing() -> None:
    assert decode_bytes(encoded(np.full((300, 300), 200, np.uint8))) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"%PDF-1.7 ...", b"II*\0 a TIFF", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"hello"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert (type(error), error.key, str(error)) == (NotAnImage, "photo_not_an_image", NOT_A_PICTURE)


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_picture_cut_short_is_refused(extension: str, share: float) -> None:
    whole = encoded(SHEET, extension)
    error = refusal(whole[: max(8, int(len(whole) * share))])
    assert (type(error), error.key, str(error)) == (Truncated, "photo_truncated", CUT_SHORT)


def test_a_picture_damaged_inside_is_refused() -> None:
    whole = bytearray(encoded(SHEET))
    middle = len(whole) // 2
    whole[middle : middle + 64] = b"\xff" * 64
    assert str(refusal(bytes(whole))) == CUT_SHORT


def test_a_hundred_megapixels_are_refused() -> None:
    error = refusal(encoded(np.zeros((10_000, 10_000), np.uint8), ".jpg"))
    assert (type(error), error.key) == (TooManyPixels, "photo_too_many_pixels")
    assert str(error) == (
        "This picture has 10000 x 10000 pixels and 40 megapixels are read at most: take it again at a lower resolution."
    )


def test_a_decompression_bomb_is_refused_by_its_header() -> None:
    bomb = png(60_000, 60_000, b"\0" * 5_000_000)
    assert len(bomb) < 10_000
    assert str(refusal(bomb)) == (
        "This picture has 60000 x 60000 pixels and 40 megapixels are read at most: take it again at a lower resolution."
    )


def test_a_bomb_behind_a_modest_header_is_not_unpacked_beyond_it() -> None:
    assert decode_bytes(png(64, 64, b"\0" * 20_000_000)) == []


def test_a_heavy_file_is_refused_before_it_is_looked_at() -> None:
    error = refusal(b"\0" * 12_000_001)
    assert (type(error), error.key) == (TooManyBytes, "photo_too_many_bytes")
    assert str(error) == ("This picture has 12.0 MB and 12 MB are read at most: take it again at a lower resolution.")


def test_limits_are_the_callers() -> None:
    data = encoded(SHEET)
    assert type(refusal(data, Limits(bytes=100))) is TooManyBytes
    assert type(refusal(data, Limits(pixels=640 * 480 - 1))) is TooManyPixels
    assert [each.text for each in decode_bytes(data, Limits(pixels=640 * 480))] == [GTIN]


def test_a_third_picture_at_once_is_told_to_come_back() -> None:
    with slot(), slot(), pytest.raises(Busy) as caught:
        decode_bytes(encoded(SHEET))
    assert (caught.value.key, caught.value.retry_after) == ("photo_decoder_busy", 1)
    assert str(caught.value) == "Other pictures are being read at this moment: send this one again in a second."
    assert [each.text for each in decode_bytes(encoded(SHEET))] == [GTIN]


def test_a_refused_picture_gives_its_slot_back() -> None:
    for _ in range(5):
        assert type(refusal(b"hello")) is NotAnImage
    assert [each.text for each in decode_bytes(encoded(SHEET))] == [GTIN]


def test_threads_that_wait_for_a_slot_all_get_their_answer() -> None:
    data, answers = encoded(SHEET), []
    threads = [threading.Thread(target=lambda: answers.extend(decode_bytes(data, wait_s=30))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.text for each in answers] == [GTIN] * 8
    assert all(one == other for one, other in pairwise(answers))


SEEDS = [encoded(SHEET[::4, ::4], extension) for extension in FORMATS]


@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"BM", b"GIF89a"]), st.binary()
)
@example(b"\xff\xd8\xff", b"\xff" * 1000)
@example(b"\xff\xd8\xff", b"\xe0\0\0" * 1000)
@settings(max_examples=200, deadline=None)
def test_random_bytes_raise_nothing_but_not_readable(magic: bytes, rest: bytes) -> None:
    raises_nothing_else(magic + rest)


@given(st.sampled_from(SEEDS), st.integers(0, 4000), st.binary(min_size=1, max_size=12), st.integers(0, 4000))
@settings(max_examples=200, deadline=None)
def test_pictures_with_changed_bytes_raise_nothing_but_not_readable(
    seed: bytes, at: int, change: bytes, length: int
) -> None:
    at %= len(seed)
    changed = seed[:at] + change + seed[at + len(change) :]
    raises_nothing_else(changed)
    raises_nothing_else(changed[: length % len(changed)])


def raises_nothing_else(data: bytes) -> None:
    try:
        captures = decode_bytes(data, Limits(pixels=1_000_000))
    except NotReadable as error:
        assert str(error).endswith(".")
    else:
        assert all(each.text for each in captures)


def test_work_done_aside_lets_every_other_thread_go_first() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    mine = niceness()
    assert aside(niceness) == mine + NICENESS
    assert niceness() == mine


def test_work_done_aside_raises_as_if_done_here() -> None:
    with pytest.raises(NotAnImage):
        aside(lambda: decode_bytes(b"no picture at all", wait_s=1))
    with slot(), slot(), pytest.raises(Busy):
        aside(lambda: 1)
