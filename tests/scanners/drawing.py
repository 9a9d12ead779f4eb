"""Labels drawn for the tests: one code by zxing-cpp on white paper, and what a camera does to it."""

import cv2
import numpy as np
import zxingcpp

from scanners.loading import Image

F = zxingcpp.BarcodeFormat
GTIN = "4006381333931"
GS1 = "(01)09501101530003(10)AB-123(21)77"
GS1_TEXT = "010950110153000310AB-123\x1d2177"


def code(content: str, kind: zxingcpp.BarcodeFormat, scale: int = 4, gs1: bool = False) -> Image:
    """The symbol alone, black on white with its quiet zone, `scale` pixels a module."""
    symbol = zxingcpp.create_barcode(content, kind, gs1=gs1)
    return np.array(zxingcpp.write_barcode_to_image(symbol, scale=scale))


def paper(symbol: Image, size: tuple[int, int] = (480, 640), at: tuple[int, int] = (120, 60)) -> Image:
    """A grey sheet of (height, width) with the symbol's left top corner at (x, y)."""
    sheet = np.full(size, 235, np.uint8)
    x, y = at
    sheet[y : y + symbol.shape[0], x : x + symbol.shape[1]] = symbol
    return sheet


def turned(image: Image, degrees: float) -> Image:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderValue=235), np.uint8)


def blurred(image: Image, sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)


def noisy(image: Image, sigma: float, seed: int = 7) -> Image:
    noise = np.random.default_rng(seed).normal(0, sigma, image.shape)
    return np.asarray(np.clip(image + noise, 0, 255), np.uint8)


def dim(image: Image, contrast: float) -> Image:
    """Greys pulled together around the middle to `contrast` of their range."""
    return np.asarray(128 + (image.astype(np.float32) - 128) * contrast, np.uint8)


def encoded(image: Image, extension: str = ".png") -> bytes:
    return bytes(cv2.imencode(extension, cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))[1])
