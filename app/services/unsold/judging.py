"""What the thresholds say of stock, as the columns of its line; and all of it again when they change."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import SnapshotLine, table_of
from app.db.queries import unsold
from app.domain.unsold import Stock, Thresholds, excess, judge
from app.domain.vocabulary import Category

LINE = table_of(SnapshotLine)

AT_ONCE = 250
"""Lines of one transaction, so that it holds the write lock under 50 ms and no scan waits for long."""

STOCK_FIELDS = tuple(Stock.__dataclass_fields__)


def judged_columns(said: Mapping[str, Any], category: Category, thresholds: Thresholds) -> dict[str, Any]:
    """Return what stands on a line of stock that says `said`: the kinds, the worst, the excess, the version."""
    findings = judge(Stock(**{name: said[name] for name in STOCK_FIELDS}), thresholds.of(category))
    return {
        "kinds": frozenset(finding.kind for finding in findings),
        "worst": findings[0].kind if findings else None,
        "excess": excess(findings),
        "judged_under": thresholds.version,
    }


def judge_again(database: Database, site_id: UUID) -> Iterator[int]:
    """Judge the newest snapshots under the thresholds in force; yields the lines of each step.

    It may be left at any step: what is judged under another version is found again.
    """
    while True:
        with database.unit_of_work() as session:
            thresholds = unsold.thresholds(session, site_id)
            rows = unsold.judged_before(session, site_id, thresholds.version, AT_ONCE)
            for row in rows:
                columns = judged_columns(row._mapping, row.category, thresholds)
                mine = sa.and_(LINE.c.site_id == site_id, LINE.c.id == row.id)
                session.execute(sa.update(LINE).where(mine).values(**columns))
        if not rows:
            return
        yield len(rows)
