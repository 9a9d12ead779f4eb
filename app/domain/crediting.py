"""Credit memos: what one may say, and how much of what came it may credit. No I/O."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.domain.matched import Lot, Match
from app.domain.messages import crediting as say
from app.domain.messages.core import Param, Said, Units
from app.domain.money import rounded
from app.domain.products import Product

MOST_AMOUNT = Decimal(10) ** 12
MOST_UNITS = 10_000_000


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A credited quantity, in base units, of a line of the authorization or, without one, of a product and lot.

    `amount` is for all of it, in the currency of the memo.
    """

    line_id: UUID | None
    product: Product
    lot: str
    quantity: int
    amount: Decimal

    @property
    def key(self) -> str:
        """What tells it from the other lines of a memo."""
        return key_of(self.line_id, self.product.id, self.lot)


def key_of(line_id: UUID | None, product_id: UUID, lot: str) -> str:
    """Return how a form names a line of the authorization with one of its lots."""
    return f"{line_id or ''}|{product_id}|{lot}"


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """A memo as the office writes it. Without a number it gets the next one."""

    number: str
    dated: date
    lines: tuple[MemoLine, ...]

    @property
    def currency(self) -> str:
        """The currency of its goods, of which there is one."""
        return self.lines[0].product.currency if self.lines else ""

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def amount(self) -> Decimal:
        """The sum of its lines."""
        return sum((line.amount for line in self.lines), Decimal(0))


Faults = dict[str, Said]
"""What is wrong, by the name of its field: "dated", "quantity-2" (lines count from 1)."""


def wrong(draft: MemoDraft) -> Faults:
    """Return what can never be right, not even in a draft."""
    faults: Faults = {} if draft.lines else {"quantity-1": Said(say.NO_LINES)}
    for number, line in enumerate(draft.lines, start=1):
        if not 1 <= line.quantity <= MOST_UNITS:
            faults[f"quantity-{number}"] = Said(say.WRONG_QUANTITY, {"most": MOST_UNITS})
        if not 0 <= line.amount < MOST_AMOUNT or line.amount != rounded(line.amount, line.product.currency):
            faults[f"amount-{number}"] = Said(say.WRONG_AMOUNT)
        if line.product.currency != draft.currency:
            facts: dict[str, Param] = {"product": line.product.said, "currency": line.product.currency}
            faults[f"amount-{number}"] = Said(say.OTHER_CURRENCY, {**facts, "expected": draft.currency})
    return faults


Place = tuple[UUID | None, UUID, str]
"""Line of the authorization, product and lot: what a match tells apart."""


def place_of(match: Match, line: MemoLine) -> Place:
    """Return what a line credits. One that names no line of the authorization finds it by product and lot."""
    named = [
        (slot.line_id, slot.product.id, lot.lot)
        for slot in match.lines
        for lot in slot.lots
        if (slot.product.id, lot.lot) == (line.product.id, line.lot) and line.line_id in (None, slot.line_id)
    ]
    return max(named, key=lambda place: room(match, place).due, default=(line.line_id, line.product.id, line.lot))


def room(match: Match, place: Place) -> Lot:
    """Return the lot at a place, as the match knows it; one that never came has no room."""
    found = (
        lot
        for slot in match.lines
        for lot in slot.lots
        if (slot.line_id, slot.product.id, lot.lot) == place
    )  # fmt: skip
    return next(found, Lot(place[2], None))


def beyond(match: Match, lines: Iterable[MemoLine]) -> Said | None:
    """Return why the lines credit more than was accepted, or None: credit follows accepted goods only."""
    for line, lot, units in _units(match, lines):
        left = lot.due + lot.spare
        if units > left:
            lot_text = f", {line.lot}" if line.lot else ""
            facts: dict[str, Param] = {"product": line.product.said, "lot_text": lot_text, "left": Units(left)}
            return Said(say.BEYOND, {**facts, "units": Units(units)})
    return None


def overs(match: Match, lines: Iterable[MemoLine]) -> int:
    """Return how many units of the lines are overs, which are credited only when they are approved."""
    return sum(max(0, units - lot.due) for _line, lot, units in _units(match, lines))


def _units(match: Match, lines: Iterable[MemoLine]) -> list[tuple[MemoLine, Lot, int]]:
    """Return what the lines credit, each place once: a line of it, its lot, and the units of all its lines."""
    units: Counter[Place] = Counter()
    first: dict[Place, MemoLine] = {}
    for line in lines:
        place = place_of(match, line)
        units[place] += line.quantity
        first.setdefault(place, line)
    return [(line, room(match, place), units[place]) for place, line in first.items()]
