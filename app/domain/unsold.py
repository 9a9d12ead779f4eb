"""Stock that does not sell: what a snapshot says of it meets the thresholds of its category.

Goods may be unsold in several ways. Each way says how many units are too many; the worst way comes first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from app.domain.messages import unsold as say
from app.domain.messages.core import Message, Params, Said
from app.domain.vocabulary import Category, ReasonCode

MOST_DAYS = 3650
SETTLING_DAYS = 30
"""Goods that came in since are too new to have a pace."""


class UnsoldKind(StrEnum):
    """Why stock does not sell, worst first. The words are those of the reason codes."""

    SHORT_DATED = "short_dated"
    END_OF_SEASON = "end_of_season"
    OBSOLETE = "obsolete"
    OVERSTOCK = "overstock"

    @property
    def reason(self) -> ReasonCode:
        """The reason that an authorization for such goods gives."""
        return ReasonCode(self.value)


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on goods of one category are unsold, in days; None judges nothing.

    `cover_days` is how long stock may last at its pace, `idle_days` how long it may lie without a sale, `season_days`
    how long after its season. Goods are short-dated with `life_days` left or fewer, or with `life_share` percent or
    less of the life that they came in with.
    """

    cover_days: int | None = None
    idle_days: int | None = None
    season_days: int | None = None
    life_days: int | None = None
    life_share: int | None = None


LIMIT_NAMES = ("cover_days", "idle_days", "season_days", "life_days", "life_share")
"""The columns of a row of thresholds, in the order of the form."""

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One version of the limits by category; version 0 judges nothing."""

    version: int = 0
    limits: Mapping[Category, Limits] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, category: Category) -> Limits:
        """Return the limits of a category."""
        return self.limits.get(category, NO_LIMITS)


@dataclass(frozen=True, slots=True)
class Stock:
    """One lot of a product at one place on the day of its snapshot, in base units; None is what nobody said."""

    taken_on: date
    on_hand: int
    expiry: date | None = None
    received_on: date | None = None
    last_sold_on: date | None = None
    sold_30: int | None = None
    sold_90: int | None = None
    season_ends_on: date | None = None

    @property
    def pace(self) -> Fraction | None:
        """Base units sold in a day: of 90 days where that is known, else of 30; None where nobody said."""
        if self.sold_90 is not None:
            return Fraction(self.sold_90, 90)
        return None if self.sold_30 is None else Fraction(self.sold_30, 30)

    @property
    def life(self) -> int | None:
        """Days of life left, negative once past."""
        return (self.expiry - self.taken_on).days if self.expiry else None

    @property
    def is_settling(self) -> bool:
        """Whether it came in too lately to have a pace."""
        return self.received_on is not None and (self.taken_on - self.received_on).days < SETTLING_DAYS

    def sells(self, days: int) -> int:
        """Return how many base units go in `days` at the present pace, never more than there are."""
        return 0 if self.pace is None else min(self.on_hand, int(self.pace * max(0, days)))


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which stock is unsold: `excess` base units too many, and the sentence that says why."""

    kind: UnsoldKind
    excess: int
    said: Said


def judge(stock: Stock, limits: Limits) -> tuple[Finding, ...]:
    """Return every way in which `stock` is unsold, worst first; nothing for stock that is as it should be."""
    found = (
        finding for look in (_short_dated, _out_of_season, _obsolete, _overstock) for finding in look(stock, limits)
    )
    return tuple(finding for finding in found if finding.excess > 0)


def excess(findings: tuple[Finding, ...]) -> int:
    """Return how many base units are too many in any way: the ways speak of the same units."""
    return max((finding.excess for finding in findings), default=0)


def _short_dated(stock: Stock, limits: Limits) -> Iterator[Finding]:
    life = stock.life
    if stock.expiry is None or life is None:
        return
    if life < 0:
        yield _finding(UnsoldKind.SHORT_DATED, stock.on_hand, say.PAST, {"day": stock.expiry})
    elif limits.life_days is not None and life <= limits.life_days:
        params: Params = {"day": stock.expiry, "life": life, "limit": limits.life_days}
        yield _finding(UnsoldKind.SHORT_DATED, stock.on_hand - stock.sells(life), say.SHORT_DATED, params)
    elif limits.life_share is not None and (share := _share_left(stock, life)) is not None:
        params = {"day": stock.expiry, "share": share, "limit": limits.life_share}
        if share <= limits.life_share:
            yield _finding(UnsoldKind.SHORT_DATED, stock.on_hand - stock.sells(life), say.SHORT_SHARE, params)


def _share_left(stock: Stock, life: int) -> int | None:
    """Return how much is left of the life that the goods came in with, in percent."""
    if stock.expiry is None or stock.received_on is None or stock.received_on >= stock.expiry:
        return None
    return life * 100 // (stock.expiry - stock.received_on).days


def _out_of_season(stock: Stock, limits: Limits) -> Iterator[Finding]:
    if stock.season_ends_on is None or limits.season_days is None:
        return
    past = (stock.taken_on - stock.season_ends_on).days
    if past > limits.season_days:
        params: Params = {"day": stock.season_ends_on, "past": past}
        yield _finding(UnsoldKind.END_OF_SEASON, stock.on_hand, say.OUT_OF_SEASON, params)


def _obsolete(stock: Stock, limits: Limits) -> Iterator[Finding]:
    since = stock.last_sold_on or stock.received_on
    if since is None or limits.idle_days is None:
        return
    idle = (stock.taken_on - since).days
    if idle >= limits.idle_days:
        message = say.IDLE if stock.last_sold_on else say.NEVER_SOLD
        params: Params = {"day": since, "idle": idle, "limit": limits.idle_days}
        yield _finding(UnsoldKind.OBSOLETE, stock.on_hand, message, params)


def _overstock(stock: Stock, limits: Limits) -> Iterator[Finding]:
    if stock.pace is None or limits.cover_days is None or stock.is_settling:
        return
    kept = -(-stock.pace * limits.cover_days // 1)
    over = stock.on_hand - int(kept)
    if not stock.pace:
        yield _finding(UnsoldKind.OVERSTOCK, over, say.STANDS_STILL, {"limit": limits.cover_days})
    else:
        params: Params = {"cover": int(stock.on_hand / stock.pace), "limit": limits.cover_days}
        yield _finding(UnsoldKind.OVERSTOCK, over, say.OVERSTOCK, params)


def _finding(kind: UnsoldKind, units: int, message: Message, params: Params) -> Finding:
    return Finding(kind, units, Said(message, params))
