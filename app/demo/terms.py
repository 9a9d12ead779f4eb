"""The refund terms of the demo company: when it pays, how much of the price by grade, and for what it keeps a fee."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.db.ids import new_id
from app.db.models import RefundTerm, ReturnPolicy
from app.demo.site import CURRENCY
from app.domain.refunds import RefundTiming
from app.domain.terms import PartyTier
from app.domain.vocabulary import Condition, Program, ReasonCode

_P, _R, _T = Program, ReasonCode, RefundTiming
_OURS = [_R.DEFECTIVE.value, _R.NOT_AS_DESCRIBED.value, _R.DAMAGED_IN_TRANSIT.value, _R.WRONG_ITEM.value]
_THEIRS = [_R.CHANGED_MIND.value, _R.WRONG_SIZE.value]
_BROKEN = [Condition.DAMAGED.value]


@dataclass(frozen=True, slots=True)
class _Term:
    """One term of the demo: when it is owed, for what, percent by grade A to D, fee and its minimum, approval.

    `advance` is how many days the party has to send its goods once a replacement has left, 0 where none leaves first.
    """

    timing: RefundTiming
    when: dict[str, object]
    shares: tuple[int, int, int, int]
    fee: int = 0
    least: str = "0"
    approval: str = "0"
    advance: int = 0


_TERMS = (
    # a fault of ours is made good at once, whatever state it comes in
    _Term(_T.ON_CHECK_IN, {"program": [_P.CUSTOMER_RETURN], "reason": _OURS}, (100, 100, 100, 100), approval="300"),
    _Term(_T.NEVER, {"program": [_P.CUSTOMER_RETURN], "reason": _THEIRS, "condition_has": _BROKEN}, (0, 0, 0, 0)),
    _Term(_T.ON_ACCEPTANCE, {"program": [_P.CUSTOMER_RETURN]}, (100, 85, 50, 0), fee=10, least="2", approval="300"),
    _Term(
        _T.ON_ACCEPTANCE, {"program": [_P.TRADE_RETURN], "tier": [PartyTier.PARTNER]}, (100, 90, 60, 10),
        approval="2000",
    ),
    _Term(_T.ON_ACCEPTANCE, {"program": [_P.TRADE_RETURN]}, (100, 80, 50, 0), fee=15, approval="1000"),
    _Term(_T.AFTER_VENDOR_CREDIT, {"program": [_P.UNSOLD]}, (90, 70, 40, 0), approval="1000"),
    _Term(_T.ON_CHECK_IN, {"program": [_P.RECALL]}, (100, 100, 100, 100)),
    _Term(_T.ON_ACCEPTANCE, {"program": [_P.WARRANTY]}, (100, 100, 100, 100), approval="300", advance=14),
)  # fmt: skip


def demo_terms(versions: Iterable[ReturnPolicy]) -> list[RefundTerm]:
    """Return the same terms for every version."""
    return [_row(policy, place, term) for policy in versions for place, term in enumerate(_TERMS, start=1)]


def _row(policy: ReturnPolicy, position: int, term: _Term) -> RefundTerm:
    best, good, fair, poor = term.shares
    return RefundTerm(
        id=new_id(), policy_id=policy.id, position=position, timing=term.timing, when=term.when, share_a=best,
        share_b=good, share_c=fair, share_d=poor, fee_percent=term.fee, fee_minimum=Decimal(term.least),
        approve_from=Decimal(term.approval), currency=CURRENCY, advance_days=term.advance,
    )  # fmt: skip
