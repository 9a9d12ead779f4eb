"""The list of what is owed and what was paid: refunds, credits and claims side by side, and what is open by age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Claim, Party, Refund, table_of
from app.domain.money import NOTHING
from app.domain.transitions import ClaimState, RefundState

REFUND, CLAIM, PAPER, PARTY = table_of(Refund), table_of(Claim), table_of(Authorization), table_of(Party)


class Kind(StrEnum):
    """What a row of the list is."""

    REFUND = "refund"
    CREDIT = "credit"
    REPLACEMENT = "replacement"
    CLAIM = "claim"


AGES = (30, 60, 90)
"""Days after which what is open counts as older."""

OPEN = (
    RefundState.OWED.value, RefundState.APPROVED.value, ClaimState.OPEN.value, ClaimState.SENT.value,
    ClaimState.ACCEPTED.value, ClaimState.PARTLY.value,
)  # fmt: skip
"""States in which somebody still owes something."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to hold, and in which order; None and empty leave nothing out. `before` keeps what is older."""

    kind: Kind | None = None
    state: str = ""
    party_id: UUID | None = None
    before: datetime | None = None
    find: str = ""
    order: str = "opened"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One refund or claim of the list. A claim's amount is what is left to come once its vendor has answered."""

    kind: Kind
    id: UUID
    number: str
    party: str
    paper_id: UUID
    paper: str
    state: RefundState | ClaimState
    amount: Decimal
    currency: str
    reference: str
    opened_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes it."""
        return self.state.value in OPEN

    @property
    def is_ours(self) -> bool:
        """Whether we are the one who owes it."""
        return self.kind is not Kind.CLAIM and self.amount > 0


def _of(table: sa.Table, kind: "sa.ColumnElement[Any]", amount: "sa.ColumnElement[Any]") -> "sa.Select[Any]":
    own = tuple(table.c[name] for name in ("site_id", "id", "number", "party_id", "authorization_id"))
    state = sa.cast(table.c.state, sa.String(32)).label("state")
    rest = tuple(table.c[name] for name in ("currency", "reference", "opened_at"))
    return sa.select(sa.cast(kind, sa.String(32)).label("kind"), *own, state, amount.label("amount"), *rest)


_ANSWERED = CLAIM.c.decided_at.is_not(None)
_ALL = sa.union_all(
    _of(REFUND, REFUND.c.resolution, REFUND.c.amount).where(REFUND.c.amount != NOTHING),
    _of(CLAIM, sa.literal("claim"), sa.case((_ANSWERED, CLAIM.c.accepted), else_=CLAIM.c.amount)),
).subquery("owing")

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": _ALL.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "amount": _ALL.c.amount,
    "opened": _ALL.c.opened_at,
}
"""What the list sorts by."""

_SOURCE = _ALL.join(PARTY, PARTY.c.id == _ALL.c.party_id).join(
    PAPER, (PAPER.c.site_id == _ALL.c.site_id) & (PAPER.c.id == _ALL.c.authorization_id)
)


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` rows from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        sa.select(
            *(_ALL.c[name] for name in ("kind", "id", "number")),
            PARTY.c.name.label("party"),
            PAPER.c.id.label("paper_id"),
            PAPER.c.number.label("paper"),
            *(_ALL.c[name] for name in ("state", "amount", "currency", "reference", "opened_at")),
        )
        .select_from(_SOURCE)
        .where(*_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, _ALL.c.number)
        .offset(start)
        .limit(limit)
    )
    return [_listed(row) for row in rows]


def _listed(row: Any) -> Listed:
    kind = Kind(row.kind)
    state = ClaimState(row.state) if kind is Kind.CLAIM else RefundState(row.state)
    return Listed(**{**row._mapping, "kind": kind, "state": state})


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many rows are wanted."""
    asked = sa.select(sa.func.count()).select_from(_SOURCE).where(*_conditions(site_id, wanted))
    return session.execute(asked).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.kind, _ALL.c.kind == (wanted.kind or "")),
        (wanted.state or None, _ALL.c.state == wanted.state),
        (wanted.party_id, _ALL.c.party_id == wanted.party_id),
    ]
    if wanted.before:
        asked.append((True, sa.and_(_ALL.c.opened_at < wanted.before, _ALL.c.state.in_(OPEN))))
    if wanted.find:
        named = (_ALL.c.number, _ALL.c.reference, PARTY.c.name)
        lower = wanted.find.lower()
        asked.append((True, sa.or_(*(sa.func.lower(each).contains(lower, autoescape=True) for each in named))))
    return [_ALL.c.site_id == site_id, *(test for value, test in asked if value is not None)]


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open of one side in one currency: as a whole, and what of it is older than each of AGES."""

    is_claim: bool
    currency: str
    total: Decimal
    older: tuple[Decimal, ...]


def ageing(session: Session, site_id: UUID, now: datetime) -> list[Ageing]:
    """Return what we owe to parties and what vendors owe us, by currency and age."""
    is_claim = (_ALL.c.kind == Kind.CLAIM.value).label("is_claim")
    nothing = sa.literal(NOTHING, REFUND.c.amount.type)
    older = [
        sa.func.sum(sa.case((_ALL.c.opened_at < now - timedelta(days=days), _ALL.c.amount), else_=nothing))
        for days in AGES
    ]
    rows = session.execute(
        sa.select(is_claim, _ALL.c.currency, sa.func.sum(_ALL.c.amount), *older)
        .where(_ALL.c.site_id == site_id, _ALL.c.state.in_(OPEN))
        .group_by(is_claim, _ALL.c.currency)
        .order_by(is_claim, _ALL.c.currency)
    )
    return [Ageing(bool(claim), currency, total, tuple(ages)) for claim, currency, total, *ages in rows]
