"""The table of what is approved, and the approvals that were given."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Answer, Approval, ApprovalRule, Operator, table_of
from app.db.models import ApprovalTable as TableModel
from app.domain.approvals import ApprovalAct, ApprovalTable, Rule
from app.domain.messages.core import Money, Param

VERSION, RULE, APPROVAL = table_of(TableModel), table_of(ApprovalRule), table_of(Approval)
ANSWER, OPERATOR = table_of(Answer), table_of(Operator)


def table(session: Session, site_id: UUID) -> ApprovalTable:
    """Return the table in force."""
    newest = sa.select(sa.func.max(VERSION.c.version)).where(VERSION.c.site_id == site_id).scalar_subquery()
    rows = session.execute(sa.select(RULE).where(RULE.c.site_id == site_id, RULE.c.version == newest)).all()
    rules = {row.deed: Rule(row.roles, row.measure, row.threshold, row.currency, row.second_person) for row in rows}
    return ApprovalTable(rows[0].version, rules) if rows else ApprovalTable()


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


@dataclass(frozen=True, slots=True)
class Given:
    """One approval: of what, by whom at whose asking, when (UTC); the event of the goods it let happen, if one was."""

    id: UUID
    deed: ApprovalAct
    what: Param
    units: int | None
    money: Money | None
    asked_by: str
    approved_by: str
    given_at: datetime
    event_id: UUID | None
    about_id: UUID | None

    @property
    def is_by_another(self) -> bool:
        """Whether a second person gave badge and PIN."""
        return self.asked_by != self.approved_by
