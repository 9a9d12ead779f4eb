"""How well a party stands with us: its tier, which return policies grant and ask by."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, table_of
from app.db.queries import party as queries
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.messages import parties as say
from app.domain.messages.core import Params, Said, Word
from app.domain.terms import PartyTier
from app.services.acting import Act, Answered, Outcome, answer

PARTY = table_of(Party)
SCOPE = "parties"


def rate(session: Session, act: Act, party_id: UUID, seen: PartyTier, tier: PartyTier) -> Answered[UUID]:
    """Set the tier of a party, if it still is what the page showed; who did it stands with the act's answer."""
    return answer(session, act, lambda: _rate(session, act, party_id, seen, tier))


def _rate(session: Session, act: Act, party_id: UUID, seen: PartyTier, tier: PartyTier) -> Outcome[UUID]:
    changed = session.execute(
        sa.update(PARTY).where(PARTY.c.id == party_id, PARTY.c.tier == seen).values(tier=tier)
    )  # fmt: skip
    name = session.execute(sa.select(PARTY.c.name).where(PARTY.c.id == party_id)).scalar_one_or_none()
    if name is None:
        raise Refused(say.UNKNOWN)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, act, party_id, name)
    facts: Params = {"party": name, "tier": Word(tier.value), "before": Word(seen.value), "id": str(party_id)}
    return Outcome(Said(say.SAME if tier is seen else say.RATED, facts), result=party_id)


def _overtaken(session: Session, act: Act, party_id: UUID, name: str) -> FloorError:
    tier: PartyTier = session.execute(sa.select(PARTY.c.tier).where(PARTY.c.id == party_id)).scalar_one()
    last = queries.last_rating(session, act.site_id, SCOPE, say.RATED.key, party_id)
    if last is None:
        return Overtaken(say.CHANGED_BEFORE, party=name, tier=Word(tier.value))
    return Overtaken(say.RATED_BEFORE, party=name, tier=Word(tier.value), who=last[0], when=last[1])
