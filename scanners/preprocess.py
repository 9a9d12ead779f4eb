"""Versions of a grey picture in which an engine may read what it cannot read in the picture itself."""

import cv2
import numpy as np

from scanners.loading import Image


def grey(image: Image) -> Image:
    """One channel of luminance from a grey (h, w), (h, w, 1), BGR or BGRA picture of bytes.

    Raises ValueError on any other shape or type.
    """
    if image.dtype != np.uint8:
        raise ValueError(f"A picture has pixels of uint8, not {image.dtype}.")
    if image.ndim == 2:
        return np.ascontiguousarray(image)
    if image.ndim != 3 or image.shape[2] not in _TO_GREY:
        raise ValueError(f"A picture has the shape (height, width) or (height, width, 3), not {image.shape}.")
    if image.shape[2] == 1:
        return np.ascontiguousarray(image[:, :, 0])
    return np.asarray(cv2.cvtColor(image, _TO_GREY[image.shape[2]]), np.uint8)


_TO_GREY = {1: -1, 3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}


def scaled(image: Image, factor: float) -> Image:
    """Smaller by area averages, larger by cubic interpolation."""
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def sharpened(image: Image, sigma: float = 1.5, amount: float = 1.5) -> Image:
    """Unsharp mask: the picture with the difference to its blurred self (`sigma` pixels) added `amount` times."""
    soft = cv2.GaussianBlur(image, (0, 0), sigma)
    return np.asarray(cv2.addWeighted(image, 1 + amount, soft, -amount, 0), np.uint8)


def stretched(image: Image) -> Image:
    """Contrast stretched so that the darkest and the lightest pixel are black and white."""
    return np.asarray(cv2.normalize(image, None, 0, 255, cv2.NORM_MINMAX), np.uint8)


def two_tone(image: Image, window: int = 31) -> Image:
    """Black where darker than the mean of the `window` pixels around, white elsewhere."""
    return np.asarray(
        cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, window, 5), np.uint8
    )
