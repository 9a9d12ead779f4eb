"""Splitting an authorization: some of its lines go to a new one of the same kind and state."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, table_of
from app.db.queries.authorization import Line, Paper
from app.db.queries.replacements import standing_for
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Params, Said, Units
from app.domain.messages.replacing import SPLIT_REPLACED
from app.domain.transitions import Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.evidencing import copy_to, move_along
from app.services.authorizing.guarding import Seen, claim, may_change
from app.services.authorizing.history import tell
from app.services.authorizing.numbering import next_number

PAPER, LINE = table_of(Authorization), table_of(AuthorizationLine)


Shares = Mapping[UUID, int]
"""How many base units of a line go, by line; a line that goes and is not named here goes whole."""

WHOLE: Shares = MappingProxyType({})


def split(
    session: Session, act: Act, seen: Seen, part_id: UUID, line_ids: Collection[UUID], shares: Shares = WHOLE
) -> Answered[UUID]:
    """Move the chosen lines, or the share of a line that is asked for, to a new authorization under `part_id`.

    Something moves and something stays.
    """
    return answer(session, act, lambda: _split(session, act, seen, part_id, line_ids, shares))


def _split(
    session: Session, act: Act, seen: Seen, part_id: UUID, line_ids: Collection[UUID], shares: Shares
) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.SPLIT)
    going = [line for line in paper.lines if line.id in line_ids]
    for line in going:
        if not 1 <= shares.get(line.id, line.quantity) <= line.quantity:
            facts: Params = {"product": line.product.said, "asked": shares[line.id], "units": Units(line.quantity)}
            raise Refused(say.SPLIT_SHARE, **facts)
    replaced = standing_for(session, act.site_id, paper.id, [line.id for line in going])
    if replaced:
        raise Refused(SPLIT_REPLACED, number=replaced.number, product=replaced.product, paper=paper.number)
    units = sum(shares.get(line.id, line.quantity) for line in going)
    if not 0 < units < paper.units:
        raise Refused(say.SPLIT_NOTHING, number=paper.number, count=len(going), lines=len(paper.lines))
    number = split_off(session, act, paper, part_id, going, shares)
    said: Params = {"number": paper.number, "part": number, "count": len(going), "units": Units(units)}
    return Outcome(Said(say.SPLIT, said), result=part_id)


def split_off(
    session: Session, act: Act, paper: Paper, part_id: UUID, going: list[Line], shares: Shares = WHOLE
) -> str:
    """Move the lines `going` to a new authorization under `part_id`, as a part of an act; return its number."""
    claim(session, act, paper)
    number = next_number(session, act.site_id)
    units = paper.units - sum(shares.get(line.id, line.quantity) for line in going)
    tell(session, act, paper.id, PaperAct.SPLIT, [("split", paper.number, number), ("units", paper.units, units)])
    _copy_head(session, act, paper, part_id, number)
    whole = [line for line in going if shares.get(line.id, line.quantity) == line.quantity]
    for position, line in enumerate(going, start=1):
        if line in whole:
            session.execute(_at(act, line).values(authorization_id=part_id, position=position))
            move_along(session, act.site_id, line.id, part_id)
        else:
            _share(session, act, part_id, line, shares[line.id], position)
    _renumber(session, act, [line for line in paper.lines if line not in whole])
    tell(session, act, part_id, PaperAct.SPLIT_FROM, [("split", paper.number, number)])
    return number


def _copy_head(session: Session, act: Act, paper: Paper, part_id: UUID, number: str) -> None:
    row = session.execute(sa.select(PAPER).where(PAPER.c.site_id == act.site_id, PAPER.c.id == paper.id)).one()
    own: dict[str, Any] = {"id": part_id, "number": number, "created_at": act.now, "version": 0}
    # what was promised stays promised: a part stands where the whole stood
    session.execute(sa.insert(PAPER).values(**{**row._mapping, **own}))


def _share(session: Session, act: Act, part_id: UUID, line: Line, units: int, position: int) -> None:
    """Let `units` of a line stand on the part, with all that was said of them; the rest stays where it is."""
    row = session.execute(sa.select(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id)).one()
    own: dict[str, Any] = {"id": new_id(), "authorization_id": part_id, "position": position, "quantity": units}
    session.execute(sa.insert(LINE).values(**{**row._mapping, **own}))
    copy_to(session, act.site_id, line.id, part_id, own["id"])
    session.execute(_at(act, line).values(quantity=line.quantity - units))


def _renumber(session: Session, act: Act, staying: list[Line]) -> None:
    for position, line in enumerate(staying, start=1):
        session.execute(_at(act, line).values(position=position))


def _at(act: Act, line: Line) -> sa.Update:
    return sa.update(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id == line.id)
