"""An uploaded picture, from untrusted bytes to a grey image of bounded size, or a refusal that says what to do."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanners import headers

Image = NDArray[np.uint8]

MEGA = 1_000_000


class NotReadable(ValueError):
    """A picture that will not be decoded. `str()` is a whole sentence, `key` a stable name for translations."""

    key = "photo_not_readable"


class NotAnImage(NotReadable):
    key = "photo_not_an_image"


class Truncated(NotReadable):
    key = "photo_truncated"


class TooManyBytes(NotReadable):
    key = "photo_too_many_bytes"


class TooManyPixels(NotReadable):
    key = "photo_too_many_pixels"


class Busy(NotReadable):
    """All decoding slots are taken: answer 503 and ask the sender to come back after `retry_after` seconds."""

    key = "photo_decoder_busy"
    retry_after = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one picture may cost: size of the file in bytes, of the picture in pixels, long side it is shrunk to."""

    bytes: int = 12 * MEGA
    pixels: int = 40 * MEGA
    long_side: int = 1600


LIMITS = Limits()


def load(data: bytes, limits: Limits = LIMITS) -> tuple[Image, float]:
    """The picture in grey, turned as its EXIF orientation asks, and how many of its pixels one of these stands for.

    Raises TooManyBytes, NotAnImage, TooManyPixels or Truncated, in this order, the first three before any pixel is
    decoded: a decompression bomb states its size in its header or is not drawn beyond it.
    """
    _refuse_heavy(data, limits)
    header = _header(data)
    _refuse_vast(header, limits)
    _refuse_incomplete(header)
    return _shrunk(_decoded(data, _reduction(header, limits)), header, limits)


def _refuse_heavy(data: bytes, limits: Limits) -> None:
    if len(data) > limits.bytes:
        raise TooManyBytes(
            f"This picture has {len(data) / MEGA:.1f} MB and {limits.bytes / MEGA:.0f} MB are read at most: "
            "take it again at a lower resolution."
        )


def _header(data: bytes) -> headers.Header:
    try:
        header = headers.read(data)
    except headers.Unreadable:
        raise Truncated(_CUT_SHORT) from None
    if header is None:
        raise NotAnImage("This file is not a picture that can be read: send a JPEG, PNG, WebP, BMP or GIF.")
    return header


def _refuse_vast(header: headers.Header, limits: Limits) -> None:
    if header.width * header.height > limits.pixels:
        raise TooManyPixels(
            f"This picture has {header.width} x {header.height} pixels and {limits.pixels / MEGA:.0f} megapixels "
            "are read at most: take it again at a lower resolution."
        )


def _refuse_incomplete(header: headers.Header) -> None:
    if not header.complete:
        raise Truncated(_CUT_SHORT)


_CUT_SHORT = "This picture is damaged or was cut short on the way: take it or send it again."

REDUCED = {
    1: cv2.IMREAD_GRAYSCALE,
    2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
    4: cv2.IMREAD_REDUCED_GRAYSCALE_4,
    8: cv2.IMREAD_REDUCED_GRAYSCALE_8,
}


def _reduction(header: headers.Header, limits: Limits) -> int:
    """The largest factor the decoder itself can shrink by (nearly free in JPEG) without going below the long side."""
    long_side = max(header.width, header.height)
    return max(factor for factor in REDUCED if factor == 1 or long_side // factor >= limits.long_side)


def _decoded(data: bytes, reduction: int) -> Image:
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), REDUCED[reduction])
    except cv2.error:
        image = None
    if image is None:
        raise Truncated(_CUT_SHORT)
    return np.asarray(image, np.uint8)


def _shrunk(image: Image, header: headers.Header, limits: Limits) -> tuple[Image, float]:
    factor = limits.long_side / max(image.shape)
    if factor < 1:
        image = np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    return image, max(header.width, header.height) / max(image.shape)
