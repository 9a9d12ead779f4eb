"""Before an authorization is changed: is it there, is it the operator's to change, has nobody else changed it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, table_of
from app.db.queries import authorization
from app.db.queries.authorization import Paper
from app.domain.authorizing import PaperAct, who_may
from app.domain.errors import Overtaken, Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Params, Units, Word
from app.domain.transitions import AuthorizationState, Move, allows, moved
from app.services.acting import Act
from app.services.authorizing.history import tell
from app.services.webhooks.outbox import put_authorization

PAPER = table_of(Authorization)
SCOPE = "paper"
REASON = 200
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An authorization as the screen showed it when the operator decided."""

    id: UUID
    version: int


def lock(session: Session, act: Act, paper_id: UUID) -> None:
    """Keep others from closing or crediting an authorization until the transaction ends."""
    row = sa.select(PAPER.c.id).where(PAPER.c.site_id == act.site_id, PAPER.c.id == paper_id)
    session.execute(row.with_for_update(key_share=True))


def may_change(session: Session, act: Act, seen: Seen, move: Move) -> Paper:
    """Return the authorization when `move` is the operator's to make and nobody was there since it was seen.

    Raises Refused when it is not there, not in a state for it or not for the operator's role; Overtaken when changed.
    """
    paper = authorization.one(session, act.site_id, seen.id)
    if paper is None:
        raise Refused(say.UNKNOWN)
    if paper.version != seen.version:
        raise overtaken(session, act, paper)
    if not allows(paper.state, move):
        raise Refused(say.NOT_NOW, number=paper.number, state=Word(paper.state.value), move=Word(move.value))
    _check_role(act, paper, move)
    return paper


def _check_role(act: Act, paper: Paper, move: Move) -> None:
    roles = who_may(move, paper.program)
    if not act.by.has(*roles):
        named = sorted(role.value for role in roles)
        # a sentence holds one word of a vocabulary: the first role that may is the one to ask
        raise Refused(say.NOT_YOURS, number=paper.number, move=Word(move.value), roles=Word(named[0]))


def change(session: Session, act: Act, paper: Paper, move: Move, told: PaperAct, **columns: Any) -> None:
    """Make `move` and set `columns`, if nobody changed the authorization since it was read; write the history.

    Raises Overtaken when somebody did. `columns` may hold `reason`, and `policy`, the version that decided instead of
    a person, and `also`, what differs beside columns: they stand in the history alone.
    """
    reason, policy, also = str(columns.pop("reason", "")), columns.pop("policy", 0), columns.pop("also", ())
    after = moved(paper.state, move)
    claim(session, act, paper, state=after, **columns)
    changes = [("state", paper.state.value, after.value)] if after is not paper.state else []
    decided = [("policy", 0, policy)] if policy else []
    tell(session, act, paper.id, told, [*changes, *decided, *_differences(paper, columns), *also], reason)


def claim(session: Session, act: Act, paper: Paper, **columns: Any) -> None:
    """Set `columns` under a new version. Raises Overtaken when another act was there since `paper` was read."""
    changed = session.execute(
        sa.update(PAPER)
        .where(
            PAPER.c.site_id == act.site_id,
            PAPER.c.id == paper.id,
            PAPER.c.state == paper.state,
            PAPER.c.version == paper.version,
        )
        .values(version=paper.version + 1, **columns)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise overtaken(session, act, paper)
    after: AuthorizationState = columns.get("state", paper.state)
    if after is not paper.state:
        put_authorization(session, act.site_id, (paper.id, paper.number), (paper.state, after), act.now)


def _differences(paper: Paper, columns: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    before: dict[str, Any] = {
        "party_id": paper.party_id,
        "language": paper.language,
        "expected_on": paper.expected_on,
        "expires_on": paper.expires_on,
        **{detail.value: text for detail, text in paper.details.items()},
    }
    return [(name, before[name], now) for name, now in columns.items() if name in before and before[name] != now]


def overtaken(session: Session, act: Act, paper: Paper) -> Overtaken:
    """Return the refusal that says who changed the authorization last, when, and to which state."""
    last = authorization.last_change(session, act.site_id, paper.id)
    now: AuthorizationState = session.execute(
        sa.select(PAPER.c.state).where(PAPER.c.site_id == act.site_id, PAPER.c.id == paper.id)
    ).scalar_one()
    who, when = (last.who, last.when) if last else ("", paper.created_at)
    return Overtaken(say.OVERTAKEN, number=paper.number, who=who or "Backdock", when=when, state=Word(now.value))


def facts(paper: Paper) -> Params:
    """Return what every sentence about an authorization may name."""
    return {"number": paper.number, "party": paper.party, "units": Units(paper.units)}
