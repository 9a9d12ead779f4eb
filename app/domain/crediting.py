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


def room(match: Match, line: MemoLine) -> Lot:
    """Return the lot that a line credits, as the match knows it; one that never came has no room."""
    for each in match.lines:
        if each.line_id == line.line_id and each.product.id == line.product.id:
            found = next((lot for lot in each.lots if lot.lot == line.lot), None)
            if found:
                return found
    return Lot(line.lot, None)


def beyond(match: Match, lines: Iterable[MemoLine]) -> Said | None:
    """Return why the lines credit more than was accepted, or None: credit follows accepted goods only."""
    for line, units in _units(lines):
        lot = room(match, line)
        left = lot.due + lot.spare
        if units > left:
            lot_text = f", {line.lot}" if line.lot else ""
            facts: dict[str, Param] = {"product": line.product.said, "lot_text": lot_text, "left": Units(left)}
            return Said(say.BEYOND, {**facts, "units": Units(units)})
    return None


def overs(match: Match, lines: Iterable[MemoLine]) -> int:
    """Return how many units of the lines are overs, which are credited only when they are approved."""
    return sum(max(0, units - room(match, line).due) for line, units in _units(lines))


def _units(lines: Iterable[MemoLine]) -> list[tuple[MemoLine, int]]:
    """Return each line once with the units of all that name the same goods."""
    units: Counter[str] = Counter()
    first: dict[str, MemoLine] = {}
    for line in lines:
        units[line.key] += line.quantity
        first.setdefault(line.key, line)
    return [(line, units[key]) for key, line in first.items()]
