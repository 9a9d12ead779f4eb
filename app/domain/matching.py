"""A blind receipt and an authorization: what each count becomes under it, and how well the two fit. No I/O."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count as counting
from types import MappingProxyType
from uuid import UUID

from app.domain.messages import matching as say
from app.domain.messages.core import Params, Said, Units
from app.domain.products import ScannedItem
from app.domain.receipts import FILLING, Board, Count, PaperLine
from app.domain.receiving import LOOKED_FOR, Ask, SerialTrace, Share, Shipped, judge
from app.domain.vocabulary import HoldReason, LineVerdict

Goods = tuple[UUID, str]
"""A product and one of its lots or serials."""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What one party was ever sent of the counted products: lots with their expiry, and serials, by product.

    `others` names another party that got a serial. A product without lots or serials stands in `products` alone.
    """

    products: frozenset[UUID] = frozenset()
    lots: Mapping[Goods, date | None] = field(default_factory=lambda: MappingProxyType({}))
    serials: frozenset[Goods] = frozenset()
    others: Mapping[Goods, str] = field(default_factory=lambda: MappingProxyType({}))

    def shipped(self, count: Count) -> Shipped:
        """Return what the rules of receiving need to know of the goods of one count."""
        own = {lot: expiry for (product, lot), expiry in self.lots.items() if product == count.product.id}
        if not count.serial:
            return Shipped(own)
        unit = (count.product.id, count.serial)
        tells = any(product == count.product.id for product, _ in self.serials)
        return Shipped(own, SerialTrace(unit in self.serials, self.others.get(unit, ""), tells))

    def has(self, count: Count) -> bool:
        """Tell whether the party was sent these very goods: the serial if there is one, else the lot, else any."""
        if count.serial:
            return (count.product.id, count.serial) in self.serials
        if count.lot:
            return (count.product.id, count.lot) in self.lots
        return count.product.id in self.products


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A count with the shares that it falls into; together they are its whole quantity."""

    count: Count
    shares: tuple[Share, ...]


def rejudge(board: Board, counts: Iterable[Count], sent: Deliveries, today: date) -> tuple[Rejudged, ...]:
    """Judge `counts` of a blind receipt one after the other, as if they were scanned on `board` today.

    `board` has the authorization and what its other receipts counted. Nobody is asked: what a dock worker would have
    been asked to confirm is taken as confirmed. Serials and lots go first, so that they reach the lines that name them.
    """
    told: list[Rejudged] = []
    ids = (UUID(int=number) for number in counting(1))
    for count in sorted(counts, key=lambda each: (not each.serial, not each.lot)):
        shares = _shares(board, count, sent, today)
        told.append(Rejudged(count, shares))
        board = replace(board, counts=(*board.counts, *(_as_count(next(ids), count, share) for share in shares)))
    return tuple(told)


def _shares(board: Board, count: Count, sent: Deliveries, today: date) -> tuple[Share, ...]:
    item = ScannedItem(count.product, count.quantity, False, count.lot, count.expiry, count.serial)
    confirmed = frozenset(Ask)
    # goods without a lot have none, unless somebody looked for it
    confirmed -= {ask for ask, verdict in LOOKED_FOR.items() if count.verdict is not verdict}
    shipped = sent.shipped(count)
    if any(line.serial == count.serial for line in board.named if line.product.id == count.product.id):
        shipped = replace(shipped, serial=None)
    return judge(item, board, shipped, confirmed, today)


def _as_count(count_id: UUID, count: Count, share: Share) -> Count:
    return replace(count, id=count_id, line_id=share.line_id, verdict=share.verdict, quantity=share.quantity)


_WEIGHTS = {"by_serial": 10, "by_lot": 6, "by_product": 3, "sent": 3, "over": -1, "held": -5}
"""What one unit adds to the score of an authorization. A serial proves most; goods that do not belong take away."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the counted goods stand to one authorization, in base units.

    `by_serial`, `by_lot` and `by_product` are expected, each by the narrowest thing that its line names; `held` would
    go on hold; `sent` were delivered to the party before, whatever the authorization says of them.
    """

    units: int = 0
    by_serial: int = 0
    by_lot: int = 0
    by_product: int = 0
    over: int = 0
    held: int = 0
    sent: int = 0

    @property
    def expected(self) -> int:
        """Units that the authorization expects."""
        return self.by_serial + self.by_lot + self.by_product

    @property
    def score(self) -> int:
        """What candidates are ranked by, the highest first; it means nothing by itself."""
        return sum(weight * getattr(self, name) for name, weight in _WEIGHTS.items())

    def said(self, number: str, party: str) -> Said:
        """Return the sentence that explains the rank."""
        message = say.FITS if self.expected else say.FITS_BY_DELIVERY if self.sent else say.FITS_NOT
        counts: Params = {name: getattr(self, name) for name in ("expected", *_WEIGHTS)}
        return Said(message, {**counts, "units": Units(self.units), "number": number, "party": party})


def fit_of(rejudged: Sequence[Rejudged], lines: Iterable[PaperLine], sent: Deliveries) -> Fit:
    """Return how the counts fit the authorization with `lines`."""
    by_id = {line.id: line for line in lines}
    sums = dict.fromkeys(("by_serial", "by_lot", "by_product", "over", "held"), 0)
    for each in rejudged:
        for share in each.shares:
            line = by_id.get(share.line_id) if share.line_id else None
            sums[_kind(each.count, share, line)] += share.quantity
    came = sum(each.count.quantity for each in rejudged if sent.has(each.count))
    return Fit(units=sum(each.count.quantity for each in rejudged), sent=came, **sums)


def _kind(count: Count, share: Share, line: PaperLine | None) -> str:
    if share.hold is not None and share.verdict not in FILLING:
        return "held"
    if line is None or share.verdict is LineVerdict.OVER:
        return "over" if share.verdict is LineVerdict.OVER else "held"
    if line.serial and line.serial == count.serial:
        return "by_serial"
    return "by_lot" if line.lot and line.lot == count.lot else "by_product"


OF_RECEIVING = frozenset({
    HoldReason.UNMATCHED, HoldReason.UNEXPECTED, HoldReason.WRONG_LOT, HoldReason.WRONG_SERIAL, HoldReason.EXPIRED,
    HoldReason.LOT_UNREADABLE, HoldReason.UDI_UNREADABLE, HoldReason.RECALL,
})  # fmt: skip
"""Holds that receiving places, and so a new verdict replaces; any other stays whatever the paper says."""
