"""What ends the regime of temporary imports: documents, what goods may do until then, which entries are discharged.

Moving goods discharges nothing. No I/O.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.circumstances import Regime
from app.domain.customs import DischargeKind, DischargeMethod, Faults, Pedimento
from app.domain.errors import Refused
from app.domain.messages import discharging as say
from app.domain.messages.core import Local, Message, Said, Units
from app.domain.vocabulary import DispositionCode

LONGEST_NUMBER = 40
MOST_PLATES = 200

IS_ENTRY = frozenset({DischargeKind.EXIT, DischargeKind.CHANGE})
"""Documents that are customs entries themselves: their number is one."""

OF_ALL = frozenset({DischargeKind.CHANGE, DischargeKind.DONATION})
"""Documents that change what may be done with goods here: they cover all that is left of what was counted together."""

_SALE = (DispositionCode.RESTOCK, DispositionCode.LIQUIDATE)
BREAKS: Mapping[Regime, Mapping[DispositionCode, Message]] = {
    Regime.IMMEX: {
        **dict.fromkeys(_SALE, say.NOT_SOLD),
        DispositionCode.DONATE: say.NOT_GIVEN,
        DispositionCode.RECYCLE: say.NOT_SCRAPPED,
    },
    Regime.DONATED: {
        code: say.ONLY_GIVEN
        for code in DispositionCode
        if code not in (DispositionCode.DONATE, DispositionCode.DESTROY)
    },
}
"""The codes under which goods of a regime go nowhere, with what is lawful instead; every other code is open to them."""

ENDS_BY: Mapping[DispositionCode, frozenset[DischargeKind]] = {
    DispositionCode.DESTROY: frozenset({DischargeKind.DESTRUCTION, DischargeKind.CHANGE}),
}
"""The documents one of which must cover goods before they end here."""


def regime_under(kinds: Iterable[DischargeKind]) -> Regime | None:
    """Return the regime of goods that are still here and covered by documents of these kinds."""
    by = set(kinds)
    if DischargeKind.CHANGE in by:
        return None
    return Regime.DONATED if DischargeKind.DONATION in by else Regime.IMMEX


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the office records it, for all that stands in the cartons or on the pallets with these plates."""

    kind: DischargeKind
    number: str
    dated: date
    plates: tuple[str, ...]


def wrong(document: Document, today: date) -> Faults:
    """Return what can never be right in a document."""
    faults: Faults = {}
    if document.kind in IS_ENTRY:
        try:
            Pedimento.parse(document.number)
        except Refused as refused:
            faults["number"] = refused.said
    elif not document.number.strip():
        faults["number"] = Said(say.NO_NUMBER)
    if document.dated > today:
        faults["dated"] = Said(say.DATED_LATER, {"day": document.dated})
    if not document.plates:
        faults["plates"] = Said(say.NO_PLATES)
    return faults


def number_of(document: Document) -> str:
    """Return the number as it is kept: of an entry its digits."""
    if document.kind in IS_ENTRY:
        return Pedimento.parse(document.number).value
    return " ".join(document.number.split())[:LONGEST_NUMBER]


@dataclass(frozen=True, slots=True)
class Covered:
    """Goods that a document covers: `quantity` base units of a receipt line, with the entry's line they came under."""

    receipt_line_id: UUID
    customs_line_id: UUID
    product: Mapping[str, str]
    fraction: str
    method: DischargeMethod
    quantity: int


@dataclass(frozen=True, slots=True)
class Undischarged:
    """A line of an entry with `left` base units that no document accounts for."""

    id: UUID
    fraction: str
    left: int


@dataclass(frozen=True, slots=True)
class Allotted:
    """A part of what a document covers, with the line of an entry that it discharges."""

    receipt_line_id: UUID
    customs_line_id: UUID
    quantity: int


def allot(goods: Iterable[Covered], oldest_first: Sequence[Undischarged]) -> list[Allotted]:
    """Return which lines of entries `goods` discharge: by lot the one they came under, else the oldest of the fraction.

    Raises Refused where less is undischarged than the document covers.
    """
    left = {line.id: line.left for line in oldest_first}
    found: list[Allotted] = []
    for each in goods:
        wanted = each.quantity
        for line_id in _lines(each, oldest_first):
            take = min(wanted, left.get(line_id, 0))
            if take:
                left[line_id] -= take
                wanted -= take
                found.append(Allotted(each.receipt_line_id, line_id, take))
        if wanted:
            units, rest = Units(each.quantity), Units(each.quantity - wanted)
            raise Refused(say.BEYOND, product=Local(each.product), units=units, left=rest)
    return found


def _lines(goods: Covered, oldest_first: Sequence[Undischarged]) -> list[UUID]:
    if goods.method is DischargeMethod.SPECIFIC_LOT:
        return [goods.customs_line_id]
    return [line.id for line in oldest_first if line.fraction == goods.fraction]
