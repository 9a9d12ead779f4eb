"""An import before it begins, as its page shows it: each field with its column, the first rows, what is still asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.db.import_store import ImportStore
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import ImportKind
from app.exchange.cells import DATE_FORMS, DECIMAL_FORMS, shown
from app.exchange.kinds import FIELDS
from app.exchange.mapping import ColumnMap, require_whole
from app.exchange.rows import read_rows
from app.exchange.tables import Table, open_table
from app.services import importing
from app.web import current
from app.web.forms import sentence

ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row of the preview: its cells as they stand in the file, and what is wrong with it by column."""

    number: int
    cells: Sequence[str]
    faults: Sequence[tuple[str, str]]


def store() -> ImportStore:
    """Return where the files of this application stand."""
    return ImportStore(current.settings().import_dir)


def table_of(run: Run) -> Table:
    """Open the file of `run`. Raises Refused when it is gone."""
    return open_table(store().path(run.digest))


def plain_name(name: str) -> str:
    """Return the name of an uploaded file without its directories and without signs that do not print."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[-120:] or "-"


def map_of_form(kind: ImportKind, table: Table) -> ColumnMap:
    """Return which column the form names for each field; whatever is not a column of the file is none."""
    form = current.form()
    chosen = {field.name: form.get(f"column-{field.name}", "") for field in FIELDS[kind]}
    columns = {name: int(at) for name, at in chosen.items() if at.isascii() and at.isdecimal() and len(at) < 4}
    document = {"columns": columns, "dates": form.get("dates", ""), "decimals": form.get("decimals", "")}
    return ColumnMap.parse(document, kind, len(table.headings))


def columns(session: Session, run: Run) -> Mapping[str, Any]:
    """Return what the page of an import shows before it begins."""
    table = table_of(run)
    mapped = ColumnMap.parse(run.column_map, run.kind, len(table.headings))
    return {
        "run": run,
        "fields": FIELDS[run.kind],
        "mapped": mapped,
        "headings": list(enumerate(table.headings)),
        "rows": _first_rows(session, run, table, mapped),
        "problem": _problem(run.kind, table, mapped),
        "date_forms": _dates(),
        "decimal_forms": list(DECIMAL_FORMS.items()),
    }


def _first_rows(session: Session, run: Run, table: Table, mapped: ColumnMap) -> list[FirstRow]:
    first = table.sample[:ROWS_SHOWN]
    cells = dict(first)
    staged = importing.preview(session, run, list(read_rows(iter(first), table, run.kind, mapped)))
    return [
        FirstRow(
            row.number,
            ["" if cell is None else shown(cell) for cell in cells[row.number]],
            [(fault.column, sentence(fault.said)) for fault in row.faults],
        )
        for row in staged
    ]


def _problem(kind: ImportKind, table: Table, mapped: ColumnMap) -> str:
    try:
        require_whole(kind, table, mapped)
    except Refused as refused:
        return sentence(refused.said)
    return ""


def _dates() -> list[tuple[str, str]]:
    words = {"iso": _("year first"), "dmy": _("day first"), "mdy": _("month first")}
    return [(form, f"{words[form]}: {written}") for form, written in DATE_FORMS.items()]
