"""What a party owes for packaging, or is owed, is paid: its account stands at nothing again."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import packaging as queries
from app.db.queries import packaging_balances as balances
from app.domain import deposits
from app.domain.errors import Overtaken, Refused
from app.domain.messages import packaging as say
from app.domain.messages.core import Money, Said
from app.services.acting import Act, Answered, Outcome, answer
from app.services.packaging.guarding import check_role
from app.services.posting import post

REFERENCE = 60
"""Characters of the number of a payment."""


def settle(session: Session, act: Act, party_id: UUID, seen: Money, reference: str) -> Answered[UUID]:
    """Note that what a party owes us was paid, below zero that we paid it; `seen` is what the page showed."""
    return answer(session, act, lambda: _settle(session, act, party_id, seen, reference.strip()[:REFERENCE]))


def _settle(session: Session, act: Act, party_id: UUID, seen: Money, reference: str) -> Outcome[UUID]:
    check_role(act)
    party = queries.party_by_id(session, party_id)
    if party is None:
        raise Refused(say.UNKNOWN)
    queries.lock_party(session, party_id)
    owed = balances.owed(session, act.site_id, party_id).get(seen.currency, Decimal(0))
    if owed != seen.amount:
        raise Overtaken(say.CHANGED_BEFORE, party=party.name, amount=Money(owed, seen.currency), seen=seen)
    if not owed:
        raise Refused(say.NOTHING_OPEN, party=party.name)
    if not reference:
        raise Refused(say.NEEDS_REFERENCE)
    post(session, act, deposits.settle(party_id, owed, seen.currency, reference))
    return Outcome(Said(say.SETTLED, {"party": party.name, "amount": seen, "reference": reference}), result=party_id)
