"""A list as a file for spreadsheets: CSV and XLSX, row by row, with nothing in it that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import SpooledTemporaryFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from app.exchange.cells import FORMULA_STARTS

Exported = str | int | float | Decimal | date | datetime | bool | None

_PIECE = 1 << 16
_ROWS_AT_ONCE = 200


def csv_pieces(headings: Sequence[str], rows: Iterable[Sequence[Exported]]) -> Iterator[bytes]:
    """Yield the list as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets take it for that."""
    out = io.StringIO()
    lines = csv.writer(out)
    out.write("\ufeff")
    lines.writerow([harmless(heading) for heading in headings])
    for count, row in enumerate(rows, start=1):
        lines.writerow([_in_csv(cell) for cell in row])
        if count % _ROWS_AT_ONCE == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode()


def _in_csv(cell: Exported) -> object:
    match cell:
        case str():
            return harmless(cell)
        case bool():
            return "yes" if cell else "no"
        case date():
            return cell.isoformat()
        case _:
            return cell


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: behind an apostrophe (OWASP, CSV Injection)."""
    return f"'{text}" if text[:1] and text[0] in FORMULA_STARTS else text


def xlsx_pieces(headings: Sequence[str], rows: Iterable[Sequence[Exported]]) -> Iterator[bytes]:
    """Yield the list as XLSX. It is put together in a temporary file, since an archive ends with its directory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([_in_xlsx(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_in_xlsx(sheet, cell) for cell in row])
    with SpooledTemporaryFile(max_size=16 * _PIECE) as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _in_xlsx(sheet: object, cell: Exported) -> object:
    if isinstance(cell, datetime) and cell.tzinfo:
        return cell.isoformat()
    if not isinstance(cell, str):
        return cell
    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", cell))
    made.data_type = "s"  # text, also where it begins like a formula
    return made
