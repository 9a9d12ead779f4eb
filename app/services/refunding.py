"""The one open refund of an authorization, resolution and currency: what is owed is added to it, or taken off.

Whoever adds holds the authorization's row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Refund, table_of
from app.domain.refunds import Resolution
from app.domain.transitions import Move, RefundState, moved
from app.domain.webhooks import WebhookKind
from app.services.acting import Act
from app.services.webhooks.outbox import put

PAPER, REFUND = table_of(Authorization), table_of(Refund)
OPEN = (RefundState.OWED, RefundState.APPROVED)


@dataclass(frozen=True, slots=True)
class Key:
    """Which refund an amount belongs to."""

    authorization_id: UUID
    party_id: UUID
    resolution: Resolution
    currency: str


def lock_papers(session: Session, act: Act, papers: Iterable[UUID]) -> None:
    """Take the rows of authorizations, in the order of their ids: after cartons, before anything of money."""
    where = (PAPER.c.site_id == act.site_id, PAPER.c.id.in_(sorted(papers)))
    session.execute(sa.select(PAPER.c.id).where(*where).order_by(PAPER.c.id).with_for_update(key_share=True))


def tell_due(session: Session, act: Act, key: Key, refund_id: UUID, net: Decimal) -> None:
    """Queue that what is owed to the party changed by `net`, below zero where it owes more."""
    paper = {"refund_id": str(refund_id), "authorization_id": str(key.authorization_id)}
    owed = {"resolution": key.resolution.value, "changed_by": str(net), "currency": key.currency}
    put(session, act.site_id, WebhookKind.REFUND_DUE, {**paper, **owed}, act.now)


def add_to_open(session: Session, act: Act, key: Key, amount: Decimal) -> UUID:
    """Add `amount` to the open refund of `key`, opened when there is none, and return its id.

    An approval was of the amount before: it is taken back. The caller holds the authorization's row.
    """
    changed: dict[str, Any] = {
        "state": moved(RefundState.APPROVED, Move.RESTATE), "approved_by": None, "changed_at": act.now,
        "changed_by": act.by.operator_id,
    }  # fmt: skip
    found = session.execute(
        sa.update(REFUND)
        .where(*_of(act, key), REFUND.c.state.in_(OPEN))
        .values(amount=REFUND.c.amount + amount, version=REFUND.c.version + 1, **changed)
        .returning(REFUND.c.id)
    ).scalar_one_or_none()
    return found or _open(session, act, key, amount, changed)


def _open(session: Session, act: Act, key: Key, amount: Decimal, changed: dict[str, Any]) -> UUID:
    of_paper = (REFUND.c.site_id == act.site_id, REFUND.c.authorization_id == key.authorization_id)
    before = session.execute(sa.select(sa.func.count()).select_from(REFUND).where(*of_paper)).scalar_one()
    paper = session.execute(
        sa.select(PAPER.c.number).where(PAPER.c.site_id == act.site_id, PAPER.c.id == key.authorization_id)
    ).scalar_one()
    refund_id = new_id()
    session.execute(sa.insert(REFUND).values(
        site_id=act.site_id, id=refund_id, number=f"{paper}-R{before + 1}", authorization_id=key.authorization_id,
        party_id=key.party_id, resolution=key.resolution, currency=key.currency, amount=amount, opened_at=act.now,
        reference="", reason="", version=0, **changed,
    ))  # fmt: skip
    return refund_id


def _of(act: Act, key: Key) -> tuple["sa.ColumnElement[bool]", ...]:
    return (
        REFUND.c.site_id == act.site_id,
        REFUND.c.authorization_id == key.authorization_id,
        REFUND.c.resolution == key.resolution,
        REFUND.c.currency == key.currency,
    )
