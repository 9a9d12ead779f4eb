"""The reading: one meaning of one captured text, with its fields as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.domain.gs1.dates import parse_yymmdd
from app.domain.gs1.doubts import TO_CONFIRM, Doubt, Warning_
from app.domain.gs1.elements import Elements
from app.domain.identifiers import Gln, Grai, Gtin, IdentifierError, Lpn, Sscc, is_digits
from app.domain.vocabulary import Command

_NO_ELEMENTS: Mapping[str, str] = MappingProxyType({})
# The first of these that is present is the expiry, even when it cannot be read.
_EXPIRY = ("17", "7003", "16", "15")
_PARTIES = ("414", "410", "411", "412", "413", "415", "416", "417")
_INTERNAL = tuple(str(ai) for ai in range(91, 100))


class ReadingKind(StrEnum):
    """What a reading names."""

    PLATE = "plate"
    PLACE = "place"
    BADGE = "badge"
    COMMAND = "command"
    LOAD = "load"
    SSCC = "sscc"
    GS1 = "gs1"
    """Element string with an item: (01), (02), (03) or (8006)."""
    LOT = "lot"
    """Element string with lot, expiry, serial or count alone: the item stands in another code."""
    GTIN = "gtin"
    """Bare EAN, UPC or ITF-14."""
    GRAI = "grai"
    HIBC = "hibc"
    OTHER_GS1 = "other_gs1"
    PLAIN = "plain"


# The first row with an AI that is present decides.
_KINDS = (
    (frozenset({"00"}), ReadingKind.SSCC),
    (frozenset({"01", "02", "03", "8006"}), ReadingKind.GS1),
    (frozenset({"8003"}), ReadingKind.GRAI),
    (
        frozenset({"253", "255", "401", "402", *_PARTIES, "8004", "8010", "8013", "8017", "8018"}),
        ReadingKind.OTHER_GS1,
    ),
    (
        frozenset({"10", "21", "11", "12", "13", "15", "16", "17", "20", "22", "30", "7003", "8008"}),
        ReadingKind.LOT,
    ),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a captured text. Fields that the text does not carry are empty or None."""

    kind: ReadingKind
    text: str
    """The captured text without AIM prefix and surrounding blanks."""
    elements: Mapping[str, str] = field(default_factory=lambda: _NO_ELEMENTS, hash=False)
    """AI -> data, in the order of the code; a bare GTIN stands as (01), a bare SSCC as (00)."""
    gtin: Gtin | None = None
    content: Gtin | None = None
    """The trade item inside a logistic unit, AI (02)."""
    sscc: Sscc | None = None
    grai: Grai | None = None
    gln: Gln | None = None
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    count: int | None = None
    """Variable count of items, AI (30)."""
    content_count: int | None = None
    """How many of `content` the logistic unit holds, AI (37)."""
    plate: str = ""
    place: str = ""
    load: str = ""
    badge: str = ""
    command: Command | None = None
    scale: str = ""
    """Function or cosmetics grade of a command barcode: `F4`, `C7`."""
    tick: str = ""
    """Answer, defect or place on the printed sheet of a checklist: `Q3-2-7F1C`."""
    hibc: str = ""
    """Labeler, product and unit of measure of an HIBC."""
    warnings: tuple[Warning_, ...] = ()

    @property
    def needs_confirming(self) -> bool:
        """Tell whether a person has to look at the fields before anything is booked."""
        return any(warning.doubt in TO_CONFIRM for warning in self.warnings)


def from_elements(text: str, elements: Elements, this_year: int, *warnings: Warning_) -> Reading:
    """Return the reading of `elements`, which came out of `text`; `warnings` go before theirs."""
    values = elements.values
    plate = _own_plate(values)
    kind = ReadingKind.PLATE if plate else _kind(values)
    key, piece = _item(values)
    party = next((values[ai] for ai in _PARTIES if ai in values), None)
    return Reading(
        kind=kind,
        text=text,
        elements=MappingProxyType(values),
        gtin=key,
        content=Gtin(values["02"]) if "02" in values else None,
        sscc=Sscc(values["00"]) if "00" in values else None,
        grai=Grai(values["8003"]) if "8003" in values else None,
        gln=Gln(party) if party else None,
        lot=values.get("10", ""),
        expiry=_expiry(values, this_year),
        serial=values.get("21", ""),
        count=_number(values.get("30")),
        content_count=_number(values.get("37")),
        plate=plate,
        warnings=warnings + elements.warnings + piece + _lonely(kind),
    )


def _kind(values: Mapping[str, str]) -> ReadingKind:
    return next((kind for ais, kind in _KINDS if not ais.isdisjoint(values)), ReadingKind.OTHER_GS1)


def _own_plate(values: Mapping[str, str]) -> str:
    """Return the site's own plate where a company-internal AI carries it and nothing else stands beside."""
    if len(values) != 1:
        return ""
    ((ai, value),) = values.items()
    return value if ai in _INTERNAL and Lpn.pattern.fullmatch(value) else ""


def _item(values: Mapping[str, str]) -> tuple[Gtin | None, tuple[Warning_, ...]]:
    """Return the trade item: (01), else made-to-order (03), else the whole that a piece (8006) belongs to."""
    if "01" in values:
        return Gtin(values["01"]), ()
    whole = values.get("03") or values.get("8006", "")[:14]
    if not whole:
        return None, ()
    piece = values.get("8006", "")[14:]
    warning = (Warning_(Doubt.PIECE_OF_ITEM, f"{piece[:2]}/{piece[2:]}"),) if piece else ()
    try:
        return Gtin.parse(whole), warning
    except IdentifierError:
        return None, warning


def _expiry(values: Mapping[str, str], this_year: int) -> date | None:
    for ai in _EXPIRY:
        if ai in values:
            return parse_yymmdd(values[ai][:6], this_year)
    return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and is_digits(digits) else None


def _lonely(kind: ReadingKind) -> tuple[Warning_, ...]:
    return (Warning_(Doubt.NO_ITEM),) if kind is ReadingKind.LOT else ()
