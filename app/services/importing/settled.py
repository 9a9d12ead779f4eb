"""Rows that settle: each names one claim or refund by its number, and says what became of it."""

from collections.abc import Callable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import Refused
from app.domain.importing import FileRow
from app.services.acting import Act
from app.services.importing.records import Facts, Judged, Record, refused
from app.services.importing.resolving import Names
from app.services.refunding import lock_papers


def resolve(row: FileRow, _names: Names) -> Facts:
    """Return what `row` says."""
    return dict(row.values)


def key(facts: Facts) -> str:
    """Return the natural key: the number of the claim or refund."""
    return str(facts.get("number", ""))


def name(record: Record) -> str:
    """Return how a sentence calls it."""
    return record.key


def lock(session: Session, act: Act, table: sa.Table, numbers: Sequence[str]) -> None:
    """Keep others from the rows of `table` with these numbers: first their authorizations, as all acts of money."""
    named = (table.c.site_id == act.site_id, table.c.number.in_(numbers))
    papers: set[UUID] = set(session.scalars(sa.select(table.c.authorization_id).where(*named)))
    lock_papers(session, act, papers)
    session.execute(sa.select(table.c.id).where(*named).order_by(table.c.id).with_for_update()).all()


def judged_by(judge: Callable[[Record], Judged], records: Sequence[Record]) -> list[Judged]:
    """Return what `judge` makes of each record; what it raises is why a record is refused."""
    judged = []
    for record in records:
        try:
            judged.append(judge(record))
        except Refused as error:
            judged.append(refused(record, error.said))
    return judged
