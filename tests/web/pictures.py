"""Pictures to upload: labels as a camera sees them, in any orientation, and files that are not what they claim."""

import io
import random
import struct
import zlib
from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

TURN = {1: 0, 3: 2, 6: 1, 8: 3}
"""EXIF orientation -> how often a camera was turned a quarter to the left of upright."""


def a_code(text: str, kind: str = "Code128", side: int = 500, module: int = 3) -> Pixels:
    """Return a sheet of paper with one barcode in its middle, in grey, `side` pixels square, `module` px a bar."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    drawn = np.asarray(symbol.to_image(scale=module), dtype=np.uint8)
    page = np.full((side, side), 255, np.uint8)
    height, width = drawn.shape
    top, left = (side - height) // 2, (side - width) // 2
    page[top : top + height, left : left + width] = drawn
    return page


def jpeg(pixels: Pixels, orientation: int = 1, place: bool = False) -> bytes:
    """Return a JPEG; `orientation` is its EXIF tag, `place` adds where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    if place:
        exif[0x010F] = "Camera maker"
        exif.get_ifd(0x8825).update({1: "N", 2: (27.0, 30.0, 22.0), 3: "W", 4: (99.0, 30.0, 26.0)})
    upright = np.rot90(pixels, TURN[orientation])
    made = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(upright)).save(made, "JPEG", quality=90, exif=exif)
    return made.getvalue()


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds ten bytes of pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def png_bomb(side: int = 30_000) -> bytes:
    """Return a small PNG that would fill 900 megapixels."""
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(bytes(side + 1)) for _ in range(side // 100)) + rows.flush()
    body = b""
    for name, data in (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", packed),
        (b"IEND", b""),
    ):
        body += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + body


def hostile_files(count: int, seed: int = 7) -> Iterator[bytes]:
    """Yield random bytes behind magic numbers, truncated pictures, and pictures with bytes overwritten."""
    rng = random.Random(seed)
    shapes = rng.choices(range(4), k=count)
    sound = [
        jpeg(a_code("T-0412", side=240, module=2), place=True),
        _encoded(".png"),
        _encoded(".webp"),
        _encoded(".bmp"),
    ]
    magics = (
        b"",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"BM",
        b"GIF89a",
        b"<svg ",
        b"II*\0",
    )
    for shape in shapes:
        whole = rng.choice(sound)
        match shape:
            case 0:
                yield rng.choice(magics) + rng.randbytes(rng.randrange(400))
            case 1:
                yield whole[: rng.randrange(len(whole))]
            case 2:
                yield _overwritten(whole, rng)
            case _:
                yield whole + rng.randbytes(rng.randrange(200))


def _encoded(suffix: str) -> bytes:
    done, data = cv2.imencode(suffix, a_code("T-0412", side=240, module=2))
    assert done
    return data.tobytes()


def _overwritten(whole: bytes, rng: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(rng.randrange(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)
