"""What a system sent -> the rows that an import of it would have, each field with its pointer."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from app.domain.errors import Refused
from app.domain.importing import Fault, FileRow, ImportKind, Value
from app.exchange.api.entries import Entry
from app.exchange.cells import Forms
from app.exchange.kinds import FIELDS

CHECKED = frozenset({"gtin", "gln", "unit_cost", "list_price", "currency", "pallet", "carton", "minimum"})
"""Fields of which more must be right than their form."""


def rows_of(kind: ImportKind, entry: Entry, named: Mapping[str, str] = MappingProxyType({})) -> list[FileRow]:
    """Return one row for each line; a paper without lines, and a thing that has none, is one row numbered 0.

    `named` is what the address says beside the body.
    """
    said = {**named, **entry.model_dump(exclude_unset=True)}
    lines = said.pop("lines", [])
    head, pointers = _flat(said), {name: f"/{name}" for name in said}
    if not lines:
        return [_row(kind, 0, head, {**pointers, "name_es": "/name/es"})]
    return [_of_line(kind, number, head, pointers, line) for number, line in enumerate(lines, start=1)]


def _of_line(
    kind: ImportKind, number: int, head: Mapping[str, Value], pointers: Mapping[str, str], line: Mapping[str, Any]
) -> FileRow:
    at = f"/lines/{number - 1}"
    # what is wrong with the line as a whole is said of the line
    return _row(kind, number, {**head, **_flat(line)}, {**pointers, **{name: f"{at}/{name}" for name in line}, "": at})


def _flat(said: Mapping[str, Any]) -> dict[str, Value]:
    texts = said.get("name")
    names = {"name": texts.get("en"), "name_es": texts.get("es")} if isinstance(texts, dict) else {}
    flat = {**said, **names}
    return {name: _plain(value) for name, value in flat.items() if value is not None}


def _plain(value: Any) -> Value:
    if isinstance(value, list):  # words of a vocabulary, as a cell of a file has them
        return ",".join(sorted(value))
    plain: Value = value.value if isinstance(value, StrEnum) else value
    return plain


def _row(kind: ImportKind, number: int, said: Mapping[str, Value], pointers: Mapping[str, str]) -> FileRow:
    readers = {field.name: field.read for field in FIELDS[kind] if field.name in CHECKED}
    values, faults = dict(said), []
    for name in said.keys() & readers.keys():
        try:
            values[name] = readers[name](str(said[name]), Forms())
        except Refused as refused:
            faults.append(Fault(refused.said, pointers[name]))
    return FileRow(number, values, tuple(faults), pointers)
