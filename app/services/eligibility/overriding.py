"""A supervisor accepts what the policy does not: an exception, with its reason, written onto the verdict."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import EligibilityVerdict, Operator, table_of
from app.db.queries import eligibility as queries
from app.db.queries import verdicts
from app.domain.approvals import ApprovalAct, Extent
from app.domain.eligibility import BUILT_IN
from app.domain.errors import Refused
from app.domain.messages import eligibility as say
from app.domain.messages.core import Param, Params, Said
from app.domain.terms import Eligibility
from app.services import approving
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.eligibility.judging import JudgedLine, judged_line, verdict_row

VERDICT, OPERATOR = table_of(EligibilityVerdict), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Override:
    """Which line is to be accepted, and why in words."""

    line_id: UUID
    reason: str


def override(session: Session, act: Act, wanted: Override) -> Answered[JudgedLine]:
    """Accept a line that the policy refuses or leaves to approval, if the rules that refuse it let that be."""
    return answer(session, act, lambda: _override(session, act, wanted))


def _override(session: Session, act: Act, wanted: Override) -> Outcome[JudgedLine]:
    reason = wanted.reason.strip()[:200]
    if not reason:
        raise Refused(say.OVERRIDE_NEEDS_REASON)
    line = _judged_again(session, act, wanted.line_id)
    accepted_by = _approved(session, act, line.request)
    exception = {"override_reason": reason, "overridden_at": act.now, "overridden_by": accepted_by}
    session.execute(sa.insert(VERDICT).values(**verdict_row(act.by, line, act.now), **exception))
    name = session.execute(sa.select(OPERATOR.c.name).where(OPERATOR.c.id == accepted_by)).scalar_one()
    asked = line.request
    said: Params = {"who": name, "quantity": asked.quantity, "product": asked.product, "reason": reason}
    return Outcome(Said(say.OVERRIDDEN, said), result=line)


def _approved(session: Session, act: Act, asked: queries.Request) -> UUID:
    what, extent = asked.product, Extent(asked.quantity)
    return approving.check(session, act, Request(ApprovalAct.OVERRIDE_ELIGIBILITY, what, extent, asked.line_id))


def _judged_again(session: Session, act: Act, line_id: UUID) -> JudgedLine:
    """Judge the line as things stand now: what was left when the page was drawn may be promised elsewhere."""
    request = queries.request_of(session, act.site_id, line_id)
    if request is None:
        raise Refused(say.UNKNOWN_LINE)
    queries.lock_party(session, act.site_id, request.authorization_id)
    line = judged_line(session, act.by, request)
    _check(session, act, line)
    return line


def _check(session: Session, act: Act, line: JudgedLine) -> None:
    product: dict[str, Param] = {"product": line.request.product}
    if line.is_override:
        last = verdicts.latest(session, act.site_id, line.request.line_id)
        assert last is not None, "it carries the exception"
        raise Refused(say.OVERRIDDEN_BEFORE, **product, who=last.overridden_by, when=last.overridden_at or act.now)
    if line.judgement.verdict is Eligibility.ELIGIBLE:
        raise Refused(say.OVERRIDE_NEEDLESS, **product)
    if not line.judgement.may_override:
        raise _why_not(line)


def _why_not(line: JudgedLine) -> Refused:
    finding = line.judgement.finding
    if finding.rule == BUILT_IN:
        return Refused(finding.said.message, **finding.said.params)
    return Refused(say.NOT_OVERRIDABLE, product=line.request.product, rule=finding.said.params["rule"])
