"""One refund with what it is for."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Operator, Party, Refund, Settlement, table_of
from app.domain.messages.core import Money
from app.domain.money import NOTHING
from app.domain.refunds import Resolution
from app.domain.transitions import RefundState

REFUND, PAPER, PARTY, SETTLEMENT = table_of(Refund), table_of(Authorization), table_of(Party), table_of(Settlement)
OPERATOR = table_of(Operator)


@dataclass(frozen=True, slots=True)
class OneRefund:
    """A refund as its page and its acts see it; `limit` is from which amount on a supervisor approves, 0 for none."""

    id: UUID
    number: str
    authorization_id: UUID
    paper: str
    party_id: UUID
    party: str
    resolution: Resolution
    currency: str
    amount: Decimal
    state: RefundState
    reference: str
    reason: str
    opened_at: datetime
    changed_at: datetime
    changed_by: str
    approved_by: str
    paid_at: datetime | None
    version: int
    limit: Decimal

    @property
    def money(self) -> Money:
        """The amount, whoever owes it."""
        return Money(abs(self.amount), self.currency)

    @property
    def is_large(self) -> bool:
        """Whether a supervisor approves it before it is paid."""
        return bool(self.limit) and self.amount >= self.limit


def one(session: Session, site_id: UUID, refund_id: UUID) -> OneRefund | None:
    """Return a refund of the site, or None."""
    found = of(session, site_id, REFUND.c.id == refund_id)
    return found[0] if found else None


def of_paper(session: Session, site_id: UUID, authorization_id: UUID) -> tuple[OneRefund, ...]:
    """Return the refunds of an authorization that come to something, the first first."""
    return of(session, site_id, REFUND.c.authorization_id == authorization_id, REFUND.c.amount != NOTHING)


def open_credit(session: Session, site_id: UUID, authorization_id: UUID, currency: str) -> OneRefund | None:
    """Return what a party is still owed as credit for an authorization, None where nothing is open."""
    still = REFUND.c.state.in_((RefundState.OWED, RefundState.APPROVED))
    of_key = (REFUND.c.authorization_id == authorization_id, REFUND.c.currency == currency)
    found = of(session, site_id, *of_key, REFUND.c.resolution == Resolution.CREDIT, still)
    return found[0] if found else None


def of(session: Session, site_id: UUID, *where: "sa.ColumnElement[bool]") -> tuple[OneRefund, ...]:
    """Return the refunds of a site for which `where` holds."""
    approver = OPERATOR.alias("approver")
    rows = session.execute(
        sa.select(
            *(REFUND.c[name] for name in _OWN),
            PAPER.c.number.label("paper"),
            PARTY.c.name.label("party"),
            sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
            sa.func.coalesce(approver.c.name, "").label("approved_by"),
            sa.func.coalesce(LIMIT, NOTHING, type_=REFUND.c.amount.type).label("limit"),
        )
        .join(PAPER, (PAPER.c.site_id == REFUND.c.site_id) & (PAPER.c.id == REFUND.c.authorization_id))
        .join(PARTY, PARTY.c.id == REFUND.c.party_id)
        .outerjoin(OPERATOR, OPERATOR.c.id == REFUND.c.changed_by)
        .outerjoin(approver, approver.c.id == REFUND.c.approved_by)
        .where(REFUND.c.site_id == site_id, *where)
        .order_by(REFUND.c.id)
    )
    return tuple(OneRefund(**row._mapping) for row in rows)


_OWN = (
    "id", "number", "authorization_id", "party_id", "resolution", "currency", "amount", "state", "reference", "reason",
    "opened_at", "changed_at", "paid_at", "version",
)  # fmt: skip
LIMIT = (
    sa.select(sa.func.min(SETTLEMENT.c.approve_from))
    .where(
        SETTLEMENT.c.site_id == REFUND.c.site_id,
        SETTLEMENT.c.authorization_id == REFUND.c.authorization_id,
        SETTLEMENT.c.resolution == REFUND.c.resolution,
        SETTLEMENT.c.currency == REFUND.c.currency,
        SETTLEMENT.c.approve_from > NOTHING,
    )
    .scalar_subquery()
)
"""The least limit of the lines that a refund is for."""
