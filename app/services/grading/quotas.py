"""What goes back to a vendor at the bench uses up the quota of its agreement: asked again inside the write."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.queries import agreements
from app.domain.errors import Refused
from app.domain.inspection import Judgement
from app.domain.messages import grading as say
from app.domain.messages.core import Units
from app.services.acting import Act


def use_quotas(session: Session, act: Act, judged: Iterable[tuple[Judgement, int]]) -> None:
    """Keep others from the agreements that `judged` units use, until this act ends; locked after cartons, by id.

    Raises Refused where fewer may still go back: the page was drawn before somebody else used the quota.
    """
    asked: Counter[UUID] = Counter()
    for judgement, quantity in judged:
        if judgement.agreement_id:
            asked[judgement.agreement_id] += quantity
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    for agreement_id in sorted(asked):
        standing = agreements.lock_one(session, agreement_id, today)
        if asked[agreement_id] > standing.left:
            numbers = {"left": Units(standing.left), "wanted": Units(asked[agreement_id])}
            raise Refused(say.QUOTA_SHORT, agreement=standing.terms.number, **numbers)
