"""Until when a vendor takes goods back, and what it then gives: what is lost once the window closes. No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.agreements import AgreementTerms
from app.domain.circumstances import ASKS_NO_QUOTA
from app.domain.vocabulary import Category, Program


@dataclass(frozen=True, slots=True)
class Supplied:
    """What agreements ask of goods; `received_on` is the day their lot came in, None where nobody knows it."""

    product_id: UUID
    vendor_id: UUID | None
    category: Category
    unit_cost: Decimal
    program: Program | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """What a vendor credits for a base unit, and for how many days: None for ever, negative for not now."""

    credit: Decimal
    days: int | None

    @property
    def is_open(self) -> bool:
        """Tell whether the vendor takes it today."""
        return self.days is None or self.days >= 0


def window(agreements: Sequence[AgreementTerms], goods: Supplied, today: date) -> Window | None:
    """Return the window of the agreement that credits most of those that are open; None where none covers the goods.

    Goods of an unsold return had their part of a quota when it was made: no day closes it. Quotas are not asked: they
    are used up, or not, by what is graded first.
    """
    if goods.program in ASKS_NO_QUOTA:
        return None
    covering = [each for each in agreements if each.covers(goods.vendor_id, goods.category, goods.product_id)]
    return max(
        (_window(each, goods, today) for each in covering), key=lambda each: (each.is_open, each.credit), default=None
    )


def _window(terms: AgreementTerms, goods: Supplied, today: date) -> Window:
    credit = terms.credit(goods.unit_cost, 1)
    if goods.program is Program.UNSOLD:
        return Window(credit, None)
    if terms.why_closed(today, goods.received_on):
        return Window(credit, -1)
    last = terms.last_day(goods.received_on)
    return Window(credit, (last - today).days if last else None)
