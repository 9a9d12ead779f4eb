"""Second looks at what the demo's inspectors graded: most agree, some do not, and two still wait."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import BlindCheck, Inspection, Operator, Site, table_of
from app.domain.vocabulary import Grade, Role

CHECK, INSPECTION, OPERATOR, SITE = (table_of(each) for each in (BlindCheck, Inspection, Operator, Site))

SHARE, EVERY, DIFFERS, WAITING = 10, 3, 5, 2
"""Percent that is drawn from now on; of the past every third, of which each fifth differs and the last two wait."""


def play_blind_checks(session: Session, now: datetime) -> None:
    """Check some of the inspections that stand, in the order in which they were made."""
    session.execute(sa.update(SITE).values(blind_percent=SHARE))
    made = session.execute(
        sa.select(INSPECTION).where(INSPECTION.c.undone_at.is_(None)).order_by(INSPECTION.c.id)
    ).all()  # fmt: skip
    looked_at = made[::EVERY]
    by = _inspectors(session)
    rows = [
        _row(inspection, next(who for who in by if who != inspection.inspected_by), n, now, is_waiting=left <= WAITING)
        for n, left, inspection in zip(count(1), range(len(looked_at), 0, -1), looked_at, strict=False)
    ]
    session.execute(sa.insert(CHECK), rows)


def _inspectors(session: Session) -> list[Any]:
    rows = session.execute(sa.select(OPERATOR.c.id, OPERATOR.c.roles).order_by(OPERATOR.c.badge))
    return [row.id for row in rows if Role.INSPECTOR in row.roles.split(",")]


def _row(inspection: Any, by: Any, n: int, now: datetime, *, is_waiting: bool) -> dict[str, Any]:
    first = Grade(inspection.grade)
    grades = list(Grade)
    second = grades[min(grades.index(first) + 1, len(grades) - 1)] if n % DIFFERS == 0 else first
    looked = {
        "checklist_id": inspection.checklist_id, "answers": {}, "function": inspection.function,
        "cosmetics": inspection.cosmetics, "grade": second, "checked_by": by,
        "checked_at": min(now, inspection.inspected_at + timedelta(minutes=50)),
    }  # fmt: skip
    waits: dict[str, Any] = {
        "checklist_id": None, "answers": {}, "function": 0, "cosmetics": 0, "grade": None, "checked_by": None,
        "checked_at": None,
    }  # fmt: skip
    return {
        "site_id": inspection.site_id, "id": new_id(), "inspection_id": inspection.id,
        "drawn_at": inspection.inspected_at, **(waits if is_waiting else looked),
    }  # fmt: skip
