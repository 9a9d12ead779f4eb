"""Where the bytes of a file meet the services: what the worker and the command line do alike."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.context import Backdock
from app.db.queries import imports
from app.db.queries.imports import Run
from app.domain.importing import FileRow, ImportKind
from app.domain.plain import in_english
from app.exchange.files import rows_of
from app.exchange.mapping import guess, require_whole
from app.exchange.tables import open_table
from app.services import importing, leasing
from app.services.importing import NewFile
from app.services.leasing import LEASE

FAULTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file as the command line names it; `dates` and `decimals` say how it is written, or are empty."""

    kind: ImportKind
    path: Path
    dates: str = ""
    decimals: str = ""


def work_on(backdock: Backdock, site_id: UUID, run_id: UUID) -> Iterator[Run]:
    """Take the import to its end, reading the file that was kept; may be left after any step."""
    store = backdock.import_store

    def rows(run: Run) -> Iterator[FileRow]:
        return rows_of(store.path(run.digest), run.kind, run.column_map)

    return importing.work(backdock.database, site_id, run_id, rows, backdock.trailer)


def import_file(backdock: Backdock, file: FileToImport, site_id: UUID, *, skips_bad: bool) -> tuple[Run, list[str]]:
    """Import a file from beginning to end; return the run and the first faults, one sentence each.

    Should it break off, the server goes on with it. Raises Refused for a file that cannot be read.
    """
    new, database = _new_file(backdock, file), backdock.database
    with database.unit_of_work() as session:
        run_id = importing.take_in(session, site_id, None, new, _now())
    with database.unit_of_work() as session:
        run = _one(imports.one(session, site_id, run_id))
        job_id = importing.begin(session, run, skips_bad=skips_bad, now=_now())
        job = leasing.lease(session, _now(), job_id)
    renewed = _now()
    for _step in work_on(backdock, site_id, run_id):
        if job and _now() - renewed > LEASE / 4:
            renewed = _now()
            with database.unit_of_work() as session:
                leasing.renew(session, job, renewed)
    with database.unit_of_work() as session:
        if job:
            leasing.finish(session, job, _now())
        run = _one(imports.one(session, site_id, run_id))
        return run, _faults(imports.refused_rows(session, run, FAULTS_SHOWN))


def forget_files(backdock: Backdock, before: datetime) -> int:
    """Delete the kept files whose imports all ended `before`; return how many."""
    with backdock.database.reading() as session:
        needed = imports.needed_files(session, before)
    return backdock.import_store.sweep(needed, before)


def _new_file(backdock: Backdock, file: FileToImport) -> NewFile:
    table = open_table(file.path)
    guessed = guess(file.kind, table)
    mapped = replace(guessed, dates=file.dates or guessed.dates, decimals=file.decimals or guessed.decimals)
    require_whole(file.kind, table, mapped)
    with file.path.open("rb") as source:
        digest = backdock.import_store.put(source)
    return NewFile(file.kind, file.path.name, digest, table.written, mapped.as_document())


def _one(run: Run | None) -> Run:
    assert run is not None, "imports are never deleted"
    return run


def _faults(rows: list[imports.RefusedRow]) -> list[str]:
    return [
        f"Row {row.number}{f', {fault.column}' if fault.column else ''}: {in_english(fault.said)}"
        for row in rows
        for fault in row.faults
    ]


def _now() -> datetime:
    return datetime.now(UTC)
