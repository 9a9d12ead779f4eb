"""CSV as spreadsheets write it: which encoding, which separator, and the rows, read as a stream."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Refused
from app.domain.messages import importing as say
from app.exchange.bounds import MOST_CHARACTERS

_PIECE = 1 << 20
_SAMPLE_LINES = 50
SEPARATORS = {",": ",", ";": ";", "\t": "TAB"}
ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
"""In the order of trying. Text in Windows-1252 with any accent in it is practically never valid UTF-8."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written."""

    encoding: str
    separator: str

    def __str__(self) -> str:
        return f"CSV ({SEPARATORS[self.separator]}), {ENCODINGS[self.encoding]}"


def sniff(path: Path) -> Dialect:
    """Return how the file at `path` is written. Raises Refused when it is not text."""
    encoding = next((name for name in ENCODINGS if _decodes(path, name)), None)
    if encoding is None:
        raise Refused(say.NOT_TEXT)
    with path.open(encoding=encoding, newline="") as file:
        sample = [line for _, line in zip(range(_SAMPLE_LINES), iter(lambda: file.readline(_PIECE), ""), strict=False)]
    return Dialect(encoding, max(SEPARATORS, key=lambda separator: _columns(sample, separator)))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                if b"\0" in piece:
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _columns(sample: list[str], separator: str) -> tuple[int, int]:
    """Return how many columns the headings have, and how many rows have as many: the most plausible has the most."""
    try:
        rows = [row for row in csv.reader(sample, delimiter=separator) if row]
    except csv.Error:
        return 0, 0
    widths = [len(row) for row in rows] or [0]
    return widths[0], widths.count(widths[0])


def rows(path: Path, dialect: Dialect) -> Iterator[tuple[int, list[str | None]]]:
    """Yield every row with its number, cells stripped. Raises Refused when a cell never ends."""
    number = 0
    with path.open(encoding=dialect.encoding, newline="") as file:
        # bounded lines, so that a file without any line break is not held in memory whole
        lines = iter(lambda: file.readline(_PIECE), "")
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=dialect.separator), start=1):
                yield number, [cell.strip() or None for cell in cells]
        except csv.Error:
            raise Refused(say.CELL_TOO_LONG, row=number + 1, most=MOST_CHARACTERS) from None
