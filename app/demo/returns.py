"""What parties want to send back, each unit of it really delivered to them and wanted back once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from random import Random

from app.demo.shipments import Delivery, Parcel
from app.demo.tables import table
from app.domain.vocabulary import Category, Program, ReasonCode

MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A quantity of one delivered parcel, why it comes back, and the customer's words."""

    parcel: Parcel
    quantity: int
    reason: ReasonCode
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """The goods of one authorization. `number` is 0 where any free one will do."""

    program: Program
    party: str
    lines: tuple[ReturnLine, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Usage:
    """How one program is used here: how often, for what and why, and how many units of a line at most."""

    returns: int
    reasons: Mapping[Category, tuple[ReasonCode, ...]]
    most: int
    lots: frozenset[str] = frozenset()
    needs_warranty: bool = False

    def applies(self, parcel: Parcel) -> bool:
        """Tell whether goods like these come back under the program."""
        item = parcel.stocked.item
        return (
            item.category in self.reasons
            and (not self.lots or parcel.lot.code in self.lots)
            and (not self.needs_warranty or item.warranty > 0)
        )


_R, _C = ReasonCode, Category
_DISLIKED = (_R.CHANGED_MIND, _R.NOT_AS_DESCRIBED, _R.DEFECTIVE, _R.WRONG_ITEM)
_UNWORN = (_R.WRONG_SIZE, _R.CHANGED_MIND)
_SURPLUS = (_R.OVERSTOCK, _R.SHORT_DATED)
_CLAIMED = (_R.WARRANTY_CLAIM,)

_USAGE: dict[Program, _Usage] = {
    Program.CUSTOMER_RETURN: _Usage(20, {_C.APPAREL: _UNWORN, _C.ELECTRONICS: _DISLIKED, _C.TOOLS: _DISLIKED}, most=3),
    Program.TRADE_RETURN: _Usage(
        15, {_C.FOOD: (*_SURPLUS, _R.DAMAGED_IN_TRANSIT), _C.MEDICAL: _SURPLUS, _C.APPAREL: (_R.WRONG_ITEM,)}, most=36
    ),
    Program.WARRANTY: _Usage(11, {_C.ELECTRONICS: _CLAIMED, _C.TOOLS: _CLAIMED}, most=2, needs_warranty=True),
    Program.UNSOLD: _Usage(
        12, {_C.APPAREL: (_R.END_OF_SEASON,), _C.FOOD: _SURPLUS, _C.ELECTRONICS: (_R.OBSOLETE, _R.OVERSTOCK)}, most=24
    ),
    Program.PACKAGING: _Usage(8, {_C.PACKAGING: (_R.OTHER,)}, most=40),
    Program.END_OF_LIFE: _Usage(6, {_C.ELECTRONICS: (_R.END_OF_LEASE, _R.OBSOLETE)}, most=8),
    Program.RECALL: _Usage(
        6, {_C.FOOD: (_R.RECALL,), _C.MEDICAL: (_R.RECALL,)}, most=12, lots=frozenset({"10E2A", "G2209"})
    ),
}

_CLAIMS: dict[ReasonCode, tuple[str, ...]] = {
    _R.DEFECTIVE: ("Stops after a few minutes", "No power", "Hace ruido", "Loose contact"),
    _R.WARRANTY_CLAIM: ("Will not charge", "No enciende", "Broke on first use", "Gets too hot"),
    _R.NOT_AS_DESCRIBED: ("Other colour than in the picture", "Expected a newer model"),
    _R.WRONG_SIZE: ("Too small", "Too large", "Queda chico"),
    _R.DAMAGED_IN_TRANSIT: ("Case crushed", "Caja mojada"),
    _R.OTHER: ("Empties back to the pool",),
}


def demo_returns(deliveries: Iterable[Delivery], rng: Random) -> list[Return]:
    """Return those of the tour (story_returns.csv), then as many of each program as is usual here, shuffled."""
    delivered = _Delivered(deliveries)
    story = list(_story(delivered))
    programs = [program for program, usage in _USAGE.items() for _ in range(usage.returns)]
    rng.shuffle(programs)
    return [*story, *(_usual(delivered, program, rng) for program in programs)]


class _Delivered:
    """What every party still has to send back."""

    def __init__(self, deliveries: Iterable[Delivery]) -> None:
        self._parcels = [(delivery.party, parcel) for delivery in deliveries for parcel in delivery.parcels]
        self._left = [parcel.quantity for _, parcel in self._parcels]

    def positions(self, usage: _Usage) -> dict[str, list[int]]:
        """Return by party where there is something left to which the program applies."""
        found: dict[str, list[int]] = {}
        for position, (party, parcel) in enumerate(self._parcels):
            if self._left[position] and usage.applies(parcel):
                found.setdefault(party, []).append(position)
        return found

    def position(self, party: str, sku: str, lot: str, serial: str) -> int:
        """Return where a parcel stands of which the tour speaks."""
        wanted = (party, sku, lot, serial)
        names = ((whose, one.stocked.item.sku, one.lot.code, one.serial) for whose, one in self._parcels)
        return next(position for position, name in enumerate(names) if name == wanted)

    def left(self, position: int) -> int:
        """Return how many units the party still has."""
        return self._left[position]

    def take(self, position: int, quantity: int) -> Parcel:
        """Return the parcel at `position` after taking `quantity` units of it."""
        self._left[position] -= quantity
        return self._parcels[position][1]


def _story(delivered: _Delivered) -> Iterator[Return]:
    for (number, program, party), rows in groupby(table("story_returns"), key=itemgetter("number", "program", "party")):
        yield Return(Program(program), party, tuple(_story_line(delivered, row) for row in rows), int(number))


def _story_line(delivered: _Delivered, row: Mapping[str, str]) -> ReturnLine:
    position = delivered.position(row["party"], row["sku"], row["lot"], row["serial"])
    quantity = int(row["quantity"])
    return ReturnLine(delivered.take(position, quantity), quantity, ReasonCode(row["reason"]), row["claim"])


def _usual(delivered: _Delivered, program: Program, rng: Random) -> Return:
    usage = _USAGE[program]
    having = delivered.positions(usage)
    party = rng.choice(sorted(having))
    positions = rng.sample(having[party], min(rng.randint(1, MOST_LINES), len(having[party])))
    return Return(program, party, tuple(_line(delivered, position, usage, rng) for position in positions))


def _line(delivered: _Delivered, position: int, usage: _Usage, rng: Random) -> ReturnLine:
    quantity = rng.randint(1, min(usage.most, delivered.left(position)))
    parcel = delivered.take(position, quantity)
    reason = rng.choice(usage.reasons[parcel.stocked.item.category])
    return ReturnLine(parcel, quantity, reason, rng.choice(_CLAIMS.get(reason, ("",))))
