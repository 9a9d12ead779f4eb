"""Before an act that is approved: does the table ask for it, and has somebody who may given it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Approval, table_of
from app.db.queries import approvals
from app.domain.approvals import UNKNOWN, ApprovalAct, Extent, Measure, Need, Rule, needs
from app.domain.errors import Refused
from app.domain.messages import approving as say
from app.domain.messages.core import Message, Param, Params, Word, Words, params_to_json
from app.services.acting import Act

APPROVAL = table_of(Approval)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be approved: `what` as a sentence names it, `about_id` the paper or the goods, if there is one row."""

    deed: ApprovalAct
    what: Param
    extent: Extent = UNKNOWN
    about_id: UUID | None = None


def check(session: Session, act: Act, request: Request) -> UUID:
    """Return who approves `request`, the operator where nobody has to; keep the approval that the table asks for.

    Raises Refused with one of `say.ASKS` when a badge and a PIN are missing, or are of somebody who may not approve it.
    """
    table = approvals.table(session, act.site_id)
    rule = table.of(request.deed)
    need = needs(rule, request.extent, act.by.roles)
    if need is Need.NOTHING:
        return act.by.operator_id
    who = _who(act, request, rule, need)
    session.execute(sa.insert(APPROVAL).values(**_row(act, request, who), table_version=table.version))
    return who


def _who(act: Act, request: Request, rule: Rule, need: Need) -> UUID:
    approver, asker = act.approver, act.by.operator_id
    if approver is None:
        if need is Need.OWN_WORD:
            return asker
        raise Refused(_missing(request, rule), **_facts(request, rule))
    if rule.second_person and approver.operator_id == asker:
        raise Refused(say.SAME_PERSON, who=approver.name, **_facts(request, rule))
    if not approver.has(*rule.roles):
        raise Refused(say.NOT_THEIRS, who=approver.name, **_facts(request, rule))
    return approver.operator_id


def _missing(request: Request, rule: Rule) -> Message:
    if rule.second_person:
        return say.SECOND_PERSON
    if request.extent.said(rule.measure) is None:
        return say.NEEDED
    return say.BY_TERMS if rule.measure is Measure.BY_TERMS else say.ABOVE


def _facts(request: Request, rule: Rule) -> Params:
    """Return what the sentences name; an amount that the rule does not count is left out of them."""
    roles = Words(tuple(sorted(role.value for role in rule.roles)))
    amount = request.extent.said(rule.measure)
    counted: Params = {} if amount is None else {"amount": amount, "threshold": rule.said}
    return {"deed": Word(request.deed.value), "what": request.what, "roles": roles, **counted}


def _row(act: Act, request: Request, who: UUID) -> dict[str, Any]:
    money = request.extent.money
    return {
        "site_id": act.site_id, "id": new_id(), "deed": request.deed, "what": params_to_json({"what": request.what}),
        "about_id": request.about_id, "units": request.extent.units, "amount": money.amount if money else None,
        "currency": money.currency if money else "", "asked_by": act.by.operator_id, "approved_by": who,
        "given_at": act.now, "scope": act.scope, "client_id": act.client_id,
    }  # fmt: skip
