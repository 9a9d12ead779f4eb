"""What becomes of imports with time: files that nobody begins, and refused rows that nobody corrects."""

from collections import defaultdict
from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import ImportRow, table_of
from app.db.queries import imports
from app.domain.errors import Overtaken
from app.domain.messages import importing as say
from app.domain.messages.core import Said
from app.domain.transitions import Move
from app.services.importing.runs import end

ROW = table_of(ImportRow)

AT_ONCE = 500
"""Of one transaction, so that it holds the write lock under 50 ms and no scan waits for long."""


def drop_unbegun(session: Session, before: datetime, now: datetime) -> int:
    """Give up to `AT_ONCE` imports up that came `before` and were never begun; return how many."""
    dropped = 0
    for run in imports.never_begun(session, before, AT_ONCE):
        with suppress(Overtaken):  # someone began it just now
            end(session, run, Move.CANCEL, Said(say.NEVER_BEGUN), now)
            dropped += 1
    return dropped


def shed_rows(session: Session, before: datetime) -> int:
    """Take away up to `AT_ONCE` refused rows of imports that ended `before`; return how many."""
    rows, of_run = imports.outlived_rows(session, before, AT_ONCE), defaultdict(list)
    for site_id, run_id, number in rows:
        of_run[site_id, run_id].append(number)
    for (site_id, run_id), numbers in of_run.items():
        mine = ROW.c.site_id == site_id, ROW.c.run_id == run_id, ROW.c.number.in_(numbers)
        session.execute(sa.delete(ROW).where(*mine))
    return len(rows)
