"""What the return policy says of an authorization is done at once, in the transaction that submits or approves it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.db.queries import authorization
from app.db.queries.authorization import Line, Paper
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Message, Param, Params, Said
from app.domain.terms import Eligibility
from app.domain.transitions import AuthorizationState, Move
from app.services import eligibility
from app.services.acting import Act
from app.services.authorizing.guarding import change, facts
from app.services.eligibility import JudgedPaper

_AT_ONCE: Mapping[Eligibility, tuple[Move, PaperAct, Message]] = {
    Eligibility.ELIGIBLE: (Move.APPROVE, PaperAct.APPROVED, say.APPROVED_BY_POLICY),
    Eligibility.REFUSED: (Move.REJECT, PaperAct.REJECTED, say.REJECTED_BY_POLICY),
}
"""What follows on submitting without anybody deciding."""


def submit_judged(session: Session, act: Act, paper: Paper) -> Said:
    """Submit `paper`, judge its lines, and approve or reject it where the policy is clear; else it waits."""
    judged = eligibility.judge_authorization(session, act.by, paper.id, act.now)
    change(session, act, paper, Move.SUBMIT, PaperAct.SUBMITTED)
    if judged.version == 0:  # no policy, so nothing to say but that it waits
        return Said(say.SUBMITTED, facts(paper))
    if judged.outcome not in _AT_ONCE:
        return Said(say.SUBMITTED_WHY, _why(paper, judged))
    move, told, message = _AT_ONCE[judged.outcome]
    waiting = authorization.one(session, act.site_id, paper.id)
    assert waiting is not None, "it was submitted just now"
    change(session, act, waiting, move, told, policy=judged.version)
    return Said(message, _why(paper, judged))


def judge_again(session: Session, act: Act, paper: Paper) -> Said | None:
    """Judge what waits for approval after what it rests on has changed, and approve it where the policy is clear now.

    Returns None where it waits on, or did not wait. What the policy refuses by now is for a person to reject.
    """
    if paper.state is not AuthorizationState.PENDING_APPROVAL:
        return None
    judged = eligibility.judge_authorization(session, act.by, paper.id, act.now)
    if judged.outcome is not Eligibility.ELIGIBLE:
        return None
    change(session, act, paper, Move.APPROVE, PaperAct.APPROVED, policy=judged.version)
    return Said(say.APPROVED_BY_POLICY, _why(paper, judged))


def submit_drawn(session: Session, act: Act, paper: Paper) -> list[Line]:
    """Submit a draft that a larger act drew up, unless the policy refuses a line; return the lines that it refuses.

    What is refused would be rejected at once: it stays a draft, for somebody to read.
    """
    judged = eligibility.preview(session, act.by, paper.id)
    refused = {line.request.line_id for line in judged.lines if line.outcome is Eligibility.REFUSED}
    if not refused:
        submit_judged(session, act, paper)
    return [line for line in paper.lines if line.id in refused]


def check_eligible(session: Session, act: Act, paper: Paper) -> None:
    """Judge the lines again before somebody says yes. Raises Refused when the policy refuses one of them."""
    judged = eligibility.judge_authorization(session, act.by, paper.id, act.now)
    if judged.outcome is Eligibility.REFUSED:
        raise Refused(say.NOT_ELIGIBLE, **_why(paper, judged))


def _why(paper: Paper, judged: JudgedPaper) -> Params:
    worst = judged.worst
    why: dict[str, Param] = {"product": worst.request.product, "why": worst.said.quoted, "version": judged.version}
    return {**facts(paper), **why}
