"""Versions of a grey picture in which an engine may read what it cannot read in the picture itself."""

import cv2
import numpy as np

from scanners.loading import Image

_TO_GREY = {3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}


def grey(image: Image) -> Image:
    """One channel of luminance from a picture of bytes: grey (h, w) or (h, w, 1), BGR or BGRA.

    Raises ValueError on any other shape or type, and on a picture without a pixel.
    """
    if image.dtype != np.uint8:
        raise ValueError(f"A picture has pixels of uint8, not {image.dtype}.")
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    if image.size == 0 or not (image.ndim == 2 or (image.ndim == 3 and image.shape[2] in _TO_GREY)):
        raise ValueError(f"A picture has the shape (height, width) or (height, width, 3), not {image.shape}.")
    if image.ndim == 2:
        return np.ascontiguousarray(image)
    return np.asarray(cv2.cvtColor(image, _TO_GREY[image.shape[2]]), np.uint8)


def scaled(image: Image, factor: float) -> Image:
    """Smaller by area averages, larger by cubic interpolation; never below one pixel a side."""
    height, width = (max(1, round(side * factor)) for side in image.shape)
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (width, height), interpolation=how), np.uint8)


def sharpened(image: Image, sigma: float, amount: float) -> Image:
    """Unsharp mask: the difference to a copy blurred by `sigma` pixels, added `amount` times."""
    return _away_from(image, np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8), amount)


def sharpened_across(image: Image, sigma: float, amount: float) -> Image:
    """The same along the rows only, for a crop whose bars stand upright."""
    soft = cv2.GaussianBlur(image, (0, 0), sigmaX=sigma, sigmaY=0.3)
    return _away_from(image, np.asarray(soft, np.uint8), amount)


def _away_from(image: Image, soft: Image, amount: float) -> Image:
    return np.asarray(cv2.addWeighted(image, 1 + amount, soft, -amount, 0), np.uint8)


def evened(image: Image, window: int) -> Image:
    """Along each row, the darkest and the lightest of the `window` pixels around become black and white."""
    across, soft = np.ones((1, window), np.uint8), (window // 2 | 1, 1)
    dark = cv2.blur(cv2.erode(image, across), soft).astype(np.float32)
    light = cv2.blur(cv2.dilate(image, across), soft).astype(np.float32)
    return np.asarray(np.clip((image - dark) * 255 / np.maximum(light - dark, 12), 0, 255), np.uint8)


def two_tone(image: Image, window: int = 31) -> Image:
    """Black where darker than the mean of the `window` pixels around, white elsewhere."""
    mean = cv2.ADAPTIVE_THRESH_MEAN_C
    return np.asarray(cv2.adaptiveThreshold(image, 255, mean, cv2.THRESH_BINARY, window, 5), np.uint8)
