"""How a scanned item stands to its paper: the rules of the floor for receiving, without any I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.circumstances import Regime
from app.domain.errors import Question, Refused
from app.domain.holds import Lock
from app.domain.messages import delivered, medical, pairing
from app.domain.messages import receiving as say
from app.domain.messages.core import Message, Param
from app.domain.products import Product, ScannedItem
from app.domain.receipts import FILLING, Board, PaperLine
from app.domain.vocabulary import HoldReason, LineVerdict, Program


class Ask(StrEnum):
    """What a question wants to know or to have confirmed."""

    FIELDS = "fields"
    PRODUCT = "product"
    SEALED = "sealed"
    LOT = "lot"
    LOT_UNREADABLE = "lot_unreadable"
    UNOPENED = "unopened"
    UDI = "udi"
    UDI_UNREADABLE = "udi_unreadable"
    EXPIRY = "expiry"
    EXPIRY_DIFFERS = "expiry_differs"
    SERIAL = "serial"
    OVER = "over"
    OTHER_LOT = "other_lot"
    UNEXPECTED = "unexpected"
    WRONG_LOT = "wrong_lot"
    WRONG_SERIAL = "wrong_serial"
    EXPIRED = "expired"
    DIFFERENCES = "differences"
    DECLARED = "declared"
    DECLARED_PALLET = "declared_pallet"
    MATCH = "match"
    JOIN = "join"
    PAPER = "paper"
    ORDERED = "ordered"
    CUSTOMS = "customs"


OF_A_NOTICE = frozenset({Ask.DECLARED, Ask.DECLARED_PALLET})

MOST_AT_ONCE = 1_000_000
"""Base units of one scan: a tonne in grams. AI 30 and 37 can say a hundred times that, and so can a misread one."""

TO_QUARANTINE = {
    Ask.UNEXPECTED: (LineVerdict.UNEXPECTED, HoldReason.UNEXPECTED),
    Ask.WRONG_LOT: (LineVerdict.WRONG_LOT, HoldReason.WRONG_LOT),
    Ask.WRONG_SERIAL: (LineVerdict.WRONG_SERIAL, HoldReason.WRONG_SERIAL),
    Ask.EXPIRED: (LineVerdict.EXPIRED, HoldReason.EXPIRED),
    Ask.LOT_UNREADABLE: (LineVerdict.LOT_UNREADABLE, HoldReason.LOT_UNREADABLE),
    Ask.UDI_UNREADABLE: (LineVerdict.UDI_UNREADABLE, HoldReason.UDI_UNREADABLE),
}
LOOKED_FOR = {
    Ask.LOT_UNREADABLE: LineVerdict.LOT_UNREADABLE,
    Ask.UDI_UNREADABLE: LineVerdict.UDI_UNREADABLE,
}
"""What is not on goods because somebody looked for it and could not read it, by what is said of that."""


NAMES_QUARANTINE = frozenset({*TO_QUARANTINE, Ask.ORDERED, Ask.CUSTOMS})
"""Questions that say where the goods must be put, and that a scan of that carton or its place answers."""

IN_PLACE = frozenset({None, HoldReason.UNMATCHED, HoldReason.RECALL})
"""What is locked for these by its own case stays in the carton that is being received: all of it is alike."""


@dataclass(frozen=True, slots=True)
class SerialTrace:
    """What deliveries say of one serial: whether the paper's party got it, and the name of another that did.

    `tells` is whether deliveries of the product to the party name serials at all: those that do not prove nothing.
    """

    is_ours: bool = False
    other: str = ""
    tells: bool = False

    @property
    def is_foreign(self) -> bool:
        """Whether the unit was surely never shipped to the party."""
        return not self.is_ours and (bool(self.other) or self.tells)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What is known to have been delivered to the paper's party of one product: lot -> expiry, the scanned serial.

    `serial` is None where the paper settles it, or nothing was scanned that has one.
    """

    lots: Mapping[str, date | None] = field(default_factory=lambda: MappingProxyType({}))
    serial: SerialTrace | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the scanned quantity with its verdict, the expected line it fills, the entry's line it comes under."""

    line_id: UUID | None
    quantity: int
    verdict: LineVerdict
    hold: HoldReason | None = None
    orders: tuple[Lock, ...] = ()
    customs_line_id: UUID | None = None
    regime: Regime | None = None

    @property
    def locks(self) -> tuple[Lock, ...]:
        """All that locks it: its own case, and the orders that it falls under."""
        return (*((Lock(self.hold),) if self.hold else ()), *self.orders)


def complete(item: ScannedItem, board: Board, shipped: Shipped, accepted: frozenset[Ask]) -> ScannedItem:
    """Return the item with the expiry its lot is known by. Raises Question for what is not given yet."""
    if item.quantity > MOST_AT_ONCE:
        raise Refused(say.TOO_MANY, product=item.product.said, quantity=item.quantity, most=MOST_AT_ONCE)
    if item.is_case and Ask.SEALED not in accepted:
        raise Question(say.SEALED, Ask.SEALED, product=item.product.said, quantity=item.quantity)
    if _asks_udi(item) and Ask.UDI_UNREADABLE not in accepted:
        raise Question(medical.UDI_NEEDED, Ask.UDI, product=item.product.said)
    if item.product.lot_tracked and not item.lot and accepted.isdisjoint(LOOKED_FOR):
        raise Question(say.LOT_NEEDED, Ask.LOT, product=item.product.said)
    item = _with_expiry(item, board, shipped, accepted)
    if item.product.serial_tracked and not item.serial and not item.is_case and Ask.UDI_UNREADABLE not in accepted:
        raise Question(say.SERIAL_NEEDED, Ask.SERIAL, product=item.product.said)
    return item


def _asks_udi(item: ScannedItem) -> bool:
    """Tell whether a medical unit was read without production identifier: a UDI is both (21 CFR 801.40, MDR VI C)."""
    return item.product.medical and not item.is_case and not (item.lot or item.serial)


def _with_expiry(item: ScannedItem, board: Board, shipped: Shipped, accepted: frozenset[Ask]) -> ScannedItem:
    known = known_lots(item.product, board, shipped).get(item.lot) if item.lot else None
    if item.expiry and known and item.expiry != known and Ask.EXPIRY_DIFFERS not in accepted:
        facts: dict[str, Param] = {"product": item.product.said, "lot": item.lot}
        raise Question(say.EXPIRY_DIFFERS, Ask.EXPIRY_DIFFERS, **facts, expiry=item.expiry, shipped=known)
    if item.expiry or not item.product.expiry_tracked or not item.lot:
        return item
    if known is None:
        raise Question(say.EXPIRY_NEEDED, Ask.EXPIRY, product=item.product.said, lot=item.lot)
    return replace(item, expiry=known)


def known_lots(product: Product, board: Board, shipped: Shipped) -> dict[str, date | None]:
    """Return the lots of `product` that the paper names or that were shipped to its party, with their expiry."""
    named = {line.lot: line.expiry for line in board.lines if line.product.id == product.id and line.lot}
    return {**shipped.lots, **{lot: expiry or shipped.lots.get(lot) for lot, expiry in named.items()}}


def judge(
    item: ScannedItem, board: Board, shipped: Shipped, accepted: frozenset[Ask], today: date
) -> tuple[Share, ...]:
    """Return how the item's quantity is booked. Raises Question where a person must confirm first.

    Order: expired, not on the paper, lot, serial, quantity. What is confirmed once is not asked again; units that go to
    quarantine are held for the first reason found.
    """
    for ask in _reasons_to_hold(item, board, shipped, accepted, today):
        if ask not in accepted:
            raise Question(_STOPS[ask], ask, **_facts(item, board))
        return _held(item, board, *TO_QUARANTINE[ask])
    if board.paper is None:
        return (Share(None, item.quantity, LineVerdict.UNMATCHED, HoldReason.UNMATCHED),)
    lines = matching(item, board)
    if len(_claimants(item, lines, board)) > 1:
        raise Question(pairing.WHOSE, Ask.PAPER, **_facts(item, board))
    if not lines and Ask.OTHER_LOT not in accepted:
        raise Question(_other(item, board), Ask.OTHER_LOT, **_facts(item, board))
    return tuple(_recalled(share, board) for share in _against(lines, item, board, accepted))


def _recalled(share: Share, board: Board) -> Share:
    """What comes back under a recall is locked as recalled, whatever its lot."""
    named = {line.id: line.paper_id for line in board.named}
    paper = next((each for each in board.papers if share.line_id and each.id == named.get(share.line_id)), board.paper)
    return replace(share, hold=HoldReason.RECALL) if paper and paper.program is Program.RECALL else share


_STOPS = {
    Ask.UNEXPECTED: say.UNEXPECTED,
    Ask.WRONG_LOT: say.WRONG_LOT,
    Ask.WRONG_SERIAL: delivered.WRONG_SERIAL,
    Ask.EXPIRED: say.EXPIRED,
}


def _reasons_to_hold(
    item: ScannedItem, board: Board, shipped: Shipped, accepted: frozenset[Ask], today: date
) -> list[Ask]:
    on_paper = any(line.product.id == item.product.id for line in board.lines)
    reasons = {
        Ask.EXPIRED: item.expiry is not None and item.expiry < today,
        Ask.UNEXPECTED: board.paper is not None and not on_paper,
        Ask.LOT_UNREADABLE: Ask.LOT_UNREADABLE in accepted and not item.lot,
        Ask.UDI_UNREADABLE: Ask.UDI_UNREADABLE in accepted and _asks_udi(item),
        Ask.WRONG_LOT: board.paper is not None and on_paper and _was_never_shipped(item, board, shipped),
        Ask.WRONG_SERIAL: on_paper and shipped.serial is not None and shipped.serial.is_foreign,
    }
    return [ask for ask, holds in reasons.items() if holds]


def _claimants(item: ScannedItem, lines: list[PaperLine], board: Board) -> set[UUID]:
    """Return the parties whose lines claim the item alike: those of one party are filled in the order of joining."""
    claiming = [line for line in lines if line.remaining] if board.joined else []
    nearest = min((_distance(item, line) for line in claiming), default=(False, False))
    party_of = {paper.id: paper.party_id for paper in board.papers}
    return {party_of[line.paper_id] for line in claiming if line.paper_id and _distance(item, line) == nearest}


def _distance(item: ScannedItem, line: PaperLine) -> tuple[bool, bool]:
    return line.serial != item.serial, line.lot != item.lot


def _other(item: ScannedItem, board: Board) -> Message:
    """Return what to say of goods that the paper names, but not with this lot or serial."""
    lots = {line.lot for line in board.lines if line.product.id == item.product.id}
    return delivered.OTHER_SERIAL if item.serial and lots & {"", item.lot} else say.OTHER_LOT


def _was_never_shipped(item: ScannedItem, board: Board, shipped: Shipped) -> bool:
    named = {line.lot for line in board.lines if line.product.id == item.product.id}
    return bool(item.lot) and item.lot not in named and bool(shipped.lots) and item.lot not in shipped.lots


def matching(item: ScannedItem, board: Board) -> list[PaperLine]:
    """Return the lines an item may fill: those that name its serial or lot first, then those that name none."""
    same = [line for line in board.lines if line.product.id == item.product.id]
    fits = [line for line in same if line.serial in ("", item.serial) and line.lot in ("", item.lot)]
    return sorted(fits, key=lambda line: _distance(item, line))


def _against(lines: list[PaperLine], item: ScannedItem, board: Board, accepted: frozenset[Ask]) -> tuple[Share, ...]:
    shares, left = _fill(lines, item.quantity, LineVerdict.EXPECTED)
    if left and lines and Ask.OVER not in accepted:
        raise Question(say.OVER, Ask.OVER, over=left, **_count(item, lines), **_facts(item, board))
    last = lines[-1].id if lines else None
    return (*shares, Share(last, left, LineVerdict.OVER)) if left else shares


def _held(item: ScannedItem, board: Board, verdict: LineVerdict, hold: HoldReason) -> tuple[Share, ...]:
    lines = matching(item, board) if verdict in FILLING else []
    shares, left = _fill(lines, item.quantity, verdict, hold)
    return (*shares, Share(None, left, verdict, hold)) if left else shares


def _fill(
    lines: list[PaperLine], quantity: int, verdict: LineVerdict, hold: HoldReason | None = None
) -> tuple[tuple[Share, ...], int]:
    shares, left = [], quantity
    for line in lines:
        take = min(left, line.remaining)
        if take:
            shares.append(Share(line.id, take, verdict, hold))
            left -= take
    return tuple(shares), left


def _count(item: ScannedItem, lines: list[PaperLine]) -> dict[str, Param]:
    counted = sum(line.counted + line.over for line in lines) + item.quantity
    return {"counted": counted, "expected": sum(line.expected for line in lines)}


def _facts(item: ScannedItem, board: Board) -> dict[str, Param]:
    facts: dict[str, Param] = {"product": item.product.said, "number": board.number, "party": board.party}
    lot_text = f", {item.lot}" if item.lot else ""
    expiry: dict[str, Param] = {"expiry": item.expiry} if item.expiry else {}
    return {**facts, **expiry, "lot": item.lot, "lot_text": lot_text, "serial": item.serial}


def check_serial(item: ScannedItem, lpn: str, since: datetime) -> None:
    """Refuse a serial that stands in carton `lpn` since `since`: it counts again only once it has left."""
    raise Refused(say.ALREADY_RECEIVED, product=item.product.said, serial=item.serial, lpn=lpn, when=since)
