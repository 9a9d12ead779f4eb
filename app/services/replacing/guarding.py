"""Before a replacement is changed: is it there, is the step possible and the operator's, has nobody else been there."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Replacement, table_of
from app.db.queries import authorization, replacements, replacing
from app.db.queries.authorization import Paper
from app.db.queries.replacements import OneReplacement
from app.db.queries.replacing import Replaceable
from app.domain.authorizing import PaperAct
from app.domain.errors import Overtaken, Refused
from app.domain.messages import replacing as say
from app.domain.messages.core import Params, Units, Word
from app.domain.transitions import AuthorizationState, Move, allows, moved
from app.domain.vocabulary import Role
from app.services.acting import Act
from app.services.refunding import lock_papers
from app.services.telling import tell

REPLACEMENT = table_of(Replacement)
SCOPE = "replacing"
MAY_REPLACE = (Role.OFFICE, Role.SUPERVISOR)
REASON = 200
"""Characters of a reason."""

_S = AuthorizationState
HAS_COME = frozenset({_S.RECEIVING, _S.RECEIVED, _S.RECONCILED})
"""Where goods may be accepted, and the paper is not closed."""
GOES_OUT = HAS_COME | {_S.APPROVED, _S.IN_TRANSIT}
"""Where something may leave before the goods come."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A replacement as the screen showed it when the operator decided."""

    id: UUID
    version: int


def check_role(act: Act) -> None:
    """Raise Refused for whoever has no business with replacements."""
    if not act.by.has(*MAY_REPLACE):
        raise Refused(say.NOT_YOURS)


def paper_for(session: Session, act: Act, paper_id: UUID, *, is_advance: bool) -> Paper:
    """Return an authorization for which something may go out, its row held from now on. Raises Refused."""
    lock_papers(session, act, [paper_id])
    paper = authorization.one(session, act.site_id, paper_id)
    if paper is None:
        raise Refused(say.UNKNOWN)
    if paper.state not in (GOES_OUT if is_advance else HAS_COME):
        raise Refused(say.PAPER_NOT_NOW, paper=paper.number, state=Word(paper.state.value))
    return paper


def line_of(session: Session, act: Act, paper_id: UUID, line_id: UUID) -> Replaceable | None:
    """Return a line that is made good by goods, None for one that is not."""
    found = replacing.of_paper(session, act.site_id, paper_id)
    return next((each for each in found if each.id == line_id), None)


def replacement(session: Session, act: Act, seen: Seen, move: Move) -> OneReplacement:
    """Return a replacement when `move` is possible and nobody was there since it was seen; its paper's row is held.

    Raises Refused or Overtaken.
    """
    check_role(act)
    found = replacements.one(session, act.site_id, seen.id)
    if found is None:
        raise Refused(say.UNKNOWN)
    lock_papers(session, act, [found.authorization_id])
    now = replacements.one(session, act.site_id, seen.id) or found  # as it stands now that nobody else acts on it
    if now.version != seen.version:
        raise overtaken(now)
    if not allows(now.state, move):
        raise Refused(say.NOT_NOW, number=now.number, state=Word(now.state.value), move=Word(move.value))
    return now


def overtaken(now: OneReplacement) -> Overtaken:
    """Return the refusal that says who changed a replacement last."""
    who = now.changed_by or "Backdock"
    return Overtaken(say.OVERTAKEN, number=now.number, who=who, when=now.changed_at, state=Word(now.state.value))


def change(session: Session, act: Act, found: OneReplacement, move: Move, told: PaperAct, **columns: Any) -> None:
    """Make `move` and set `columns`, if nobody changed the replacement since it was read; write the history."""
    changed = session.execute(
        sa.update(REPLACEMENT)
        .where(
            REPLACEMENT.c.site_id == act.site_id, REPLACEMENT.c.id == found.id, REPLACEMENT.c.version == found.version
        )
        .values(
            state=moved(found.state, move), version=found.version + 1, changed_at=act.now,
            changed_by=act.by.operator_id, **columns,
        )
    )  # fmt: skip
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise overtaken(replacements.one(session, act.site_id, found.id) or found)
    write_down(session, act, found.authorization_id, found.number, told, str(columns.get("reason", "")))


def write_down(session: Session, act: Act, paper_id: UUID, number: str, told: PaperAct, reason: str = "") -> None:
    """Tell the history of an authorization what was done to a replacement of it."""
    tell(session, act, paper_id, told, [("replacement", "", number)], reason)


def facts(found: OneReplacement) -> Params:
    """Return what every sentence about a replacement may name."""
    return {
        "number": found.number, "paper": found.paper, "party": found.party, "product": found.product,
        "units": Units(found.quantity),
    }  # fmt: skip


def today(act: Act) -> date:
    """Return the day of the site."""
    return act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
