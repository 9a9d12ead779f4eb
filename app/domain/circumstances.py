"""What stands around goods when their disposition is decided: their lot, customs, the vendor, the client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.domain.agreements import Agreement
from app.domain.products import Product
from app.domain.vocabulary import DispositionCode, Program


class Regime(StrEnum):
    """Under which customs regime goods stand in the building."""

    IMMEX = "immex"
    DONATED = "immex_donated"


class VendorStanding(StrEnum):
    """Whether the vendor's agreement takes goods back today."""

    TAKES = "vendor_takes"
    PROMISED = "vendor_promised"
    QUOTA_USED = "quota_used"
    NOT_OPEN = "not_open"


TAKEN_BACK = frozenset({VendorStanding.TAKES, VendorStanding.PROMISED})


@dataclass(frozen=True, slots=True)
class Offer:
    """What the vendor says of goods: `left` base units may still go back, each for `credit` in their currency."""

    standing: VendorStanding
    agreement_id: UUID
    left: int
    credit: Decimal


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a client wants of its goods: codes that it forbids, and the least net recovery of a unit that is sold.

    `least` is in `currency`, per base unit; 0 asks for nothing.
    """

    client: str
    forbids: frozenset[DispositionCode] = frozenset()
    least: Decimal = Decimal(0)
    currency: str = ""

    def least_in(self, currency: str) -> Decimal | None:
        """Return the least of a unit that is priced in `currency`, None where nothing is asked."""
        return self.least if self.least and currency == self.currency else None


NO_WISHES = Wishes("")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All of it for one line of goods; `offer` is None where no agreement covers them."""

    recalled: bool = False
    lot_held: bool = False
    sanitized: bool = False
    udi_unread: bool = False
    regime: Regime | None = None
    offer: Offer | None = None
    wishes: Wishes = NO_WISHES


NOTHING_AROUND = Circumstances()

ASKS_NO_QUOTA = frozenset({Program.WARRANTY, Program.RECALL})
"""What comes back under these goes to the vendor whatever was agreed of unsold goods."""


def offer(
    agreements: Sequence[Agreement], product: Product, vendor_id: UUID | None, today: date, received_on: date | None
) -> Offer | None:
    """Return what the vendor's agreements say of goods that came in on `received_on`, the best of several.

    Best is what takes them at all, then what credits most, then the lowest number.
    """
    covering = [each for each in agreements if each.terms.covers(vendor_id, product.category, product.id)]
    offers = [(each.terms.number, _offer(each, product, today, received_on)) for each in covering]
    ranked = sorted(offers, key=lambda each: (_RANK.index(each[1].standing), -each[1].credit, each[0]))
    return ranked[0][1] if ranked else None


_RANK = tuple(VendorStanding)


def _offer(agreement: Agreement, product: Product, today: date, received_on: date | None) -> Offer:
    terms = agreement.terms
    credit = terms.credit(product.unit_cost, 1)
    if terms.why_closed(today, received_on):
        return Offer(VendorStanding.NOT_OPEN, agreement.id, 0, credit)
    standing = VendorStanding.TAKES if agreement.left else VendorStanding.QUOTA_USED
    return Offer(standing, agreement.id, agreement.left, credit)
