"""Isolating: an order holds goods wherever they stand and whatever of them comes, until it is lifted or its day passes.

Each public verb is one act, answered once (see `services.acting`). `holding_of` is what acts call that bring goods in.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.hold_orders import Draft
from app.domain.vocabulary import ReleaseReason
from app.services.acting import Act, Answered, answer
from app.services.isolating import ending, placing

__all__ = ["SCOPE", "lift", "place", "undo"]

SCOPE = "isolating"


def place(session: Session, act: Act, draft: Draft) -> Answered[UUID]:
    """Hold all that `draft` is about, at once, and what comes of it later. Returns the order's id."""
    return answer(session, act, lambda: placing.place(session, act, draft))


def lift(session: Session, act: Act, order_id: UUID, why: ReleaseReason | None) -> Answered[UUID]:
    """Let go what an order holds; what another order or reason locks stays locked."""
    return answer(session, act, lambda: ending.lift(session, act, order_id, why))


def undo(session: Session, act: Act, last: str) -> Answered[UUID]:
    """Take back the order, or its lifting, that was answered under the client id `last`, while nothing stands on it."""
    return answer(session, act, lambda: ending.take_back(session, act, last))
