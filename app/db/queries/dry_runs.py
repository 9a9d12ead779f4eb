"""Dry runs and the decisions that they judge again, page by page in the order in which they were made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import first_id_at
from app.db.models import Decision, Inspection, Operator, table_of
from app.db.models import DryRun as DryRunTable
from app.domain.dry_runs import Outcome, Past

DECISION, INSPECTION, RUN, OPERATOR = (table_of(each) for each in (Decision, Inspection, DryRunTable, Operator))

_OF_INSPECTION = (INSPECTION.c.site_id == DECISION.c.site_id) & (INSPECTION.c.id == DECISION.c.inspection_id)

# as the database has them: what is told apart by millions is not made into objects first
_RAW = (
    sa.cast(DECISION.c.facts, sa.Text),
    *(sa.type_coerce(DECISION.c[name], sa.BigInteger) for name in ("list_price", "unit_cost")),
    *(sa.type_coerce(DECISION.c[name], sa.String) for name in ("currency", "recommended", "chosen")),
    sa.type_coerce(DECISION.c.net_recovery, sa.BigInteger),
)


_NEWER = INSPECTION.alias("newer")
_GRADED_AGAIN = (
    sa.select(sa.func.coalesce(sa.func.sum(_NEWER.c.quantity), 0))
    .where(
        _NEWER.c.site_id == INSPECTION.c.site_id,
        _NEWER.c.supersedes == INSPECTION.c.id,
        _NEWER.c.undone_at.is_(None),
    )
    .correlate(INSPECTION)
    .scalar_subquery()
)
_UNITS = INSPECTION.c.quantity - _GRADED_AGAIN  # goods that were graded again count where they were sent last


def units_since(session: Session, site_id: UUID, since: date) -> int:
    """Return how many units were decided since a day of the site, and not undone."""
    units = sa.select(sa.func.sum(_UNITS)).select_from(DECISION).join(INSPECTION, _OF_INSPECTION)
    return int(session.scalar(units.where(*_since(site_id, since))) or 0)


def page(
    session: Session, site_id: UUID, since: date, after: UUID, limit: int
) -> tuple[list[tuple[Past, int]], UUID | None]:
    """Return `limit` decisions made after the id `after`, with their units, and the id to go on from.

    That id is None at the end.
    """
    rows = session.execute(
        sa.select(DECISION.c.id, _UNITS, *_RAW)
        .join(INSPECTION, _OF_INSPECTION)
        .where(*_since(site_id, since), DECISION.c.id > after)
        .order_by(DECISION.c.id)
        .limit(limit)
    ).all()
    found = [(Past._make(row[2:]), int(row[1])) for row in rows if row[1]]
    return found, rows[-1][0] if len(rows) == limit else None


def first_id(since: date) -> UUID:
    """Return an id before those of all decisions of the day `since` in any time zone."""
    return first_id_at(datetime.combine(since - timedelta(days=1), time()))


def _since(site_id: UUID, since: date) -> Iterator[sa.ColumnElement[bool]]:
    yield from (DECISION.c.site_id == site_id, DECISION.c.decided_on >= since, INSPECTION.c.undone_at.is_(None))


@dataclass(frozen=True, slots=True)
class DryRun:
    """One dry run as its page shows it."""

    id: UUID
    version: int
    revision: int
    days: int
    units: int
    judged: int
    outcome: Outcome
    failure: str
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        """Whether there is more to judge."""
        return self.finished_at is None


def one(session: Session, site_id: UUID, run_id: UUID) -> DryRun | None:
    """Return one dry run of a site."""
    return next(iter(_runs(session, RUN.c.site_id == site_id, RUN.c.id == run_id)), None)


def of_version(session: Session, site_id: UUID, number: int, limit: int = 5) -> list[DryRun]:
    """Return the dry runs of a version, the latest first."""
    return _runs(session, RUN.c.site_id == site_id, RUN.c.version == number, limit=limit)


def _runs(session: Session, *where: "sa.ColumnElement[bool]", limit: int = 1) -> list[DryRun]:
    own = [RUN.c[name] for name in DryRun.__dataclass_fields__ if name != "asked_by"]
    rows = session.execute(
        sa.select(*own, sa.func.coalesce(OPERATOR.c.name, "").label("asked_by"))
        .outerjoin(OPERATOR, OPERATOR.c.id == RUN.c.asked_by)
        .where(*where)
        .order_by(RUN.c.id.desc())
        .limit(limit)
    )
    return [_run(row) for row in rows]


def _run(row: Any) -> DryRun:
    told = {**row._asdict(), "outcome": Outcome.from_json(row.outcome)}
    return DryRun(**told)
