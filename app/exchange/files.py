"""A kept file as the rows of its import: what a worker reads again after a restart."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.importing import FileRow, ImportKind
from app.exchange.mapping import ColumnMap
from app.exchange.rows import file_rows
from app.exchange.tables import open_table


def rows_of(path: Path, kind: ImportKind, column_map: Mapping[str, Any]) -> Iterator[FileRow]:
    """Yield the rows of the file at `path`, read as was declared. Raises Refused where it cannot be read."""
    table = open_table(path)
    return file_rows(table, kind, ColumnMap.parse(column_map, kind, len(table.headings)))
