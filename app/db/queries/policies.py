"""Return policies as stored: the one in force, one version, all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Operator, RefundTerm, ReturnPolicy, ReturnPolicyReason, ReturnPolicyRule, table_of
from app.domain.policies import NO_POLICY, Policy, ReasonTerms
from app.domain.refunds import NO_TERMS, Terms
from app.domain.transitions import PolicyState
from app.domain.vocabulary import ReasonCode

POLICY, RULE, REASON = table_of(ReturnPolicy), table_of(ReturnPolicyRule), table_of(ReturnPolicyReason)
OPERATOR, TERM = table_of(Operator), table_of(RefundTerm)


def in_force(session: Session, site_id: UUID, day: date) -> Policy:
    """Return the policy in force at a site on a day of its own calendar; NO_POLICY when there is none."""
    found = session.execute(_in_force(site_id, day)).one_or_none()
    return read(session, found.id, found.version) if found else NO_POLICY


def version_in_force(session: Session, site_id: UUID, day: date) -> int:
    """Return the number of the version in force, 0 for none."""
    found = session.execute(_in_force(site_id, day)).one_or_none()
    return int(found.version) if found else 0


def terms_in_force(session: Session, site_id: UUID, day: date) -> Terms:
    """Return the refund terms in force at a site on a day of its own calendar; NO_TERMS when there is no policy."""
    found = session.execute(_in_force(site_id, day)).one_or_none()
    return Terms.parse(found.version, terms(session, found.id)) if found else NO_TERMS


def _in_force(site_id: UUID, day: date) -> "sa.Select[Any]":
    return (
        sa.select(POLICY.c.id, POLICY.c.version)
        .where(
            POLICY.c.state == PolicyState.ACTIVE,
            POLICY.c.effective_from <= day,
            sa.or_(POLICY.c.site_id == site_id, POLICY.c.site_id.is_(None)),
        )
        .order_by(POLICY.c.site_id.is_(None), POLICY.c.effective_from.desc(), POLICY.c.version.desc())
        .limit(1)
    )


def read(session: Session, policy_id: UUID, version: int) -> Policy:
    """Return the rules and reasons of one version. Raises PolicyError when it cannot be read."""
    return Policy.parse(version, rules(session, policy_id), reasons(session, policy_id))


def rules(session: Session, policy_id: UUID) -> list[Any]:
    """Return the stored rules of a version, in their order."""
    return list(session.execute(sa.select(RULE).where(RULE.c.policy_id == policy_id).order_by(RULE.c.position)))


def terms(session: Session, policy_id: UUID) -> list[Any]:
    """Return the stored refund terms of a version, in their order."""
    return list(session.execute(sa.select(TERM).where(TERM.c.policy_id == policy_id).order_by(TERM.c.position)))


def reasons(session: Session, policy_id: UUID) -> Mapping[ReasonCode, ReasonTerms]:
    """Return what a version asks of each reason, in the order of the vocabulary."""
    rows = session.execute(sa.select(REASON).where(REASON.c.policy_id == policy_id))
    found = {row.reason: ReasonTerms(row.programs, row.evidence) for row in rows}
    return {reason: found[reason] for reason in ReasonCode if reason in found}


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the list shows it. `is_ours` tells a site's own from one for all sites."""

    id: UUID
    version: int
    state: PolicyState
    note: str
    is_ours: bool
    based_on: int
    effective_from: date | None
    revision: int
    changed_at: datetime
    changed_by: str
    rules: int

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state is PolicyState.DRAFT


def versions(session: Session, site_id: UUID) -> list[Version]:
    """Return the versions that concern a site, the newest first."""
    return _versions(session, sa.or_(POLICY.c.site_id == site_id, POLICY.c.site_id.is_(None)))


def version(session: Session, site_id: UUID, number: int) -> Version | None:
    """Return one version that concerns a site."""
    ours = sa.or_(POLICY.c.site_id == site_id, POLICY.c.site_id.is_(None))
    return next(iter(_versions(session, ours, POLICY.c.version == number)), None)


def _versions(session: Session, *where: sa.ColumnElement[bool]) -> list[Version]:
    number = sa.select(sa.func.count()).where(RULE.c.policy_id == POLICY.c.id).scalar_subquery()
    own = ("id", "version", "state", "note", "based_on", "effective_from", "revision", "changed_at")
    rows = session.execute(
        sa.select(
            *(POLICY.c[name] for name in own),
            POLICY.c.site_id.is_not(None).label("is_ours"),
            sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
            number.label("rules"),
        )
        .outerjoin(OPERATOR, OPERATOR.c.id == POLICY.c.changed_by)
        .where(*where)
        .order_by(POLICY.c.version.desc())
    )
    return [Version(**row._asdict()) for row in rows]
