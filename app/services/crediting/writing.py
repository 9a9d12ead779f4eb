"""Writing a memo down, and changing what it says until it is issued."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CreditMemo, CreditMemoLine, table_of
from app.db.queries import credit_memos
from app.db.queries.authorization import Paper
from app.db.queries.credit_memos import Memo
from app.domain.authorizing import Detail, PaperAct
from app.domain.crediting import MemoDraft, wrong
from app.domain.errors import Refused
from app.domain.messages import crediting as say
from app.domain.messages.core import Said
from app.domain.transitions import CreditMemoState, Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.crediting.guarding import SeenMemo, change, check_due, check_role, facts, may_change, open_paper
from app.services.crediting.numbering import next_number
from app.services.telling import tell

MEMO, LINE = table_of(CreditMemo), table_of(CreditMemoLine)


def create(session: Session, act: Act, memo_id: UUID, paper_id: UUID, draft: MemoDraft) -> Answered[UUID]:
    """Write a draft of a memo for an authorization, of what was accepted and is not credited."""
    return answer(session, act, lambda: _create(session, act, memo_id, paper_id, draft))


def _create(session: Session, act: Act, memo_id: UUID, paper_id: UUID, draft: MemoDraft) -> Outcome[UUID]:
    check_role(act)
    paper = open_paper(session, act, paper_id)
    _check(session, act, paper, draft)
    number = draft.number or paper_number(session, act, paper)
    _check_number(session, act, number)
    head = {
        "site_id": act.site_id, "id": memo_id, "number": number, "authorization_id": paper.id,
        "party_id": paper.party_id, "state": CreditMemoState.DRAFT, "created_at": act.now, "version": 0,
    }  # fmt: skip
    session.execute(sa.insert(MEMO).values(**head, dated=draft.dated, currency=draft.currency))
    _write_lines(session, act, memo_id, draft)
    tell(session, act, paper.id, PaperAct.MEMO_WRITTEN, [("memo", "", number)])
    return Outcome(Said(say.WRITTEN, facts(_read(session, act, memo_id))), result=memo_id)


def paper_number(session: Session, act: Act, paper: Paper) -> str:
    """Return the number that the authorization names for its memo while no memo has it, else the next one."""
    named = paper.details.get(Detail.CREDIT_MEMO, "")
    if named and credit_memos.id_of(session, act.site_id, named) is None:
        return named
    return next_number(session, act.site_id)


def edit(session: Session, act: Act, seen: SeenMemo, draft: MemoDraft) -> Answered[UUID]:
    """Let a draft say what `draft` says; its number stays unless another is given."""
    return answer(session, act, lambda: _edit(session, act, seen, draft))


def _edit(session: Session, act: Act, seen: SeenMemo, draft: MemoDraft) -> Outcome[UUID]:
    memo, paper = may_change(session, act, seen, Move.EDIT)
    _check(session, act, paper, draft)
    number = draft.number or memo.number
    if number != memo.number:
        _check_number(session, act, number)
    change(session, act, memo, Move.EDIT, number=number, dated=draft.dated, currency=draft.currency)
    session.execute(sa.delete(LINE).where(LINE.c.site_id == act.site_id, LINE.c.credit_memo_id == memo.id))
    _write_lines(session, act, memo.id, draft)
    return Outcome(Said(say.EDITED, facts(_read(session, act, memo.id))), result=memo.id)


def _check(session: Session, act: Act, paper: Paper, draft: MemoDraft) -> None:
    faults = wrong(draft)
    if faults:
        raise Refused(say.WRONG, count=len(faults))
    check_due(session, act, paper, draft.lines)


def _check_number(session: Session, act: Act, number: str) -> None:
    if credit_memos.id_of(session, act.site_id, number):
        raise Refused(say.NUMBER_TAKEN, memo=number)


def _write_lines(session: Session, act: Act, memo_id: UUID, draft: MemoDraft) -> None:
    rows = [
        {
            "site_id": act.site_id, "id": new_id(), "credit_memo_id": memo_id, "position": position,
            "authorization_line_id": line.line_id, "product_id": line.product.id, "lot": line.lot,
            "quantity": line.quantity, "amount": line.amount,
        }
        for position, line in enumerate(draft.lines, start=1)
    ]  # fmt: skip
    session.execute(sa.insert(LINE), rows)


def _read(session: Session, act: Act, memo_id: UUID) -> Memo:
    memo = credit_memos.one(session, act.site_id, memo_id)
    assert memo is not None, "it was written just now"
    return memo
