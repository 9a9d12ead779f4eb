"""The clock of customs entries: supervisors are warned 90, 30 and 7 days before the last one, and when it is over."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CustomsEntry, Site, table_of
from app.domain.customs import WARN_AT, shown, warning
from app.domain.messages.core import Params
from app.domain.principals import the_calendar
from app.domain.transitions import CustomsEntryState
from app.domain.vocabulary import ExceptionKind
from app.services.acting import Act
from app.services.excepting import raise_exception

ENTRY, SITE = table_of(CustomsEntry), table_of(Site)
BY_DATE = "customs by date"


def warn_due(session: Session, now: datetime) -> int:
    """Warn once at each step of the clock; return how many entries were warned of, 0 when all of them are."""
    return sum(
        _warn(session, site_id, zone, now)
        for site_id, zone in session.execute(sa.select(SITE.c.id, SITE.c.time_zone).order_by(SITE.c.id)).all()
    )


def _warn(session: Session, site_id: UUID, zone: str, now: datetime) -> int:
    today = now.astimezone(ZoneInfo(zone)).date()
    near = (ENTRY.c.site_id == site_id, ENTRY.c.state == CustomsEntryState.OPEN)
    soon = ENTRY.c.due_on <= today + timedelta(days=WARN_AT[0])
    warned = 0
    for row in session.execute(sa.select(ENTRY).where(*near, soon).order_by(ENTRY.c.id)).all():
        reached = warning((row.due_on - today).days, row.warned_at)
        if reached is None:
            continue
        session.execute(sa.update(ENTRY).where(*near, ENTRY.c.id == row.id).values(warned_at=reached))
        params: Params = {"number": shown(row.number), "due": row.due_on}
        act = Act(the_calendar(row.site_id, zone), BY_DATE, str(row.id), now)
        raise_exception(session, act, ExceptionKind.ENTRY_DUE, params)
        warned += 1
    return warned
