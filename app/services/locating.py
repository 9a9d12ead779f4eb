"""Where a party is: its address, and its place on the map, by which loads and pick-ups are proposed."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, table_of
from app.db.queries import answers, collections
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.geography import Whereabouts
from app.domain.messages import parties as say
from app.domain.messages.core import Params, Said
from app.services.acting import Act, Answered, Outcome, answer
from app.services.rating import SCOPE

PARTY = table_of(Party)


def locate(session: Session, act: Act, party_id: UUID, seen: str, now: Whereabouts) -> Answered[UUID]:
    """Say where a party is, if it still is where the page showed it, by the mark `seen` of that place.

    Collections that were asked for stay where they are.
    """
    return answer(session, act, lambda: _locate(session, act, party_id, seen, now))


def _locate(session: Session, act: Act, party_id: UUID, seen: str, now: Whereabouts) -> Outcome[UUID]:
    row = sa.select(PARTY.c.id).where(PARTY.c.id == party_id).with_for_update(key_share=True)
    if session.execute(row).scalar_one_or_none() is None:
        raise Refused(say.UNKNOWN)
    place = collections.place_of(session, party_id)
    if place.whereabouts.mark != seen:
        raise _overtaken(session, act, party_id, place.name)
    latitude, longitude = (now.point.latitude, now.point.longitude) if now.point else (None, None)
    session.execute(
        sa.update(PARTY)
        .where(PARTY.c.id == party_id)
        .values(
            address=now.address, postal_code=now.postal_code, country=now.country, latitude=latitude,
            longitude=longitude,
        )
    )  # fmt: skip
    facts: Params = {"party": place.name, "id": str(party_id)}
    return Outcome(Said(say.SAME_PLACE if now.mark == seen else say.LOCATED, facts), result=party_id)


def _overtaken(session: Session, act: Act, party_id: UUID, name: str) -> FloorError:
    last = answers.last(session, act.site_id, SCOPE, (say.LOCATED.key,), ("id", str(party_id)))
    if last is None:
        return Overtaken(say.MOVED_BEFORE, party=name)
    return Overtaken(say.LOCATED_BEFORE, party=name, who=last[0], when=last[1])
