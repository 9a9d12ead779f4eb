"""Claims on vendors: opened for goods that go back to them, sent, accepted whole or in part, rejected."""

from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Claim, ClaimLine, table_of
from app.db.queries import claim_evidence, policies
from app.db.queries import claims as queries
from app.db.queries.claims import Claimables, OneClaim
from app.domain.claiming import first_without
from app.domain.errors import Refused
from app.domain.journal import Account, EntryKind, JournalEntry, Leg, transfer
from app.domain.messages import money as say
from app.domain.messages.core import Money, Params, Said, Units, Word, Words
from app.domain.money import NOTHING, split
from app.domain.transitions import ClaimState, Move, moved
from app.services.accruing import restate
from app.services.acting import Act, Answered, Outcome, answer
from app.services.posting import post
from app.services.refunding import lock_papers
from app.services.routing.calendar import today
from app.services.settling.amounts import amount_of
from app.services.settling.guarding import REFERENCE, Seen, change, check_role, claim, reason_of

CLAIM, LINE, PAPER = table_of(Claim), table_of(ClaimLine), table_of(Authorization)


def open_claim(
    session: Session, act: Act, claim_id: UUID, paper_id: UUID, vendor_id: UUID, currency: str
) -> Answered[UUID]:
    """Ask a vendor for all units of an authorization that go back to it and stand on no claim yet."""
    return answer(session, act, lambda: _open(session, act, claim_id, paper_id, vendor_id, currency))


def _open(session: Session, act: Act, claim_id: UUID, paper_id: UUID, vendor_id: UUID, currency: str) -> Outcome[UUID]:
    check_role(act)
    lock_papers(session, act, [paper_id])  # nobody else claims its units meanwhile
    mine = (PAPER.c.site_id == act.site_id, PAPER.c.id == paper_id)
    paper = session.execute(sa.select(PAPER.c.number).where(*mine)).scalar_one_or_none()
    if paper is None:
        raise Refused(say.UNKNOWN)
    found = queries.claimable(session, act.site_id, paper_id)
    wanted = next((each for each in found if (each.vendor_id, each.currency) == (vendor_id, currency)), None)
    if wanted is None or not wanted.money.amount:
        raise Refused(say.NOTHING_TO_CLAIM, number=paper)
    number = _write(session, act, claim_id, paper_id, paper, wanted)
    said: Params = {"number": number, "party": wanted.vendor, "amount": wanted.money, "units": Units(wanted.units)}
    return Outcome(Said(say.CLAIM_OPENED, said), result=claim_id)


def _write(session: Session, act: Act, claim_id: UUID, paper_id: UUID, paper: str, wanted: Claimables) -> str:
    of_paper = (CLAIM.c.site_id == act.site_id, CLAIM.c.authorization_id == paper_id)
    before = session.execute(sa.select(sa.func.count()).select_from(CLAIM).where(*of_paper)).scalar_one()
    number = f"{paper}-V{before + 1}"
    session.execute(sa.insert(CLAIM).values(
        site_id=act.site_id, id=claim_id, number=number, authorization_id=paper_id, party_id=wanted.vendor_id,
        currency=wanted.currency, amount=wanted.money.amount, accepted=NOTHING, state=ClaimState.OPEN, reference="",
        reason="", opened_at=act.now, changed_at=act.now, changed_by=act.by.operator_id, version=0,
    ))  # fmt: skip
    session.execute(sa.insert(LINE), [
        {
            "site_id": act.site_id, "id": new_id(), "claim_id": claim_id, "receipt_line_id": line.receipt_line_id,
            "product_id": line.product_id, "quantity": line.quantity, "amount": line.amount, "accepted": NOTHING,
        }
        for line in wanted.lines
    ])  # fmt: skip
    return number


def cancel_claim(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Give a claim up before it is sent: its units are free for another."""
    return answer(session, act, lambda: _cancel(session, act, seen))


def _cancel(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = claim(session, act, seen, Move.CANCEL)
    change(session, act, found, state=moved(found.state, Move.CANCEL))
    return Outcome(Said(say.CLAIM_CANCELLED, facts(found)), result=found.id)


def send_claim(session: Session, act: Act, seen: Seen, reference: str = "") -> Answered[UUID]:
    """Note that a claim went to its vendor: from now on it owes us."""
    return answer(session, act, lambda: _send(session, act, seen, reference))


def _send(session: Session, act: Act, seen: Seen, reference: str) -> Outcome[UUID]:
    found = claim(session, act, seen, Move.SEND)
    _check_evidence(session, act, found)
    columns = {"reference": reference.strip()[:REFERENCE], "sent_at": act.now}
    change(session, act, found, state=moved(found.state, Move.SEND), **columns)
    legs = transfer(Account.VENDOR_RECEIVABLE, Account.VENDOR_RECOVERY, found.amount)
    post(session, act, entry(EntryKind.CLAIM_SENT, found, legs))
    return Outcome(Said(say.CLAIM_SENT, facts(found)), result=found.id)


def _check_evidence(session: Session, act: Act, found: OneClaim) -> None:
    """Raise Refused while goods lack what the policy in force asks for their reason: a vendor asks for no less."""
    reasons = policies.in_force(session, act.site_id, today(act)).reasons
    goods = claim_evidence.of_claim(session, act.site_id, found.id) if reasons else ()
    if lacking := first_without(goods, reasons):
        first, missing = lacking
        words = Words(tuple(sorted(each.value for each in missing)))
        reason = Word(first.reason.value if first.reason else "other")
        raise Refused(say.NO_EVIDENCE, number=found.number, product=first.name, reason=reason, missing=words)


def accept_claim(session: Session, act: Act, seen: Seen, entered: str = "") -> Answered[UUID]:
    """Note for how much the vendor gives credit, all of it unless entered; who waits for that is owed now."""
    return answer(session, act, lambda: accept_now(session, act, seen, entered))


def accept_now(session: Session, act: Act, seen: Seen, entered: str) -> Outcome[UUID]:
    """Note the vendor's credit as a part of what `act` does, such as an import. Raises Refused or Overtaken."""
    found = claim(session, act, seen, Move.ACCEPT)
    amount = amount_of(entered, found.currency, found.amount) if entered.strip() else found.amount
    _decide(session, act, found, amount, Move.ACCEPT if amount == found.amount else Move.ACCEPT_PARTLY)
    said = {**facts(found), "accepted": Money(amount, found.currency)}
    return Outcome(Said(say.CLAIM_ACCEPTED if amount == found.amount else say.CLAIM_PARTLY, said), result=found.id)


def reject_claim(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Note that the vendor gives nothing, and why; the units are free for another claim."""
    return answer(session, act, lambda: reject_now(session, act, seen, reason))


def reject_now(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    """Note the vendor's no as a part of what `act` does. Raises as `accept_now`."""
    found, written = claim(session, act, seen, Move.REJECT), reason_of(reason)
    _decide(session, act, found, NOTHING, Move.REJECT, written)
    return Outcome(Said(say.CLAIM_REJECTED, {**facts(found), "reason": written}), result=found.id)


def _decide(session: Session, act: Act, found: OneClaim, accepted: Decimal, move: Move, reason: str = "") -> None:
    lock_papers(session, act, [found.authorization_id])
    columns = {"accepted": accepted, "reason": reason, "decided_at": act.now}
    change(session, act, found, state=moved(found.state, move), **columns)
    lines = queries.lines(session, act.site_id, found.id)
    shares = split(accepted, [line.amount for line in lines], found.currency)
    for line, share in zip(lines, shares, strict=True):
        session.execute(
            sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id).values(accepted=share)
        )
    legs = transfer(Account.VENDOR_RECOVERY, Account.VENDOR_RECEIVABLE, found.amount - accepted)
    post(session, act, entry(EntryKind.CLAIM_DECIDED, found, legs, reason))
    restate(session, act, [line.receipt_line_id for line in lines])


def facts(found: OneClaim) -> dict[str, str | Money]:
    """Return what every sentence about a claim may name."""
    return {"number": found.number, "party": found.party, "amount": found.money, "accepted": found.credit}


def entry(kind: EntryKind, found: OneClaim, legs: tuple[Leg, ...], note: str = "") -> JournalEntry:
    """Return an entry about a claim."""
    return JournalEntry(
        kind, found.currency, legs, found.authorization_id, found.party_id, claim_id=found.id, note=note
    )
