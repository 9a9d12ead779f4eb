"""A camera that looks at what a test holds up: Chromium reads the picture anew each time the camera is opened."""

from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from app.demo import DemoCode
from app.labels.rows import BarcodeKind
from scanners.loading import Image
from tests.scanners.drawing import blurred, code, noisy, paper

HEIGHT, WIDTH = 720, 1280
KINDS = {
    BarcodeKind.GS1_DATAMATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    BarcodeKind.GS1_128: zxingcpp.BarcodeFormat.Code128,
}
SCALES = {BarcodeKind.GS1_DATAMATRIX: 8, BarcodeKind.GS1_128: 2}


def hold_up(label: DemoCode, video: Path) -> None:
    """Let the fake camera behind `video` (MJPEG) see `label`, a little soft and noisy, in a hand that shakes."""
    symbol = code(label.payload, KINDS[label.kind], SCALES[label.kind], gs1=True)
    frames = [_jpeg(_seen(symbol, shift)) for shift in (-6, 0, 6, 0)]
    unfinished = video.with_suffix(".unfinished")
    unfinished.write_bytes(b"".join(frames * 4))
    unfinished.replace(video)


def show_nothing(video: Path) -> None:
    """Let the fake camera see an empty bench."""
    video.write_bytes(_jpeg(noisy(np.full((HEIGHT, WIDTH), 180, np.uint8), 4)) * 4)


def _seen(symbol: Image, shift: int) -> Image:
    height, width = symbol.shape[:2]
    at = ((WIDTH - width) // 2 + shift, (HEIGHT - height) // 2 + shift // 2)
    return noisy(blurred(paper(symbol, (HEIGHT, WIDTH), at), 0.6), 4)


def _jpeg(picture: Image) -> bytes:
    colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    return bytes(cv2.imencode(".jpg", colour, [cv2.IMWRITE_JPEG_QUALITY, 90])[1])
