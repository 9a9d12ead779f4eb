"""Blind receipts find their paper: candidates in order, the match, and an authorization made from what was counted.

Each public verb is one act, answered once (see `services.acting`). What a match changed is taken back by `undo`.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from app.services import correcting
from app.services.acting import Act, Answered, answer
from app.services.matching import applying, making
from app.services.matching.applying import match as apply
from app.services.matching.making import Making
from app.services.matching.proposing import Candidate, Proposal, one, propose

__all__ = ["SCOPE", "Candidate", "Making", "Proposal", "apply", "make", "match", "one", "propose", "undo"]

SCOPE = "matching"


def match(session: Session, act: Act, receipt_id: UUID, paper_id: UUID) -> Answered[UUID]:
    """Let the blind receipt answer the authorization: its goods are judged again, as if they had come with it."""
    return answer(session, act, lambda: applying.match(session, act, receipt_id, paper_id))


def make(session: Session, act: Act, receipt_id: UUID, making_of: Making) -> Answered[UUID]:
    """Write an authorization of what the blind receipt counted, and match the two if the policy approves it at once."""
    return answer(session, act, lambda: making.make(session, act, receipt_id, making_of))


def undo(session: Session, act: Act, last: str) -> Answered[UUID]:
    """Take back the match that was answered under the client id `last`, while nothing stands on it."""
    return answer(session, act, lambda: correcting.undo(session, act, last))
