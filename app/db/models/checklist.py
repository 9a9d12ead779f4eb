"""What goods are judged by, as versions: a checklist for each product category, and the grade table."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.db.models.base import Base, chars, document, instant, key, ref, word
from app.domain.transitions import ChecklistState, GradeTableState
from app.domain.vocabulary import Category


class Checklist(Base, table=True):
    """One version of what is asked about a category; of the active ones the latest is in force.

    `questions`, `defects` and `places` are rows as `domain.checklists` parses them. An active version never changes;
    `revision` counts the changes of a draft.
    """

    __table_args__ = (sa.UniqueConstraint("category", "version"),)

    id: UUID = key()
    category: Category = word(Category)
    version: int
    state: ChecklistState = word(ChecklistState)
    note: str = chars(200)
    questions: list[dict[str, Any]] = document()
    defects: list[dict[str, Any]] = document()
    places: list[dict[str, Any]] = document()
    revision: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    activated_at: datetime | None = instant(optional=True)


class GradeScale(Base, table=True):
    """One version of the grade table: the grades of F1 to F6 and of C1 to C9, a letter each.

    Version 1 is `domain.grading.FIRST_TABLE` and no row; of the active ones the latest is in force.
    """

    __table_args__ = (sa.UniqueConstraint("version"),)

    id: UUID = key()
    version: int
    state: GradeTableState = word(GradeTableState)
    note: str = chars(200)
    function: str = chars(6)
    cosmetics: str = chars(9)
    revision: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    activated_at: datetime | None = instant(optional=True)
