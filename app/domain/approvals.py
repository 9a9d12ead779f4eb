"""What is approved: the one table of acts, from how much on, and by which roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.messages.core import Money, Param, Units
from app.domain.vocabulary import Role


class ApprovalAct(StrEnum):
    """An act that not everybody does on their own."""

    CHANGE_APPROVALS = "change_approvals"
    OVER_BEYOND_TOLERANCE = "over_beyond_tolerance"
    REOPEN_RECEIPT = "reopen_receipt"
    REOPEN_AUTHORIZATION = "reopen_authorization"
    REOPEN_RECALL = "reopen_recall"
    RELEASE_HOLD = "release_hold"
    RELEASE_RECALL = "release_recall"
    RELEASE_UNCLEANED = "release_uncleaned"
    APPROVE_DECONTAMINATION = "approve_decontamination"
    IDENTIFY_DEVICE = "identify_device"
    OVERRIDE_DISPOSITION = "override_disposition"
    OVERRIDE_ELIGIBILITY = "override_eligibility"
    LARGE_REFUND = "large_refund"
    CREDIT_OVER = "credit_over"
    DESTROY_GOODS = "destroy_goods"
    VERIFY_SANITIZATION = "verify_sanitization"
    SELL_BELOW_ESTIMATE = "sell_below_estimate"


class Measure(StrEnum):
    """What a threshold is counted in. Without one an act is approved every time; terms are those of the policy."""

    EVERY_TIME = "every_time"
    BY_TERMS = "by_terms"
    UNITS = "units"
    PERCENT = "percent"
    MONEY = "money"


NO_THRESHOLD = Decimal(0)
COUNTED = frozenset({Measure.UNITS, Measure.PERCENT, Measure.MONEY})
"""Measures that have a threshold."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: an act of more than `threshold`, in `measure`, is approved by one of `roles`.

    `currency` goes with money (ISO 4217). With `second_person` nobody approves what they ask for themselves.
    """

    roles: frozenset[Role]
    measure: Measure = Measure.EVERY_TIME
    threshold: Decimal = NO_THRESHOLD
    currency: str = ""
    second_person: bool = False

    @property
    def said(self) -> Param:
        """The threshold as a sentence names it; for a rule that counts something."""
        match self.measure:
            case Measure.MONEY:
                return Money(self.threshold, self.currency)
            case Measure.UNITS:
                return Units(int(self.threshold))
            case _:
                return f"{self.threshold.normalize():f} %"


MEASURES: Mapping[ApprovalAct, tuple[Measure, ...]] = {
    ApprovalAct.CHANGE_APPROVALS: (Measure.EVERY_TIME,),
    ApprovalAct.OVER_BEYOND_TOLERANCE: (Measure.PERCENT, Measure.UNITS, Measure.EVERY_TIME),
    ApprovalAct.REOPEN_RECEIPT: (Measure.EVERY_TIME,),
    ApprovalAct.REOPEN_AUTHORIZATION: (Measure.EVERY_TIME,),
    ApprovalAct.REOPEN_RECALL: (Measure.EVERY_TIME,),
    ApprovalAct.RELEASE_HOLD: (Measure.EVERY_TIME, Measure.UNITS),
    ApprovalAct.RELEASE_RECALL: (Measure.EVERY_TIME,),
    ApprovalAct.RELEASE_UNCLEANED: (Measure.EVERY_TIME,),
    ApprovalAct.APPROVE_DECONTAMINATION: (Measure.EVERY_TIME,),
    ApprovalAct.IDENTIFY_DEVICE: (Measure.EVERY_TIME,),
    ApprovalAct.OVERRIDE_DISPOSITION: (Measure.EVERY_TIME, Measure.MONEY),
    ApprovalAct.OVERRIDE_ELIGIBILITY: (Measure.EVERY_TIME, Measure.UNITS),
    ApprovalAct.LARGE_REFUND: (Measure.BY_TERMS,),
    ApprovalAct.CREDIT_OVER: (Measure.EVERY_TIME, Measure.UNITS),
    ApprovalAct.DESTROY_GOODS: (Measure.EVERY_TIME,),
    ApprovalAct.VERIFY_SANITIZATION: (Measure.EVERY_TIME,),
    ApprovalAct.SELL_BELOW_ESTIMATE: (Measure.PERCENT, Measure.EVERY_TIME),
}
"""What the threshold of an act may be counted in, the usual one first."""

_SUPERVISOR, _QUALITY = frozenset({Role.SUPERVISOR}), frozenset({Role.QUALITY})

DEFAULTS: Mapping[ApprovalAct, Rule] = {
    ApprovalAct.CHANGE_APPROVALS: Rule(_SUPERVISOR),
    ApprovalAct.OVER_BEYOND_TOLERANCE: Rule(_SUPERVISOR, Measure.UNITS, Decimal(10)),
    ApprovalAct.REOPEN_RECEIPT: Rule(_SUPERVISOR),
    ApprovalAct.REOPEN_AUTHORIZATION: Rule(_SUPERVISOR),
    ApprovalAct.REOPEN_RECALL: Rule(_QUALITY),
    ApprovalAct.RELEASE_HOLD: Rule(_SUPERVISOR | _QUALITY),
    ApprovalAct.RELEASE_RECALL: Rule(_QUALITY),
    ApprovalAct.RELEASE_UNCLEANED: Rule(_QUALITY),
    ApprovalAct.APPROVE_DECONTAMINATION: Rule(_SUPERVISOR | _QUALITY, second_person=True),
    ApprovalAct.IDENTIFY_DEVICE: Rule(_QUALITY),
    ApprovalAct.OVERRIDE_DISPOSITION: Rule(_SUPERVISOR | _QUALITY),
    ApprovalAct.OVERRIDE_ELIGIBILITY: Rule(_SUPERVISOR),
    ApprovalAct.LARGE_REFUND: Rule(_SUPERVISOR, Measure.BY_TERMS),
    ApprovalAct.CREDIT_OVER: Rule(_SUPERVISOR),
    ApprovalAct.DESTROY_GOODS: Rule(_SUPERVISOR | _QUALITY, second_person=True),
    ApprovalAct.VERIFY_SANITIZATION: Rule(_SUPERVISOR | _QUALITY | {Role.INSPECTOR}, second_person=True),
    ApprovalAct.SELL_BELOW_ESTIMATE: Rule(_SUPERVISOR, Measure.PERCENT, Decimal(10)),
}
"""What holds until a site says otherwise."""


@dataclass(frozen=True, slots=True)
class ApprovalTable:
    """The rows in force at a site; an act that its version does not name stands as in `DEFAULTS`."""

    version: int = 0
    rules: Mapping[ApprovalAct, Rule] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, deed: ApprovalAct) -> Rule:
        """Return the row of an act."""
        return self.rules.get(deed, DEFAULTS[deed])


@dataclass(frozen=True, slots=True)
class Extent:
    """How much an act comes to: base units, `of` how many (for percent), money, percent. What is not known is None."""

    units: int | None = None
    of: int | None = None
    money: Money | None = None
    percent: Decimal | None = None

    def said(self, measure: Measure) -> Param | None:
        """Return the amount as a sentence names it in `measure`, None where it cannot be said."""
        match measure:
            case Measure.UNITS if self.units is not None:
                return Units(self.units)
            case Measure.PERCENT if self.percent is not None:
                return f"{self.percent:.0f} %"
            case Measure.PERCENT if self.units is not None and self.of:
                return f"{Decimal(100 * self.units) / self.of:.0f} %"
            case Measure.MONEY | Measure.BY_TERMS:
                return self.money
            case _:
                return None

    def exceeds(self, rule: Rule) -> bool:
        """Tell whether it is more than the threshold; what cannot be compared is."""
        match rule.measure:
            case Measure.UNITS if self.units is not None:
                return self.units > rule.threshold
            case Measure.PERCENT if self.percent is not None:
                return self.percent > rule.threshold
            case Measure.PERCENT if self.units is not None and self.of:
                return 100 * self.units > rule.threshold * self.of
            case Measure.MONEY if self.money is not None and self.money.currency == rule.currency:
                return self.money.amount > rule.threshold
            case _:
                return True


UNKNOWN = Extent()


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approved with badge and PIN, and what they may approve."""

    operator_id: UUID
    roles: frozenset[Role]
    name: str = ""

    def has(self, *roles: Role) -> bool:
        """Tell whether the approver has at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


class Need(StrEnum):
    """What an act still takes."""

    NOTHING = "nothing"
    """It is below the threshold."""
    OWN_WORD = "own_word"
    """Whoever asks may approve it."""
    ANOTHER = "another"


def needs(rule: Rule, extent: Extent, roles: frozenset[Role]) -> Need:
    """Return what an act of `extent` takes when somebody with `roles` asks for it."""
    if not extent.exceeds(rule):
        return Need.NOTHING
    if rule.second_person or rule.roles.isdisjoint(roles):
        return Need.ANOTHER
    return Need.OWN_WORD
