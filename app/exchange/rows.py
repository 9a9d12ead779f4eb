"""The rows of a table as values by field, each with all that is wrong with it in words."""

from collections.abc import Iterator, Sequence

from app.domain.errors import Refused
from app.domain.importing import Fault, FileRow, ImportKind, Value
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word
from app.exchange.cells import Forms
from app.exchange.kinds import FIELDS, Field
from app.exchange.mapping import ColumnMap
from app.exchange.tables import Cell, Numbered, Table

Plan = Sequence[tuple[Field, int, str]]


def file_rows(table: Table, kind: ImportKind, mapped: ColumnMap) -> Iterator[FileRow]:
    """Yield every row of `table` below its headings, read as `mapped` says."""
    return read_rows(table.rows(), table, kind, mapped)


def read_rows(numbered: Iterator[Numbered], table: Table, kind: ImportKind, mapped: ColumnMap) -> Iterator[FileRow]:
    """Yield the rows `numbered` of `table`, read as `mapped` says."""
    at = mapped.columns
    plan = [(field, at[field.name], table.headings[at[field.name]]) for field in FIELDS[kind] if field.name in at]
    columns = {field.name: heading for field, _at, heading in plan}
    width, forms = len(table.headings), mapped.forms
    for number, cells in numbered:
        values, faults = _read(plan, cells, forms)
        if any(cell is not None for cell in cells[width:]):
            faults = [Fault(Said(say.EXTRA_CELLS, {"got": len(cells), "expected": width})), *faults]
        yield FileRow(number, values, tuple(faults), columns)


def _read(plan: Plan, cells: Sequence[Cell], forms: Forms) -> tuple[dict[str, Value], list[Fault]]:
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for field, at, heading in plan:
        cell = cells[at] if at < len(cells) else None
        if cell is None:
            if field.is_required:
                faults.append(Fault(Said(say.EMPTY_CELL, {"field": Word(field.title)}), heading))
            continue
        try:
            values[field.name] = field.read(cell, forms)
        except Refused as refused:
            faults.append(Fault(refused.said, heading))
    return values, faults
