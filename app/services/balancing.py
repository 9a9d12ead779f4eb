"""The proof that the journal of money balances, and that every paper of money says what its postings say.

Part of `flask --app app verify`. An entry is of one currency, so that entries that add up to zero balance each of them.
"""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Claim,
    JournalEntry,
    PackagingMovement,
    Posting,
    Refund,
    Replacement,
    Settlement,
    table_of,
)
from app.domain.journal import Account
from app.domain.money import NOTHING
from app.domain.transitions import ClaimState, RefundState

ENTRY, POSTING, SETTLEMENT = table_of(JournalEntry), table_of(Posting), table_of(Settlement)
REFUND, CLAIM, REPLACEMENT = table_of(Refund), table_of(Claim), table_of(Replacement)
MOVEMENT = table_of(PackagingMovement)


@dataclass(frozen=True, slots=True)
class Balanced:
    """The journal balances."""

    entries: int


@dataclass(frozen=True, slots=True)
class OffBalance:
    """The first thing that does not add up: an entry, a refund, a claim, a settlement or a replacement, and why."""

    id: UUID
    sentence: str


def balance(session: Session) -> Balanced | OffBalance:
    """Check every entry, then every paper of money against its postings."""
    for check in (_entries, _refunds, _claims, _settlements, _charges, _deposits):
        if broken := check(session):
            return broken
    return Balanced(session.execute(sa.select(sa.func.count()).select_from(ENTRY)).scalar_one())


def _sum(*where: "sa.ColumnElement[bool]") -> "sa.ScalarSelect[object]":
    amount = sa.func.coalesce(sa.func.sum(POSTING.c.amount), NOTHING, type_=POSTING.c.amount.type)
    source = POSTING.join(ENTRY, (ENTRY.c.site_id == POSTING.c.site_id) & (ENTRY.c.id == POSTING.c.entry_id))
    return sa.select(amount).select_from(source).where(*where).scalar_subquery()


def _entries(session: Session) -> OffBalance | None:
    mine = (POSTING.c.site_id == ENTRY.c.site_id) & (POSTING.c.entry_id == ENTRY.c.id)
    total = sa.func.coalesce(sa.func.sum(POSTING.c.amount), NOTHING, type_=POSTING.c.amount.type)
    legs = sa.func.count(POSTING.c.id)
    off = session.execute(
        sa.select(ENTRY.c.id, ENTRY.c.currency, total.label("total"), legs.label("legs"))
        .outerjoin(POSTING, mine)
        .group_by(ENTRY.c.id, ENTRY.c.currency)
        .having(sa.or_(total != NOTHING, legs < 2))
        .order_by(ENTRY.c.id)
        .limit(1)
    ).one_or_none()
    return OffBalance(off.id, f"the entry's {off.legs} legs come to {off.total} {off.currency}") if off else None


def _refunds(session: Session) -> OffBalance | None:
    """An open refund is what its postings owe; of one that was settled nothing is left."""
    posted = -_sum(
        POSTING.c.site_id == REFUND.c.site_id,
        ENTRY.c.refund_id == REFUND.c.id,
        POSTING.c.account == Account.CUSTOMER_PAYABLE,
    )
    is_open = REFUND.c.state.in_((RefundState.OWED, RefundState.APPROVED))
    said = sa.case((is_open, REFUND.c.amount), else_=sa.literal(NOTHING, REFUND.c.amount.type))
    return _first(session, REFUND, REFUND.c.id, said, posted)


def _claims(session: Session) -> OffBalance | None:
    """A claim that was sent is what was asked for until the vendor answers, then what it accepted until it pays."""
    posted = _sum(
        POSTING.c.site_id == CLAIM.c.site_id,
        ENTRY.c.claim_id == CLAIM.c.id,
        POSTING.c.account == Account.VENDOR_RECEIVABLE,
    )
    said = sa.case(
        (CLAIM.c.state == ClaimState.SENT, CLAIM.c.amount),
        (CLAIM.c.state.in_((ClaimState.ACCEPTED, ClaimState.PARTLY)), CLAIM.c.accepted),
        else_=sa.literal(NOTHING, CLAIM.c.amount.type),
    )
    return _first(session, CLAIM, CLAIM.c.id, said, posted)


def _settlements(session: Session) -> OffBalance | None:
    """What stands as posted for a receipt line was posted for it."""
    posted = -_sum(
        POSTING.c.site_id == SETTLEMENT.c.site_id,
        POSTING.c.receipt_line_id == SETTLEMENT.c.receipt_line_id,
        POSTING.c.account == Account.CUSTOMER_PAYABLE,
    )
    said = SETTLEMENT.c.gross - SETTLEMENT.c.fee
    return _first(session, SETTLEMENT, SETTLEMENT.c.receipt_line_id, said, posted)


def _charges(session: Session) -> OffBalance | None:
    """What stands as charged for a replacement was posted for it."""
    posted = _sum(
        POSTING.c.site_id == REPLACEMENT.c.site_id,
        ENTRY.c.replacement_id == REPLACEMENT.c.id,
        POSTING.c.account == Account.CUSTOMER_PAYABLE,
    )
    return _first(session, REPLACEMENT, REPLACEMENT.c.id, REPLACEMENT.c.charged, posted)


def _deposits(session: Session) -> OffBalance | None:
    """What is held for a party's packaging was posted for it, in each currency."""
    posted = -_sum(
        POSTING.c.site_id == MOVEMENT.c.site_id,
        ENTRY.c.party_id == MOVEMENT.c.party_id,
        ENTRY.c.currency == MOVEMENT.c.currency,
        POSTING.c.account == Account.PACKAGING_DEPOSITS,
    )
    held = sa.func.sum(MOVEMENT.c.deposit)
    of = (MOVEMENT.c.site_id, MOVEMENT.c.party_id, MOVEMENT.c.currency)
    off = session.execute(
        sa.select(MOVEMENT.c.party_id, held.label("held"), posted.label("posted"))
        .group_by(*of)
        .having(held != posted)
        .order_by(MOVEMENT.c.party_id)
        .limit(1)
    ).one_or_none()
    if off is None:
        return None
    return OffBalance(off.party_id, f"the packaging of a party holds {off.held}, its postings come to {off.posted}")


def _first(
    session: Session,
    table: sa.Table,
    id_: "sa.ColumnElement[UUID]",
    said: "sa.ColumnElement[object]",
    posted: "sa.ColumnElement[object]",
) -> OffBalance | None:
    off = session.execute(
        sa.select(id_.label("id"), said.label("said"), posted.label("posted"))
        .select_from(table)
        .where(said != posted)
        .order_by(id_)
        .limit(1)
    ).one_or_none()
    return OffBalance(off.id, f"the {table.name} says {off.said}, its postings come to {off.posted}") if off else None
