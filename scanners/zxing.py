"""The zxing-cpp engine: every symbology the floor meets, one and two dimensional."""

from dataclasses import dataclass

import numpy as np
import zxingcpp

from scanners.loading import Image
from scanners.sighting import Points, Sighting

NAME = "zxing"
LOCAL, GLOBAL, FIXED = "local", "global", "fixed"
"""Black and white told apart by the pixels around, by the histogram of the picture, or at half grey."""

_F = zxingcpp.BarcodeFormat
_LINEAR = [_F.EANUPC, _F.Code128, _F.Code39, _F.Code93, _F.Codabar, _F.ITF]
_DATABAR = [_F.DataBarOmni, _F.DataBarLtd, _F.DataBarExp, _F.DataBarExpStk]
_STACKED = [_F.PDF417]
_MATRIX = [_F.QRCode, _F.MicroQRCode, _F.RMQRCode, _F.DataMatrix, _F.Aztec]

BARS = zxingcpp.BarcodeFormats(_LINEAR)
MATRICES = zxingcpp.BarcodeFormats(_MATRIX)
BARS_AND_MATRICES = zxingcpp.BarcodeFormats(_LINEAR + _MATRIX)
STACKED = zxingcpp.BarcodeFormats(_STACKED)
ALL_BUT_BARS = zxingcpp.BarcodeFormats(_DATABAR + _STACKED + _MATRIX)
EVERYTHING = zxingcpp.BarcodeFormats(_LINEAR + _DATABAR + _STACKED + _MATRIX)


@dataclass(frozen=True, slots=True)
class Effort:
    """Which symbologies to look for and how hard; the fields are zxing-cpp's reader options."""

    formats: zxingcpp.BarcodeFormats = EVERYTHING
    rotate: bool = False
    downscale: bool = False
    invert: bool = False
    binarizer: str = LOCAL


def sightings(image: Image, effort: Effort, weight: float) -> list[Sighting]:
    """Everything zxing-cpp reads in a grey image."""
    found = zxingcpp.read_barcodes(
        image,
        formats=effort.formats,
        try_rotate=effort.rotate,
        try_downscale=effort.downscale,
        try_invert=effort.invert,
        binarizer=_BINARIZERS[effort.binarizer],
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [
        Sighting(each.text, each.symbology_identifier, _corners(each.position), NAME, weight)
        for each in found
        if each.text
    ]


_BINARIZERS = {
    LOCAL: zxingcpp.Binarizer.LocalAverage,
    GLOBAL: zxingcpp.Binarizer.GlobalHistogram,
    FIXED: zxingcpp.Binarizer.FixedThreshold,
}


def _corners(position: zxingcpp.Position) -> Points:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(point.x, point.y) for point in points], np.float32)
