"""Issuing a memo, settling it, making it void."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import refunds
from app.db.queries.authorization import Paper
from app.db.queries.credit_memos import Memo
from app.domain.approvals import ApprovalAct, Extent
from app.domain.authorizing import PaperAct
from app.domain.crediting import overs
from app.domain.errors import Refused
from app.domain.matched import Match
from app.domain.messages import crediting as say
from app.domain.messages.core import Message, Params, Said
from app.domain.transitions import CreditMemoState, Move, RefundState
from app.services import approving
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.authorizing.guarding import REASON
from app.services.crediting.booking import book_issue, book_void
from app.services.crediting.guarding import SeenMemo, change, check_due, facts, may_change, open_paper
from app.services.telling import tell


def issue(session: Session, act: Act, seen: SeenMemo) -> Answered[UUID]:
    """Give the memo to its party: from now on it credits. Overs on it and a large amount are approved."""
    return answer(session, act, lambda: _issue(session, act, seen))


def _issue(session: Session, act: Act, seen: SeenMemo) -> Outcome[UUID]:
    memo, paper = may_change(session, act, seen, Move.ISSUE)
    open_paper(session, act, paper.id)
    match = check_due(session, act, paper, memo.lines)
    _check_overs(session, act, memo, paper, match)
    _check_large(session, act, memo)
    outcome = _told(session, act, memo, Move.ISSUE, PaperAct.MEMO_ISSUED, say.ISSUED)
    book_issue(session, act, memo, by_terms=match.by_terms)
    return outcome


def _check_overs(session: Session, act: Act, memo: Memo, paper: Paper, match: Match) -> None:
    over = overs(match, memo.lines)
    if over:
        approving.check(session, act, Request(ApprovalAct.CREDIT_OVER, memo.number, Extent(over), paper.id))


def _check_large(session: Session, act: Act, memo: Memo) -> None:
    """Have large credit approved that was not yet: a memo settles it as a payment settles a refund."""
    owed = refunds.open_credit(session, act.site_id, memo.authorization_id, memo.currency)
    if owed and owed.is_large and owed.state is not RefundState.APPROVED:
        approving.check(session, act, Request(ApprovalAct.LARGE_REFUND, owed.number, Extent(money=owed.money), owed.id))


def settle(session: Session, act: Act, seen: SeenMemo) -> Answered[UUID]:
    """Say that the party has taken the credit."""
    return answer(session, act, lambda: _settle(session, act, seen))


def _settle(session: Session, act: Act, seen: SeenMemo) -> Outcome[UUID]:
    memo, _paper = may_change(session, act, seen, Move.SETTLE)
    return _told(session, act, memo, Move.SETTLE, PaperAct.MEMO_SETTLED, say.SETTLED)


def void(session: Session, act: Act, seen: SeenMemo, reason: str) -> Answered[UUID]:
    """Make a memo void, and say why: it credits nothing any more."""
    return answer(session, act, lambda: _void(session, act, seen, reason.strip()[:REASON]))


def _void(session: Session, act: Act, seen: SeenMemo, reason: str) -> Outcome[UUID]:
    memo, paper = may_change(session, act, seen, Move.VOID)
    if memo.state is CreditMemoState.ISSUED:
        open_paper(session, act, paper.id)
    if not reason:
        raise Refused(say.NEEDS_REASON, memo=memo.number)
    outcome = _told(session, act, memo, Move.VOID, PaperAct.MEMO_VOIDED, say.VOIDED, reason)
    book_void(session, act, memo)
    return outcome


def _told(
    session: Session, act: Act, memo: Memo, move: Move, told: PaperAct, message: Message, reason: str = ""
) -> Outcome[UUID]:
    change(session, act, memo, move)
    tell(session, act, memo.authorization_id, told, [("memo", "", memo.number)], reason)
    said: Params = {**facts(memo), "reason": reason}
    return Outcome(Said(message, said), result=memo.id)
