"""What an event says was moved: the shape of the ledger's rows before they are rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, ErrorReason, EventKind, ItemRole


@dataclass(frozen=True, slots=True)
class Spot:
    """One end of a move: a line in a carton, or a boundary of the building."""

    place: Boundary
    carton_id: UUID | None = None
    line_id: UUID | None = None

    @classmethod
    def line(cls, carton_id: UUID, line_id: UUID) -> "Spot":
        """The line `line_id` in carton `carton_id`."""
        return cls(Boundary.CARTON, carton_id, line_id)

    @classmethod
    def carton(cls, carton_id: UUID) -> "Spot":
        """A carton as a whole."""
        return cls(Boundary.CARTON, carton_id)


OUTSIDE = Spot(Boundary.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Moved:
    """A positive quantity that went from one spot to another. A `parent` item names a carton the act concerns.

    `lpn` is the SSCC or plate of a carton, the GRAI of an asset; `unit` is "each" or "gram".
    """

    role: ItemRole
    source: Spot
    target: Spot
    quantity: int = 1
    product_id: UUID | None = None
    owner_id: UUID | None = None
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    lpn: str = ""
    receipt_line_id: UUID | None = None
    packaging_type_id: UUID | None = None
    asset_id: UUID | None = None
    unit: str = "each"


def about_carton(carton_id: UUID, lpn: str) -> Moved:
    """Return the item that names a carton without moving goods."""
    spot = Spot.carton(carton_id)
    return Moved(ItemRole.PARENT, spot, spot, lpn=lpn)


def about_child(carton_id: UUID, lpn: str) -> Moved:
    """Return the item that names a carton on, or leaving, the pallet that the event names as its parent."""
    spot = Spot.carton(carton_id)
    return Moved(ItemRole.CHILD, spot, spot, lpn=lpn)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to be written. `states` lists what changed as (thing, id, before, after), for undo to reverse."""

    kind: EventKind
    action: EpcisAction
    biz_step: BizStep
    disposition: Disposition
    items: tuple[Moved, ...] = ()
    read_point: UUID | None = None
    biz_location: UUID | None = None
    biz_transactions: tuple[Mapping[str, str], ...] = ()
    changes: tuple["Change", ...] = ()
    undoes: UUID | None = None
    error_reason: ErrorReason | None = None
    detail: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Change:
    """A column that an act changed: what undo must find (`after`) and what it restores (`before`)."""

    thing: str
    id: UUID
    column: str
    before: str
    after: str
