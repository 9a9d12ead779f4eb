"""Import runs, and the rows of one while they wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ImportRow, ImportRun, Operator, table_of
from app.domain.collecting import Freight
from app.domain.importing import Counts, Fault, ImportKind
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Said, params_from_json
from app.domain.transitions import ImportState

RUN, ROW, OPERATOR = table_of(ImportRun), table_of(ImportRow), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Run:
    """One import as screens and workers see it."""

    site_id: UUID
    id: UUID
    kind: ImportKind
    file_name: str
    digest: str
    written: str
    state: ImportState
    column_map: Mapping[str, Any]
    skips_bad: bool
    cursor: str
    rows: int
    handled: int
    created: int
    updated: int
    unchanged: int
    refused: int
    verdict: str
    params: Mapping[str, Any]
    created_at: datetime
    finished_at: datetime | None
    created_by: UUID | None
    starter: str | None
    trailer: Freight | None = None
    """What one inbound load takes: a setting, so that whoever works on the import says it. No column."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the file has a column for."""
        return frozenset(self.column_map.get("columns", {}))

    @property
    def counts(self) -> Counts:
        """What became of its rows so far."""
        return Counts(self.created, self.updated, self.unchanged, self.refused)

    @property
    def said(self) -> Said | None:
        """The sentence that says how it ended, or None while it has not."""
        return Said(CATALOGUE[self.verdict], params_from_json(self.params)) if self.verdict else None

    @property
    def is_under_way(self) -> bool:
        """Tell whether a worker has it, or will take it up."""
        return self.state in UNDER_WAY


UNDER_WAY = frozenset({ImportState.READING, ImportState.CHECKING, ImportState.WRITING})

_COLUMNS = [RUN.c[name] for name in Run.__dataclass_fields__ if name not in ("starter", "trailer")]
_RUNS = sa.select(*_COLUMNS, OPERATOR.c.name).outerjoin(OPERATOR, OPERATOR.c.id == RUN.c.created_by)


def one(session: Session, site_id: UUID, run_id: UUID) -> Run | None:
    """Return an import of the site."""
    row = session.execute(_RUNS.where(RUN.c.site_id == site_id, RUN.c.id == run_id)).one_or_none()
    return _run(row) if row else None


ORDERS = {"made": RUN.c.created_at, "file": RUN.c.file_name, "rows": RUN.c.rows}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which imports a list shows, by one of ORDERS; `falls` puts the largest first."""

    kind: ImportKind | None = None
    state: ImportState | None = None
    find: str = ""
    order: str = "made"
    falls: bool = True


def listed(session: Session, site_id: UUID, wanted: Wanted, offset: int = 0, limit: int | None = None) -> list[Run]:
    """Return the imports of the site that are wanted, in the order that is wanted."""
    by = ORDERS[wanted.order]
    order = (by.desc(), RUN.c.id.desc()) if wanted.falls else (by, RUN.c.id)
    statement = _RUNS.where(*_wanted(site_id, wanted)).order_by(*order).limit(limit).offset(offset)
    return [_run(row) for row in session.execute(statement)]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many imports of the site are wanted."""
    statement = sa.select(sa.func.count()).select_from(RUN).where(*_wanted(site_id, wanted))
    return session.scalar(statement) or 0


def _wanted(site_id: UUID, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    clauses = [RUN.c.site_id == site_id]
    if wanted.kind:
        clauses.append(RUN.c.kind == wanted.kind)
    if wanted.state:
        clauses.append(RUN.c.state == wanted.state)
    if wanted.find:
        clauses.append(RUN.c.file_name.icontains(wanted.find, autoescape=True))
    return clauses


def is_kept(session: Session, digest: str) -> bool:
    """Tell whether an import needs the file with `digest`."""
    return session.execute(sa.select(RUN.c.id).where(RUN.c.digest == digest).limit(1)).first() is not None


def never_begun(session: Session, before: datetime, limit: int) -> list[Run]:
    """Return imports of all sites that came `before` and wait for someone to begin them."""
    waiting = RUN.c.state == ImportState.UPLOADED, RUN.c.created_at < before
    return [_run(row) for row in session.execute(_RUNS.where(*waiting).order_by(RUN.c.id).limit(limit))]


def needed_files(session: Session, ended_since: datetime) -> frozenset[str]:
    """Return the digests of the files whose import, at any site, has not ended, or ended since and was not given up."""
    ended_lately = (RUN.c.finished_at >= ended_since) & (RUN.c.state != ImportState.CANCELLED)
    needed = sa.or_(RUN.c.finished_at.is_(None), ended_lately)
    return frozenset(session.scalars(sa.select(RUN.c.digest).where(needed).distinct()))


def outlived_rows(session: Session, before: datetime, limit: int) -> list[tuple[UUID, UUID, int]]:
    """Return site, import and number of rows that imports which ended `before` left behind."""
    left = (
        sa.select(ROW.c.site_id, ROW.c.run_id, ROW.c.number)
        .join(RUN, (RUN.c.site_id == ROW.c.site_id) & (RUN.c.id == ROW.c.run_id))
        .where(RUN.c.finished_at < before)
        .limit(limit)
    )
    return [(row.site_id, row.run_id, row.number) for row in session.execute(left)]


def _run(row: Any) -> Run:
    return Run(*row)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One row of a file with the record it belongs to."""

    number: int
    record: str
    content: Mapping[str, Any]
    is_refused: bool


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row of a file that is not taken, and why."""

    number: int
    record: str
    faults: tuple[Fault, ...]


def refused_rows(session: Session, run: Run, limit: int, offset: int = 0) -> list[RefusedRow]:
    """Return the refused rows of an import by their number."""
    rows = session.execute(
        sa.select(ROW.c.number, ROW.c.record, ROW.c.faults)
        .where(*_of(run), ROW.c.is_refused)
        .order_by(ROW.c.number)
        .limit(limit)
        .offset(offset)
    )
    return [RefusedRow(row.number, row.record, tuple(map(_fault, row.faults))) for row in rows]


def _fault(kept: Mapping[str, Any]) -> Fault:
    return Fault(Said(CATALOGUE[kept["key"]], params_from_json(kept["params"])), kept["column"])


def next_records(session: Session, run: Run, limit: int, *, sound: bool = False) -> list[list[WaitingRow]]:
    """Return the rows of the next records after the run's cursor, together about `limit` rows, none cut in two.

    `sound` leaves refused rows out. Rows whose record cannot be read are never among them.
    """
    rows = _after(session, run, limit + 1, sound)
    if len(rows) <= limit:
        return _grouped(rows)
    whole = [row for row in rows if row.record != rows[-1].record]
    return _grouped(whole or _of_record(session, run, rows[-1].record, sound))


def _after(session: Session, run: Run, limit: int, sound: bool) -> list[WaitingRow]:
    statement = _WAITING.where(*_of(run), ROW.c.record > run.cursor).order_by(ROW.c.record, ROW.c.number).limit(limit)
    return [WaitingRow(*row) for row in session.execute(statement.where(~ROW.c.is_refused) if sound else statement)]


def _of_record(session: Session, run: Run, record: str, sound: bool) -> list[WaitingRow]:
    statement = _WAITING.where(*_of(run), ROW.c.record == record).order_by(ROW.c.number)
    return [WaitingRow(*row) for row in session.execute(statement.where(~ROW.c.is_refused) if sound else statement)]


_WAITING = sa.select(ROW.c.number, ROW.c.record, ROW.c.content, ROW.c.is_refused)


def _grouped(rows: list[WaitingRow]) -> list[list[WaitingRow]]:
    records: dict[str, list[WaitingRow]] = {}
    for row in rows:
        records.setdefault(row.record, []).append(row)
    return list(records.values())


def _of(run: Run) -> tuple[sa.ColumnElement[bool], ...]:
    return ROW.c.site_id == run.site_id, ROW.c.run_id == run.id


def waiting_between(session: Session, run: Run) -> tuple[int, int]:
    """Return the first and last number of the rows that still wait; (1, 0) when none does."""
    first, last = session.execute(
        sa.select(sa.func.min(ROW.c.number), sa.func.max(ROW.c.number)).where(*_of(run), ~ROW.c.is_refused)
    ).one()
    return first or 1, last or 0
