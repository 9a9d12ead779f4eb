"""What the workshop yields: first-pass yield, cost per unit, margin, of the orders that ended in a period. No I/O."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from app.domain.messages.core import Money
from app.domain.reworking import TO_WORKSHOP
from app.domain.transitions import OperationState
from app.domain.vocabulary import DispositionCode
from app.domain.work_orders import Order

PASSING = frozenset(DispositionCode) - TO_WORKSHOP - {DispositionCode.RECYCLE, DispositionCode.DESTROY}
"""What is decided for goods that passed the work: neither the workshop again, nor the end."""


class By(StrEnum):
    """What yields are told by."""

    PRODUCT = "product"
    CATEGORY = "category"
    OPERATION = "operation"
    CONTRACTOR = "contractor"


DAYS = 90
_EARLIEST, _LATEST = date(2000, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the site's own calendar, both included."""

    since: date
    until: date

    @classmethod
    def of(cls, since: date | None, until: date | None, today: date) -> "Period":
        """Return what was asked, else the last 90 days; nothing ended before this century, or will after this age."""
        last = min(max(until or today, _EARLIEST), _LATEST)
        first = max(since, _EARLIEST) if since else max(last - timedelta(days=DAYS - 1), _EARLIEST)
        return cls(min(first, _LATEST), last)

    def instants(self, time_zone: str) -> tuple[datetime, datetime]:
        """Return when the first day begins, and when the last one is over."""
        zone, over = ZoneInfo(time_zone), self.until + timedelta(days=1)
        return datetime.combine(self.since, time.min, zone), datetime.combine(over, time.min, zone)


@dataclass(frozen=True, slots=True)
class Ended:
    """An order that ended: graded again or given up. `passed` units may be sold or used after it.

    `is_second` tells that its goods had been through the workshop before.
    """

    order: Order
    passed: int
    is_second: bool


@dataclass(frozen=True, slots=True)
class Yield:
    """The figures of one group of orders. Amounts are of all `units`, in `currency`.

    `first` of the units were in the workshop for the first time, and `passed` of those passed it.
    """

    key: str
    currency: str
    orders: int
    units: int
    first: int
    passed: int
    seconds: int
    labour: Decimal
    parts: Decimal
    cost: Decimal
    gain: Decimal

    @property
    def first_pass(self) -> float | None:
        """Return the share of units that passed at the first go, None of none."""
        return self.passed / self.first if self.first else None

    @property
    def cost_per_unit(self) -> Money:
        """The figure *Repair*: labour, parts and what contractors asked, of one unit."""
        return Money(self.cost / self.units, self.currency)

    @property
    def margin_per_unit(self) -> Money:
        """What a unit brings after the work, less what it brought as it was, less its cost."""
        return Money(self.gain / self.units, self.currency)

    @property
    def margin(self) -> Money:
        """The margin of all units."""
        return Money(self.gain, self.currency)

    @property
    def minutes_per_unit(self) -> Decimal:
        """Labour in minutes."""
        return Decimal(self.seconds) / 60 / self.units


def yields(ended: Iterable[Ended], by: By | None = None) -> list[Yield]:
    """Return the figures of each group, or of all; an order with several operations counts under each of them.

    Amounts of different currencies are never added up: a group has one row for each.
    """
    groups: dict[tuple[str, str], list[Ended]] = {}
    for each in ended:
        for key in _KEYS[by](each.order) if by else ("",):
            groups.setdefault((key, each.order.currency), []).append(each)
    return [_figures(key, currency, group) for (key, currency), group in sorted(groups.items())]


def _figures(key: str, currency: str, group: list[Ended]) -> Yield:
    accounts = [each.order.account(each.order.state_since) for each in group]
    first = [each for each in group if not each.is_second]
    return Yield(
        key=key,
        currency=currency,
        orders=len(group),
        units=sum(each.units for each in accounts),
        first=sum(each.order.quantity + each.order.given_up for each in first),
        passed=sum(each.passed for each in first),
        seconds=sum(each.seconds for each in accounts),
        labour=sum((each.labour.amount for each in accounts), Decimal(0)),
        parts=sum((each.parts for each in accounts), Decimal(0)),
        cost=sum((each.cost.amount for each in accounts), Decimal(0)),
        gain=sum((each.gain.amount for each in accounts), Decimal(0)),
    )


def _operations(order: Order) -> tuple[str, ...]:
    return tuple(step.kind.value for step in order.steps if step.state is OperationState.FINISHED)


_KEYS: Mapping[By, Callable[[Order], tuple[str, ...]]] = MappingProxyType(
    {
        By.PRODUCT: lambda order: (order.product.sku,),
        By.CATEGORY: lambda order: (order.product.category.value,),
        By.OPERATION: _operations,
        By.CONTRACTOR: lambda order: (order.contractor,),
    }
)
