"""What a person does with an import: bring the file, say how it is read, look at the first rows, begin, give up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import ImportRun, table_of
from app.db.queries.imports import Run
from app.domain.importing import FileRow, ImportKind
from app.domain.jobs import JobKind
from app.domain.messages import importing as say
from app.domain.messages.core import Said
from app.domain.transitions import ImportState, Move, moved
from app.services import leasing
from app.services.importing.records import Staged
from app.services.importing.runs import change, end, move
from app.services.importing.staging import resolved

RUN = table_of(ImportRun)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was kept: what it brings, its name, the digest under which it stands, and as what it was read."""

    kind: ImportKind
    name: str
    digest: str
    written: str
    column_map: Mapping[str, Any]


def take_in(session: Session, site_id: UUID, operator_id: UUID | None, file: NewFile, now: datetime) -> UUID:
    """Make an import of `file` and return its id. It waits until someone begins it."""
    run_id = new_id()
    session.execute(
        sa.insert(RUN).values(
            site_id=site_id, id=run_id, kind=file.kind, file_name=file.name[-120:], digest=file.digest,
            written=file.written, state=ImportState.UPLOADED, column_map=dict(file.column_map), skips_bad=False,
            cursor="", rows=0, handled=0, created=0, updated=0, unchanged=0, refused=0, verdict="", params={},
            created_at=now, created_by=operator_id,
        )
    )  # fmt: skip
    return run_id


def declare(session: Session, run: Run, column_map: Mapping[str, Any], *, skips_bad: bool) -> None:
    """Say how the file is read, and whether bad rows are left out. Raises Refused or Overtaken once it began."""
    moved(run.state, Move.EDIT)
    change(session, run, column_map=dict(column_map), skips_bad=skips_bad)


def preview(session: Session, run: Run, rows: Sequence[FileRow]) -> list[Staged]:
    """Return the first rows with all that can be said of them before they are compared with each other."""
    return resolved(session, run, rows)


def begin(session: Session, run: Run, *, skips_bad: bool, now: datetime) -> UUID:
    """Let the import begin and return the id of its job. Raises Refused or Overtaken when it began already."""
    start(session, run, skips_bad=skips_bad)
    return leasing.enqueue(session, run.site_id, JobKind.IMPORT, run.id, now)


def start(session: Session, run: Run, *, skips_bad: bool) -> None:
    """Let the import begin without a job, for who works on it there and then."""
    move(session, run, Move.READ, skips_bad=skips_bad)


def cancel(session: Session, run: Run, now: datetime) -> Said:
    """Give the import up; until it writes, nothing has changed. Raises Refused or Overtaken after that."""
    said = Said(say.CANCELLED)
    end(session, run, Move.CANCEL, said, now)
    return said
