"""Writing what goods are judged by: a checklist or a grade table is drafted, changed, put in force, or thrown away.

Every change names the revision that its page showed; if somebody changed the draft since, nothing is saved and the
sentence says who and when.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Checklist, GradeScale, Operator, Site, table_of
from app.db.queries import checklists as queries
from app.domain.checklist_drafts import Row, check_whole, takes
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.grading import GradeTable
from app.domain.messages import checklist_drafts as say
from app.domain.messages.core import Said
from app.domain.transitions import ChecklistState, GradeTableState, Move, moved
from app.domain.vocabulary import Category
from app.services.acting import Act

CHECKLIST, SCALE, SITE, OPERATOR = (table_of(each) for each in (Checklist, GradeScale, Site, Operator))


def draft(session: Session, act: Act, category: Category) -> tuple[UUID, Said]:
    """Make a draft of what is in force for a category, empty where nothing is; return its id."""
    _keep_others_out(session)
    last = session.execute(
        sa.select(sa.func.max(CHECKLIST.c.version)).where(CHECKLIST.c.category == category)
    ).scalar_one()
    source = queries.newest(session, category)
    copied = {name: getattr(source, name) if source else [] for name in ("questions", "defects", "places")}
    drafted = {"version": (last or 0) + 1, "state": ChecklistState.DRAFT, "category": category, **copied}
    return _insert(session, act, CHECKLIST, drafted)


def draft_scale(session: Session, act: Act) -> tuple[UUID, Said]:
    """Make a draft of the grade table in force; return its id."""
    _keep_others_out(session)
    last = session.execute(sa.select(sa.func.max(SCALE.c.version))).scalar_one()
    table = queries.grade_table(session)
    letters = {axis: "".join(getattr(table, axis).values()) for axis in ("function", "cosmetics")}
    drafted = {"version": max(last or 0, table.version) + 1, "state": GradeTableState.DRAFT, **letters}
    return _insert(session, act, SCALE, drafted)


def _keep_others_out(session: Session) -> None:
    """Versions are numbered through the company, so whoever makes one keeps every other out."""
    session.execute(sa.select(SITE.c.id).order_by(SITE.c.id).with_for_update(key_share=True))


def _insert(session: Session, act: Act, table: sa.Table, drafted: dict[str, Any]) -> tuple[UUID, Said]:
    draft_id = new_id()
    common = {"id": draft_id, "note": "", "revision": 0, "changed_at": act.now, "changed_by": act.by.operator_id}
    session.execute(sa.insert(table).values(**common, **drafted))
    return draft_id, Said(say.DRAFTED, {"version": drafted["version"]})


def save_question(session: Session, act: Act, draft_id: UUID, revision: int, position: int, row: Row) -> Said:
    """Write the question at `position` of a draft, or add it as the last one where `position` is 0."""
    found = _claim(session, act, CHECKLIST, draft_id, revision)
    checklist = queries.as_written(found, queries.grade_table(session))
    if not takes(checklist.questions, position, row["key"]):
        raise Refused(say.KEY_TAKEN, text=row["key"])
    rows = list(found.questions)
    at = position - 1 if 0 < position <= len(rows) else len(rows)
    return _write(session, found, questions=[*rows[:at], row, *rows[at + 1 :]])


def remove_question(session: Session, act: Act, draft_id: UUID, revision: int, position: int) -> Said:
    """Take a question out of a draft; those below it move up."""
    found = _claim(session, act, CHECKLIST, draft_id, revision)
    return _write(session, found, questions=[row for n, row in enumerate(found.questions, 1) if n != position])


def raise_question(session: Session, act: Act, draft_id: UUID, revision: int, position: int) -> Said:
    """Let a question of a draft change places with the one above it; the first stays."""
    found = _claim(session, act, CHECKLIST, draft_id, revision)
    rows = list(found.questions)
    if 1 < position <= len(rows):
        rows[position - 2 : position] = reversed(rows[position - 2 : position])
    return _write(session, found, questions=rows)


def save_words(
    session: Session, act: Act, draft_id: UUID, revision: int, defects: Sequence[Row], places: Sequence[Row]
) -> Said:
    """Write the defects of a draft and the places on the item."""
    found = _claim(session, act, CHECKLIST, draft_id, revision)
    return _write(session, found, defects=list(defects), places=list(places))


def save_scale(session: Session, act: Act, draft_id: UUID, revision: int, function: str, cosmetics: str) -> Said:
    """Write the letters of a drafted grade table. Raises Refused for a scale that does not rise."""
    found = _claim(session, act, SCALE, draft_id, revision)
    GradeTable.parse(found.version, function, cosmetics)
    session.execute(sa.update(SCALE).where(SCALE.c.id == draft_id).values(function=function, cosmetics=cosmetics))
    return Said(say.SAVED, {"version": found.version})


def _write(session: Session, found: Any, **documents: list[Row]) -> Said:
    session.execute(sa.update(CHECKLIST).where(CHECKLIST.c.id == found.id).values(**documents))
    return Said(say.SAVED, {"version": found.version})


def activate(session: Session, act: Act, draft_id: UUID, revision: int, note: str) -> Said:
    """Put a drafted checklist in force for what is inspected from now on. Raises Refused where it cannot be asked."""
    found = _claim(session, act, CHECKLIST, draft_id, revision)
    check_whole(queries.as_written(found, queries.grade_table(session)), found.version)
    return _activate(session, act, CHECKLIST, found, note, moved(ChecklistState.DRAFT, Move.ACTIVATE))


def activate_scale(session: Session, act: Act, draft_id: UUID, revision: int, note: str) -> Said:
    """Put a drafted grade table in force for what is inspected from now on."""
    found = _claim(session, act, SCALE, draft_id, revision)
    return _activate(session, act, SCALE, found, note, moved(GradeTableState.DRAFT, Move.ACTIVATE))


def _activate(session: Session, act: Act, table: sa.Table, found: Any, note: str, state: Any) -> Said:
    done = {"state": state, "note": note.strip()[:200], "activated_at": act.now}
    session.execute(sa.update(table).where(table.c.id == found.id).values(**done))
    return Said(say.ACTIVATED, {"version": found.version})


def discard(session: Session, act: Act, draft_id: UUID, revision: int) -> Said:
    """Throw a drafted checklist away."""
    return _discard(session, act, CHECKLIST, draft_id, revision)


def discard_scale(session: Session, act: Act, draft_id: UUID, revision: int) -> Said:
    """Throw a drafted grade table away."""
    return _discard(session, act, SCALE, draft_id, revision)


def _discard(session: Session, act: Act, table: sa.Table, draft_id: UUID, revision: int) -> Said:
    found = _claim(session, act, table, draft_id, revision)
    session.execute(sa.delete(table).where(table.c.id == draft_id))
    return Said(say.DISCARDED, {"version": found.version})


def _claim(session: Session, act: Act, table: sa.Table, draft_id: UUID, revision: int) -> Any:
    """Take the next revision of a draft for a change and return its row. Raises Refused, or Overtaken."""
    changed = session.execute(
        sa.update(table)
        .where(table.c.id == draft_id, table.c.state == ChecklistState.DRAFT.value, table.c.revision == revision)
        .values(revision=revision + 1, changed_at=act.now, changed_by=act.by.operator_id)
    )
    found = session.execute(
        sa.select(table, OPERATOR.c.name.label("who"))
        .outerjoin(OPERATOR, OPERATOR.c.id == table.c.changed_by)
        .where(table.c.id == draft_id)
    ).one_or_none()
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _why_not(found)
    return found


def _why_not(found: Any) -> FloorError:
    if found is None or found.state != ChecklistState.DRAFT.value:
        return Refused(say.NOT_A_DRAFT, version=found.version if found else "-")
    return Overtaken(say.CHANGED_BY_OTHER, version=found.version, who=found.who or "-", when=found.changed_at)
