"""What is charged for goods that were replaced in advance and did not come, in step with the goods.

Like what parties are owed (`services.accruing`), a charge is worked out from what stands, and the difference to what
was posted is posted: goods that come later take it off, an undo puts it on again. Whoever charges holds the
authorization's row.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import JournalEntry as EntryTable
from app.db.models import Posting, Refund, Replacement, table_of
from app.db.queries import replacing as queries
from app.db.queries.replacing import Advance
from app.domain.journal import Account, EntryKind, JournalEntry, transfer
from app.domain.money import NOTHING
from app.domain.refunds import Resolution
from app.domain.replacing import charge
from app.services.acting import Act
from app.services.posting import post
from app.services.refunding import Key, add_to_open, tell_due

REPLACEMENT, REFUND = table_of(Replacement), table_of(Refund)
ENTRY, POSTING = table_of(EntryTable), table_of(Posting)


def restate_charges(session: Session, act: Act, papers: Collection[UUID], event_id: UUID | None = None) -> None:
    """Post what is charged now under authorizations, of the replacements that were charged before."""
    was_charged = (REPLACEMENT.c.authorization_id.in_(papers), REPLACEMENT.c.charged_at.is_not(None))
    for each in queries.advances(session, act.site_id, *was_charged):
        post_charge(session, act, each, event_id)


def post_charge(session: Session, act: Act, advance: Advance, event_id: UUID | None = None, **columns: Any) -> Decimal:
    """Post the difference between what is charged now and what was, and return the first; `columns` are set too."""
    now = charge(advance.list_price, advance.charge_percent, advance.missing, advance.currency)
    more = now - advance.charged
    if more or columns:
        mine = (REPLACEMENT.c.site_id == act.site_id, REPLACEMENT.c.id == advance.id)
        stands = {"charged": now, "changed_at": act.now, "changed_by": act.by.operator_id, **columns}
        session.execute(sa.update(REPLACEMENT).where(*mine).values(version=advance.version + 1, **stands))
    if more:
        _book(session, act, advance, more, event_id)
    return now


def _book(session: Session, act: Act, advance: Advance, more: Decimal, event_id: UUID | None) -> None:
    key = Key(advance.authorization_id, advance.party_id, Resolution.REPLACEMENT, advance.currency)
    refund_id = add_to_open(session, act, key, -more)
    tell_due(session, act, key, refund_id, -more)
    kind = EntryKind.REPLACEMENT_CHARGED if more > 0 else EntryKind.CHARGE_TAKEN_BACK
    legs = transfer(Account.CUSTOMER_PAYABLE, Account.REPLACEMENT_CHARGES, more)
    post(session, act, JournalEntry(
        kind, advance.currency, legs, advance.authorization_id, advance.party_id, refund_id, replacement_id=advance.id,
        event_id=event_id, note=advance.number,
    ))  # fmt: skip
    if more < 0:
        _take_back_what_was_given_up(session, act, key, refund_id, advance.number)


def _take_back_what_was_given_up(session: Session, act: Act, key: Key, refund_id: UUID, note: str) -> None:
    """Take a write-off back as far as goods came after all: what nobody paid is owed to nobody."""
    open_now = session.execute(sa.select(REFUND.c.amount).where(REFUND.c.id == refund_id)).scalar_one()
    amount = min(open_now, _written_off(session, act, key))
    if amount <= 0:
        return
    add_to_open(session, act, key, -amount)
    legs = transfer(Account.CUSTOMER_PAYABLE, Account.WRITE_OFF, amount)
    post(session, act, JournalEntry(
        EntryKind.REFUND_WRITTEN_OFF, key.currency, legs, key.authorization_id, key.party_id, refund_id,
        note=note,
    ))  # fmt: skip


def _written_off(session: Session, act: Act, key: Key) -> Decimal:
    """Return what was written off of the charges of an authorization, less what of it was taken back."""
    of_key = (
        REFUND.c.site_id == act.site_id, REFUND.c.authorization_id == key.authorization_id,
        REFUND.c.resolution == key.resolution, REFUND.c.currency == key.currency,
    )  # fmt: skip
    total = sa.func.coalesce(sa.func.sum(POSTING.c.amount), NOTHING, type_=POSTING.c.amount.type)
    amount: Decimal = session.execute(
        sa.select(total)
        .join(ENTRY, (ENTRY.c.site_id == POSTING.c.site_id) & (ENTRY.c.id == POSTING.c.entry_id))
        .join(REFUND, (REFUND.c.site_id == ENTRY.c.site_id) & (REFUND.c.id == ENTRY.c.refund_id))
        .where(POSTING.c.account == Account.WRITE_OFF, *of_key)
    ).scalar_one()
    return amount
