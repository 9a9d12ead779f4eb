"""Splitting an authorization: some of its lines go to a new one of the same kind and state."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, AuthorizationLine, table_of
from app.db.queries.authorization import Line, Paper
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Params, Said, Units
from app.domain.transitions import Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import Seen, claim, may_change
from app.services.authorizing.history import tell
from app.services.authorizing.numbering import next_number

PAPER, LINE = table_of(Authorization), table_of(AuthorizationLine)


def split(session: Session, act: Act, seen: Seen, part_id: UUID, line_ids: Collection[UUID]) -> Answered[UUID]:
    """Move the chosen lines to a new authorization under `part_id`; at least one line moves and one stays."""
    return answer(session, act, lambda: _split(session, act, seen, part_id, line_ids))


def _split(session: Session, act: Act, seen: Seen, part_id: UUID, line_ids: Collection[UUID]) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.SPLIT)
    going = [line for line in paper.lines if line.id in line_ids]
    if not 0 < len(going) < len(paper.lines):
        raise Refused(say.SPLIT_NOTHING, number=paper.number, count=len(going), lines=len(paper.lines))
    number = split_off(session, act, paper, part_id, going)
    units = sum(line.quantity for line in going)
    said: Params = {"number": paper.number, "part": number, "count": len(going), "units": Units(units)}
    return Outcome(Said(say.SPLIT, said), result=part_id)


def split_off(session: Session, act: Act, paper: Paper, part_id: UUID, going: list[Line]) -> str:
    """Move the lines `going` to a new authorization under `part_id`, as a part of an act; return its number."""
    claim(session, act, paper)
    number = next_number(session, act.site_id)
    tell(session, act, paper.id, PaperAct.SPLIT, [("split", paper.number, number)])
    _copy_head(session, act, paper, part_id, number)
    _move(session, act, part_id, going)
    _renumber(session, act, [line for line in paper.lines if line not in going])
    tell(session, act, part_id, PaperAct.SPLIT_FROM, [("split", paper.number, number)])
    return number


def _copy_head(session: Session, act: Act, paper: Paper, part_id: UUID, number: str) -> None:
    row = session.execute(sa.select(PAPER).where(PAPER.c.site_id == act.site_id, PAPER.c.id == paper.id)).one()
    own: dict[str, Any] = {"id": part_id, "number": number, "created_at": act.now, "version": 0}
    # what was promised stays promised: a part stands where the whole stood
    session.execute(sa.insert(PAPER).values(**{**row._mapping, **own}))


def _move(session: Session, act: Act, part_id: UUID, going: list[Line]) -> None:
    for position, line in enumerate(going, start=1):
        session.execute(_at(act, line).values(authorization_id=part_id, position=position))


def _renumber(session: Session, act: Act, staying: list[Line]) -> None:
    for position, line in enumerate(staying, start=1):
        session.execute(_at(act, line).values(position=position))


def _at(act: Act, line: Line) -> sa.Update:
    return sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id)
