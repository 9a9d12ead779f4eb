"""Named reads of what goods are judged by: the checklist of a category and the grade table, as they are in force."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Checklist as ChecklistTable
from app.db.models import GradeScale, Photo, table_of
from app.domain.checklists import Checklist, DefectCode, ItemPlace, Question
from app.domain.grading import FIRST_TABLE, GradeTable
from app.domain.transitions import ChecklistState, GradeTableState
from app.domain.vocabulary import Category

CHECKLIST, SCALE, PHOTO = table_of(ChecklistTable), table_of(GradeScale), table_of(Photo)


def in_force(session: Session, category: Category) -> Checklist | None:
    """Return the checklist of a category with the grade table, None when the house has put none in force."""
    row = newest(session, category)
    return as_written(row, grade_table(session)) if row else None


def newest(session: Session, category: Category) -> Any:
    """Return the row of the version in force for a category, None when there is none."""
    return session.execute(
        sa.select(CHECKLIST)
        .where(CHECKLIST.c.category == category, CHECKLIST.c.state == ChecklistState.ACTIVE)
        .order_by(CHECKLIST.c.version.desc())
        .limit(1)
    ).one_or_none()


def as_written(row: Any, table: GradeTable) -> Checklist:
    """Return a version as goods are judged by it."""
    return Checklist(
        id=row.id,
        questions=tuple(map(Question.parse, row.questions)),
        defects=tuple(map(DefectCode.parse, row.defects)),
        places=tuple(map(ItemPlace.parse, row.places)),
        table=table,
    )


def grade_table(session: Session) -> GradeTable:
    """Return the grade table in force; until the house writes its own, the first."""
    row = session.execute(
        sa.select(SCALE.c.version, SCALE.c.function, SCALE.c.cosmetics)
        .where(SCALE.c.state == GradeTableState.ACTIVE)
        .order_by(SCALE.c.version.desc())
        .limit(1)
    ).one_or_none()
    return GradeTable.parse(row.version, row.function, row.cosmetics) if row else FIRST_TABLE


def own_photos(
    session: Session, site_id: UUID, receipt_line_ids: Iterable[UUID], photos: Mapping[str, UUID]
) -> dict[str, UUID]:
    """Return those of `photos` that show goods of these receipt lines."""
    where = (PHOTO.c.site_id == site_id, PHOTO.c.receipt_line_id.in_(sorted(receipt_line_ids)))
    kept = session.scalars(sa.select(PHOTO.c.id).where(*where, PHOTO.c.id.in_(sorted(photos.values())))).all()
    return {question: photo_id for question, photo_id in photos.items() if photo_id in kept}
