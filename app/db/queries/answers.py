"""Who was at something last, where only what was answered says so."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Answer, Operator, table_of

ANSWER, OPERATOR = table_of(Answer), table_of(Operator)


def last(
    session: Session, site_id: UUID, scope: str, verdicts: Collection[str], about: tuple[str, str]
) -> tuple[str, datetime] | None:
    """Return who was answered one of `verdicts` last, and when; `about` names a parameter of it and its value."""
    name, value = about
    rows = session.execute(
        sa.select(OPERATOR.c.name, ANSWER.c.answered_at, ANSWER.c.params)
        .join(OPERATOR, OPERATOR.c.id == ANSWER.c.operator_id)
        .where(ANSWER.c.site_id == site_id, ANSWER.c.scope == scope, ANSWER.c.verdict.in_(sorted(verdicts)))
        .order_by(ANSWER.c.answered_at.desc())
    )
    return next(((row.name, row.answered_at) for row in rows if row.params.get(name) == value), None)
