"""Before a memo is written or changed: is it there, is it the operator's, has nobody else changed it, is credit due."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CreditMemo, table_of
from app.db.queries import authorization, credit_memos
from app.db.queries.authorization import Paper
from app.db.queries.credit_memos import Memo
from app.db.queries.reconciliation import match_of
from app.domain.authorizing import OFFICE
from app.domain.crediting import MemoLine, beyond
from app.domain.errors import Overtaken, Refused
from app.domain.matched import Match
from app.domain.messages import authorizing as say_paper
from app.domain.messages import crediting as say
from app.domain.messages.core import Money, Params, Units, Word
from app.domain.transitions import AuthorizationState, CreditMemoState, Move, allows, moved
from app.domain.vocabulary import Role
from app.services.acting import Act
from app.services.authorizing.guarding import lock

MEMO = table_of(CreditMemo)
SCOPE = "credit"


@dataclass(frozen=True, slots=True)
class SeenMemo:
    """A memo as the screen showed it when the operator decided."""

    id: UUID
    version: int


def check_role(act: Act) -> None:
    """Raise Refused unless the operator may write memos."""
    if not act.by.has(*OFFICE):
        raise Refused(say.NOT_YOURS, role=Word(Role.OFFICE.value))


def open_paper(session: Session, act: Act, paper_id: UUID) -> Paper:
    """Lock and return an authorization that may still be credited. Raises Refused."""
    lock(session, act, paper_id)
    paper = authorization.one(session, act.site_id, paper_id)
    if paper is None:
        raise Refused(say_paper.UNKNOWN)
    if paper.state is AuthorizationState.CLOSED:
        raise Refused(say.PAPER_IS_OVER, number=paper.number, state=Word(paper.state.value))
    return paper


def may_change(session: Session, act: Act, seen: SeenMemo, move: Move) -> tuple[Memo, Paper]:
    """Return the memo and its locked authorization when `move` may be made. Raises Refused or Overtaken."""
    check_role(act)
    found = credit_memos.one(session, act.site_id, seen.id)
    if found is None:
        raise Refused(say.UNKNOWN)
    lock(session, act, found.authorization_id)
    memo = credit_memos.one(session, act.site_id, seen.id) or found  # as it stands now that nobody else acts on it
    if memo.version != seen.version:
        raise _overtaken(session, act, memo)
    if not allows(memo.state, move):
        raise Refused(say.NOT_NOW, memo=memo.number, state=Word(memo.state.value), move=Word(move.value))
    paper = authorization.one(session, act.site_id, memo.authorization_id)
    assert paper is not None, "the memo refers to it"
    return memo, paper


def change(session: Session, act: Act, memo: Memo, move: Move, **columns: Any) -> CreditMemoState:
    """Make `move` and set `columns` if nobody changed the memo since it was read. Raises Overtaken."""
    after = moved(memo.state, move)
    changed = session.execute(
        sa.update(MEMO)
        .where(MEMO.c.site_id == act.site_id, MEMO.c.id == memo.id, MEMO.c.version == memo.version)
        .values(state=after, version=memo.version + 1, **columns)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, act, memo)
    return after


def _overtaken(session: Session, act: Act, memo: Memo) -> Overtaken:
    """Return the refusal that says who was at the memo last: that stands in the history of its authorization."""
    told = authorization.history(session, act.site_id, memo.authorization_id)
    last = next((each for each in told if any(memo.number in change for change in each.changes)), None)
    who, when = (last.who, last.at) if last else ("", act.now)
    state = Word(memo.state.value)
    return Overtaken(say.OVERTAKEN, number=memo.number, who=who or "Backdock", when=when, state=state)


def check_due(session: Session, act: Act, paper: Paper, lines: Iterable[MemoLine]) -> Match:
    """Return the match as it stands. Raises Refused when `lines` credit more than was accepted and is not credited."""
    match = match_of(session, act.site_id, paper)
    said = beyond(match, lines)
    if said:
        raise Refused(said.message, **said.params)
    return match


def facts(memo: Memo) -> Params:
    """Return what every sentence about a memo may name."""
    money = Money(memo.amount, memo.currency)
    return {
        "memo": memo.number, "party": memo.party, "number": memo.paper, "units": Units(memo.units), "money": money,
    }  # fmt: skip
