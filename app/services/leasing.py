"""Work behind the screens: put in line, leased by one worker at a time, taken up again when a worker is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Job, table_of
from app.domain.jobs import JobKind

JOB = table_of(Job)

LEASE = timedelta(seconds=60)
"""After this long without a sign the worker is taken for lost, and another may go on."""
MOST_ATTEMPTS = 5
_WAIT = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Leased:
    """A job in the hands of one worker. `attempt` tells this lease from an earlier one."""

    site_id: UUID
    id: UUID
    kind: JobKind
    subject_id: UUID
    attempt: int


def enqueue(session: Session, site_id: UUID, kind: JobKind, subject_id: UUID, now: datetime) -> UUID:
    """Put work in line and return the id of the job."""
    job_id = new_id()
    session.execute(
        sa.insert(JOB).values(
            site_id=site_id, id=job_id, kind=kind, subject_id=subject_id, due_at=now, attempts=0, failure=""
        )
    )
    return job_id


def is_waiting(session: Session, now: datetime) -> bool:
    """Tell whether there is work; asked often, and without a lock."""
    return session.execute(sa.select(JOB.c.id).where(_is_free(now)).limit(1)).first() is not None


def lease(session: Session, now: datetime, job_id: UUID | None = None) -> Leased | None:
    """Take the job that waits longest, or the one named; None when there is none, or another was faster."""
    columns = (JOB.c.site_id, JOB.c.id, JOB.c.kind, JOB.c.subject_id, JOB.c.attempts)
    free = sa.select(*columns).where(_is_free(now)).order_by(JOB.c.due_at).limit(1)
    row = session.execute(free.where(JOB.c.id == job_id) if job_id else free).one_or_none()
    if row is None:
        return None
    leased = Leased(row.site_id, row.id, row.kind, row.subject_id, row.attempts + 1)
    taken = _update(
        session, leased, row.attempts, attempts=leased.attempt, leased_until=now + LEASE, due_at=now + LEASE
    )
    return leased if taken else None


def renew(session: Session, leased: Leased, now: datetime) -> bool:
    """Keep the job for another while; False when it was taken for lost and is another's."""
    return _update(session, leased, leased.attempt, leased_until=now + LEASE, due_at=now + LEASE)


def release(session: Session, leased: Leased, now: datetime) -> None:
    """Put the job back in line, for whoever is there next."""
    _update(session, leased, leased.attempt, leased_until=None, due_at=now)


def finish(session: Session, leased: Leased, now: datetime) -> None:
    """Say that the job is done."""
    _update(session, leased, leased.attempt, finished_at=now, leased_until=None)


def fail(session: Session, leased: Leased, why: str, now: datetime) -> bool:
    """Say that the job failed; it is tried again later and later. True when it is given up for good."""
    is_last = leased.attempt >= MOST_ATTEMPTS
    later = now + _WAIT * 2**leased.attempt
    values = {"finished_at": now} if is_last else {"due_at": later}
    _update(session, leased, leased.attempt, leased_until=None, failure=why[:200], **values)
    return is_last


def _is_free(now: datetime) -> sa.ColumnElement[bool]:
    is_left = sa.or_(JOB.c.leased_until.is_(None), JOB.c.leased_until < now)
    return sa.and_(JOB.c.finished_at.is_(None), JOB.c.due_at <= now, is_left)


def _update(session: Session, leased: Leased, lease_number: int, **values: Any) -> bool:
    changed = session.execute(
        sa.update(JOB)
        .where(
            JOB.c.site_id == leased.site_id, JOB.c.id == leased.id, JOB.c.attempts == lease_number,
            JOB.c.finished_at.is_(None),
        )
        .values(**values)
    )  # fmt: skip
    return bool(changed.rowcount)  # type: ignore[attr-defined]
