"""Barcode symbols as frozen patterns: one way to make each kind, drawn by `svg.py` and named natively by `zpl.py`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import segno
import zxingcpp
from barcode.codex import Code128, Gs1_128
from barcode.ean import EuropeanArticleNumber13
from barcode.itf import ITF

from app.domain.identifiers import Gtin
from app.labels.elements import FNC1, ElementString
from app.labels.errors import LabelError

LONGEST_GS1_128 = 48
"""Data characters in one GS1-128 symbol, AIs included (GS1 General Specifications, 5.4.2)."""

DATAMATRIX_SIDES = (10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144)
"""Modules on a side of the square ECC 200 symbols (ISO/IEC 16022, table 7)."""

_PRINTABLE = frozenset(map(chr, range(32, 127)))


@dataclass(frozen=True, slots=True)
class Bars:
    """A linear symbol. `pattern` has one character a unit, `1` dark and `0` light, from first to last bar.

    `units` is how many of them make one X-dimension (2 for ITF-14, whose wide to narrow ratio is 2.5), `quiet` the
    light margins left and right in X, `content` the text carried with FNC1 as `\\x1d`, `codewords` the Code 128
    symbol characters from the start to the last of the data (empty for other kinds).
    """

    pattern: str
    quiet: tuple[int, int]
    content: str
    units: int = 1
    codewords: tuple[int, ...] = ()
    bearers: bool = False

    @property
    def runs(self) -> Iterator[tuple[int, int]]:
        """Yield start and width, in units, of every dark bar."""
        start = 0
        for bar in self.pattern.replace("01", "0 1").split():
            dark = bar.count("1")
            yield start, dark
            start += len(bar)


class Matrix(StrEnum):
    """Kinds of matrix symbols."""

    DATA_MATRIX = "Data Matrix"
    QR = "QR code"


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix symbol without its margin: `rows` of `1` dark and `0` light; `quiet` is the margin in modules."""

    kind: Matrix
    rows: tuple[str, ...]
    quiet: int
    content: str

    @property
    def side(self) -> int:
        """Return modules on a side."""
        return len(self.rows)


Symbol = Bars | Grid


def code128(text: str) -> Bars:
    """Return Code 128 of printable ASCII `text` (ISO/IEC 15417)."""
    if not text or set(text) - _PRINTABLE:
        raise LabelError(f"Got {text!r}, expected printable ASCII for Code 128.")
    return _code128(Code128, text, text)


def gs1_128(elements: ElementString) -> Bars:
    """Return GS1-128 of at most 48 data characters (GS1 General Specifications, 5.4)."""
    content = elements.content
    if len(content) - 1 > LONGEST_GS1_128:
        raise LabelError(f"Got {len(content) - 1} characters, expected at most {LONGEST_GS1_128} for GS1-128.")
    return _code128(Gs1_128, content[1:].replace(FNC1, Gs1_128.FNC1_CHAR), content)


def _code128(kind: type[Code128], text: str, content: str) -> Bars:
    # Two instances: python-barcode keeps the code set of one encoding run for the next.
    return Bars(kind(text).build()[0], (10, 10), content, codewords=tuple(kind(text).encoded))


def ean13(gtin: Gtin) -> Bars:
    """Return EAN-13 (GS1 General Specifications, 5.2); a GTIN-14 with a pack indicator is refused."""
    if not gtin.value.startswith("0"):
        raise LabelError(f"Got GTIN {gtin.value}, expected one that starts with 0: EAN-13 holds 13 digits.")
    digits = gtin.value[1:]
    return Bars(EuropeanArticleNumber13(digits).build()[0], (11, 7), digits)


def itf14(gtin: Gtin) -> Bars:
    """Return ITF-14 with bearer bars above and below (GS1 General Specifications, 5.3)."""
    return Bars(ITF(gtin.value).build()[0], (10, 10), gtin.value, units=2, bearers=True)


def datamatrix(text: str) -> Grid:
    """Return a square Data Matrix ECC 200 of printable ASCII `text`, without FNC1."""
    if not text or set(text) - _PRINTABLE:
        raise LabelError(f"Got {text!r}, expected printable ASCII for Data Matrix.")
    return Grid(Matrix.DATA_MATRIX, _modules(text, gs1=False), 1, text)


def gs1_datamatrix(elements: ElementString) -> Grid:
    """Return a square GS1 DataMatrix (GS1 General Specifications, 5.6)."""
    escaped = "".join(f"({ai}){value.translate(_ESCAPED)}" for ai, value in elements.pairs)
    return Grid(Matrix.DATA_MATRIX, _modules(escaped, gs1=True), 1, elements.content)


_ESCAPED = str.maketrans({"(": "\\(", ")": "\\)"})


def _modules(text: str, *, gs1: bool) -> tuple[str, ...]:
    try:
        symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True, gs1=gs1)
    except ValueError as wrong:
        raise LabelError(f"Got {text!r}, expected content that Data Matrix can carry: {wrong}.") from wrong
    image = np.asarray(symbol.to_image(scale=1, add_quiet_zones=False))
    return tuple("".join("0" if light else "1" for light in row) for row in image)


def reserved_side(grid: Grid) -> int:
    """Return the side of the next larger Data Matrix: a printer's own encoder may need one size more than ours."""
    return next((side for side in DATAMATRIX_SIDES if side > grid.side), grid.side)


def qr(text: str) -> Grid:
    """Return a QR Code, error correction M (ISO/IEC 18004); a GS1 Digital Link is its URI in clear text."""
    if not text:
        raise LabelError("Got an empty text, expected content for the QR code.")
    try:
        matrix = segno.make_qr(text, error="m").matrix
    except segno.DataOverflowError as wrong:
        raise LabelError(f"Got {len(text)} characters, expected fewer: {wrong}.") from wrong
    rows = tuple("".join("1" if module else "0" for module in row) for row in matrix)
    return Grid(Matrix.QR, rows, 4, text)
