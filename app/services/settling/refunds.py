"""Refunds: approved where they are large, paid as money or credit, taken back, written off."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import JournalEntry as EntryTable
from app.db.models import table_of
from app.db.queries.refunds import OneRefund
from app.domain.approvals import ApprovalAct, Extent
from app.domain.errors import Refused
from app.domain.journal import SETTLES, Account, EntryKind, JournalEntry, Leg, transfer
from app.domain.messages import money as say
from app.domain.messages.core import Message, Money, Params, Said
from app.domain.refunds import Resolution
from app.domain.transitions import Move, RefundState, moved
from app.services import approving
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.posting import post
from app.services.refunding import Key, add_to_open, lock_papers
from app.services.settling.guarding import Seen, change, name_of, reason_of, reference_of, refund

ENTRY = table_of(EntryTable)


def approve(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Let who approves large refunds say that one may be paid as it stands; a change of its amount takes that back."""
    return answer(session, act, lambda: _approve(session, act, seen))


def _approve(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = _payable(refund(session, act, seen, Move.APPROVE))
    asked = Request(ApprovalAct.LARGE_REFUND, found.number, Extent(money=found.money), found.id)
    who = approving.check(session, act, asked)
    change(session, act, found, state=moved(found.state, Move.APPROVE), approved_by=who)
    said: Params = {**facts(found), "who": name_of(session, who)}
    return Outcome(Said(say.APPROVED, said), result=found.id)


def pay(session: Session, act: Act, seen: Seen, reference: str) -> Answered[UUID]:
    """Note that a refund was paid, or what we are owed was paid back; `reference` names the payment.

    Refused for credit that we owe: a credit memo gives that.
    """
    return answer(session, act, lambda: pay_now(session, act, seen, reference))


def pay_now(session: Session, act: Act, seen: Seen, reference: str) -> Outcome[UUID]:
    """Note a payment as a part of what `act` does, such as an import. Raises Refused or Overtaken."""
    found = check_payable(session, act, seen)
    written = reference_of(reference, found.number)
    change(session, act, found, state=moved(found.state, Move.PAY), reference=written, paid_at=act.now)
    legs = transfer(Account.CUSTOMER_PAYABLE, SETTLES[found.resolution], found.amount)
    post(session, act, _entry(EntryKind.REFUND_PAID, found, legs, written))
    return Outcome(Said(_said(found), {**facts(found), "reference": written}), result=found.id)


def check_payable(session: Session, act: Act, seen: Seen) -> OneRefund:
    """Return the refund that may be paid as it stands. Raises Refused for credit and what is large, Overtaken."""
    found = _payable(refund(session, act, seen, Move.PAY))
    _check_by_hand(found)
    if found.is_large and found.state is not RefundState.APPROVED:
        raise Refused(say.LARGE, number=found.number, amount=found.money, limit=Money(found.limit, found.currency))
    return found


def _check_by_hand(found: OneRefund) -> None:
    """Refuse credit: a memo gives it, unit by unit, and a payment beside it would give it twice."""
    if found.resolution is Resolution.CREDIT and found.amount > 0:
        raise Refused(say.BY_MEMO, number=found.number, amount=found.money, party=found.party, paper=found.paper)


def _payable(found: OneRefund) -> OneRefund:
    if not found.amount:
        raise Refused(say.NOTHING_OWED, number=found.number)
    return found


def _said(found: OneRefund) -> Message:
    return say.PAID_BACK if found.amount < 0 else say.PAID


def reverse(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Take a payment back that did not reach the party: its amount stands open again, on another refund."""
    return answer(session, act, lambda: _reverse(session, act, seen, reason))


def _reverse(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    found, written = refund(session, act, seen, Move.REVERSE), reason_of(reason)
    lock_papers(session, act, [found.authorization_id])
    change(session, act, found, state=moved(found.state, Move.REVERSE), reason=written)
    key = Key(found.authorization_id, found.party_id, found.resolution, found.currency)
    again = add_to_open(session, act, key, found.amount)
    legs = transfer(SETTLES[found.resolution], Account.CUSTOMER_PAYABLE, found.amount)
    paid = session.execute(
        sa.select(ENTRY.c.id).where(
            ENTRY.c.site_id == act.site_id, ENTRY.c.refund_id == found.id, ENTRY.c.kind == EntryKind.REFUND_PAID
        )
    ).scalar_one()
    post(session, act, _entry(EntryKind.REFUND_REVERSED, found, legs, written, refund_id=again, reverses_id=paid))
    return Outcome(Said(say.REVERSED, {**facts(found), "reason": written}), result=again)


def write_off(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Give up what a party owes us; what we owe is never given up."""
    return answer(session, act, lambda: _write_off(session, act, seen, reason))


def _write_off(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    found = _payable(refund(session, act, seen, Move.WRITE_OFF))
    if found.amount > 0:
        raise Refused(say.OWED_BY_US, **facts(found))
    written = reason_of(reason)
    change(session, act, found, state=moved(found.state, Move.WRITE_OFF), reason=written)
    legs = transfer(Account.WRITE_OFF, Account.CUSTOMER_PAYABLE, -found.amount)
    post(session, act, _entry(EntryKind.REFUND_WRITTEN_OFF, found, legs, written))
    return Outcome(Said(say.WRITTEN_OFF, {**facts(found), "reason": written}), result=found.id)


def facts(found: OneRefund) -> dict[str, str | Money]:
    """Return what every sentence about a refund may name."""
    return {"number": found.number, "party": found.party, "amount": found.money}


def _entry(
    kind: EntryKind,
    found: OneRefund,
    legs: tuple[Leg, ...],
    note: str,
    refund_id: UUID | None = None,
    reverses_id: UUID | None = None,
) -> JournalEntry:
    return JournalEntry(
        kind, found.currency, legs, found.authorization_id, found.party_id, refund_id or found.id,
        reverses_id=reverses_id, note=note,
    )  # fmt: skip
