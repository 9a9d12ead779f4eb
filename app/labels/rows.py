"""What a label says: frozen rows. All words come translated; dates are printed as ISO 8601 (2027-03-31)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.identifiers import BadgeCode, Gln, Grai, Gtin, Lpn, PlaceCode, Sscc
from app.domain.vocabulary import Grade, Zone


@dataclass(frozen=True, slots=True)
class Words:
    """The label's own words in the language of the site; `units` in the number that fits the row's count."""

    gtin: str = "GTIN"
    lot: str = "Lot"
    expiry: str = "Expiry"
    serial: str = "Serial"
    rma: str = "RMA"
    units: str = "units"
    refurbishment_lot: str = "Refurb."


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where, by whom and when a label was made; `printed_at` is local time, already written out."""

    site: str
    station: str
    operator: str
    printed_at: str


@dataclass(frozen=True, slots=True)
class Routing:
    """Where the carton goes. `why` is one short sentence, "Grade B, Rework"."""

    zone: Zone
    zone_name: str
    place: PlaceCode | None = None
    grade: Grade | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlateLabel:
    """A carton's licence plate, 100x150 mm. `gtin`, `lot` and `expiry` only when the whole carton has one of each."""

    plate: Sscc | Lpn
    stamp: Stamp
    words: Words = Words()
    routing: Routing | None = None
    product: str = ""
    gtin: Gtin | None = None
    lot: str = ""
    expiry: date | None = None
    rma: str = ""
    units: int | None = None


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """A graded unit, 50x30 mm.

    `functional_status` is AI 7021, up to 20 characters such as "F5C7". GS1 wants AI 7020 to stand with the GLN of
    the place that did the work, AI 416: without `service_place` the refurbishment lot is printed as text and left out
    of the symbol.
    """

    gtin: Gtin
    product: str
    stamp: Stamp
    words: Words = Words()
    serial: str = ""
    lot: str = ""
    refurbishment_lot: str = ""
    service_place: Gln | None = None
    functional_status: str = ""
    grade: Grade | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class LocationLabel:
    """A place, 100x60 mm. `painted` prints the zone's block in its floor colour (SVG only)."""

    place: PlaceCode
    zone: Zone | None = None
    zone_name: str = ""
    name: str = ""
    painted: bool = False


@dataclass(frozen=True, slots=True)
class BadgeLabel:
    """An operator's badge, 85x54 mm. `role` is written out, several separated by the caller."""

    badge: BadgeCode
    name: str
    role: str
    site: str


@dataclass(frozen=True, slots=True)
class AssetLabel:
    """One returnable pallet or tote, 100x60 mm: what it is, and whose."""

    grai: Grai
    name: str
    code: str
    site: str


@dataclass(frozen=True, slots=True)
class CommandSheet:
    """Words of a sheet of commands; `words` gives the caption of every payload on it.

    `sections` are the headings of its parts: commands, function, cosmetics; in the workshop operations and commands.
    """

    title: str
    hint: str
    sections: tuple[str, ...]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part of a sheet: its heading, and each barcode as payload and caption."""

    heading: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChecklistSheet:
    """The answers of a checklist as barcodes."""

    title: str
    hint: str
    parts: tuple[SheetPart, ...]


class BarcodeKind(StrEnum):
    """What a demo cell draws, and how its payload is written."""

    GS1_128 = "gs1_128"
    GS1_DATAMATRIX = "gs1_datamatrix"
    EAN13 = "ean13"
    ITF14 = "itf14"
    CODE128 = "code128"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class DemoCell:
    """One barcode of a demo page.

    `payload` is bracketed elements for the GS1 kinds ("(01)09521234100775(10)L2608"), a GTIN for ean13 and itf14,
    any printable ASCII for code128, any text for qr (a GS1 Digital Link is its URI).
    """

    title: str
    sentence: str
    kind: BarcodeKind
    payload: str


@dataclass(frozen=True, slots=True)
class ReturnLabel:
    """What the sender sticks on each box, 100x150 mm: `number` is the authorization's, and its barcode.

    `address` is where the goods go, by lines. `captions` are the words over it, over the sender and over the number.
    """

    number: str
    address: tuple[str, ...]
    sender: str
    program: str
    captions: tuple[str, str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstructionSheet:
    """What the sender reads, A4: the steps in order, and what is expected, each line as quantity and name."""

    number: str
    title: str
    address_title: str
    address: tuple[str, ...]
    steps: tuple[str, ...]
    goods_title: str
    goods: tuple[tuple[str, str], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class LoadSheet:
    """What travels with an inbound load, A4: facts and goods each as caption or amount, and text."""

    number: str
    title: str
    address_title: str
    address: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    goods_title: str
    goods: tuple[tuple[str, str], ...]
    more: str = ""
