"""What vendors owe by their own word: paid, not paid after all, given up."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import JournalEntry, table_of
from app.domain.journal import Account, EntryKind, transfer
from app.domain.messages import money as say
from app.domain.messages.core import Said
from app.domain.transitions import ClaimState, Move, moved
from app.services.acting import Act, Answered, Outcome, answer
from app.services.posting import post
from app.services.settling.claims import entry, facts
from app.services.settling.guarding import Seen, change, claim, reason_of, reference_of

ENTRY = table_of(JournalEntry)


def receive_claim(session: Session, act: Act, seen: Seen, reference: str) -> Answered[UUID]:
    """Note that the vendor paid what it accepted; `reference` names the payment or its credit memo."""
    return answer(session, act, lambda: receive_now(session, act, seen, reference))


def receive_now(session: Session, act: Act, seen: Seen, reference: str) -> Outcome[UUID]:
    """Note the payment of a claim as a part of what `act` does, such as an import. Raises Refused or Overtaken."""
    found = claim(session, act, seen, Move.PAY)
    written = reference_of(reference, found.number)
    change(session, act, found, state=moved(found.state, Move.PAY), reference=written, paid_at=act.now)
    legs = transfer(Account.CASH, Account.VENDOR_RECEIVABLE, found.accepted)
    post(session, act, entry(EntryKind.CLAIM_PAID, found, legs, written))
    return Outcome(Said(say.CLAIM_PAID, {**facts(found), "reference": written}), result=found.id)


def reverse_claim(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Take a vendor's payment back that did not come: it owes what it had accepted."""
    return answer(session, act, lambda: _reverse(session, act, seen, reason))


def _reverse(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    found, written = claim(session, act, seen, Move.REVERSE), reason_of(reason)
    before = ClaimState.ACCEPTED if found.accepted == found.amount else ClaimState.PARTLY
    change(session, act, found, state=moved(found.state, Move.REVERSE, back_to=before), reason=written, paid_at=None)
    legs = transfer(Account.VENDOR_RECEIVABLE, Account.CASH, found.accepted)
    post(session, act, entry(EntryKind.CLAIM_REVERSED, found, legs, written))
    return Outcome(Said(say.CLAIM_REVERSED, {**facts(found), "reason": written}), result=found.id)


def write_off_claim(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Give up what a vendor was asked for, or had accepted, and does not pay."""
    return answer(session, act, lambda: _write_off(session, act, seen, reason))


def _write_off(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    found, written = claim(session, act, seen, Move.WRITE_OFF), reason_of(reason)
    change(session, act, found, state=moved(found.state, Move.WRITE_OFF), reason=written)
    legs = transfer(Account.WRITE_OFF, Account.VENDOR_RECEIVABLE, found.left.amount)
    post(session, act, entry(EntryKind.CLAIM_WRITTEN_OFF, found, legs, written))
    said = {**facts(found), "left": found.left, "reason": written}
    return Outcome(Said(say.CLAIM_WRITTEN_OFF, said), result=found.id)
