"""Packaging that goes out and comes back: its types, where a condition leads, deposits, and what is lost.

Assets carry a GRAI and are counted one by one; bulk material, such as straps or corner boards, by pieces or by grams.
Deposits are of one currency per type. Whatever comes back counts against what went out first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from types import MappingProxyType

from app.domain.money import minor_unit, rounded
from app.domain.transitions import AssetState, Move
from app.domain.vocabulary import Zone


class PackagingKind(StrEnum):
    """What a type of packaging is."""

    PALLET = "pallet"
    TOTE = "tote"
    CRATE = "crate"
    DUNNAGE = "dunnage"


class CountedBy(StrEnum):
    """How a type is counted: each by its own GRAI, or as bulk by pieces or by weight."""

    ASSET = "by_asset"
    PIECE = "by_piece"
    GRAM = "by_gram"


MOST_IN_BULK = 10_000_000
"""Pieces or grams of one act."""

UNIT_OF: Mapping[CountedBy, str] = MappingProxyType(
    {CountedBy.ASSET: "each", CountedBy.PIECE: "each", CountedBy.GRAM: "gram"}
)
"""The ledger's unit of a quantity."""


class Material(StrEnum):
    """What a type is made of: the stream that it goes to when it cannot be used again."""

    WOOD = "wood"
    PLASTIC = "plastic"
    METAL = "metal"
    CARDBOARD = "cardboard"


class PackagingCondition(StrEnum):
    """What is seen of packaging that comes back."""

    GOOD = "good"
    DIRTY = "dirty"
    DAMAGED = "damaged"
    BEYOND_REUSE = "beyond_reuse"


class PackagingMove(StrEnum):
    """What one movement between us and a party was; what undo takes back is one of the same kind and negative."""

    ISSUED = "went_out"
    RETURNED = "came_back"
    LOST = "lost"


class PackagingWork(StrEnum):
    """What a screen does with what is scanned."""

    TAKE_BACK = "take_back"
    ISSUE = "issue"
    TEND = "tend"


@dataclass(frozen=True, slots=True)
class Way:
    """Where packaging of one condition goes: the move of an asset, and the zone that it is carried to."""

    move: Move
    zone: Zone


WAYS: Mapping[PackagingCondition, Way] = MappingProxyType({
    PackagingCondition.GOOD: Way(Move.SHELVE, Zone.STOCK),
    PackagingCondition.DIRTY: Way(Move.WASH, Zone.WORKSHOP),
    PackagingCondition.DAMAGED: Way(Move.REPAIR, Zone.WORKSHOP),
    PackagingCondition.BEYOND_REUSE: Way(Move.SCRAP, Zone.RECYCLING),
})  # fmt: skip
"""By condition. Good packaging whose wash is due is dirty for this purpose."""


@dataclass(frozen=True, slots=True)
class DepositTerms:
    """What a type costs a party that has it: `deposit` for one piece or one kilogram, and percent of it credited."""

    deposit: Decimal
    currency: str
    dirty_percent: int = 100
    damaged_percent: int = 50
    beyond_percent: int = 0

    def percent(self, condition: PackagingCondition) -> int:
        """Return how much of the deposit packaging in `condition` earns back."""
        return {
            PackagingCondition.GOOD: 100,
            PackagingCondition.DIRTY: self.dirty_percent,
            PackagingCondition.DAMAGED: self.damaged_percent,
            PackagingCondition.BEYOND_REUSE: self.beyond_percent,
        }[condition]

    def charged(self, quantity: int, counted_by: CountedBy) -> Decimal:
        """Return the deposit on `quantity` pieces or grams, in whole minor units."""
        share = Decimal(quantity) / (1000 if counted_by is CountedBy.GRAM else 1)
        return rounded(self.deposit * share, self.currency)

    def credited(self, held: Decimal, condition: PackagingCondition) -> Decimal:
        """Return what of the deposit `held` is given back for packaging in `condition`."""
        return rounded(held * self.percent(condition) / 100, self.currency)


def share(held: Decimal, quantity: int, balance: int, currency: str) -> Decimal:
    """Return the part of the deposit `held` on `balance` that `quantity` of it carries; the last takes all.

    So a party is given back what it was charged, whatever the deposit is by now.
    """
    if quantity >= balance:
        return held
    return (held * quantity / balance).quantize(minor_unit(currency), ROUND_HALF_EVEN)


def is_wash_due(trips: int, wash_after: int) -> bool:
    """Tell whether an asset that made `trips` since its last wash goes to the wash; 0 means never by count alone."""
    return bool(wash_after) and trips >= wash_after


PLACE_OF: Mapping[AssetState, str] = MappingProxyType({
    AssetState.AVAILABLE: "store",
    AssetState.WASHING: "store",
    AssetState.REPAIRING: "store",
    AssetState.ISSUED: "party",
    AssetState.LOST: "adjusted",
    AssetState.SCRAPPED: "transformed",
})  # fmt: skip
"""Where the ledger has an asset, by its state: the values of `epcis.Boundary`."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Packaging loss of what was issued in a period: `missing` of `issued` (n) did not come back."""

    issued: int
    missing: int

    @property
    def rate(self) -> Decimal | None:
        """1 - returned / issued, None where nothing was issued."""
        return Decimal(self.missing) / self.issued if self.issued else None


def loss_of(until: int, within: int, returned: int) -> Loss:
    """Return what of `within` is missing, when `until` were issued up to its end and `returned` came back in all.

    What comes back is taken for the oldest that is out, so what is missing is of the latest issues.
    """
    return Loss(within, min(within, max(0, until - returned)))


def loss_together(losses: "list[Loss]") -> Loss:
    """Return the loss of several parties together."""
    return Loss(sum(each.issued for each in losses), sum(each.missing for each in losses))
