"""What a certificate states of goods that ended here: frozen when it is issued, and never written again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self


class CertificateKind(StrEnum):
    """What became of the goods."""

    DESTRUCTION = "destruction"
    RECYCLING = "recycling"
    CUSTODY = "custody"


class Fate(StrEnum):
    """Where the material of a stream goes; the first two are diverted from disposal."""

    BACK_TO_PRODUCTION = "back_to_production"
    RECYCLED = "recycled"
    ENERGY = "energy"
    LANDFILL = "landfill"


class DestructionMethod(StrEnum):
    """How goods are made unusable for good."""

    SHREDDING = "shredding"
    CRUSHING = "crushing"
    INCINERATION = "incineration"
    DENATURING = "denaturing"
    BURIAL = "burial"


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """Goods alike in everything: `units` base units, `grams` by the product's weight, 0 where that is not known.

    `paper` is the number of the authorization that they came under, empty for none.
    """

    sku: str
    name: Mapping[str, str]
    owner: str
    lot: str
    expiry: date | None
    serial: str
    lpn: str
    paper: str
    units: int
    grams: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that was taken of it: `digest` is the SHA-256 of the JPEG that is kept, hexadecimal."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class StreamWeight:
    """How much of one material the goods came to."""

    code: str
    name: Mapping[str, str]
    fate: Fate
    grams: int


@dataclass(frozen=True, slots=True)
class Custody:
    """Who took goods to destroy them: a firm by its certificate, good until that day, and the person who came.

    `seal` is the number on the seal that was put on the goods.
    """

    destroyer: str
    certificate: str
    until: date
    person: str
    seal: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that one certificate states; `zone` is the IANA name of the zone in which its time is written.

    People and firms are named, since a certificate is read where nobody can look an id up. `lpn` are the plates of what
    was taken together, by commas. `recycler` took the goods, `downstream` is whom it names as next in line; `custody`
    says into whose hands they went to be destroyed elsewhere.
    """

    kind: CertificateKind
    number: str
    site: str
    address: str
    issued_at: datetime
    zone: str
    operator: str
    witness: str
    method: DestructionMethod | None
    place: str
    lpn: str
    lines: tuple[ManifestLine, ...]
    pictures: tuple[Picture, ...]
    recycler: str = ""
    downstream: str = ""
    streams: tuple[StreamWeight, ...] = ()
    custody: Custody | None = None

    @property
    def units(self) -> int:
        """Base units of all lines."""
        return sum(line.units for line in self.lines)

    @property
    def grams(self) -> int:
        """Weight of all lines whose product's weight is known."""
        return sum(line.grams for line in self.lines)

    @property
    def seal(self) -> str:
        """The SHA-256 of its canonical bytes, hexadecimal: sorted JSON in UTF-8."""
        return seal_of(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the record as it is stored."""
        lines = [{**asdict(line), "expiry": line.expiry.isoformat() if line.expiry else None} for line in self.lines]
        pictures = [asdict(picture) for picture in self.pictures]
        streams = [asdict(stream) for stream in self.streams]
        own = {name: getattr(self, name) for name in _PLAIN}
        custody = {**asdict(self.custody), "until": self.custody.until.isoformat()} if self.custody else None
        parts = {"lines": lines, "pictures": pictures, "streams": streams, "custody": custody}
        return {**own, "issued_at": self.issued_at.isoformat(), **parts}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`."""
        return cls(**{
            **stored,
            "kind": CertificateKind(stored["kind"]),
            "method": DestructionMethod(stored["method"]) if stored["method"] else None,
            "issued_at": datetime.fromisoformat(stored["issued_at"]),
            "lines": tuple(_line(each) for each in stored["lines"]),
            "pictures": tuple(Picture(**each) for each in stored["pictures"]),
            "streams": tuple(StreamWeight(**{**each, "fate": Fate(each["fate"])}) for each in stored["streams"]),
            "custody": _custody(stored["custody"]) if stored.get("custody") else None,
        })  # fmt: skip


_PLAIN = (
    "kind", "number", "site", "address", "zone", "operator", "witness", "method", "place", "lpn", "recycler",
    "downstream",
)  # fmt: skip


def _line(stored: Mapping[str, Any]) -> ManifestLine:
    return ManifestLine(**{**stored, "expiry": date.fromisoformat(stored["expiry"]) if stored["expiry"] else None})


def _custody(stored: Mapping[str, Any]) -> Custody:
    return Custody(**{**stored, "until": date.fromisoformat(stored["until"])})


def seal_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a JSON document's canonical bytes, hexadecimal."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
