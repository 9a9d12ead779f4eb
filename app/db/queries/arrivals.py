"""What there is to receive: open receipts, and authorizations whose goods may come."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, AuthorizationLine, Location, Operator, Party, Receipt, table_of
from app.domain.transitions import AuthorizationState, ReceiptState
from app.domain.vocabulary import Program

RECEIPT, PAPER, PAPER_LINE = table_of(Receipt), table_of(Authorization), table_of(AuthorizationLine)
PARTY, OPERATOR, LOCATION = table_of(Party), table_of(Operator), table_of(Location)


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """A receipt somebody works on."""

    id: UUID
    number: str
    paper: str
    party: str
    opened_at: datetime
    opened_by: str
    dock: str


@dataclass(frozen=True, slots=True)
class ExpectedPaper:
    """An authorization whose goods may come."""

    number: str
    program: Program
    party: str
    expected_on: date | None
    units: int


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to receive."""

    open: tuple[OpenReceipt, ...]
    expected: tuple[ExpectedPaper, ...]
    find: str


def work(session: Session, site_id: UUID, find: str = "", limit: int = 50) -> Work:
    """Return the open receipts and the expected authorizations, soonest first; `find` narrows by number or party."""
    return Work(_open(session, site_id), _expected(session, site_id, find, limit), find)


def _open(session: Session, site_id: UUID) -> tuple[OpenReceipt, ...]:
    rows = session.execute(
        sa.select(
            sa.func.coalesce(RECEIPT.c.leader_id, RECEIPT.c.id),
            RECEIPT.c.number,
            sa.func.coalesce(PAPER.c.number, ""),
            sa.func.coalesce(PARTY.c.name, ""),
            RECEIPT.c.opened_at,
            OPERATOR.c.name,
            sa.func.coalesce(LOCATION.c.code, ""),
        )
        .join(OPERATOR, OPERATOR.c.id == RECEIPT.c.opened_by)
        .outerjoin(PAPER, (PAPER.c.site_id == RECEIPT.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .outerjoin(PARTY, PARTY.c.id == PAPER.c.party_id)
        .outerjoin(LOCATION, LOCATION.c.id == RECEIPT.c.dock_id)
        .where(RECEIPT.c.site_id == site_id, RECEIPT.c.state == ReceiptState.OPEN)
        .order_by(RECEIPT.c.opened_at)
    )
    return tuple(OpenReceipt(*row) for row in rows)


def _expected(session: Session, site_id: UUID, find: str, limit: int) -> tuple[ExpectedPaper, ...]:
    wanted = f"%{find.lower()}%"
    units = sa.func.coalesce(sa.func.sum(PAPER_LINE.c.quantity), 0)
    rows = session.execute(
        sa.select(PAPER.c.number, PAPER.c.program, PARTY.c.name, PAPER.c.expected_on, units)
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .outerjoin(
            PAPER_LINE, (PAPER_LINE.c.site_id == PAPER.c.site_id) & (PAPER_LINE.c.authorization_id == PAPER.c.id)
        )
        .where(
            PAPER.c.site_id == site_id,
            PAPER.c.state.in_([AuthorizationState.APPROVED, AuthorizationState.IN_TRANSIT]),
            sa.or_(sa.func.lower(PAPER.c.number).like(wanted), sa.func.lower(PARTY.c.name).like(wanted)),
        )
        .group_by(PAPER.c.number, PAPER.c.program, PARTY.c.name, PAPER.c.expected_on)
        .order_by(PAPER.c.expected_on.is_(None), PAPER.c.expected_on, PAPER.c.number)
        .limit(limit)
    )
    return tuple(ExpectedPaper(row[0], row[1], row[2], row[3], int(row[4])) for row in rows)
