"""The table of what is approved, and the approvals that were given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Approval, ApprovalRule, Operator, table_of
from app.db.models import ApprovalTable as TableModel
from app.domain.approvals import ApprovalAct, ApprovalTable, Rule
from app.domain.messages.core import Money, Param, params_from_json

VERSION, RULE, APPROVAL = table_of(TableModel), table_of(ApprovalRule), table_of(Approval)
OPERATOR = table_of(Operator)


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
    """One approval: of what, by whom at whose asking, when (UTC); the paper or the goods it is about."""

    id: UUID
    deed: ApprovalAct
    what: Param
    units: int | None
    money: Money | None
    asked_by: str
    approved_by: str
    given_at: datetime
    about_id: UUID | None

    @property
    def is_by_another(self) -> bool:
        """Whether a second person gave badge and PIN."""
        return self.asked_by != self.approved_by


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which approvals a list shows, and in which order; None and empty leave nothing out."""

    deed: ApprovalAct | None = None
    since: datetime | None = None
    before: datetime | None = None
    by_another: bool = False
    find: str = ""
    order: str = "when"
    falls: bool = True


ASKER, GIVER = OPERATOR.alias("asker"), OPERATOR.alias("giver")

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "when": APPROVAL.c.given_at,
    "deed": APPROVAL.c.deed,
    "asked": ASKER.c.name,
    "approved": GIVER.c.name,
}
"""The columns a list sorts by."""


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many approvals are wanted."""
    return session.execute(_from(sa.select(sa.func.count()), site_id, wanted)).scalar_one()  # type: ignore[no-any-return]


def listed(session: Session, site_id: UUID, wanted: Wanted, skip: int = 0, limit: int | None = None) -> list[Given]:
    """Return the wanted approvals, the latest first where nothing else is said."""
    column = ORDERS[wanted.order]
    order = (column.desc(), APPROVAL.c.id.desc()) if wanted.falls else (column, APPROVAL.c.id)
    rows = session.execute(_from(sa.select(*_COLUMNS), site_id, wanted).order_by(*order).offset(skip).limit(limit))
    return [_given(row) for row in rows]


_COLUMNS = (
    *(APPROVAL.c[name] for name in ("id", "deed", "what", "units", "amount", "currency", "given_at", "about_id")),
    ASKER.c.name.label("asked_by"), GIVER.c.name.label("approved_by"),
)  # fmt: skip


def _given(row: Any) -> Given:
    return Given(
        id=row.id,
        deed=row.deed,
        what=params_from_json(row.what)["what"],
        units=row.units,
        money=None if row.amount is None else Money(row.amount, row.currency),
        asked_by=row.asked_by,
        approved_by=row.approved_by,
        given_at=row.given_at,
        about_id=row.about_id,
    )


def _from(statement: Any, site_id: UUID, wanted: Wanted) -> Any:
    statement = (
        statement.select_from(APPROVAL)
        .join(ASKER, ASKER.c.id == APPROVAL.c.asked_by)
        .join(GIVER, GIVER.c.id == APPROVAL.c.approved_by)
        .where(APPROVAL.c.site_id == site_id)
    )
    return statement.where(*_narrowed(wanted))


def _narrowed(wanted: Wanted) -> Iterator["sa.ColumnElement[bool]"]:
    if wanted.deed:
        yield APPROVAL.c.deed == wanted.deed
    if wanted.by_another:
        yield APPROVAL.c.asked_by != APPROVAL.c.approved_by
    if wanted.since:
        yield APPROVAL.c.given_at >= wanted.since
    if wanted.before:
        yield APPROVAL.c.given_at < wanted.before
    if wanted.find:
        yield sa.or_(*(each.c.name.icontains(wanted.find, autoescape=True) for each in (ASKER, GIVER)))
