"""What a sale bundle brings: each payment is shared over its lines to the cent, and booked by authorization."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import JournalEntry, Posting, table_of
from app.db.queries import bundle_lines, bundles
from app.db.queries.bundles import OneBundle, Payment
from app.domain.bundles import shares
from app.domain.errors import Refused
from app.domain.journal import Account, EntryKind, Leg
from app.domain.journal import JournalEntry as Entry
from app.domain.messages import bundling as say
from app.domain.messages.core import Params, Said, Word
from app.domain.transitions import BundleState
from app.services.acting import Act, Answered, Outcome, answer
from app.services.bundling.guarding import Seen, a_bundle, change, facts
from app.services.posting import post
from app.services.refunding import lock_papers
from app.services.settling.amounts import amount_of
from app.services.settling.guarding import REASON, reason_of

ENTRY, POSTING = table_of(JournalEntry), table_of(Posting)
PAYABLE = (BundleState.SOLD, BundleState.GONE)
"""States in which a buyer owes something."""


def pay(session: Session, act: Act, seen: Seen, amount: str, note: str = "") -> Answered[UUID]:
    """Note what the buyer paid, as entered; it may be more or less than was agreed, and come in parts."""
    return answer(session, act, lambda: _pay(session, act, seen, amount, note))


def take_back(session: Session, act: Act, seen: Seen, client_id: str, reason: str) -> Answered[UUID]:
    """Take back the payment that was noted under `client_id`: it did not come."""
    return answer(session, act, lambda: _take_back(session, act, seen, client_id, reason))


def _pay(session: Session, act: Act, seen: Seen, entered: str, note: str) -> Outcome[UUID]:
    found = a_bundle(session, act, seen, None)
    if found.state not in PAYABLE:
        raise Refused(say.NOT_NOW, number=found.number, state=Word(found.state.value), move=Word("pay"))
    amount = amount_of(entered, found.currency)
    by_paper = _by_paper(session, act, found, amount)
    lock_papers(session, act, [each for each in by_paper if each])
    for paper_id, legs in by_paper.items():
        cash = Leg(Account.CASH, -sum((leg.amount for leg in legs), Decimal(0)))
        noted = " ".join((found.number, note.strip()))[:REASON].strip()
        about = Entry(
            EntryKind.LIQUIDATION_PROCEEDS, found.currency, (cash, *legs), paper_id, found.buyer_id,
            bundle_id=found.id, note=noted,
        )  # fmt: skip
        post(session, act, about)
    change(session, act, found)
    money = {"amount": found.money(amount), "total": found.money(found.proceeds + amount)}
    return Outcome(Said(say.PAID, {**facts(found), **money}), result=found.id)


def _by_paper(session: Session, act: Act, found: OneBundle, amount: Decimal) -> dict[UUID | None, tuple[Leg, ...]]:
    lines = bundle_lines.frozen(session, act.site_id, found.id)
    legs: dict[UUID | None, tuple[Leg, ...]] = defaultdict(tuple)
    for line, share in zip(lines, shares(amount, lines, found.currency), strict=True):
        if share:
            legs[line.authorization_id] += (Leg(Account.PROCEEDS, -share, line.receipt_line_id),)
    return legs


def _take_back(session: Session, act: Act, seen: Seen, client_id: str, reason: str) -> Outcome[UUID]:
    found, written = a_bundle(session, act, seen, None), reason_of(reason)
    standing = bundles.payments(session, act.site_id, found.id)
    paid = next((each for each in standing if each.client_id == client_id and not each.is_reversed), None)
    if paid is None:
        raise Refused(say.NOT_A_PAYMENT, number=found.number)
    _reverse(session, act, found, paid, written)
    change(session, act, found)
    said: Params = {
        **facts(found), "reason": written, "amount": found.money(paid.amount),
        "total": found.money(found.proceeds - paid.amount),
    }  # fmt: skip
    return Outcome(Said(say.PAYMENT_REVERSED, said), result=found.id)


def _reverse(session: Session, act: Act, found: OneBundle, paid: Payment, reason: str) -> None:
    rows = session.execute(
        sa.select(ENTRY.c.id, ENTRY.c.authorization_id, ENTRY.c.party_id)
        .where(ENTRY.c.site_id == act.site_id, ENTRY.c.id.in_(paid.entry_ids))
        .order_by(ENTRY.c.id)
    ).all()
    lock_papers(session, act, [row.authorization_id for row in rows if row.authorization_id])
    for row in rows:
        legs = session.execute(
            sa.select(POSTING.c.account, -POSTING.c.amount, POSTING.c.receipt_line_id)
            .where(POSTING.c.site_id == act.site_id, POSTING.c.entry_id == row.id)
            .order_by(POSTING.c.position)
        )
        about = Entry(
            EntryKind.PROCEEDS_REVERSED, found.currency, tuple(Leg(*leg) for leg in legs), row.authorization_id,
            row.party_id, bundle_id=found.id, reverses_id=row.id, note=reason,
        )  # fmt: skip
        post(session, act, about)
