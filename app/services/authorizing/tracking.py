"""Tracking numbers of an authorization: any of them opens its receipt at the dock."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Tracking, table_of
from app.db.queries import authorization
from app.db.queries.authorization import Paper
from app.domain.authorizing import PaperAct, who_may
from app.domain.errors import Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Params, Said, Word
from app.domain.tracking import bare
from app.domain.transitions import AuthorizationState, Move, allows, moved
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import Seen, claim, overtaken
from app.services.authorizing.history import tell

PAPER, TRACKING = table_of(Authorization), table_of(Tracking)

SHORTEST = 4
OVER = frozenset({AuthorizationState.REJECTED, AuthorizationState.CANCELLED, AuthorizationState.CLOSED})
"""States in which nothing is on its way any more."""


def track(session: Session, act: Act, seen: Seen, text: str) -> Answered[UUID]:
    """Note a tracking number, scanned or typed; with its first one an approved authorization is on its way."""
    return answer(session, act, lambda: _track(session, act, seen, text))


def _track(session: Session, act: Act, seen: Seen, text: str) -> Outcome[UUID]:
    paper = _trackable(session, act, seen)
    number = bare(text)
    if len(number) < SHORTEST:
        raise Refused(say.NO_TRACKING, text=text.strip()[:60] or "-", number=paper.number)
    sends = allows(paper.state, Move.SEND)
    after = moved(paper.state, Move.SEND) if sends else paper.state
    claim(session, act, paper, state=after)
    if not _is_new(session, act, paper, number):
        raise Refused(say.TRACKING_TAKEN, tracking=number, other=_holder(session, act, number))
    tell(session, act, paper.id, PaperAct.TRACKED, [("tracking", "", number)])
    if sends:
        tell(session, act, paper.id, PaperAct.SENT, [("state", paper.state, after)])
    return Outcome(Said(say.TRACKED, {"tracking": number, "number": paper.number}), result=paper.id)


def _is_new(session: Session, act: Act, paper: Paper, number: str) -> bool:
    """Keep the number unless another authorization has it, also in a transaction that is still under way."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"site_id": act.site_id, "id": new_id(), "authorization_id": paper.id, "number": number}
    inserted = session.execute(insert(TRACKING).values(**row).on_conflict_do_nothing().returning(TRACKING.c.id))
    return inserted.one_or_none() is not None


def untrack(session: Session, act: Act, seen: Seen, number: str) -> Answered[UUID]:
    """Take a tracking number off; what was on its way stays so."""
    return answer(session, act, lambda: _untrack(session, act, seen, number))


def _untrack(session: Session, act: Act, seen: Seen, number: str) -> Outcome[UUID]:
    paper = _trackable(session, act, seen)
    claim(session, act, paper)
    mine = sa.and_(TRACKING.c.site_id == act.site_id, TRACKING.c.authorization_id == paper.id)
    gone = session.execute(sa.delete(TRACKING).where(mine, TRACKING.c.number == number))
    if not gone.rowcount:  # type: ignore[attr-defined]
        raise Refused(say.TRACKING_UNKNOWN, tracking=number[:40] or "-", number=paper.number)
    tell(session, act, paper.id, PaperAct.UNTRACKED, [("tracking", number, "")])
    return Outcome(Said(say.UNTRACKED, {"tracking": number, "number": paper.number}), result=paper.id)


def _trackable(session: Session, act: Act, seen: Seen) -> Paper:
    paper = authorization.one(session, act.site_id, seen.id)
    if paper is None:
        raise Refused(say.UNKNOWN)
    if paper.version != seen.version:
        raise overtaken(session, act, paper)
    refused: Params = {"number": paper.number, "move": Word(Move.SEND.value)}
    if paper.state in OVER:
        raise Refused(say.NOT_NOW, state=Word(paper.state.value), **refused)
    roles = who_may(Move.SEND, paper.program)
    if not act.by.has(*roles):
        raise Refused(say.NOT_YOURS, roles=Word(min(roles)), **refused)
    return paper


def _holder(session: Session, act: Act, number: str) -> str:
    """Return the number of the authorization that the tracking number stands on."""
    holder: str = session.execute(
        sa.select(PAPER.c.number)
        .join(TRACKING, (TRACKING.c.site_id == PAPER.c.site_id) & (TRACKING.c.authorization_id == PAPER.c.id))
        .where(TRACKING.c.site_id == act.site_id, TRACKING.c.number == number)
    ).scalar_one()
    return holder
