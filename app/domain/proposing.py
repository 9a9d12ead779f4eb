"""Where unsold goods should go: back to the vendor as far as its agreement lets them, else where they bring most."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType
from uuid import UUID

from app.domain.agreements import Agreement
from app.domain.messages import proposing as say
from app.domain.messages.core import Money, Params, Said, Word
from app.domain.pricing import NOTHING, STARTING, Prices
from app.domain.recovery import CENT, Priced, nets
from app.domain.vocabulary import Category, DispositionCode, Program

_VENDOR, _LIQUIDATE, _DONATE = DispositionCode.RETURN_TO_VENDOR, DispositionCode.LIQUIDATE, DispositionCode.DONATE
_RECYCLE, _DESTROY = DispositionCode.RECYCLE, DispositionCode.DESTROY

WAYS_OUT = (_VENDOR, _LIQUIDATE, _DONATE, _RECYCLE, _DESTROY)

DONATED_BELOW: Mapping[Category, int] = MappingProxyType({Category.FOOD: 60})
"""With this many days of life left or fewer goods of these categories are given away: no buyer takes them."""


@dataclass(frozen=True, slots=True)
class Surplus:
    """What is too much of one lot at one place: `quantity` base units that no authorization has asked for yet.

    `prices` are those in force at the site.
    """

    line_id: UUID
    place_id: UUID
    product_id: UUID
    vendor_id: UUID | None
    goods: Priced
    quantity: int
    received_on: date | None = None
    prices: Prices = STARTING

    @property
    def value(self) -> Decimal:
        """What it cost."""
        return self.goods.unit_cost * self.quantity

    @property
    def is_expired(self) -> bool:
        """Whether its date is past."""
        return self.goods.expiry_days is not None and self.goods.expiry_days < 0


@dataclass(frozen=True, slots=True)
class Way:
    """One way out with the net recovery of all units that take it."""

    code: DispositionCode
    net: Money


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where `surplus` (perhaps a part of a lot) should go, why, and what came second. `credit` is the vendor's."""

    surplus: Surplus
    way: Way
    why: Said
    runner_up: Way
    agreement: Agreement | None = None
    credit: Decimal = NOTHING


def propose(surpluses: Iterable[Surplus], agreements: Sequence[Agreement], today: date) -> list[Proposal]:
    """Return where each surplus should go; one that a quota cuts in two has two proposals.

    A quota goes first to the goods for which the vendor gives most above the next best way.
    """
    wished, others = _asked_of_vendors(surpluses, agreements, today)
    granted, over = _within_quotas(wished)
    taken, below = _above_minimum(granted)
    return [*(_to_vendor(*each) for each in taken), *(_elsewhere(*each) for each in (*others, *over, *below))]


_Wish = tuple[Surplus, Agreement]
_Left = tuple[Surplus, Said]


def _asked_of_vendors(
    surpluses: Iterable[Surplus], agreements: Sequence[Agreement], today: date
) -> tuple[list[_Wish], list[_Left]]:
    """Return what could go to a vendor under its best agreement, and the rest with the reason why it cannot."""
    wished, others = [], []
    for one in surpluses:
        covering = [each for each in agreements if each.terms.covers(one.vendor_id, one.goods.category, one.product_id)]
        closed = [said for each in covering if (said := each.terms.why_closed(today, one.received_on))]
        open_ = [each for each in covering if each.terms.why_closed(today, one.received_on) is None]
        if open_:
            wished.append((one, max(open_, key=_credit_of(one))))
        else:
            others.append((one, closed[0] if closed else Said(say.NO_AGREEMENT)))
    return wished, others


def _credit_of(surplus: Surplus) -> Callable[[Agreement], tuple[Decimal, str]]:
    return lambda agreement: (agreement.terms.credit(surplus.goods.unit_cost, surplus.quantity), agreement.terms.number)


def _within_quotas(wished: Sequence[_Wish]) -> tuple[list[_Wish], list[_Left]]:
    left = {agreement.id: agreement.left for _one, agreement in wished}
    granted, over = [], []
    for one, agreement in sorted(wished, key=_gain, reverse=True):
        taken = min(one.quantity, left[agreement.id])
        left[agreement.id] -= taken
        if taken:
            granted.append((replace(one, quantity=taken), agreement))
        if taken < one.quantity:
            said = Said(say.QUOTA_USED, {"agreement": agreement.terms.number})
            over.append((replace(one, quantity=one.quantity - taken), said))
    return granted, over


def _gain(wish: _Wish) -> tuple[Decimal, str]:
    """Return what one unit brings more at the vendor than elsewhere; of equals the same one comes first each time."""
    one, agreement = replace(wish[0], quantity=1), wish[1]
    return _vendor_net(one, agreement).net.amount - _ranked(one)[0].net.amount, str(one.line_id)


def _above_minimum(granted: Sequence[_Wish]) -> tuple[list[_Wish], list[_Left]]:
    """Tell apart what makes a return that is worth the vendor's while: one return is of one place."""
    values: dict[tuple[UUID, UUID], Decimal] = defaultdict(lambda: NOTHING)
    for one, agreement in granted:
        values[one.place_id, agreement.id] += one.value
    taken, below = [], []
    for one, agreement in granted:
        value, least = values[one.place_id, agreement.id], agreement.terms.minimum
        if value >= least:
            taken.append((one, agreement))
        else:
            currency = one.goods.currency
            params: Params = {"agreement": agreement.terms.number, "value": Money(value, currency),
                              "least": Money(least, currency)}  # fmt: skip
            below.append((one, Said(say.BELOW_MINIMUM, params)))
    return taken, below


def _to_vendor(one: Surplus, agreement: Agreement) -> Proposal:
    way, runner_up = _vendor_net(one, agreement), _ranked(one)[0]
    credit = agreement.terms.credit(one.goods.unit_cost, one.quantity)
    said: Params = {"agreement": agreement.terms.number, "credit": Money(credit, one.goods.currency)}
    brings_less = way.net.amount < runner_up.net.amount
    ahead = Money(abs(way.net.amount - runner_up.net.amount), one.goods.currency)
    message = say.VENDOR_BRINGS_LESS if brings_less else say.VENDOR_TAKES_BACK
    why = Said(message, {**said, "ahead": ahead, "runner_up": Word(runner_up.code.value)})
    return Proposal(one, way, why, runner_up, agreement, credit)


def _vendor_net(one: Surplus, agreement: Agreement) -> Way:
    costs = one.prices.economics[_VENDOR]
    credit = agreement.terms.credit(one.goods.unit_cost, one.quantity)
    net = credit - one.quantity * (costs.handling + costs.holding * costs.dwell)
    return Way(_VENDOR, Money(net.quantize(CENT, ROUND_HALF_EVEN), one.goods.currency))


def _elsewhere(one: Surplus, because: Said) -> Proposal:
    best, second = _ranked(one)[:2]
    said: Params = {
        "because": because.quoted, "net": best.net, "runner_up": Word(second.code.value), "other": second.net,
    }  # fmt: skip
    return Proposal(one, best, Said(_WHY[best.code], said), second)


_WHY = {
    _LIQUIDATE: say.LIQUIDATED, _DONATE: say.DONATED, _RECYCLE: say.RECYCLED, _DESTROY: say.DESTROYED,
}  # fmt: skip


def _ranked(one: Surplus) -> list[Way]:
    """Return the ways out but for the vendor, the best first: what is given away or lawful before what brings more."""
    mix = one.prices.usual_mix[Program.UNSOLD]
    per_grade = {grade: nets(one.goods, grade, one.prices) for grade, share in mix.items() if share}

    def net(code: DispositionCode) -> Way:
        unit = sum((mix[grade] * amounts[code].amount for grade, amounts in per_grade.items()), NOTHING)
        return Way(code, Money((unit * one.quantity).quantize(CENT, ROUND_HALF_EVEN), one.goods.currency))

    allowed = (_RECYCLE, _DESTROY) if one.is_expired else (_LIQUIDATE, _DONATE, _RECYCLE)
    first = _DONATE if _is_given(one) else None
    return sorted(map(net, allowed), key=lambda way: (way.code is not first, -way.net.amount, WAYS_OUT.index(way.code)))


def _is_given(one: Surplus) -> bool:
    days = one.goods.expiry_days
    return days is not None and 0 <= days <= DONATED_BELOW.get(one.goods.category, -1)
