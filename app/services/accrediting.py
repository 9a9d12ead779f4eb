"""Which firms may take goods into custody to destroy them: by a certificate that the office has seen."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, table_of
from app.db.queries import answers
from app.db.queries import destroyers as queries
from app.domain.destroyers import Credential, check
from app.domain.errors import Overtaken, Refused
from app.domain.messages import parties as say
from app.domain.messages.core import Message, Params, Said
from app.services.acting import Act, Answered, Outcome, answer
from app.services.rating import SCOPE

PARTY = table_of(Party)


def accredit(session: Session, act: Act, party_id: UUID, seen: str, now: Credential) -> Answered[UUID]:
    """Keep a party's certificate as a destroyer, if it still is what the page showed, by the mark `seen` of that.

    Who kept it stands with the act's answer. What was certified of goods keeps the certificate that was good then.
    """
    return answer(session, act, lambda: _accredit(session, act, party_id, seen, now))


def _accredit(session: Session, act: Act, party_id: UUID, seen: str, now: Credential) -> Outcome[UUID]:
    check(now)
    found = queries.one(session, party_id, lock=True)
    if found is None:
        raise Refused(say.UNKNOWN)
    facts: Params = {"party": found.name, "id": str(party_id)}
    if found.credential.mark != seen:
        who, when = answers.last(session, act.site_id, SCOPE, _KEYS, ("id", str(party_id))) or ("-", act.now)
        raise Overtaken(say.CERTIFIED_BEFORE, party=found.name, who=who, when=when)
    session.execute(
        sa.update(PARTY).where(PARTY.c.id == party_id).values(destroyer_number=now.number, destroyer_until=now.until)
    )
    return Outcome(Said(_message(now, seen), {**facts, **_said(now)}), result=party_id)


_KEYS = (say.CERTIFIED.key, say.CERTIFIED_NO_MORE.key)


def _message(now: Credential, seen: str) -> Message:
    if now.mark == seen:
        return say.SAME_CREDENTIAL
    return say.CERTIFIED if now.number else say.CERTIFIED_NO_MORE


def _said(now: Credential) -> Params:
    return {"number": now.number, "until": now.until} if now.until else {}
