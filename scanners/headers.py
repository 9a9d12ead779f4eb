"""Size and completeness of a picture, read from its bytes without decoding a pixel.

Five formats, told by their first bytes. Everything here works on hostile input: a reader that runs off the end finds
the picture cut short, and no length in a file is trusted further than the bytes reach.
"""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Header:
    """Width and height in pixels as the file states them, and whether all its bytes have arrived."""

    width: int
    height: int
    complete: bool


class Unreadable(ValueError):
    """The bytes begin like a picture but their header makes no sense or stops too early."""


def read(data: bytes) -> Header | None:
    """The header of a PNG, JPEG, WebP, BMP or GIF; None for anything else. Raises Unreadable on a broken header."""
    for magic, reader in READERS:
        if data.startswith(magic):
            return _read(reader, data)
    return None


def _read(reader: Callable[[bytes], Header], data: bytes) -> Header:
    try:
        header = reader(data)
    except (struct.error, IndexError) as error:
        raise Unreadable from error
    if header.width < 1 or header.height < 1:
        raise Unreadable
    return header


PNG_END = b"IEND\xaeB`\x82"


def _png(data: bytes) -> Header:
    width, height = struct.unpack_from(">II", data, 16)
    return Header(width, height, PNG_END in data)


FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""SOFn of ITU-T T.81 table B.1, without the three other markers of that row."""
SCAN_MARKER = 0xDA
BARE_MARKERS = frozenset(range(0xD0, 0xD9)) | {0x01}
END_OF_IMAGE = b"\xff\xd9"
MARKER = re.compile(rb"\xff+[^\x00\xff]")
MOST_SEGMENTS = 4096


def _jpeg(data: bytes) -> Header:
    width = height = 0
    for marker, at in _jpeg_segments(data):
        if marker in FRAME_MARKERS and not width:
            height, width = struct.unpack_from(">HH", data, at + 3)
        if marker == SCAN_MARKER:
            return Header(width, height, data.find(END_OF_IMAGE, at) > 0)
    raise Unreadable


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """(marker, offset of the segment's length field) from the start; ITU-T T.81 B.1.1."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        found = MARKER.match(data, at)
        if not found:
            break
        marker, at = data[found.end() - 1], found.end()
        if marker not in BARE_MARKERS:
            yield marker, at
            at += int.from_bytes(data[at : at + 2], "big")


def _bmp(data: bytes) -> Header:
    (pixels_at,) = struct.unpack_from("<I", data, 10)
    (header_size,) = struct.unpack_from("<I", data, 14)
    if header_size == 12:
        width, height = struct.unpack_from("<HH", data, 18)
        bits, compression = struct.unpack_from("<H", data, 24)[0], 0
    else:
        width, height = struct.unpack_from("<ii", data, 18)
        bits, compression = struct.unpack_from("<HI", data, 28)
    row = (abs(width) * bits + 31) // 32 * 4
    needed = pixels_at + (0 if compression in (1, 2) else row * abs(height))
    return Header(width, abs(height), len(data) >= needed)


def _gif(data: bytes) -> Header:
    width, height = struct.unpack_from("<HH", data, 6)
    return Header(width, height, data.rstrip(b"\0").endswith(b";"))


def _webp(data: bytes) -> Header:
    (size,) = struct.unpack_from("<I", data, 4)
    if data[8:12] != b"WEBP" or data[12:16] not in WEBP_SIZES:
        raise Unreadable
    width, height = WEBP_SIZES[data[12:16]](data)
    return Header(width, height, len(data) >= size + 8)


def _webp_lossy(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _webp_lossless(data: bytes) -> tuple[int, int]:
    (bits,) = struct.unpack_from("<I", data, 21)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _webp_extended(data: bytes) -> tuple[int, int]:
    side = partial(int.from_bytes, byteorder="little")
    if len(data) < 30:
        raise Unreadable
    return side(data[24:27]) + 1, side(data[27:30]) + 1


WEBP_SIZES = {b"VP8 ": _webp_lossy, b"VP8L": _webp_lossless, b"VP8X": _webp_extended}

READERS: tuple[tuple[bytes, Callable[[bytes], Header]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"RIFF", _webp),
    (b"BM", _bmp),
    (b"GIF87a", _gif),
    (b"GIF89a", _gif),
)
