"""Submitting an authorization, and saying yes or no to it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import authorizing
from app.domain.authorizing import Draft, PaperAct
from app.domain.errors import Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Message, Said, Word
from app.domain.transitions import Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.announcing import withdraw
from app.services.authorizing.guarding import REASON, Seen, change, facts, may_change
from app.services.authorizing.judged import check_eligible, submit_judged


def submit(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Submit what says all that its program asks for: the policy approves it, rejects it, or leaves it to approval."""
    return answer(session, act, lambda: _submit(session, act, seen))


def _submit(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.SUBMIT)
    check_complete(paper.number, paper.as_draft())
    return Outcome(submit_judged(session, act, paper), result=paper.id)


def approve(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Say yes; a draft that is complete may be approved without having been submitted."""
    return answer(session, act, lambda: _approve(session, act, seen))


def _approve(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.APPROVE)
    check_complete(paper.number, paper.as_draft())
    check_eligible(session, act, paper)
    change(session, act, paper, Move.APPROVE, PaperAct.APPROVED)
    return Outcome(Said(say.APPROVED, facts(paper)), result=paper.id)


def check_complete(number: str, draft: Draft) -> None:
    """Raise Refused when the draft does not say what its program asks for."""
    if faults := authorizing.lacking(draft):
        raise Refused(say.LACKS, number=number, program=Word(draft.program.value), count=len(faults))


def reject(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Say no, and why."""
    return answer(session, act, lambda: _end(session, act, seen, Move.REJECT, PaperAct.REJECTED, say.REJECTED, reason))


def cancel(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Take an authorization back before its goods have come, and say why."""
    return answer(
        session, act, lambda: _end(session, act, seen, Move.CANCEL, PaperAct.CANCELLED, say.CANCELLED, reason)
    )


def _end(
    session: Session, act: Act, seen: Seen, move: Move, told: PaperAct, message: Message, reason: str
) -> Outcome[UUID]:
    paper = may_change(session, act, seen, move)
    written = reason.strip()[:REASON]
    if not written:
        raise Refused(say.NEEDS_REASON, number=paper.number)
    change(session, act, paper, move, told, reason=written)
    withdraw(session, act.site_id, paper.id, act.now)
    return Outcome(Said(message, {**facts(paper), "reason": written}), result=paper.id)
