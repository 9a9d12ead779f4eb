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

from app.db.models import Replacement, table_of
from app.db.queries import replacing as queries
from app.db.queries.replacing import Advance
from app.domain.journal import Account, EntryKind, JournalEntry, transfer
from app.domain.refunds import Resolution
from app.domain.replacing import charge
from app.services.acting import Act
from app.services.posting import post
from app.services.refunding import Key, add_to_open, tell_due

REPLACEMENT = table_of(Replacement)


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
