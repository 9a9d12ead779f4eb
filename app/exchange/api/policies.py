"""Return policies as other systems see them: what may come back, why, and what it earns."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from app.domain.refunds import RefundTiming
from app.domain.terms import Evidence, PolicyEffect, Span
from app.domain.transitions import PolicyState
from app.domain.vocabulary import Program, ReasonCode
from app.exchange.api.schemas import Resource, Text

When = Annotated[dict[str, Any], Field(description="by fact, the words or the number that it must meet; empty: always")]
Percent = Annotated[int, Field(description="percent")]


class Rule(Resource):
    """One rule: what applies when, and the house's own sentence about it."""

    position: int
    effect: PolicyEffect
    when: When
    span: Span
    days: Annotated[int, Field(description="days after the delivery")]
    grace: Annotated[int, Field(description="days after the window in which a person decides")]
    needs_delivery: bool
    may_override: bool
    sentence: Annotated[Text, Field(description="by language: en, es")]


class PolicyReason(Resource):
    """Under which programs a reason may be given, none meaning all, and what must show it."""

    reason: ReasonCode
    programs: list[Program]
    evidence: list[Evidence]


class RefundTerm(Resource):
    """When which share of the price is owed, by grade, and what is kept of it."""

    position: int
    when: When
    timing: RefundTiming
    share_a: Percent
    share_b: Percent
    share_c: Percent
    share_d: Percent
    fee_percent: Percent
    fee_minimum: Decimal
    approve_from: Annotated[Decimal, Field(description="from this amount on a person approves; 0 for none")]
    currency: str
    advance_days: int
    advance_charge: Percent


class Policy(Resource):
    """One version of a return policy. One in force never changes again: a later one takes its place."""

    id: UUID
    number: Annotated[str, Field(description="of the version")]
    state: PolicyState
    is_for_all_sites: bool
    note: str
    based_on: Annotated[int, Field(description="number of the version it was copied from; 0 for none")]
    effective_from: date | None
    changed_at: datetime
    version: Annotated[int, Field(description="counts the changes of a draft")]
    lines: Annotated[list[Rule], Field(description="its rules, in their order: the first that allows counts")]
    reasons: list[PolicyReason]
    terms: Annotated[
        list[RefundTerm], Field(description="its refund terms, in their order: the first that fits counts")
    ]
