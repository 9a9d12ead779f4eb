"""Whether goods may come back: the facts of a request meet a return policy.

Every rule that has something to say is heard, and the worst of what is said is the verdict. What was delivered bounds
what may come back whatever the rules say, and nobody overrides that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from app.domain.messages import eligibility as say
from app.domain.messages.core import Message, Params, Said, Word, Words
from app.domain.policies import OPENS_WINDOW, Policy, PolicyRule
from app.domain.terms import SEVERITY, Eligibility, Evidence, Match, PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Condition, Program, ReasonCode

BUILT_IN = 0
"""The position of what the house itself says, whatever the policy."""

_ELIGIBLE, _ASK, _REFUSED = Eligibility


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """What is known of a request to return `quantity` base units of one product.

    Days are the site's own. `shipped`, `returned` and `reserved` are base units of the narrowest thing the request
    names (serial, lot or product); `reserved` stands on other open authorizations. `condition` is what the party says.
    `evidence` is at hand; what is only `to_follow` counts for nothing.
    """

    program: Program
    category: Category
    tier: PartyTier
    reason: ReasonCode
    quantity: int
    asked_on: date
    match: Match
    delivered_on: date | None = None
    shipped: int = 0
    returned: int = 0
    reserved: int = 0
    condition: frozenset[Condition] = frozenset()
    evidence: frozenset[Evidence] = frozenset()
    to_follow: frozenset[Evidence] = frozenset()
    expiry: date | None = None
    warranty_months: int = 0
    lot: str = ""
    serial: str = ""

    @property
    def left(self) -> int:
        """Base units that can still come back, never below 0."""
        return max(0, self.shipped - self.returned - self.reserved)

    @property
    def expiry_days(self) -> int | None:
        """Days of life left on the day of asking, negative once past."""
        return (self.expiry - self.asked_on).days if self.expiry else None

    @property
    def is_expired(self) -> bool:
        """Past the date, or said to be."""
        return Condition.EXPIRED in self.condition or (self.expiry is not None and self.expiry < self.asked_on)

    def to_json(self) -> dict[str, Any]:
        """Return what is stored with the verdict, so that it can be replayed."""
        stored: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        days = {name: stored[name].isoformat() if stored[name] else None for name in _DAYS}
        return {**stored, **days, **{name: sorted(stored[name]) for name in _SETS}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        days = {name: date.fromisoformat(stored[name]) if stored[name] else None for name in _DAYS}
        sets = {name: frozenset(map(kind, stored[name])) for name, kind in _SETS.items()}
        words = {name: kind(stored[name]) for name, kind in _WORDS.items()}
        return cls(**{**stored, **days, **sets, **words})


_DAYS = ("asked_on", "delivered_on", "expiry")
_SETS = {"condition": Condition, "evidence": Evidence, "to_follow": Evidence}
_WORDS = {"program": Program, "category": Category, "tier": PartyTier, "reason": ReasonCode, "match": Match}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a request; `rule` is its position, or BUILT_IN. `last_day` is that of a window."""

    verdict: Eligibility
    said: Said
    rule: int = BUILT_IN
    may_override: bool = False
    last_day: date = date.max

    @property
    def weight(self) -> tuple[int, bool, int]:
        """What makes one finding count before another: the worse, the firmer, of open windows the shorter."""
        is_open = self.verdict is _ELIGIBLE
        return SEVERITY[self.verdict], not is_open and not self.may_override, -self.last_day.toordinal() * is_open


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict with the finding that gave it, under one version of the policy. `findings` is all that was said."""

    version: int
    finding: Finding
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Eligibility:
        """Eligible, needs approval or refused."""
        return self.finding.verdict

    @property
    def may_override(self) -> bool:
        """Whether a supervisor may accept the goods all the same: every rule that refuses them must let it."""
        refusals = [finding for finding in self.findings if finding.verdict is _REFUSED]
        return self.verdict is not _ELIGIBLE and all(finding.may_override for finding in refusals)


def judge(facts: ReturnFacts, policy: Policy) -> Judgement:
    """Return the verdict on a request: the worst of all that is said of it; of equals the first."""
    findings = tuple(_findings(facts, policy))
    return Judgement(policy.version, max(findings, key=lambda finding: finding.weight), findings)


def _findings(facts: ReturnFacts, policy: Policy) -> Iterator[Finding]:
    if not policy.version:
        yield Finding(_ASK, Said(say.NO_POLICY))
        return
    allowing = next((rule for rule in policy.allowing if rule.applies(facts)), None)
    if allowing is None or allowing.needs_delivery:
        yield from _ground(facts)
    yield from _reason(facts, policy)
    yield from (_said_by(rule, facts) for rule in policy.taking if rule.applies(facts))
    yield _window(allowing, facts) if allowing else Finding(_ASK, Said(say.NO_RULE, {"version": policy.version}))


def _ground(facts: ReturnFacts) -> Iterator[Finding]:
    match facts.match:
        case Match.NEVER:
            yield Finding(_REFUSED, Said(say.NEVER_DELIVERED))
        case Match.OTHER_LOT:
            yield Finding(_REFUSED, Said(say.OTHER_LOT, {"lot": facts.lot}))
        case Match.OTHER_SERIAL:
            yield Finding(_REFUSED, Said(say.OTHER_SERIAL, {"serial": facts.serial}))
        case Match.DELIVERED if facts.quantity > facts.left:
            message = say.TOO_MANY if facts.left else say.NONE_LEFT
            yield Finding(_REFUSED, Said(message, _counts(facts)))


def _counts(facts: ReturnFacts) -> Params:
    return {name: getattr(facts, name) for name in ("quantity", "left", "shipped", "returned", "reserved")}


def _reason(facts: ReturnFacts, policy: Policy) -> Iterator[Finding]:
    terms = policy.reasons.get(facts.reason)
    if terms is None:
        return
    reason = Word(facts.reason.value)
    if terms.programs and facts.program not in terms.programs:
        yield Finding(_REFUSED, Said(say.FOREIGN_REASON, {"reason": reason, "program": Word(facts.program.value)}))
    missing = terms.evidence - facts.evidence
    for message, lacks in ((say.MISSING, missing - facts.to_follow), (say.TO_FOLLOW, missing & facts.to_follow)):
        if lacks:
            yield Finding(_ASK, Said(message, {"reason": reason, "evidence": Words(tuple(sorted(lacks)))}))


_SPEAKS = {PolicyEffect.ASK: (_ASK, say.RULE_ASKS), PolicyEffect.REFUSE: (_REFUSED, say.RULE_REFUSES)}


def _said_by(rule: PolicyRule, facts: ReturnFacts) -> Finding:
    if rule.effect in OPENS_WINDOW:
        return _window(rule, facts)
    verdict, message = _SPEAKS[rule.effect]
    return _by(rule, verdict, message)


def _by(rule: PolicyRule, verdict: Eligibility, message: Message, **days: date) -> Finding:
    said = Said(message, {"rule": rule.sentence, **days})
    return Finding(verdict, said, rule.position, rule.may_override, days.get("last_day", date.max))


def _window(rule: PolicyRule, facts: ReturnFacts) -> Finding:
    """Count the window from the delivery, the last day included."""
    if rule.span is Span.NO_END:
        return _by(rule, _ELIGIBLE, say.NO_END)
    if rule.span is Span.WARRANTY_TERM and not facts.warranty_months:
        return _by(rule, _REFUSED, say.NO_WARRANTY)
    if facts.delivered_on is None:
        return _by(rule, _ASK, say.NO_DELIVERY)
    last_day = rule.last_day(facts.delivered_on, facts.warranty_months)
    assert last_day is not None, "only NO_END has none"
    late = (facts.asked_on - last_day).days
    if late <= 0:
        return _by(rule, _ELIGIBLE, say.WITHIN, delivered=facts.delivered_on, last_day=last_day)
    verdict, message = (_ASK, say.LATE_ASKS) if late <= rule.grace else (_REFUSED, say.LATE)
    return _by(rule, verdict, message, delivered=facts.delivered_on, asked=facts.asked_on, last_day=last_day)
