"""What parties have of our packaging and owe for it, all of it from movements and the journal; what is lost of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    JournalEntry,
    Operator,
    PackagingAsset,
    PackagingMovement,
    PackagingType,
    Party,
    Posting,
    table_of,
)
from app.domain.journal import Account, EntryKind
from app.domain.money import NOTHING
from app.domain.packaging import UNIT_OF, CountedBy, Loss, PackagingCondition, PackagingMove, loss_of, loss_together

TYPE, MOVEMENT, PARTY = table_of(PackagingType), table_of(PackagingMovement), table_of(Party)
ENTRY, POSTING = table_of(JournalEntry), table_of(Posting)
ASSET, OPERATOR = table_of(PackagingAsset), table_of(Operator)

YEAR = timedelta(days=365)


def owed(session: Session, site_id: UUID, party_id: UUID) -> Mapping[str, Decimal]:
    """Return what a party owes for packaging by currency, below zero what it is owed; what is settled is left out."""
    total = sa.func.sum(POSTING.c.amount)
    rows = session.execute(
        sa.select(ENTRY.c.currency, total)
        .join(POSTING, (POSTING.c.site_id == ENTRY.c.site_id) & (POSTING.c.entry_id == ENTRY.c.id))
        .where(
            ENTRY.c.site_id == site_id,
            ENTRY.c.party_id == party_id,
            POSTING.c.account == Account.PACKAGING_RECEIVABLE,
        )
        .group_by(ENTRY.c.currency)
        .order_by(ENTRY.c.currency)
    )
    return {currency: amount for currency, amount in rows if amount}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parties' balances a list is to hold, and in which order."""

    type_id: UUID | None = None
    find: str = ""
    order: str = "party"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What one party has of one type, in pieces or grams, and what is out longest."""

    party_id: UUID
    party: str
    type_id: UUID
    code: str
    name: Mapping[str, str]
    counted_by: CountedBy
    issued: int
    returned: int
    lost: int
    balance: int
    deposit: Decimal
    currency: str
    last: datetime

    @property
    def unit(self) -> str:
        """The ledger's unit of the quantities."""
        return UNIT_OF[self.counted_by]


def _of(kind: PackagingMove) -> "sa.ColumnElement[int]":
    return sa.func.sum(sa.case((MOVEMENT.c.kind == kind, MOVEMENT.c.quantity), else_=0))


_BALANCE, _DEPOSIT = sa.func.sum(MOVEMENT.c.quantity), sa.func.sum(MOVEMENT.c.deposit)
ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "party": sa.func.lower(PARTY.c.name),
    "type": TYPE.c.code,
    "balance": _BALANCE,
    "deposit": _DEPOSIT,
}
"""What the list sorts by."""


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` balances from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        _balances(site_id, wanted)
        .order_by(column.desc() if wanted.falls else column, PARTY.c.name, TYPE.c.code)
        .offset(start)
        .limit(limit)
    )
    return [_listed(row) for row in rows]


def _listed(row: Any) -> Listed:
    facts = {**row._mapping, "issued": int(row.issued), "returned": -int(row.returned), "lost": -int(row.lost)}
    return Listed(**{**facts, "balance": int(row.balance)})


def _balances(site_id: UUID, wanted: Wanted, party_id: UUID | None = None) -> "sa.Select[Any]":
    of = (PARTY.c.id, PARTY.c.name, TYPE.c.id, TYPE.c.code, TYPE.c.name, TYPE.c.counted_by, MOVEMENT.c.currency)
    labels = ("party_id", "party", "type_id", "code", "name", "counted_by", "currency")
    found = sa.func.lower(PARTY.c.name).contains(wanted.find.lower(), autoescape=True)
    return (
        sa.select(
            *(column.label(label) for column, label in zip(of, labels, strict=True)),
            _of(PackagingMove.ISSUED).label("issued"), _of(PackagingMove.RETURNED).label("returned"),
            _of(PackagingMove.LOST).label("lost"), _BALANCE.label("balance"), _DEPOSIT.label("deposit"),
            sa.func.max(MOVEMENT.c.at).label("last"),
        )
        .select_from(MOVEMENT)
        .join(PARTY, PARTY.c.id == MOVEMENT.c.party_id)
        .join(TYPE, TYPE.c.id == MOVEMENT.c.type_id)
        .where(
            MOVEMENT.c.site_id == site_id,
            *([MOVEMENT.c.party_id == party_id] if party_id else []),
            *([MOVEMENT.c.type_id == wanted.type_id] if wanted.type_id else []),
            *([found] if wanted.find else []),
        )
        .group_by(PARTY.c.id, TYPE.c.id, MOVEMENT.c.currency)
    )  # fmt: skip


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many balances are wanted."""
    return session.execute(sa.select(sa.func.count()).select_from(_balances(site_id, wanted).subquery())).scalar_one()


def of_party(session: Session, site_id: UUID, party_id: UUID) -> list[Listed]:
    """Return what a party has, by type."""
    return [_listed(row) for row in session.execute(_balances(site_id, Wanted(), party_id).order_by(TYPE.c.code))]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a party's statement: packaging that moved, in pieces or grams, or a payment without a type."""

    at: datetime
    kind: str
    code: str
    grai: str
    quantity: int
    condition: PackagingCondition | None
    deposit: Decimal
    credited: Decimal
    currency: str
    who: str


def statement(session: Session, site_id: UUID, party_id: UUID) -> list[Told]:
    """Return all that moved between us and a party, the latest first; for a payment `credited` is what was paid."""
    return sorted(
        (*_moved(session, site_id, party_id), *_paid(session, site_id, party_id)),
        key=lambda told: told.at,
        reverse=True,
    )


def _moved(session: Session, site_id: UUID, party_id: UUID) -> Iterator[Told]:
    own = ("at", "kind", "quantity", "condition", "deposit", "credited", "currency")
    rows = session.execute(
        sa.select(
            *(MOVEMENT.c[name] for name in own), TYPE.c.code, sa.func.coalesce(ASSET.c.grai, "").label("grai"),
            OPERATOR.c.name.label("who"),
        )
        .join(TYPE, TYPE.c.id == MOVEMENT.c.type_id)
        .join(OPERATOR, OPERATOR.c.id == MOVEMENT.c.operator_id)
        .outerjoin(ASSET, (ASSET.c.site_id == MOVEMENT.c.site_id) & (ASSET.c.id == MOVEMENT.c.asset_id))
        .where(MOVEMENT.c.site_id == site_id, MOVEMENT.c.party_id == party_id)
        .order_by(MOVEMENT.c.id.desc())
    )  # fmt: skip
    yield from (Told(**row._mapping) for row in rows)


def _paid(session: Session, site_id: UUID, party_id: UUID) -> Iterator[Told]:
    rows = session.execute(
        sa.select(ENTRY.c.at, ENTRY.c.kind, ENTRY.c.note, ENTRY.c.currency, POSTING.c.amount, OPERATOR.c.name)
        .join(POSTING, (POSTING.c.site_id == ENTRY.c.site_id) & (POSTING.c.entry_id == ENTRY.c.id))
        .join(OPERATOR, OPERATOR.c.id == ENTRY.c.operator_id)
        .where(
            ENTRY.c.site_id == site_id,
            ENTRY.c.party_id == party_id,
            ENTRY.c.kind == EntryKind.DEPOSIT_SETTLED,
            POSTING.c.account == Account.CASH,
        )
    )
    for at, kind, note, currency, amount, who in rows:
        yield Told(at, kind, "", note, 0, None, NOTHING, amount, currency, who)


@dataclass(frozen=True, slots=True)
class Period:
    """Which issues count: from `since` up to and with `until`, days of the site's calendar as instants of UTC."""

    since: datetime
    until: datetime


def period(now: datetime, cutoff_days: int) -> Period:
    """Return the year that ended `cutoff_days` ago: what was issued later may still come back in time."""
    until = now - timedelta(days=cutoff_days)
    return Period(until - YEAR, until)


def losses(session: Session, site_id: UUID, now: datetime) -> Mapping[UUID, Loss]:
    """Return the packaging loss of each type after its own cut-off, all parties together."""
    cutoffs = session.execute(sa.select(TYPE.c.id, TYPE.c.cutoff_days)).all()
    return {row.id: _loss(session, site_id, row.id, period(now, row.cutoff_days)) for row in cutoffs}


def _loss(session: Session, site_id: UUID, type_id: UUID, of: Period) -> Loss:
    is_issue, is_until = MOVEMENT.c.kind == PackagingMove.ISSUED, MOVEMENT.c.at <= of.until
    sums = (
        _sum_where(is_issue & is_until),
        _sum_where(is_issue & is_until & (MOVEMENT.c.at > of.since)),
        _sum_where(MOVEMENT.c.kind == PackagingMove.RETURNED),
    )
    rows = session.execute(
        sa.select(*sums)
        .where(MOVEMENT.c.site_id == site_id, MOVEMENT.c.type_id == type_id)
        .group_by(MOVEMENT.c.party_id)
    )
    return loss_together([loss_of(int(until), int(within), -int(back)) for until, within, back in rows])


def _sum_where(test: "sa.ColumnElement[bool]") -> "sa.ColumnElement[int]":
    return sa.func.sum(sa.case((test, MOVEMENT.c.quantity), else_=0))
