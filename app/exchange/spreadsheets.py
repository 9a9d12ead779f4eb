"""XLSX (ECMA-376), the first sheet: checked as an archive before anything is unpacked, then read as a stream."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from app.domain.errors import Refused
from app.domain.messages import importing as say
from app.exchange.bounds import MEGABYTE, MOST_PARTS, MOST_SHARED, MOST_UNPACKED

_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, EOFError, OSError, RuntimeError, OverflowError, AssertionError,
)  # fmt: skip
"""What openpyxl lets out when a part of the archive is not what it should be."""


def check(path: Path) -> None:
    """Raise Refused unless the archive at `path` is an XLSX file that unpacks within the bounds."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _BROKEN:
        raise Refused(say.BROKEN_SPREADSHEET) from None
    # what a part says of its size holds: zipfile reads no byte beyond it
    shared = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    for size, most in ((sum(part.file_size for part in parts), MOST_UNPACKED), (shared, MOST_SHARED)):
        if size > most or len(parts) > MOST_PARTS:
            raise Refused(say.UNPACKS_TOO_LARGE, megabytes=-(-size // MEGABYTE), most=most // MEGABYTE)


def rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """Yield every row of the first sheet with its number. Raises Refused when the file breaks off."""
    try:
        with path.open("rb") as file:  # by its name openpyxl takes no file without an ending, and kept files have none
            yield from _rows(file)
    except _BROKEN:
        raise Refused(say.BROKEN_SPREADSHEET) from None


def _rows(file: BinaryIO) -> Iterator[tuple[int, list[Any]]]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file claims of its size need not be so
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, _trimmed([_cell(cell) for cell in cells])
    finally:
        book.close()


def _trimmed(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(value: Any) -> Any:
    match value:
        case str():
            return value.strip() or None
        case None | bool() | int() | Decimal():
            return value
        case float():
            return int(value) if value.is_integer() else Decimal(repr(value))
        case datetime():
            return value.date() if value.time() == time() else value.isoformat(" ")
        case date():
            return value
        case _:
            return str(value)
