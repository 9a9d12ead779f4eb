"""A sample of real photographs: a floor for those read right, and none read wrong."""

import json
import re
import zlib
from pathlib import Path
from typing import NamedTuple

import cv2
import pytest

from scanners.decode import decode

SETS = ("zxing/", "zxcpp/", "quagga2/")
BEYOND_US = {"databar", "maxicode", "other", "multi"}
ONE_IN = 3


class Photograph(NamedTuple):
    file: str
    expected: tuple[str, ...]
    also: tuple[str, ...]


@pytest.fixture
def photographs(test_data: Path) -> list[Photograph]:
    """One picture in three of the public sets whose every text is known, chosen by file name."""
    truth = json.loads((test_data / "barcodes" / "truth.json").read_text("utf-8"))
    return [
        Photograph(row["file"], tuple(row["expected"]), tuple(row.get("also", ())))
        for name, category in truth.items()
        if name.startswith(SETS)
        for row in category["open"]
        if row.get("sym", category["sym"]) not in BEYOND_US
        and row.get("count_extra", True)
        and not row.get("unread")
        and zlib.crc32(row["file"].encode()) % ONE_IN == 0
    ]


def test_a_sample_of_photographs(photographs: list[Photograph], test_data: Path) -> None:
    right = wrong = empty = 0
    for photograph in photographs:
        read = {plain(text) for text in texts(test_data / "barcodes" / photograph.file)}
        expected = {plain(text) for text in photograph.expected}
        right += bool(expected & read)
        wrong += bool(read - expected - {plain(text) for text in photograph.also})
        empty += not expected
    assert len(photographs) >= 250
    assert empty >= 15
    assert right / (len(photographs) - empty) >= 0.90
    assert wrong == 0


def texts(path: Path) -> list[str]:
    return [capture.text for capture in decode(cv2.imread(str(path)))]


DECORATION = (
    re.compile(r"[A-D]([0-9\-$:/.+]+)[A-D]"),
    re.compile(r"\*(.+)\*"),
    re.compile(r"I([A-HJ-NPR-Z0-9]{17})"),
    re.compile(r"(\d{13})(?:\d{2}|\d{5})"),
)
"""Codabar's start and stop, Code 39's stars, the I before a vehicle number, the add-on after an EAN."""


def plain(text: str) -> str:
    """A text without what decoders may rightly leave out: FNC1, line ends, decoration, the zeros before a UPC."""
    text = text.replace("\x1d", "").replace("\r\n", "\n").strip("\n ")
    for pattern in DECORATION:
        text = found.group(1) if (found := pattern.fullmatch(text)) else text
    return upc_a(text).zfill(13) if text.isdigit() and len(text) in (8, 12, 13) else text


def upc_a(number: str) -> str:
    """A UPC-E of number system 0 or 1 written out (GS1 General Specifications, figure 5.2.2.4.2-1)."""
    if len(number) != 8 or number[0] not in "01":
        return number
    system, body, last, check = number[0], number[1:7], number[6], number[7]
    zeros = {"0": 2, "1": 2, "2": 2, "3": 3, "4": 4}.get(last, 5)
    middle = {2: body[:2] + last + "0000" + body[2:5], 3: body[:3] + "00000" + body[3:5]}
    middle |= {4: body[:4] + "00000" + body[4], 5: body[:5] + "0000" + last}
    return system + middle[zeros] + check
