"""The dwell targets of a site: those in force, and its versions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import DwellTable, Operator, table_of
from app.domain.dwell_targets import STARTING, Targets, targets_of

VERSION, OPERATOR = table_of(DwellTable), table_of(Operator)

# read as text: the same text is the same table, parsed once (see domain.dwell_targets.targets_of)
_TEXT = sa.cast(VERSION.c.targets, sa.Text)


def in_force(session: Session, site_id: UUID) -> Targets:
    """Return the targets in force, in one statement."""
    newest = sa.select(VERSION.c.version, _TEXT).where(VERSION.c.site_id == site_id)
    row = session.execute(newest.order_by(VERSION.c.version.desc()).limit(1)).one_or_none()
    return targets_of(*row) if row else STARTING


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the table, with who put it in force, when (UTC), and what they said was new."""

    version: int
    note: str
    changed_at: datetime
    changed_by: str


def versions(session: Session, site_id: UUID, limit: int = 20) -> list[Version]:
    """Return the versions of a site's table, the newest first."""
    rows = session.execute(
        sa.select(VERSION.c.version, VERSION.c.note, VERSION.c.changed_at, sa.func.coalesce(OPERATOR.c.name, ""))
        .outerjoin(OPERATOR, OPERATOR.c.id == VERSION.c.changed_by)
        .where(VERSION.c.site_id == site_id)
        .order_by(VERSION.c.version.desc())
        .limit(limit)
    )
    return [Version(*row) for row in rows]
