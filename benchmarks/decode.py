"""Decoding beside pyzbar and zxing-cpp alone: `python -m benchmarks.decode [--json]`.

Prints how many photographs are read, how many give a wrong text, and the processor time of one picture, every decoder
in the same run on one thread; then how many camera frames a second one and two threads decode. The photographs are
those of BACKDOCK_TEST_DATA.
"""

import argparse
import json
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from scanners import zbar
from scanners.decode import decode, decode_bytes, use_one_thread
from scanners.loading import Image

Reader = Callable[[Image], list[str]]

NOT_CLAIMED = {"databar", "maxicode", "other"}
LONG_SIDE = 1280
REGION = (768, 288)
"""Width and height of what the camera page sends: 0.6 x 0.4 of a frame of 1280 x 720."""
REGION_QUALITY = 70
REGIONS = 240


@dataclass(frozen=True)
class Photograph:
    """A picture and its texts: `expected` (none: it shows no code), `also` readable, or `open_` to others."""

    file: Path
    expected: tuple[str, ...]
    also: tuple[str, ...]
    open_: bool


@dataclass(frozen=True)
class Figures:
    """What one decoder reached. Times are processor milliseconds a picture."""

    decoded_percent: float
    wrong: int
    median_ms: float
    p95_ms: float
    no_code_p95_ms: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    as_json = options.parse_args().json
    use_one_thread()
    taken = photographs(data_directory())
    figures = {name: measure(taken, reader) for name, reader in READERS.items()}
    rates = {threads: throughput(taken, threads) for threads in (1, 2)}
    if as_json:
        named = {name: asdict(figure) for name, figure in figures.items()}
        by_threads = {threads: asdict(rate) for threads, rate in rates.items()}
        print(json.dumps({"decoders": named, "regions_by_threads": by_threads}, indent=2))
    else:
        print(table(figures, len(taken)), regions_table(rates), sep="\n\n")


def data_directory() -> Path:
    """Where the photographs are, with `truth.json` beside them."""
    outside = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("BACKDOCK_TEST_DATA", outside)) / "barcodes"


def photographs(directory: Path) -> list[Photograph]:
    """The photographs with codes of a symbology we claim to read, and those without a code."""
    truth = json.loads((directory / "truth.json").read_text("utf-8"))
    return sorted(
        (
            Photograph(directory / row["file"], tuple(row["expected"]), tuple(row.get("also", ())), not counts)
            for name, category in truth.items()
            if name != "_meta"
            for row in category["open"]
            if row.get("sym", category["sym"]) not in NOT_CLAIMED and not row.get("unread")
            for counts in [row.get("count_extra", True)]
        ),
        key=lambda photograph: photograph.file,
    )


def measure(taken: list[Photograph], read: Reader) -> Figures:
    """The figures of one decoder, after one picture to warm up."""
    read(picture(taken[0]))
    verdicts = [(each, *_timed(read, picture(each))) for each in taken]
    with_code = [is_right(each, texts) for each, texts, _ in verdicts if each.expected]
    times = sorted(ms for _, _, ms in verdicts)
    idle = sorted(ms for each, _, ms in verdicts if not each.expected)
    return Figures(
        decoded_percent=100 * sum(with_code) / len(with_code),
        wrong=sum(is_wrong(each, texts) for each, texts, _ in verdicts),
        median_ms=statistics.median(times),
        p95_ms=_p95(times),
        no_code_p95_ms=_p95(idle),
    )


def picture(photograph: Photograph) -> Image:
    """The photograph in colour, its long side shrunk to 1280 pixels."""
    image = np.asarray(cv2.imread(str(photograph.file)), np.uint8)
    return _shrunk(image, LONG_SIDE / max(image.shape[:2]))


def _shrunk(image: Image, factor: float) -> Image:
    if factor >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def _timed(read: Reader, image: Image) -> tuple[list[str], float]:
    started = time.process_time()
    texts = read(image)
    return texts, (time.process_time() - started) * 1000


def _p95(ordered: list[float]) -> float:
    return ordered[round(0.95 * (len(ordered) - 1))]


def is_right(photograph: Photograph, texts: list[str]) -> bool:
    """Whether one of the expected texts was read."""
    return bool(_plain(photograph.expected) & _plain(texts))


def is_wrong(photograph: Photograph, texts: list[str]) -> bool:
    """Whether a text was read that is not in the picture."""
    return not photograph.open_ and bool(_plain(texts) - _plain(photograph.expected) - _plain(photograph.also))


DECORATION = (
    re.compile(r"[A-D]([0-9\-$:/.+]+)[A-D]"),
    re.compile(r"\*(.+)\*"),
    re.compile(r"I([A-HJ-NPR-Z0-9]{17})"),
    re.compile(r"(\d{12,13})[ +]?(?:\d{2}|\d{5})"),
)
"""Codabar's start and stop, Code 39's stars, the I before a vehicle number, the add-on after an EAN."""


def _plain(texts: tuple[str, ...] | list[str]) -> set[str]:
    return {plain(text) for text in texts}


def plain(text: str) -> str:
    """A text without what decoders may rightly leave out: FNC1, line ends, decoration, the zeros before a UPC."""
    text = text.replace("\x1d", "").replace("\r\n", "\n").strip("\n\r\0 ")
    for pattern in DECORATION:
        text = found.group(1) if (found := pattern.fullmatch(text)) else text
    return upc_a(text).zfill(13) if re.fullmatch(r"\d{8}|\d{12}|\d{13}", text) else text


UPC_E = {"0": "{0}{1}00000{2}{3}{4}", "1": "{0}{1}10000{2}{3}{4}", "2": "{0}{1}20000{2}{3}{4}"}
UPC_E |= {"3": "{0}{1}{2}00000{3}{4}", "4": "{0}{1}{2}{3}00000{4}"}


def upc_a(number: str) -> str:
    """A UPC-E of number system 0 or 1 written out as UPC-A (GS1 General Specifications 5.2.2.4.2)."""
    if len(number) != 8 or number[0] not in "01":
        return number
    middle = UPC_E.get(number[6], "{0}{1}{2}{3}{4}0000{5}").format(*number[1:7])
    return number[0] + middle + number[7]


def _ours(image: Image) -> list[str]:
    return [capture.text for capture in decode(image)]


def _zxing_alone(image: Image) -> list[str]:
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    return [each.text for each in zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)]


def _pyzbar_alone(image: Image) -> list[str]:
    from pyzbar import pyzbar

    found = pyzbar.decode(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
    return [each.data.decode("utf-8", "replace") for each in found if each.type not in ("EAN2", "EAN5")]


READERS: dict[str, Reader] = {"backdock": _ours, "zxing-cpp alone": _zxing_alone}
if zbar.AVAILABLE:
    READERS["pyzbar alone"] = _pyzbar_alone


@dataclass(frozen=True)
class Throughput:
    """Regions of interest a second by the clock, and processor milliseconds a region."""

    per_second: float
    processor_ms: float


def throughput(taken: list[Photograph], threads: int) -> Throughput:
    """How fast so many threads turn regions of interest from JPEG into texts."""
    frames = list(regions(taken))
    with ThreadPoolExecutor(threads) as pool:
        wall, processor = time.perf_counter(), time.process_time()
        list(pool.map(lambda frame: decode_bytes(frame, source="camera", wait_s=60), frames))
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Throughput(per_second=len(frames) / wall, processor_ms=1000 * processor / len(frames))


def regions(taken: list[Photograph]) -> Iterator[bytes]:
    """Photographs as the camera page would send them: fitted into a region of interest, JPEG 0.7."""
    for photograph in taken[:: max(1, len(taken) // REGIONS)]:
        image, (width, height) = picture(photograph), REGION
        image = _shrunk(image, min(width / image.shape[1], height / image.shape[0]))
        frame = np.full((height, width, 3), 160, np.uint8)
        frame[: image.shape[0], : image.shape[1]] = image
        yield bytes(cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, REGION_QUALITY])[1])


def table(figures: dict[str, Figures], count: int) -> str:
    """The figures as a Markdown table, the processor times also as multiples of zxing-cpp's."""
    reference = figures["zxing-cpp alone"]
    head = f"| {count} photographs | decoded | wrong | ms median | ms p95 | ms p95 without code | x zxing-cpp |"
    rows = [
        f"| {name} | {each.decoded_percent:.1f} % | {each.wrong} | {each.median_ms:.1f} | {each.p95_ms:.1f} "
        f"| {each.no_code_p95_ms:.1f} | {each.median_ms / reference.median_ms:.2f} |"
        for name, each in figures.items()
    ]
    return "\n".join([head, "|" + "---|" * 7, *rows])


def regions_table(rates: dict[int, Throughput]) -> str:
    """Throughput by threads as a Markdown table."""
    rows = [
        f"| {threads} | {rate.per_second:.0f} | {rate.per_second / rates[1].per_second:.2f} | {rate.processor_ms:.1f} |"
        for threads, rate in rates.items()
    ]
    head = "| threads | regions of interest a second | x one thread | processor ms a region |"
    return "\n".join([head, "|" + "---|" * 4, *rows])


if __name__ == "__main__":
    main()
