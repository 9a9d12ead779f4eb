"""What a memo posts to the journal: issued, it settles what is owed; void, its entry is turned round.

Where no refund terms owe anything, a memo is an expense of its own, so that nobody comes to owe anybody.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import JournalEntry as EntryTable
from app.db.models import Posting, table_of
from app.db.queries.credit_memos import Memo
from app.domain.journal import Account, EntryKind, JournalEntry, Leg, transfer
from app.domain.refunds import Resolution
from app.services.acting import Act
from app.services.posting import post
from app.services.refunding import Key, add_to_open

ENTRY, POSTING = table_of(EntryTable), table_of(Posting)


def book_issue(session: Session, act: Act, memo: Memo, *, by_terms: bool) -> None:
    """Post what an issued memo credits; the caller holds the authorization's row."""
    refund_id = add_to_open(session, act, _key(memo), -memo.amount) if by_terms and memo.amount else None
    source = Account.CUSTOMER_PAYABLE if by_terms else Account.RETURNS_EXPENSE
    legs = transfer(source, Account.CREDIT_MEMOS, memo.amount)
    post(session, act, JournalEntry(
        EntryKind.CREDIT_ISSUED, memo.currency, legs, memo.authorization_id, memo.party_id, refund_id,
        credit_memo_id=memo.id, note=memo.number,
    ))  # fmt: skip


def book_void(session: Session, act: Act, memo: Memo) -> None:
    """Turn round what the memo posted when it was issued, whatever terms hold now."""
    mine = (ENTRY.c.site_id == act.site_id, ENTRY.c.credit_memo_id == memo.id, ENTRY.c.kind == EntryKind.CREDIT_ISSUED)
    issued = session.execute(sa.select(ENTRY.c.id, ENTRY.c.refund_id).where(*mine)).one_or_none()
    if issued is None:
        return
    refund_id = add_to_open(session, act, _key(memo), memo.amount) if issued.refund_id else None
    rows = session.execute(
        sa.select(POSTING.c.account, POSTING.c.amount)
        .where(POSTING.c.site_id == act.site_id, POSTING.c.entry_id == issued.id)
        .order_by(POSTING.c.position)
    )
    legs = tuple(Leg(row.account, -row.amount) for row in rows)
    post(session, act, JournalEntry(
        EntryKind.CREDIT_VOIDED, memo.currency, legs, memo.authorization_id, memo.party_id, refund_id,
        credit_memo_id=memo.id, reverses_id=issued.id, note=memo.number,
    ))  # fmt: skip


def _key(memo: Memo) -> Key:
    return Key(memo.authorization_id, memo.party_id, Resolution.CREDIT, memo.currency)
