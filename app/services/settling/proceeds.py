"""What goods of an authorization brought: sold to a liquidator, or as material to a recycler."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, JournalEntry, Party, Posting, table_of
from app.domain.errors import Refused
from app.domain.journal import PROCEEDS, Account, EntryKind, transfer
from app.domain.journal import JournalEntry as Entry
from app.domain.messages import money as say
from app.domain.messages.core import Money, Params, Said
from app.services.acting import Act, Answered, Outcome, answer
from app.services.posting import post
from app.services.refunding import lock_papers
from app.services.settling.amounts import amount_of
from app.services.settling.guarding import REASON, check_role, reason_of

PAPER, PARTY, ENTRY, POSTING = table_of(Authorization), table_of(Party), table_of(JournalEntry), table_of(Posting)


@dataclass(frozen=True, slots=True)
class Brought:
    """What `party_id` paid, the amount as entered, by which way out (a kind of PROCEEDS), and a note."""

    kind: EntryKind
    party_id: UUID
    amount: str
    currency: str
    note: str = ""


def record_proceeds(session: Session, act: Act, paper_id: UUID, brought: Brought) -> Answered[UUID]:
    """Write down what goods of an authorization brought."""
    return answer(session, act, lambda: _record(session, act, paper_id, brought))


def _record(session: Session, act: Act, paper_id: UUID, brought: Brought) -> Outcome[UUID]:
    number = _number(session, act, paper_id)
    party = session.execute(sa.select(PARTY.c.name).where(PARTY.c.id == brought.party_id)).scalar_one_or_none()
    if party is None:
        raise Refused(say.NO_PARTY)
    currency = brought.currency
    amount = amount_of(brought.amount, currency)
    legs, note = transfer(Account.CASH, Account.PROCEEDS, amount), brought.note.strip()[:REASON]
    post(session, act, Entry(brought.kind, currency, legs, paper_id, brought.party_id, note=note))
    said: Params = {"party": str(party), "amount": Money(amount, currency), "number": number, "note": note}
    return Outcome(Said(say.PROCEEDS, said), result=paper_id)


def reverse_proceeds(session: Session, act: Act, paper_id: UUID, entry_id: UUID, reason: str) -> Answered[UUID]:
    """Take proceeds back that did not come; each once."""
    return answer(session, act, lambda: _reverse(session, act, paper_id, entry_id, reason))


def _reverse(session: Session, act: Act, paper_id: UUID, entry_id: UUID, reason: str) -> Outcome[UUID]:
    number, written = _number(session, act, paper_id), reason_of(reason)
    later = ENTRY.alias("later")
    is_reversed = sa.exists().where(later.c.site_id == ENTRY.c.site_id, later.c.reverses_id == ENTRY.c.id)
    found = session.execute(
        sa.select(ENTRY.c.currency, ENTRY.c.party_id, PARTY.c.name, POSTING.c.amount)
        .join(POSTING, (POSTING.c.site_id == ENTRY.c.site_id) & (POSTING.c.entry_id == ENTRY.c.id))
        .join(PARTY, PARTY.c.id == ENTRY.c.party_id)
        .where(
            ENTRY.c.site_id == act.site_id, ENTRY.c.id == entry_id, ENTRY.c.authorization_id == paper_id,
            ENTRY.c.kind.in_(PROCEEDS), POSTING.c.account == Account.CASH, ~is_reversed,
            ENTRY.c.bundle_id.is_(None),  # those of a sale bundle are taken back there, all of a payment at once
        )
    ).one_or_none()  # fmt: skip
    if found is None:
        raise Refused(say.NOT_PROCEEDS)
    legs = transfer(Account.PROCEEDS, Account.CASH, found.amount)
    about = Entry(
        EntryKind.PROCEEDS_REVERSED, found.currency, legs, paper_id, found.party_id, reverses_id=entry_id, note=written
    )
    post(session, act, about)
    said: Params = {
        "party": found.name,
        "amount": Money(found.amount, found.currency),
        "number": number,
        "reason": written,
    }
    return Outcome(Said(say.PROCEEDS_REVERSED, said), result=paper_id)


def _number(session: Session, act: Act, paper_id: UUID) -> str:
    """Return the number of the authorization, whose row is held from now on. Raises Refused."""
    check_role(act)
    lock_papers(session, act, [paper_id])
    mine = (PAPER.c.site_id == act.site_id, PAPER.c.id == paper_id)
    number: str | None = session.execute(sa.select(PAPER.c.number).where(*mine)).scalar_one_or_none()
    if number is None:
        raise Refused(say.UNKNOWN)
    return number
