"""Pictures to Captures."""
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


from scanners import cascade, preprocess, zbar, zxing
from scanners.belief import Ballot
from scanners.capture import Capture
from scanners.loading import (
    LIMITS, Busy, Image, Limits, NotAnImage, NotReadable, TooManyBytes, TooManyPixels, Truncated, load,
)

BUDGET_MS = 60.0


def engines() -> tuple[str, ...]:
    return (zxing.NAME, zbar.NAME) if zbar.AVAILABLE else (zxing.NAME,)


def decode(image: Image, budget_ms: float = BUDGET_MS, source: str = "camera") -> list[Capture]:
    deadline = time.thread_time() + budget_ms / 1000
    ballot = Ballot()
    for sightings in cascade.looks(preprocess.grey(image)):
        ballot.add(sightings)
        if ballot.believed() or time.thread_time() > deadline:
            break
    return [_capture(each, source) for each in ballot.believed()]


def _capture(group, source: str) -> Capture:
    best = max(group, key=lambda each: each.weight)
    corners = tuple((round(float(x)), round(float(y))) for x, y in best.corners)
    return Capture(best.text, best.symbology, source, corners, "+".join(sorted({each.engine for each in group})))


SLOTS = 2
_slots = threading.BoundedSemaphore(SLOTS)


@contextmanager
def slot(wait_s: float = 0.0) -> Iterator[None]:
    if not _slots.acquire(timeout=wait_s):
        raise Busy("Two pictures are being read already: send this one again in a second.")
    try:
        yield
    finally:
        _slots.release()


def decode_bytes(data: bytes, limits: Limits = LIMITS, source: str = "photo", wait_s: float = 0.0) -> list[Capture]:
    with slot(wait_s):
        image, scale = load(data, limits)
        return decode(image, source=source)
