"""Pictures to Captures."""
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np

from scanners import zbar, zxing, locate, preprocess
from scanners.belief import Ballot
from scanners.capture import Capture
from scanners.loading import (
    LIMITS, Busy, Image, Limits, NotAnImage, NotReadable, TooManyBytes, TooManyPixels, Truncated, load,
)
from scanners.sighting import Sighting

BUDGET_MS = 60.0


def engines() -> tuple[str, ...]:
    return (zxing.NAME, zbar.NAME) if zbar.AVAILABLE else (zxing.NAME,)


def decode(image: Image, budget_ms: float = BUDGET_MS, source: str = "camera") -> list[Capture]:
    start = time.thread_time()
    picture = preprocess.grey(image)
    ballot = Ballot()
    for stage in STAGES:
        if (time.thread_time() - start) * 1000 > budget_ms:
            break
        for s in stage(picture):
            ballot.add(s)
        if ballot.believed():
            break
    return [capture(x, source) for x in ballot.believed()]


def capture(x, source):
    s = x[0]
    return Capture(s.text, s.symbology, source, tuple((int(round(float(a))), int(round(float(b)))) for a, b in s.corners),
        "+".join(dict.fromkeys(i.engine for i in x)))


def fast(p):
    return zxing.sightings(p, zxing.Effort(), 2)

def moved(s, back):
    from dataclasses import replace
    return replace(s, corners=cv2.transform(s.corners[None], back)[0])

LIN = zxing.Effort(formats=zxing.LINEAR)

def crops(p):
    for pl in locate.places(p):
        c = locate.cut(p, pl)
        im = preprocess.sharpened(c.image)
        for s in zxing.sightings(im, LIN, 1) + zbar.sightings(im, (1, 1, 1), upright=True):
            yield moved(s, c.back)

def harder(p):
    return zxing.sightings(p, zxing.Effort(rotate=True, downscale=True, invert=True), 2)

def bars(p):
    return zbar.sightings(p, (2, 1, .5))

STAGES = [fast, crops, harder, bars]

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
