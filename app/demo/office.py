"""What the returns office has judged: every request of the demo, on the day it was asked for."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, table_of
from app.demo.hands import operator_at
from app.demo.paperwork import CLERK, SUPERVISOR
from app.domain.approvals import Approver
from app.domain.principals import Principal
from app.domain.terms import Eligibility
from app.domain.transitions import AuthorizationState
from app.services import eligibility
from app.services.acting import Act
from app.services.eligibility import Override

PAPER = table_of(Authorization)

_S = AuthorizationState
_WENT_ON = frozenset(AuthorizationState) - {_S.DRAFT, _S.PENDING_APPROVAL, _S.REJECTED, _S.CANCELLED}
_REASONS = ("Promised by phone before the window ended", "Delivery note says a later day", "Large order follows")


def judge_requests(session: Session) -> None:
    """Judge every authorization that was submitted, in the order of their making, an hour after it.

    What went on although it came too late was accepted with the supervisor's badge, as an exception with its reason.
    """
    clerk, supervisor = (operator_at(session, badge, "D-04") for badge in (CLERK, SUPERVISOR))
    badge = Approver(supervisor.operator_id, supervisor.roles, supervisor.operator_name)
    exceptions = count()
    asked = session.execute(
        sa.select(PAPER.c.id, PAPER.c.state, PAPER.c.created_at)
        .where(PAPER.c.site_id == clerk.site_id, PAPER.c.state != _S.DRAFT)
        .order_by(PAPER.c.created_at, PAPER.c.number)
    )
    for paper in asked.all():
        judged = eligibility.judge_authorization(session, clerk, paper.id, paper.created_at + timedelta(hours=1))
        late = [line.request.line_id for line in judged.lines if line.outcome is Eligibility.REFUSED]
        for line_id in late if paper.state in _WENT_ON else ():
            _accept(session, clerk, badge, line_id, next(exceptions), paper.created_at + timedelta(hours=2))


def _accept(session: Session, clerk: Principal, badge: Approver, line_id: UUID, number: int, now: datetime) -> None:
    act = Act(clerk, "eligibility", str(new_id()), now, approver=badge)
    eligibility.override(session, act, Override(line_id, _REASONS[number % len(_REASONS)]))
