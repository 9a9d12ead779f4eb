"""The zbar engine, by pyzbar's own bindings to libzbar: one-dimensional codes, and QR Code as a second opinion.

pyzbar.decode makes a scanner for every picture, hides the modifiers that tell GS1 from plain and guesses Shift-JIS in
QR Code; the same bindings allow a scanner that stays, in one pass direction where the bars are known to stand
upright. Where libzbar is missing `AVAILABLE` is False, `WHY_NOT` says what to install and nothing is read.
"""

import threading
from collections.abc import Iterator
from ctypes import c_uint, c_void_p, string_at
from typing import Any

import cv2
import numpy as np

from scanners.loading import Image
from scanners.sighting import Points, Sighting

try:
    from pyzbar import wrapper as libzbar
except (ImportError, OSError) as _missing:
    AVAILABLE = False
    WHY_NOT = (
        f"zbar is not available ({_missing}): barcodes are read by zxing-cpp alone, "
        "which reads fewer blurred ones. On Debian: apt install libzbar0."
    )
else:
    AVAILABLE = True
    WHY_NOT = ""

NAME = "zbar"

GREY = 808466521
"""The four characters Y800: one byte of luminance a pixel."""

QR_AS_BYTES = 4
"""ZBAR_CFG_BINARY, since 0.23: the bytes of a QR Code as they are."""

GS1_MODIFIER = 1
"""Bit 0 of zbar_symbol_get_modifiers, ZBAR_MOD_GS1."""

IDENTIFIERS = {
    "EAN8": ("]E4", "]E4"),
    "EAN13": ("]E0", "]E0"),
    "I25": ("]I0", "]I0"),
    "CODABAR": ("]F0", "]F0"),
    "CODE39": ("]A0", "]A0"),
    "CODE93": ("]G0", "]G0"),
    "CODE128": ("]C0", "]C1"),
    "QRCODE": ("]Q1", "]Q3"),
}
"""pyzbar's symbol name -> identifier without and with the GS1 modifier. Where UPC-A and UPC-E
are not asked for, zbar reports them as EAN-13."""

LOOKS = 32
"""Scan lines looked at for a code's outline; zbar keeps one point for each of hundreds."""


def sightings(image: Image, weights: tuple[float, float, float], upright: bool = False) -> list[Sighting]:
    """Everything zbar reads in a grey image; `upright` looks along the rows only, in half the time.

    `weights` are for codes read on 17 scan lines or more, on 5 or more, and on fewer.
    """
    if not AVAILABLE:
        return []
    return list(_read(np.ascontiguousarray(image), weights, upright))


def _read(image: Image, weights: tuple[float, float, float], upright: bool) -> Iterator[Sighting]:
    height, width = image.shape
    picture = libzbar.zbar_image_create()
    try:
        libzbar.zbar_image_set_format(picture, GREY)
        libzbar.zbar_image_set_size(picture, width, height)
        libzbar.zbar_image_set_data(picture, image.ctypes.data_as(c_void_p), image.size, None)
        libzbar.zbar_scan_image(_scanner(upright), picture)
        symbol = libzbar.zbar_image_first_symbol(picture)
        while symbol:
            yield from _sighting(symbol, weights)
            symbol = libzbar.zbar_symbol_next(symbol)
    finally:
        libzbar.zbar_image_destroy(picture)


def _sighting(symbol: Any, weights: tuple[float, float, float]) -> Iterator[Sighting]:
    kind = _SYMBOLS.get(symbol.contents.type)
    if kind is None:
        return
    data = string_at(libzbar.zbar_symbol_get_data(symbol), libzbar.zbar_symbol_get_data_length(symbol))
    gs1 = bool(_modifiers(symbol) & GS1_MODIFIER)
    weight = _weight(libzbar.zbar_symbol_get_quality(symbol), weights)
    yield Sighting(_text(data), IDENTIFIERS[kind][gs1], _corners(symbol), NAME, weight)


def _weight(lines: int, weights: tuple[float, float, float]) -> float:
    many, some, few = weights
    return many if lines >= 17 else some if lines >= 5 else few


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _corners(symbol: Any) -> Points:
    count = libzbar.zbar_symbol_get_loc_size(symbol)
    chosen = range(0, count, max(1, count // LOOKS))
    points = [
        (libzbar.zbar_symbol_get_loc_x(symbol, each), libzbar.zbar_symbol_get_loc_y(symbol, each)) for each in chosen
    ]
    outline = np.array(points or [(0, 0)], np.float32)
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(outline)), np.float32)


_THREAD = threading.local()


def _scanner(upright: bool) -> Any:
    """This thread's scanner: they hold state while they scan, and making one costs as much as a small picture."""
    scanners = _THREAD.__dict__.setdefault("scanners", {})
    if upright not in scanners:
        scanners[upright] = _Scanner(upright)
    return scanners[upright].handle


class _Scanner:
    """A configured zbar_image_scanner, destroyed with its thread."""

    def __init__(self, upright: bool) -> None:
        self.handle = libzbar.zbar_image_scanner_create()
        self._destroy = libzbar.zbar_image_scanner_destroy
        for symbol in libzbar.ZBarSymbol:
            libzbar.zbar_image_scanner_set_config(self.handle, symbol, libzbar.ZBarConfig.CFG_ENABLE, _wanted(symbol))
        libzbar.zbar_image_scanner_set_config(self.handle, libzbar.ZBarSymbol.QRCODE, QR_AS_BYTES, 1)
        if upright:
            libzbar.zbar_image_scanner_set_config(self.handle, 0, libzbar.ZBarConfig.CFG_X_DENSITY, 0)

    def __del__(self) -> None:
        self._destroy(self.handle)


def _wanted(symbol: Any) -> int:
    return int(symbol.name in IDENTIFIERS)


def _find_modifiers() -> Any:
    """zbar_symbol_get_modifiers, which pyzbar does not bind and libzbar before 0.11 does not have."""
    try:
        return libzbar.zbar_function("zbar_symbol_get_modifiers", c_uint, libzbar.POINTER(libzbar.zbar_symbol))
    except AttributeError:
        return lambda _: 0


if AVAILABLE:
    _SYMBOLS = {int(symbol): symbol.name for symbol in libzbar.ZBarSymbol if symbol.name in IDENTIFIERS}
    _modifiers = _find_modifiers()
