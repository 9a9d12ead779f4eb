"""Files for tests of what is read from them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportKind
from app.domain.plain import in_english
from app.exchange.mapping import guess
from app.exchange.rows import file_rows
from app.exchange.tables import open_table


def csv_file(directory: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a CSV file."""
    path = directory / "file.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def xlsx_file(directory: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write an XLSX file."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    path = directory / "file.xlsx"
    book.save(path)
    return path


def xlsx_with(directory: Path, part: str, content: bytes) -> Path:
    """Write an XLSX file in which one part of the archive is replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(xlsx_file(directory, [["SKU"], ["A"]]).read_bytes()))
    path = directory / "changed.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, content)
    return path


def read(path: Path, kind: ImportKind) -> list[FileRow]:
    """Read a file with what is guessed of it."""
    table = open_table(path)
    return list(file_rows(table, kind, guess(kind, table)))


def refusal(path: Path) -> str:
    """Return the sentence by which a file is refused."""
    try:
        list(open_table(path).rows())
    except Refused as refused:
        return in_english(refused.said)
    return ""


def faults(row: FileRow) -> list[str]:
    """Return what is wrong with a row: column and sentence."""
    return [f"{fault.column}: {in_english(fault.said)}" for fault in row.faults]
