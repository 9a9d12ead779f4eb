"""What the papers of a departed load state: frozen when it departs, and never written again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from app.domain.certificates import ManifestLine, seal_of
from app.domain.vocabulary import DispositionCode


class LoadPaper(StrEnum):
    """The papers that travel with a load."""

    MANIFEST = "manifest"
    PACKING_LIST = "packing_list"
    BILL_OF_LADING = "bill_of_lading"


@dataclass(frozen=True, slots=True)
class HandlingUnit:
    """A carton or pallet of the load; `pallet` is the plate of what it stands on. A pallet has what is on it."""

    lpn: str
    is_pallet: bool
    pallet: str
    units: int
    grams: int


@dataclass(frozen=True, slots=True)
class Consignment:
    """All that the papers of one load state; `zone` is the IANA name of the zone in which its time is written.

    `hazardous` are the SKUs among its goods that are dangerous to carry: a bill of lading names them, or says none.

    People and firms are named, since papers are read where nobody can look an id up. Addresses are by lines.
    """

    number: str
    code: DispositionCode
    site: str
    address: str
    party: str
    party_address: str
    carrier: str
    trailer: str
    seal: str
    door: str
    departed_at: datetime
    zone: str
    operator: str
    handling: tuple[HandlingUnit, ...]
    lines: tuple[ManifestLine, ...]
    hazardous: tuple[str, ...] = ()

    @property
    def alone(self) -> tuple[HandlingUnit, ...]:
        """What is handled: pallets, and cartons that stand on none."""
        return tuple(each for each in self.handling if not each.pallet)

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.units for line in self.lines)

    @property
    def grams(self) -> int:
        """Weight of all lines whose product's weight is known."""
        return sum(line.grams for line in self.lines)

    @property
    def digest(self) -> str:
        """The SHA-256 of its canonical bytes, hexadecimal: sorted JSON in UTF-8."""
        return seal_of(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the consignment as it is stored."""
        lines = [{**asdict(line), "expiry": line.expiry.isoformat() if line.expiry else None} for line in self.lines]
        own = {name: getattr(self, name) for name in _PLAIN}
        handling = [asdict(each) for each in self.handling]
        parts = {"handling": handling, "lines": lines, "hazardous": list(self.hazardous)}
        return {**own, "departed_at": self.departed_at.isoformat(), **parts}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        return cls(**{
            **stored,
            "code": DispositionCode(stored["code"]),
            "departed_at": datetime.fromisoformat(stored["departed_at"]),
            "handling": tuple(HandlingUnit(**each) for each in stored["handling"]),
            "lines": tuple(_line(each) for each in stored["lines"]),
            "hazardous": tuple(stored["hazardous"]),
        })  # fmt: skip


_PLAIN = (
    "number", "code", "site", "address", "party", "party_address", "carrier", "trailer", "seal", "door", "zone",
    "operator",
)  # fmt: skip


def _line(stored: Mapping[str, Any]) -> ManifestLine:
    return ManifestLine(**{**stored, "expiry": date.fromisoformat(stored["expiry"]) if stored["expiry"] else None})
