"""Named reads of the office: every version of checklists and of the grade table, and which are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Checklist, GradeScale, Operator, table_of
from app.db.queries.checklists import grade_table
from app.domain.grading import FIRST_TABLE
from app.domain.transitions import ChecklistState
from app.domain.vocabulary import Category

CHECKLIST, SCALE, OPERATOR = table_of(Checklist), table_of(GradeScale), table_of(Operator)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "category": CHECKLIST.c.category,
    "version": CHECKLIST.c.version,
    "changed": CHECKLIST.c.changed_at,
}
"""What the list of checklists sorts by."""

_LATER = CHECKLIST.alias("later")
_HAS_LATER = sa.exists().where(
    _LATER.c.category == CHECKLIST.c.category,
    _LATER.c.version > CHECKLIST.c.version,
    _LATER.c.state == ChecklistState.ACTIVE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of checklists is to hold; `is_current` leaves out what a later version took the place of."""

    category: Category | None = None
    state: ChecklistState | None = None
    find: str = ""
    order: str = "category"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a checklist, or of the grade table, which has no category and no documents."""

    id: UUID | None
    version: int
    is_draft: bool
    is_in_force: bool
    note: str = ""
    revision: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""
    category: Category | None = None
    questions: int = 0
    function: str = ""
    cosmetics: str = ""


def listed(session: Session, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Version]:
    """Return `limit` checklists from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        _checklists()
        .where(*_conditions(wanted))
        .order_by(column.desc() if wanted.falls else column, CHECKLIST.c.category, CHECKLIST.c.version.desc())
        .offset(start)
        .limit(limit)
    )
    return list(map(_version, rows))


def count(session: Session, wanted: Wanted) -> int:
    """Return how many checklists are wanted."""
    return session.execute(sa.select(sa.func.count()).select_from(CHECKLIST).where(*_conditions(wanted))).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    found = CHECKLIST.c.note.icontains(wanted.find, autoescape=True)
    category, state = CHECKLIST.c.category == wanted.category, CHECKLIST.c.state == wanted.state
    offered = ((wanted.category, category), (wanted.state, state), (wanted.find, found))
    return [condition for said, condition in offered if said]


def _checklists() -> "sa.Select[Any]":
    return sa.select(CHECKLIST, OPERATOR.c.name.label("who"), _HAS_LATER.label("has_later")).outerjoin(
        OPERATOR, OPERATOR.c.id == CHECKLIST.c.changed_by
    )


def _version(row: Any) -> Version:
    is_draft = row.state is ChecklistState.DRAFT
    return Version(
        id=row.id, version=row.version, is_draft=is_draft, is_in_force=not (is_draft or row.has_later), note=row.note,
        revision=row.revision, changed_at=row.changed_at, changed_by=row.who or "", category=row.category,
        questions=len(row.questions),
    )  # fmt: skip


def one(session: Session, checklist_id: UUID) -> tuple[Version, Any] | None:
    """Return a checklist with its row, None for none of that id."""
    row = session.execute(_checklists().where(CHECKLIST.c.id == checklist_id)).one_or_none()
    return (_version(row), row) if row else None


def scales(session: Session) -> list[Version]:
    """Return every version of the grade table, the newest first; the last one is what every house begins with."""
    rows = session.execute(
        sa.select(SCALE, OPERATOR.c.name.label("who"))
        .outerjoin(OPERATOR, OPERATOR.c.id == SCALE.c.changed_by)
        .order_by(SCALE.c.version.desc())
    )
    current = grade_table(session).version
    return [*(_scale(row, current) for row in rows), _first(current)]


def _first(current: int) -> Version:
    return Version(
        id=None, version=FIRST_TABLE.version, is_draft=False, is_in_force=current == FIRST_TABLE.version,
        function="".join(FIRST_TABLE.function.values()), cosmetics="".join(FIRST_TABLE.cosmetics.values()),
    )  # fmt: skip


def _scale(row: Any, current: int) -> Version:
    return Version(
        id=row.id, version=row.version, is_draft=row.state == ChecklistState.DRAFT.value,
        is_in_force=row.version == current, note=row.note, revision=row.revision, changed_at=row.changed_at,
        changed_by=row.who or "", function=row.function, cosmetics=row.cosmetics,
    )  # fmt: skip


def scale(session: Session, scale_id: UUID) -> Version | None:
    """Return one version of the grade table."""
    return next((each for each in scales(session) if each.id == scale_id), None)
