"""What goods are judged by: checklists and the grade table."""

from enum import StrEnum

from app.domain.transitions.moves import Move, Table


class ChecklistState(StrEnum):
    """A version is written, then in force for good: only a later one of its category takes its place."""

    DRAFT = "draft"
    ACTIVE = "active"


class GradeTableState(StrEnum):
    """A version is written, then in force for good: only a later one takes its place."""

    DRAFT = "draft"
    ACTIVE = "active"


CHECKLIST_MOVES: Table = {(ChecklistState.DRAFT, Move.ACTIVATE): frozenset({ChecklistState.ACTIVE})}
GRADE_TABLE_MOVES: Table = {(GradeTableState.DRAFT, Move.ACTIVATE): frozenset({GradeTableState.ACTIVE})}
