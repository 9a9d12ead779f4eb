"""Which authorizations import temporarily: those that name an entry. Their goods are received under it, or held."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, CustomsPaper, table_of
from app.db.queries import customs
from app.domain.errors import Refused
from app.domain.messages import customs as say
from app.domain.messages.core import Said, Units
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import lock
from app.services.customs.guarding import SeenEntry, change, facts, may_change

LINK, PAPER = table_of(CustomsPaper), table_of(Authorization)


def link(session: Session, act: Act, seen: SeenEntry, number: str) -> Answered[UUID]:
    """Let the authorization with `number` come under an entry."""
    return answer(session, act, lambda: _link(session, act, seen, " ".join(number.split())[:40]))


def _link(session: Session, act: Act, seen: SeenEntry, number: str) -> Outcome[UUID]:
    entry = may_change(session, act, seen)
    paper = _paper(session, act, number)
    if paper is None:
        raise Refused(say.NO_PAPER, text=number or "-", entry=entry.said)
    paper_id, number = paper
    lock(session, act, paper_id)
    if not _names_one(session, act, paper_id):
        _check_nothing_came(session, act, paper_id, number, entry.said)
    if paper_id not in {each.id for each in customs.linked(session, act.site_id, entry.id)}:
        session.execute(sa.insert(LINK).values(site_id=act.site_id, authorization_id=paper_id, entry_id=entry.id))
    change(session, act, entry, None)
    return Outcome(Said(say.LINKED, {**facts(entry), "number": number}), result=entry.id)


def _paper(session: Session, act: Act, number: str) -> tuple[UUID, str] | None:
    mine = (PAPER.c.site_id == act.site_id, sa.func.upper(PAPER.c.number) == number.upper())
    row = session.execute(sa.select(PAPER.c.id, PAPER.c.number).where(*mine).limit(1)).one_or_none()
    return (row.id, row.number) if row else None


def _names_one(session: Session, act: Act, paper_id: UUID) -> bool:
    mine = (LINK.c.site_id == act.site_id, LINK.c.authorization_id == paper_id)
    return session.execute(sa.select(LINK.c.entry_id).where(*mine).limit(1)).first() is not None


def _check_nothing_came(session: Session, act: Act, paper_id: UUID, number: str, entry: str) -> None:
    """Goods that came without a regime do not get one by being written down: they were mixed with others."""
    mine = (PAPER.c.site_id == act.site_id, PAPER.c.id == paper_id)
    came = int(
        session.execute(sa.select(customs.received_of(act.site_id)).select_from(PAPER).where(*mine)).scalar_one()
    )
    if came:
        raise Refused(say.CAME_BEFORE, units=Units(came), number=number, entry=entry)


def unlink(session: Session, act: Act, seen: SeenEntry, paper_id: UUID) -> Answered[UUID]:
    """Let no more goods of an authorization come under an entry."""
    return answer(session, act, lambda: _unlink(session, act, seen, paper_id))


def _unlink(session: Session, act: Act, seen: SeenEntry, paper_id: UUID) -> Outcome[UUID]:
    entry = may_change(session, act, seen)
    named = next((each for each in customs.linked(session, act.site_id, entry.id) if each.id == paper_id), None)
    if named is None:
        raise Refused(say.NO_PAPER, text="-", entry=entry.said)
    mine = (LINK.c.site_id == act.site_id, LINK.c.authorization_id == paper_id, LINK.c.entry_id == entry.id)
    session.execute(sa.delete(LINK).where(*mine))
    change(session, act, entry, None)
    return Outcome(Said(say.UNLINKED, {**facts(entry), "number": named.number}), result=entry.id)
