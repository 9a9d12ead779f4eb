"""Judging the lines of an authorization under the policy in force, inside the transaction that acts on the verdict."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import EligibilityVerdict, table_of
from app.db.queries import eligibility as queries
from app.db.queries import policies, verdicts
from app.db.queries.eligibility import Request
from app.db.queries.verdicts import Verdict
from app.domain.eligibility import Judgement, ReturnFacts, judge
from app.domain.messages.core import Said, params_to_json
from app.domain.policies import NO_POLICY, Policy
from app.domain.principals import Principal
from app.domain.terms import SEVERITY, Eligibility

VERDICT = table_of(EligibilityVerdict)


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line with its verdict; `is_override` when a supervisor accepted it all the same."""

    request: Request
    judgement: Judgement
    facts: ReturnFacts
    is_override: bool = False

    @property
    def outcome(self) -> Eligibility:
        """What the verdict comes to: an accepted exception is eligible."""
        return Eligibility.ELIGIBLE if self.is_override else self.judgement.verdict

    @property
    def said(self) -> Said:
        """The sentence of the rule that gave the verdict."""
        return self.judgement.finding.said


@dataclass(frozen=True, slots=True)
class JudgedPaper:
    """The lines of an authorization in their order, each judged."""

    lines: tuple[JudgedLine, ...]

    @property
    def outcome(self) -> Eligibility:
        """The worst that any line comes to; an authorization without lines needs approval."""
        return self.worst.outcome if self.lines else Eligibility.NEEDS_APPROVAL

    @property
    def version(self) -> int:
        """The policy that judged, 0 when none was in force or there is nothing to judge."""
        return self.lines[0].judgement.version if self.lines else 0

    @property
    def worst(self) -> JudgedLine:
        """The first of the lines that come to the worst: what to say of the whole. Raises ValueError without lines."""
        return max(self.lines, key=lambda line: SEVERITY[line.outcome])


def judge_authorization(session: Session, by: Principal, authorization_id: UUID, now: datetime) -> JudgedPaper:
    """Judge every line and keep the verdicts; call it in the transaction that submits or approves.

    Until that ends nobody else judges requests of the same party, so that two clerks at once cannot together promise
    more than was shipped. An exception that was accepted before holds while the same rule says the same of the same
    quantity.
    """
    queries.lock_party(session, by.site_id, authorization_id)
    judged = preview(session, by, authorization_id)
    for line in judged.lines:
        _keep(session, by, line, now)
    return judged


def preview(session: Session, by: Principal, authorization_id: UUID) -> JudgedPaper:
    """Judge every line as things stand and keep nothing: what to show before the authorization is submitted."""
    asked = queries.requests(session, by.site_id, authorization_id)
    policy = _policy(session, by, asked[0]) if asked else NO_POLICY
    last = verdicts.latest_of(session, by.site_id, authorization_id)
    return JudgedPaper(tuple(_judged(session, by, each, policy, last.get(each.line_id)) for each in asked))


def judged_line(session: Session, by: Principal, request: Request) -> JudgedLine:
    """Judge one line as things stand."""
    last = verdicts.latest(session, by.site_id, request.line_id)
    return _judged(session, by, request, _policy(session, by, request), last)


def _policy(session: Session, by: Principal, request: Request) -> Policy:
    """Return the policy of the day on which the whole authorization was asked for."""
    return policies.in_force(session, by.site_id, request.asked_at.astimezone(ZoneInfo(by.time_zone)).date())


def _judged(session: Session, by: Principal, request: Request, policy: Policy, last: Verdict | None) -> JudgedLine:
    facts = _facts(session, by.site_id, request, ZoneInfo(by.time_zone))
    line = JudgedLine(request, judge(facts, policy), facts)
    return replace(line, is_override=last is not None and _still_accepted(line, last))


def _facts(session: Session, site_id: UUID, request: Request, zone: ZoneInfo) -> ReturnFacts:
    basis = queries.basis(session, site_id, request, zone)
    return ReturnFacts(
        program=request.program,
        category=request.category,
        tier=request.tier,
        reason=request.reason,
        quantity=request.quantity,
        asked_on=request.asked_at.astimezone(zone).date(),
        match=basis.match,
        delivered_on=basis.delivered_on(request.quantity),
        shipped=basis.ground.shipped,
        returned=basis.ground.returned,
        reserved=basis.ground.reserved,
        condition=request.condition,
        evidence=request.evidence,
        to_follow=request.to_follow,
        expiry=request.expiry,
        warranty_months=request.warranty_months,
        lot=request.lot,
        serial=request.serial,
    )


def _still_accepted(line: JudgedLine, last: Verdict) -> bool:
    then, now = last.facts, line.facts
    same = (then.quantity, then.lot, then.serial) == (now.quantity, now.lot, now.serial)
    return last.is_override and line.judgement.may_override and same and last.rule == line.judgement.finding.rule


def _keep(session: Session, by: Principal, line: JudgedLine, now: datetime) -> None:
    if line.is_override:  # the row that carries the exception stays the latest
        return
    session.execute(sa.insert(VERDICT).values(**verdict_row(by, line, now)))


def verdict_row(by: Principal, line: JudgedLine, now: datetime) -> dict[str, Any]:
    """Return what is stored of a verdict."""
    finding = line.judgement.finding
    return {
        "site_id": by.site_id, "id": new_id(), "authorization_id": line.request.authorization_id,
        "authorization_line_id": line.request.line_id, "product_id": line.request.product_id,
        "policy_version": line.judgement.version, "rule_position": finding.rule, "verdict": finding.verdict,
        "may_override": line.judgement.may_override, "sentence": finding.said.message.key,
        "params": params_to_json(finding.said.params), "facts": line.facts.to_json(),
        "findings": [
            {"verdict": each.verdict, "rule": each.rule, "sentence": each.said.message.key,
             "params": params_to_json(each.said.params)}
            for each in line.judgement.findings
        ],
        "judged_at": now, "judged_by": by.operator_id,
    }  # fmt: skip
