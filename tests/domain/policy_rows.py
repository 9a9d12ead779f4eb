"""A return policy as stored, and a request to judge by it, for tests of what it says."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.domain.eligibility import ReturnFacts
from app.domain.policies import Policy, ReasonTerms
from app.domain.terms import Evidence, Match, PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Condition, Program, ReasonCode

ALLOW, LIMIT, ASK, REFUSE = PolicyEffect


@dataclass
class Row:
    """A rule as stored; its sentence names it."""

    position: int = 1
    effect: PolicyEffect = ALLOW
    when: dict[str, Any] = field(default_factory=dict)
    days: int = 30
    grace: int = 0
    span: Span = Span.DAYS
    needs_delivery: bool = True
    may_override: bool = False
    sentence: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sentence = self.sentence or {"en": f"Rule {self.position}."}


CONSUMER = [Program.CUSTOMER_RETURN.value]

ROWS = (
    Row(1, when={"program": ["recall"]}, span=Span.NO_END, needs_delivery=False),
    Row(2, when={"program": CONSUMER, "tier": ["loyal"]}, days=60, grace=7, may_override=True),
    Row(3, when={"program": CONSUMER}, days=30, grace=7, may_override=True),
    Row(4, when={"program": ["warranty"]}, span=Span.WARRANTY_TERM),
    Row(5, when={"program": ["trade_return"]}, days=90),
    Row(6, LIMIT, {"program": CONSUMER, "category": ["electronics"], "condition_has": ["opened"]}, 14,
        may_override=True),
    Row(7, REFUSE, {"program": [*CONSUMER, "trade_return"], "category": ["food"], "expired": True}),
    Row(8, REFUSE, {"category": ["medical"], "program": CONSUMER, "condition_lacks": ["unopened"]}),
    Row(9, ASK, {"program": CONSUMER, "tier": ["watched"]}),
    Row(10, ASK, {"program": ["trade_return"], "quantity_min": 100}),
    Row(11, REFUSE, {"program": ["trade_return"], "expiry_days_max": 30}, may_override=True),
)  # fmt: skip

REASONS = {
    ReasonCode.DEFECTIVE: ReasonTerms(evidence=frozenset({Evidence.PHOTO, Evidence.TEXT})),
    ReasonCode.RECALL: ReasonTerms(programs=frozenset({Program.RECALL})),
}

POLICY = Policy.parse(4, ROWS, REASONS)

DELIVERED = date(2026, 9, 1)

SHIRT = ReturnFacts(
    program=Program.CUSTOMER_RETURN,
    category=Category.APPAREL,
    tier=PartyTier.STANDARD,
    reason=ReasonCode.CHANGED_MIND,
    quantity=2,
    asked_on=DELIVERED + timedelta(days=20),
    match=Match.DELIVERED,
    delivered_on=DELIVERED,
    shipped=5,
    condition=frozenset({Condition.UNOPENED}),
)


def after(days: int, **facts: Any) -> dict[str, Any]:
    """Return what differs from the shirt when it is asked for so many days after its delivery."""
    return {"asked_on": DELIVERED + timedelta(days=days), **facts}
