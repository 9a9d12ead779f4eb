"""The only writer of the journal: an entry is balanced before it is written, and is never changed after."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import JournalEntry as EntryTable
from app.db.models import Posting, table_of
from app.domain.journal import JournalEntry
from app.services.acting import Act

ENTRY, POSTING = table_of(EntryTable), table_of(Posting)


def post(session: Session, act: Act, entry: JournalEntry) -> UUID | None:
    """Write `entry` with its legs and return its id; an entry that moves nothing is not written."""
    if not entry.legs:
        return None
    entry_id = new_id()
    by = {"at": act.now, "operator_id": act.by.operator_id, "client_id": act.client_id}
    about = {name: getattr(entry, name) for name in _ABOUT}
    session.execute(sa.insert(ENTRY).values(site_id=act.site_id, id=entry_id, **by, **about))
    session.execute(sa.insert(POSTING), [
        {
            "site_id": act.site_id, "id": new_id(), "entry_id": entry_id, "position": position, "account": leg.account,
            "amount": leg.amount, "receipt_line_id": leg.receipt_line_id,
        }
        for position, leg in enumerate(entry.legs)
    ])  # fmt: skip
    return entry_id


_ABOUT = (
    "kind", "currency", "authorization_id", "party_id", "refund_id", "claim_id", "credit_memo_id", "replacement_id",
    "bundle_id", "event_id", "reverses_id", "note",
)  # fmt: skip
