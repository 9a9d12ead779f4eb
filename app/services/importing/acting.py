"""On whose behalf an import writes what a service writes for people."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Site, table_of
from app.db.queries.imports import Run
from app.domain.principals import Principal, the_calendar
from app.domain.vocabulary import Role
from app.services.acting import Act

SITE = table_of(Site)
SCOPE = "importing"


def starter(session: Session, run: Run) -> Principal:
    """Return who began the import; from a terminal nobody did."""
    zone = session.execute(sa.select(SITE.c.time_zone).where(SITE.c.id == run.site_id)).scalar_one()
    nobody = the_calendar(run.site_id, zone)
    if run.created_by is None:
        return nobody
    return replace(nobody, operator_id=run.created_by, operator_name=run.starter or "")


def clerk_act_of(session: Session, run: Run, now: datetime) -> Act:
    """Return one act of an import that does what only the office may: it alone begins imports.

    From a terminal it is whoever runs the server.
    """
    act = act_of(session, run, now)
    return replace(act, by=replace(act.by, roles=frozenset({Role.OFFICE})))


def act_of(session: Session, run: Run, now: datetime) -> Act:
    """Return one act of the import."""
    return Act(starter(session, run), SCOPE, "", now)
