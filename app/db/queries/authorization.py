"""One authorization as its office screen and its acts see it: lines, tracking numbers, receipts, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Operator,
    PaperEvent,
    Party,
    Receipt,
    ReceiptLine,
    Tracking,
    table_of,
)
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.authorizing import DataDeclaration, Detail, Draft, DraftLine, PaperAct
from app.domain.products import Product
from app.domain.receipts import FILLING
from app.domain.refunds import Resolution, usual
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState, ReceiptState
from app.domain.vocabulary import Condition, LineVerdict, Program, ReasonCode

PAPER, LINE, TRACKING = table_of(Authorization), table_of(AuthorizationLine), table_of(Tracking)
PARTY, OPERATOR, HISTORY = table_of(Party), table_of(Operator), table_of(PaperEvent)
RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an authorization with what was counted of it so far, in base units."""

    id: UUID
    position: int
    product: Product
    quantity: int
    lot: str
    expiry: date | None
    serial: str
    reason: ReasonCode
    claim: str
    asset_type: str
    condition: frozenset[Condition]
    evidence_to_follow: frozenset[Evidence]
    received: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """An authorization with its lines in order and its tracking numbers. `version` guards every change."""

    id: UUID
    number: str
    program: Program
    state: AuthorizationState
    party_id: UUID
    party: str
    details: Mapping[Detail, str]
    language: str
    expected_on: date | None
    expires_on: date | None
    created_at: datetime
    version: int
    lines: tuple[Line, ...]
    tracking: tuple[str, ...]

    @property
    def units(self) -> int:
        """Return how many base units are expected."""
        return sum(line.quantity for line in self.lines)

    @property
    def received(self) -> int:
        """Return how many of the expected base units were counted."""
        return sum(min(line.received, line.quantity) for line in self.lines)

    def as_draft(self) -> Draft:
        """Return what it says, as the office writes it."""
        return Draft(
            program=self.program,
            party_id=self.party_id,
            lines=tuple(
                DraftLine(
                    each.product, each.quantity, each.reason, each.lot, each.expiry, each.serial, each.claim,
                    each.asset_type, each.id, each.condition, each.evidence_to_follow,
                )
                for each in self.lines
            ),
            details=self.details,
            expected_on=self.expected_on,
            expires_on=self.expires_on,
            language=self.language,
        )  # fmt: skip


def one(session: Session, site_id: UUID, paper_id: UUID) -> Paper | None:
    """Return an authorization of the site, or None."""
    row = session.execute(
        sa.select(PAPER, PARTY.c.name.label("party"))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(PAPER.c.site_id == site_id, PAPER.c.id == paper_id)
    ).one_or_none()
    if row is None:
        return None
    same = {name: getattr(row, name) for name in _SAME}
    details = {detail: _text(getattr(row, detail.value)) for detail in Detail}
    return Paper(**same, details=details, lines=_lines(session, site_id, paper_id), tracking=tracking(session, row))


_SAME = (
    "id", "number", "program", "state", "party_id", "party", "language", "expected_on", "expires_on", "created_at",
    "version",
)  # fmt: skip


def _text(value: str | DataDeclaration | None) -> str:
    return value.value if isinstance(value, DataDeclaration) else value or ""


def _lines(session: Session, site_id: UUID, paper_id: UUID) -> tuple[Line, ...]:
    rows = session.execute(
        sa.select(*(LINE.c[name] for name in _OF_LINE), *COLUMNS)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.authorization_id == paper_id)
        .order_by(LINE.c.position)
    ).all()
    counted = _counted(session, site_id, [row.id for row in rows])
    return tuple(_line(row, counted) for row in rows)


_OF_LINE = (
    "id", "position", "quantity", "lot", "expiry", "serial", "reason", "claim", "asset_type", "condition",
    "evidence_to_follow",
)  # fmt: skip


def _line(row: Any, counted: Mapping[tuple[UUID, LineVerdict], int]) -> Line:
    received = sum(counted.get((row.id, verdict), 0) for verdict in FILLING)
    over = counted.get((row.id, LineVerdict.OVER), 0)
    said = {name: getattr(row, name) for name in _OF_LINE}
    return Line(**said, product=product_from(row), received=received, over=over)


def _counted(session: Session, site_id: UUID, line_ids: list[UUID]) -> dict[tuple[UUID, LineVerdict], int]:
    of = RECEIPT_LINE.c.authorization_line_id
    rows = session.execute(
        sa.select(of, RECEIPT_LINE.c.verdict, sa.func.sum(RECEIPT_LINE.c.quantity))
        .where(RECEIPT_LINE.c.site_id == site_id, of.in_(line_ids))
        .group_by(of, RECEIPT_LINE.c.verdict)
    )
    return {(line_id, verdict): int(units) for line_id, verdict, units in rows}


def resolution_of(session: Session, site_id: UUID, line_id: UUID, program: Program) -> Resolution:
    """Return what a line comes to: what it says itself, else what is usual in its program."""
    said = sa.select(LINE.c.resolution).where(LINE.c.site_id == site_id, LINE.c.id == line_id)
    return usual(session.execute(said).scalar_one(), program)


def tracking(session: Session, paper: Any) -> tuple[str, ...]:
    """Return the tracking numbers of an authorization, in the order they were noted."""
    wanted = sa.select(TRACKING.c.number).where(
        TRACKING.c.site_id == paper.site_id, TRACKING.c.authorization_id == paper.id
    )
    return tuple(session.scalars(wanted.order_by(TRACKING.c.id)))


def id_of(session: Session, site_id: UUID, number: str) -> UUID | None:
    """Return the authorization with `number`."""
    wanted = sa.select(PAPER.c.id).where(PAPER.c.site_id == site_id, PAPER.c.number == number)
    return session.execute(wanted).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class Told:
    """One act of the history: who did what, when, what it changed and why. Without `who`, a date passed by itself."""

    act: PaperAct
    at: datetime
    who: str
    changes: tuple[tuple[str, Any, Any], ...]
    reason: str


def history(session: Session, site_id: UUID, paper_id: UUID) -> tuple[Told, ...]:
    """Return what was done to an authorization, the latest first."""
    rows = session.execute(
        sa.select(HISTORY.c.act, HISTORY.c.at, OPERATOR.c.name, HISTORY.c.changes, HISTORY.c.reason)
        .outerjoin(OPERATOR, OPERATOR.c.id == HISTORY.c.operator_id)
        .where(HISTORY.c.site_id == site_id, HISTORY.c.authorization_id == paper_id)
        .order_by(HISTORY.c.id.desc())
    )
    return tuple(
        Told(act, at, who or "", tuple((field, was, now) for field, was, now in changes), reason)
        for act, at, who, changes, reason in rows
    )


@dataclass(frozen=True, slots=True)
class ReceiptOf:
    """A receiving session against the authorization; `units` is what it counted, with any verdict."""

    id: UUID
    number: str
    state: ReceiptState
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    units: int


def receipts(session: Session, site_id: UUID, paper_id: UUID) -> tuple[ReceiptOf, ...]:
    """Return the receipts against an authorization, the latest first."""
    closer = OPERATOR.alias("closer")
    units = sa.select(sa.func.coalesce(sa.func.sum(RECEIPT_LINE.c.quantity), 0)).where(
        RECEIPT_LINE.c.site_id == RECEIPT.c.site_id, RECEIPT_LINE.c.receipt_id == RECEIPT.c.id
    )
    rows = session.execute(
        sa.select(
            *(RECEIPT.c[name] for name in ("id", "number", "state", "opened_at")),
            OPERATOR.c.name.label("opened_by"),
            RECEIPT.c.closed_at,
            sa.func.coalesce(closer.c.name, "").label("closed_by"),
            sa.cast(units.scalar_subquery(), sa.Integer).label("units"),
        )
        .join(OPERATOR, OPERATOR.c.id == RECEIPT.c.opened_by)
        .outerjoin(closer, closer.c.id == RECEIPT.c.closed_by)
        .where(RECEIPT.c.site_id == site_id, RECEIPT.c.authorization_id == paper_id)
        .order_by(RECEIPT.c.id.desc())
    )
    return tuple(ReceiptOf(**row._mapping) for row in rows)


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed an authorization last, and when."""

    who: str
    when: datetime


def last_change(session: Session, site_id: UUID, paper_id: UUID) -> LastChange | None:
    """Return who was at it last, in the office or at the dock; None where nobody was."""
    told = history(session, site_id, paper_id)[:1]
    sessions = receipts(session, site_id, paper_id)
    done = [
        *(LastChange(each.who, each.at) for each in told),
        *(LastChange(each.opened_by, each.opened_at) for each in sessions),
        *(LastChange(each.closed_by, each.closed_at) for each in sessions if each.closed_at),
    ]
    return max(done, key=lambda change: change.when, default=None)
