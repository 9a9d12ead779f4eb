"""Return policies: versions with their rules and reasons, and every verdict that was given under them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, money, ref, within_site, word, words
from app.domain.refunds import RefundTiming
from app.domain.terms import Eligibility, Evidence, PolicyEffect, Span
from app.domain.transitions import PolicyState
from app.domain.vocabulary import Program, ReasonCode


class ReturnPolicy(Base, table=True):
    """One version of the terms; versions are numbered through the company. An active one never changes again.

    In force on a day is, of the active versions for the site or for all sites (`site_id` empty), the site's own first,
    then the one whose `effective_from` is the latest. `revision` counts the changes of a draft.
    """

    __table_args__ = (sa.UniqueConstraint("version"),)

    id: UUID = key()
    version: int
    site_id: UUID | None = ref("site.id", optional=True)
    state: PolicyState = word(PolicyState)
    note: str = chars(200)
    based_on: int = Field(default=0, description="the version it was copied from; 0 for none")
    effective_from: date | None = Field(default=None)
    revision: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    activated_at: datetime | None = instant(optional=True)
    activated_by: UUID | None = ref("operator.id", optional=True)


class ReturnPolicyRule(Base, table=True):
    """One row of a policy: what applies when, and the site's sentence about it (see `domain.policies`)."""

    __table_args__ = (
        sa.UniqueConstraint("policy_id", "position"),
        sa.CheckConstraint("days >= 0 AND grace >= 0", name="days_counted"),
    )

    id: UUID = key()
    policy_id: UUID = ref("return_policy.id")
    position: int
    effect: PolicyEffect = word(PolicyEffect)
    when: dict[str, Any] = document()
    span: Span = word(Span)
    days: int = Field(default=0, description="days after the delivery")
    grace: int = Field(default=0, description="days after the window in which a supervisor decides")
    needs_delivery: bool = True
    may_override: bool = False
    sentence: dict[str, str] = document()


class ReturnPolicyReason(Base, table=True):
    """A reason code under one version: the programs it may be given in, none meaning all, and its evidence."""

    __table_args__ = (sa.UniqueConstraint("policy_id", "reason"),)

    id: UUID = key()
    policy_id: UUID = ref("return_policy.id")
    reason: ReasonCode = word(ReasonCode)
    programs: frozenset[Program] = words(Program)
    evidence: frozenset[Evidence] = words(Evidence)


class RefundTerm(Base, table=True):
    """One row of what a version says of money (see `domain.refunds`): when, what share by grade, what fee."""

    __table_args__ = (
        sa.UniqueConstraint("policy_id", "position"),
        sa.CheckConstraint("fee_percent BETWEEN 0 AND 100", name="fee_is_a_share"),
        sa.CheckConstraint("advance_charge BETWEEN 0 AND 100", name="charge_is_a_share"),
    )

    id: UUID = key()
    policy_id: UUID = ref("return_policy.id")
    position: int
    when: dict[str, Any] = document()
    timing: RefundTiming = word(RefundTiming)
    share_a: int = Field(default=100, description="percent of the price paid")
    share_b: int = 100
    share_c: int = 100
    share_d: int = 100
    fee_percent: int = 0
    fee_minimum: Decimal = money()
    approve_from: Decimal = money()
    currency: str = chars(3)
    advance_days: int = Field(default=14, description="until goods replaced in advance are to be here; 0 for never")
    advance_charge: int = Field(default=100, description="percent of the list price of what is not")


class EligibilityVerdict(Base, table=True):
    """What was judged of one authorization line; the latest counts, the earlier stay. An override is written onto it.

    Lines are written anew when an authorization is changed, so a verdict may be of a line that is gone: `facts` says
    what it was. `sentence` is a message key with `params`; `findings` is all that the rules said, as {verdict, rule,
    sentence, params}.
    """

    __table_args__ = (
        *within_site({"authorization_id": "authorization"}),
        sa.Index(None, "site_id", "authorization_id"),
        sa.Index(None, "site_id", "authorization_line_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    authorization_id: UUID = ref()
    authorization_line_id: UUID = ref()
    product_id: UUID = ref("product.id")
    policy_version: int = Field(description="0 when no policy was in force")
    rule_position: int = Field(default=0, description="0 for what the house itself says")
    verdict: Eligibility = word(Eligibility)
    may_override: bool = False
    sentence: str = chars(60)
    params: dict[str, Any] = document()
    facts: dict[str, Any] = document()
    findings: list[dict[str, Any]] = document()
    judged_at: datetime = instant()
    judged_by: UUID | None = ref("operator.id", optional=True)
    override_reason: str = chars(200)
    overridden_at: datetime | None = instant(optional=True)
    overridden_by: UUID | None = ref("operator.id", optional=True)
