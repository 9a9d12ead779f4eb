"""Evidence on the lines of an authorization: kept, taken off, and taken along when lines move."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import LineEvidence, table_of
from app.db.photo_store import PhotoStore
from app.db.queries import authorization, evidence
from app.db.queries.authorization import Line, Paper
from app.domain.authorizing import PaperAct, who_may
from app.domain.errors import Refused
from app.domain.evidence import check
from app.domain.messages import authorizing as say_paper
from app.domain.messages import evidence as say
from app.domain.messages.core import Message, Params, Said, Word
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState, Move, allows
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import Seen, change, claim, overtaken
from app.services.authorizing.history import tell
from app.services.authorizing.judged import judge_again
from app.services.authorizing.tracking import OVER
from app.services.photographing import Picture, store_picture

EVIDENCE = table_of(LineEvidence)


@dataclass(frozen=True, slots=True)
class Given:
    """What came for one line: words, pictures, or both. Several pictures are several pieces, each with the words."""

    line_id: UUID
    kind: Evidence
    text: str = ""
    pictures: tuple[Picture, ...] = ()


def give(session: Session, store: PhotoStore, act: Act, seen: Seen, given: Given) -> Answered[UUID]:
    """Keep evidence with a line; what waits for approval is judged again by it."""
    return answer(session, act, lambda: _give(session, store, act, seen, given))


def _give(session: Session, store: PhotoStore, act: Act, seen: Seen, given: Given) -> Outcome[UUID]:
    paper = _seen(session, act, seen)
    if not may_give(paper.state):
        raise Refused(say.OVER, number=paper.number, state=Word(paper.state.value))
    line = _line(paper, given.line_id)
    text, before = given.text.strip(), evidence.of_line(session, act.site_id, line.id)
    check(given.kind, text, len(given.pictures), len(before))
    _change(session, act, paper)
    for picture in given.pictures or (None,):
        photo_id = store_picture(session, store, act, picture) if picture else None
        _insert(session, act, paper, line, kind=given.kind, text=text, photo_id=photo_id)
    kinds = {each.kind for each in before}
    tell(session, act, paper.id, PaperAct.EVIDENCE, [("evidence", sorted(kinds), sorted(kinds | {given.kind}))])
    kept = _said(say.GIVEN, paper, line, given.kind)
    again = authorization.one(session, act.site_id, paper.id)
    assert again is not None, "it was changed just now"
    return Outcome(judge_again(session, act, again) or kept, result=paper.id)


def may_give(state: AuthorizationState) -> bool:
    """Tell whether evidence still counts for an authorization: goods may come on it, or it can be opened again."""
    return state not in OVER or allows(state, Move.EDIT)


def _seen(session: Session, act: Act, seen: Seen) -> Paper:
    paper = authorization.one(session, act.site_id, seen.id)
    if paper is None:
        raise Refused(say_paper.UNKNOWN)
    if paper.version != seen.version:
        raise overtaken(session, act, paper)
    if not act.by.has(*who_may(Move.EDIT, paper.program)):
        raise Refused(say.NOT_YOURS, number=paper.number)
    return paper


def _line(paper: Paper, line_id: UUID) -> Line:
    found = next((line for line in paper.lines if line.id == line_id), None)
    if found is None:
        raise Refused(say_paper.UNKNOWN)
    return found


def _change(session: Session, act: Act, paper: Paper) -> None:
    """Change the authorization as an edit does where it can be edited, else give it a new version alone."""
    if paper.state is AuthorizationState.REJECTED:
        change(session, act, paper, Move.EDIT, PaperAct.EDITED)
    else:
        claim(session, act, paper)


def _insert(session: Session, act: Act, paper: Paper, line: Line, **said: Any) -> None:
    row = {"site_id": act.site_id, "id": new_id(), "authorization_id": paper.id, "authorization_line_id": line.id}
    session.execute(sa.insert(EVIDENCE).values(**row, **said, given_at=act.now, given_by=act.by.operator_id))


def _said(message: Message, paper: Paper, line: Line, kind: Evidence) -> Said:
    facts: Params = {"kind": Word(kind.value), "product": line.product.said, "number": paper.number}
    return Said(message, facts)


def take_off(session: Session, act: Act, seen: Seen, evidence_id: UUID) -> Answered[UUID]:
    """Let a piece of evidence count no longer, as long as no verdict that binds rests on it."""
    return answer(session, act, lambda: _take_off(session, act, seen, evidence_id))


def _take_off(session: Session, act: Act, seen: Seen, evidence_id: UUID) -> Outcome[UUID]:
    paper = _seen(session, act, seen)
    if not allows(paper.state, Move.EDIT):
        raise Refused(say.COUNTED, number=paper.number, state=Word(paper.state.value))
    stand = [piece for pieces in evidence.of_paper(session, act.site_id, paper.id).values() for piece in pieces]
    piece = next((each for each in stand if each.id == evidence_id), None)
    if piece is None:
        raise Refused(say.GONE)
    _change(session, act, paper)
    session.execute(_at(act.site_id, EVIDENCE.c.id == piece.id).values(authorization_line_id=None))
    before = [each.kind for each in stand if each.line_id == piece.line_id]
    after = [each.kind for each in stand if each.line_id == piece.line_id and each is not piece]
    tell(session, act, paper.id, PaperAct.EVIDENCE_OFF, [("evidence", sorted(set(before)), sorted(set(after)))])
    line = _line(paper, piece.line_id)
    return Outcome(_said(say.TAKEN_OFF, paper, line, piece.kind), result=paper.id)


def move_along(session: Session, site_id: UUID, line_id: UUID, paper_id: UUID) -> None:
    """Let the evidence of a line stand on the authorization that the line went to."""
    mine = EVIDENCE.c.authorization_line_id == line_id
    session.execute(_at(site_id, mine).values(authorization_id=paper_id))


def copy_to(session: Session, site_id: UUID, line_id: UUID, paper_id: UUID, part_id: UUID) -> None:
    """Let the evidence of a line stand with a part of it too: the line `part_id` of the authorization `paper_id`."""
    mine = sa.select(EVIDENCE).where(EVIDENCE.c.site_id == site_id, EVIDENCE.c.authorization_line_id == line_id)
    own = {"authorization_id": paper_id, "authorization_line_id": part_id}
    rows = [{**row._mapping, **own, "id": new_id()} for row in session.execute(mine.order_by(EVIDENCE.c.id))]
    if rows:
        session.execute(sa.insert(EVIDENCE), rows)


def release(session: Session, site_id: UUID, line_id: UUID, heir: UUID | None = None) -> None:
    """Before a line goes: leave its evidence to `heir`, the line that stands for it now, or to none."""
    session.execute(_at(site_id, EVIDENCE.c.authorization_line_id == line_id).values(authorization_line_id=heir))


def _at(site_id: UUID, which: "sa.ColumnElement[bool]") -> sa.Update:
    return sa.update(EVIDENCE).where(EVIDENCE.c.site_id == site_id, which)
