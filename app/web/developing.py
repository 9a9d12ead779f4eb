"""From an uploaded photo, as a phone took it, to one that is kept: upright, bounded, without metadata."""

from pathlib import Path

import cv2
import numpy as np

from app.services.photographing import Picture
from scanners import decode, headers
from scanners.loading import Image, Truncated, load

LONG_SIDE = 2048
QUALITY = 85
THUMBNAIL_QUALITY = 80

REDUCED = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


def develop(data: bytes, patience: float) -> Picture:
    """Return the photo turned as its EXIF says, 2048 px on its long side at most, as a JPEG without metadata.

    Raises NotReadable for what is no photo or too much of one, Busy after `patience` seconds without a free decoder.
    """
    return decode.aside(lambda: _developed(data), patience)


def _developed(data: bytes) -> Picture:
    load(data)
    header = headers.read(data)
    image = _decoded(data, max(header.width, header.height) if header else 0)
    return _printed(_shrunk(image, LONG_SIDE))


def thumbnail(photo: Path, side: int) -> bytes:
    """Return a kept photo as a JPEG of `side` px on its long side at most. Raises FileNotFoundError."""
    data = photo.read_bytes()
    header = headers.read(data)
    image = _shrunk(_decoded(data, max(header.width, header.height) if header else side, side), side)
    return _encoded(image, THUMBNAIL_QUALITY)


def _decoded(data: bytes, long_side: int, wanted: int = LONG_SIDE) -> Image:
    """Decode, letting the decoder itself shrink by what it can without going below `wanted` pixels."""
    factor = max(factor for factor in REDUCED if factor == 1 or long_side // factor >= wanted)
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), REDUCED[factor])
    except cv2.error:
        image = None
    if image is None:
        raise Truncated
    return np.asarray(image, np.uint8)


def _shrunk(image: Image, side: int) -> Image:
    factor = side / max(image.shape[:2])
    if factor >= 1:
        return image
    height, width = (max(1, round(length * factor)) for length in image.shape[:2])
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _printed(image: Image) -> Picture:
    return Picture(_encoded(image, QUALITY), width=image.shape[1], height=image.shape[0])


def _encoded(image: Image, quality: int) -> bytes:
    _done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return data.tobytes()
