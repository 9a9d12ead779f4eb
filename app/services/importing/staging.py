"""The first step: rows as the file gives them, with names resolved, put aside in the database."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ImportRow, table_of
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import Fault, FileRow
from app.services.importing.kinds import KINDS, Kind
from app.services.importing.records import Staged, as_content, fault_document
from app.services.importing.resolving import Names, names_in

ROW = table_of(ImportRow)


def resolved(session: Session, run: Run, rows: Sequence[FileRow]) -> list[Staged]:
    """Return `rows` with ids in place of names, and a fault for each name that nobody knows."""
    names, kind = names_in(session, rows), KINDS[run.kind]
    return [_staged(kind, row, names) for row in rows]


def _staged(kind: Kind, row: FileRow, names: Names) -> Staged:
    try:
        facts = kind.resolve(row, names)
    except Refused as refused:
        fault = Fault(refused.said, _column(row, refused))
        return Staged(row.number, kind.key(row.values), {}, (*row.faults, fault))
    return Staged(row.number, kind.key(facts), facts, row.faults)


def _column(row: FileRow, refused: Refused) -> str:
    """Return the heading of the cell that `refused` repeats, when it repeats one."""
    got = refused.said.params.get("got")
    field = next((name for name, value in row.values.items() if value == got), "")
    return row.columns.get(field, "")


def documents(run: Run, staged: Sequence[Staged]) -> list[dict[str, Any]]:
    """Return `staged` as rows of the table; made before the transaction that writes them begins."""
    return [
        {
            "site_id": run.site_id, "run_id": run.id, "number": row.number, "record": row.record[:200],
            "content": {} if row.faults else as_content(row.facts),
            "faults": [fault_document(fault) for fault in row.faults], "is_refused": bool(row.faults),
        }
        for row in staged
    ]  # fmt: skip


def put_aside(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write `rows` of `documents`."""
    session.execute(ROW.insert(), list(rows))


def clear(session: Session, run: Run, first: int, last: int) -> None:
    """Take away what is written or given up, among the rows numbered `first` to `last`; the refused ones stay."""
    session.execute(
        sa.delete(ROW).where(
            ROW.c.site_id == run.site_id, ROW.c.run_id == run.id, ROW.c.number.between(first, last), ~ROW.c.is_refused
        )
    )
