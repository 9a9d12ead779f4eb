"""What a vendor agreed to take back: which goods, how many in a period, until when, and what it credits. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.messages import agreements as say
from app.domain.messages.core import Said
from app.domain.vocabulary import Category

CENT = Decimal("0.01")
MOST_UNITS = 10_000_000


class QuotaKind(StrEnum):
    """How much comes back in a period: base units, or percent of the base units bought in it."""

    UNITS = "quota_units"
    SHARE = "quota_share"


class QuotaPeriod(StrEnum):
    """After how long a quota begins anew, by the calendar of the site."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS: Mapping[QuotaPeriod, int] = MappingProxyType({
    QuotaPeriod.MONTH: 1, QuotaPeriod.QUARTER: 3, QuotaPeriod.YEAR: 12,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What one agreement says. No categories and no products mean all that the vendor supplies.

    `quota` is base units or percent, `purchased` the base units bought in a period, which a quota in percent is of.
    `opens_on` and `ends_on` bound the days on which goods may be sent; `window_days` counts from the day they came in,
    0 for no such bound. `minimum` is the least value at cost of one return. The vendor credits `credit_percent` of
    the cost, less `fee_percent` of that for restocking.
    """

    number: str
    vendor_id: UUID
    categories: frozenset[Category]
    products: frozenset[UUID]
    quota_kind: QuotaKind
    quota: int
    purchased: int
    period: QuotaPeriod
    opens_on: date | None
    ends_on: date | None
    window_days: int
    minimum: Decimal
    fee_percent: int
    credit_percent: int

    @property
    def allowed(self) -> int:
        """Base units that may go back in one period."""
        return self.quota if self.quota_kind is QuotaKind.UNITS else self.purchased * self.quota // 100

    def covers(self, vendor_id: UUID | None, category: Category, product_id: UUID) -> bool:
        """Tell whether goods are of this vendor, and among those that it takes back."""
        takes_all = not self.categories and not self.products
        return vendor_id == self.vendor_id and (takes_all or category in self.categories or product_id in self.products)

    def why_closed(self, today: date, received_on: date | None) -> Said | None:
        """Return why goods that came in on `received_on` cannot go back today, or None when they can."""
        if self.opens_on and today < self.opens_on:
            return Said(say.NOT_YET, {"agreement": self.number, "day": self.opens_on})
        if self.ends_on and today > self.ends_on:
            return Said(say.ENDED, {"agreement": self.number, "day": self.ends_on})
        if not self.window_days:
            return None
        if received_on is None:
            return Said(say.NO_DELIVERY_DAY, {"agreement": self.number})
        last = received_on + timedelta(days=self.window_days)
        return Said(say.WINDOW_OVER, {"agreement": self.number, "day": last}) if today > last else None

    def last_day(self, received_on: date | None) -> date | None:
        """Return the last day on which goods that came in on `received_on` may go back, None for no such bound."""
        window = received_on + timedelta(days=self.window_days) if self.window_days and received_on else None
        return min((day for day in (self.ends_on, window) if day), default=None)

    def credit(self, unit_cost: Decimal, quantity: int) -> Decimal:
        """Return what the vendor credits for `quantity` base units, to the cent."""
        share = Decimal(self.credit_percent * (100 - self.fee_percent)) / 10_000
        return (unit_cost * quantity * share).quantize(CENT, ROUND_HALF_EVEN)

    def period_of(self, day: date) -> tuple[date, date]:
        """Return the first day of the period that `day` is in, and the first day of the next one."""
        months = _MONTHS[self.period]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        after = first.month + months
        return first, date(first.year + (after > 12), after - 12 if after > 12 else after, 1)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as it stands today: `left` is the base units that may still go back in this period."""

    id: UUID
    terms: AgreementTerms
    left: int


Faults = dict[str, Said]
"""What is wrong, by the name of its field."""


def wrong(terms: AgreementTerms) -> Faults:
    """Return what can never be right in an agreement."""
    faults: Faults = {}
    if not terms.number:
        faults["number"] = Said(say.NEEDS_NUMBER)
    if terms.quota_kind is QuotaKind.SHARE and terms.quota > 100:
        faults["quota"] = Said(say.OVER_ALL, {"got": terms.quota})
    if terms.quota_kind is QuotaKind.SHARE and not terms.purchased:
        faults["purchased"] = Said(say.NEEDS_PURCHASES)
    if terms.opens_on and terms.ends_on and terms.ends_on < terms.opens_on:
        faults["ends_on"] = Said(say.ENDS_TOO_SOON, {"day": terms.opens_on})
    for name in ("fee_percent", "credit_percent"):
        if getattr(terms, name) > 100:
            faults[name] = Said(say.OVER_ALL, {"got": getattr(terms, name)})
    return faults
