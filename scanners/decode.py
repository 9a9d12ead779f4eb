"""Pictures to Captures, within a bounded amount of processor time, memory and company.

`decode` takes pixels, `decode_bytes` an untrusted file. Both may be called from any thread: the engines let go of the
interpreter while they work, so two threads decode nearly twice as many pictures as one. OpenCV's own threads gain
nothing on pictures this small and escape the time budget; whoever owns the process may switch them off for all of it
with `use_one_thread`, which importing this module does not do.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from typing import TypeVar

import cv2

from scanners import cascade, zbar, zxing
from scanners.belief import Ballot
from scanners.capture import Capture
from scanners.loading import (
    LIMITS,
    Busy,
    Image,
    Limits,
    NotAnImage,
    NotReadable,
    TooManyBytes,
    TooManyPixels,
    Truncated,
    load,
)
from scanners.preprocess import grey
from scanners.sighting import Sighting

__all__ = [
    "LIMITS",
    "Busy",
    "Limits",
    "NotAnImage",
    "NotReadable",
    "TooManyBytes",
    "TooManyPixels",
    "Truncated",
    "aside",
    "decode",
    "decode_bytes",
    "engines",
    "slot",
    "use_one_thread",
]

BUDGET_MS = 60.0
"""Processor time of the calling thread after which no further look at a picture begins."""

SLOTS = 2
"""Files decoded at once by `decode_bytes`; the process keeps its other cores for the floor."""

NICENESS = 10
"""How far the threads of `aside` step back, as `nice` counts: a tenth of what a scan beside them gets."""

T = TypeVar("T")

_log = logging.getLogger(__name__)
_slots = threading.BoundedSemaphore(SLOTS)

if not zbar.AVAILABLE:
    _log.warning(zbar.WHY_NOT)


def engines() -> tuple[str, ...]:
    """The engines at work here, ("zxing", "zbar") or, where libzbar is not installed, ("zxing",)."""
    return (zxing.NAME, zbar.NAME) if zbar.AVAILABLE else (zxing.NAME,)


def use_one_thread() -> None:
    """Keep OpenCV to the calling thread, in the whole process: for servers and benchmarks."""
    cv2.setNumThreads(1)


def decode(image: Image, budget_ms: float = BUDGET_MS, source: str = "camera") -> list[Capture]:
    """The barcodes in a picture of bytes, grey (height, width) or BGR (height, width, 3), empty if none is sure.

    Stops at the first look that gives a trustworthy reading and returns everything trustworthy until then. Corners
    are in pixels of `image`. Raises ValueError on an array that is not a picture.
    """
    deadline = time.thread_time() + budget_ms / 1000
    ballot = Ballot()
    for sightings in cascade.looks(grey(image)):
        ballot.add(sightings)
        if believed := ballot.believed():
            return [_capture(group, source) for group in believed]
        if time.thread_time() > deadline:
            break
    return [_capture(group, source) for group in ballot.believed_at_last()]


def decode_bytes(
    data: bytes, limits: Limits = LIMITS, source: str = "photo", wait_s: float = 0.0, budget_ms: float = BUDGET_MS
) -> list[Capture]:
    """The barcodes in a picture file: JPEG, PNG, WebP, BMP or GIF.

    Corners are in pixels of the picture as shown, turned by its EXIF orientation. Raises NotReadable: Busy when
    `SLOTS` files are being decoded and none is done within `wait_s` seconds, TooManyBytes, NotAnImage, TooManyPixels,
    Truncated.
    """
    with slot(wait_s):
        picture, scale = load(data, limits)
        return [_enlarged(capture, scale) for capture in decode(picture, budget_ms, source)]


@contextmanager
def slot(wait_s: float = 0.0) -> Iterator[None]:
    """One of the `SLOTS` places to decode a file in. Raises Busy when none is free within `wait_s` seconds."""
    if not _slots.acquire(timeout=wait_s):
        raise Busy("Other pictures are being read at this moment: send this one again in a second.")
    try:
        yield
    finally:
        _slots.release()


def aside(work: Callable[[], T], wait_s: float = 0.0) -> T:
    """Return what `work` returns, done in one of the `SLOTS` places by a thread that lets every other go first.

    For servers: whoever scans by hand is not to wait for whoever films. Raises Busy like `slot`, else what `work` does.
    """
    with slot(wait_s):
        return _decoders().submit(work).result()


@cache
def _decoders() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(SLOTS, "decode", _step_back)


def _step_back() -> None:
    # Linux counts niceness by thread; elsewhere they are threads like any other
    with suppress(AttributeError, OSError):
        me = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, me, os.getpriority(os.PRIO_PROCESS, me) + NICENESS)


def _capture(group: list[Sighting], source: str) -> Capture:
    best = max(group, key=lambda each: (each.engine == zxing.NAME, each.weight))
    corners = tuple((round(float(x)), round(float(y))) for x, y in best.corners)
    return Capture(best.text, best.symbology, source, corners, "+".join(sorted({each.engine for each in group})))


def _enlarged(capture: Capture, scale: float) -> Capture:
    corners = tuple((round(x * scale), round(y * scale)) for x, y in capture.corners)
    return Capture(capture.text, capture.symbology, capture.source, corners, capture.engine)
