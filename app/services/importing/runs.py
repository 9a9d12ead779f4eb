"""The one way an import run changes: from what it was to what it is, or not at all."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ImportRun, table_of
from app.db.queries.imports import Run
from app.domain.errors import Overtaken
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word, params_to_json
from app.domain.transitions import ImportState, Move, moved

RUN = table_of(ImportRun)


def change(session: Session, run: Run, **values: Any) -> None:
    """Change the run. Raises Overtaken when another worker, or whoever gave it up, changed it first."""
    changed = session.execute(
        sa.update(RUN)
        .where(RUN.c.site_id == run.site_id, RUN.c.id == run.id, RUN.c.state == run.state, RUN.c.cursor == run.cursor)
        .values(**values)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        now = session.scalar(sa.select(RUN.c.state).where(RUN.c.site_id == run.site_id, RUN.c.id == run.id))
        raise Overtaken(say.OVERTAKEN, state=Word(str(now or ImportState.CANCELLED)))


def move(session: Session, run: Run, by: Move, **values: Any) -> None:
    """Take the run to its next state, where it begins anew. Raises Refused for a move that is not listed."""
    change(session, run, state=moved(run.state, by), cursor="", **values)


def end(session: Session, run: Run, by: Move, said: Said, now: datetime) -> None:
    """Take the run to a last state, with the sentence that says why."""
    params = params_to_json(said.params)
    move(session, run, by, verdict=said.message.key, params=params, finished_at=now)
