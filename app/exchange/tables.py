"""A file as a table: its headings, and its rows one at a time, whatever program wrote it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from app.domain.errors import Refused
from app.domain.messages import importing as say
from app.exchange import comma_separated, spreadsheets
from app.exchange.bounds import MEGABYTE, MOST_BYTES, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS

Cell = str | int | Decimal | date | bool | None
"""Text as it stands in CSV; a spreadsheet's own numbers, dates and truths come as such. None is an empty cell."""

Numbered = tuple[int, Sequence[Cell]]
"""A row with its number as a spreadsheet shows it, the first being 1."""

SAMPLE = 500
"""Rows that are kept of an opened file: what is guessed of it is told by them."""

_XLSX, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file. `written` says how, in no language: the separator and encoding of CSV, or "XLSX".

    `sample` is its first rows below the headings, kept, since opening a spreadsheet again takes long.
    """

    headings: tuple[str, ...]
    heading_row: int
    written: str
    sample: tuple[Numbered, ...]
    _all: Callable[[], Iterator[Numbered]]

    def rows(self) -> Iterator[Numbered]:
        """Yield the rows below the headings that are not blank. Raises Refused at the first beyond a bound."""
        return (row for row in _bounded(self._all()) if row[0] > self.heading_row)


def open_table(path: Path) -> Table:
    """Open the CSV or XLSX file at `path`. Raises Refused with what is wrong with it."""
    if not path.is_file():
        raise Refused(say.FILE_GONE)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Refused(say.TOO_LARGE, megabytes=-(-size // MEGABYTE), most=MOST_BYTES // MEGABYTE)
    written, every = _reader(path)
    top, *sample = list(islice(_bounded(every()), 1 + SAMPLE)) or [(0, ())]
    headings = [_heading(cell) for cell in top[1]]
    while headings and not headings[-1]:
        headings.pop()
    if not headings or not sample:
        raise Refused(say.EMPTY_FILE)
    return Table(tuple(headings), top[0], written, tuple(sample), every)


def _reader(path: Path) -> tuple[str, Callable[[], Iterator[Numbered]]]:
    with path.open("rb") as file:
        begins = file.read(8)
    if begins.startswith(_OLD):
        raise Refused(say.OLD_SPREADSHEET)
    if begins.startswith(_XLSX):
        spreadsheets.check(path)
        return "XLSX", lambda: spreadsheets.rows(path)
    dialect = comma_separated.sniff(path)
    return str(dialect), lambda: comma_separated.rows(path, dialect)


def _bounded(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    for number, cells in rows:
        if number > MOST_ROWS + 1:
            raise Refused(say.TOO_MANY_ROWS, most=MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise Refused(say.TOO_MANY_COLUMNS, row=number, got=len(cells), most=MOST_COLUMNS)
        if any(isinstance(cell, str) and len(cell) > MOST_CHARACTERS for cell in cells):
            raise Refused(say.CELL_TOO_LONG, row=number, most=MOST_CHARACTERS)
        if any(cell is not None and cell != "" for cell in cells):
            yield number, cells


def _heading(cell: Cell) -> str:
    text = cell.isoformat() if isinstance(cell, date | datetime) else str("" if cell is None else cell)
    return " ".join(text.split())
