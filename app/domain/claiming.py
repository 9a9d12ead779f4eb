"""What a claim on a vendor shows: what came and in which state, who saw it, and whether that is enough."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from app.domain.messages.core import Local
from app.domain.policies import ReasonTerms
from app.domain.terms import Evidence
from app.domain.vocabulary import Condition, DispositionCode, Grade, LineVerdict, ReasonCode
from app.domain.x12 import DISPOSITIONS, REASONS

ASKED = frozenset({Evidence.PHOTO, Evidence.SERIAL})
"""What a reason may ask of its sender that a vendor is shown as well; invoices and letters name the customer."""


@dataclass(frozen=True, slots=True)
class SeenDefect:
    """A defect that an inspector found, as the checklist of that day names it and its place on the item."""

    code: str
    name: Local
    place: Local | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one inspection said of `quantity` units; `words` are why they go back although the rules said otherwise."""

    id: UUID
    seen_at: datetime
    inspector: str
    quantity: int
    condition: frozenset[Condition]
    function: int
    cosmetics: int
    grade: Grade
    defects: tuple[SeenDefect, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo of the goods; `digest` names the JPEG that is kept."""

    id: UUID
    digest: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimedGoods:
    """Units of one receipt line on a claim, with all that shows their state. Nothing of it names the customer.

    `carton_id` is a carton in which some still stand, None once all have left.
    """

    id: UUID
    receipt_line_id: UUID
    carton_id: UUID | None
    sku: str
    gtin: str
    name: Local
    lot: str
    expiry: date | None
    serial: str
    quantity: int
    amount: Decimal
    verdict: LineVerdict
    reason: ReasonCode | None
    findings: tuple[Finding, ...] = ()
    shots: tuple[Shot, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the X12 180 codes: disposition (1292), and reason (1293) where X12 knows it."""
        reason = REASONS.get(self.reason) if self.reason else None
        return tuple(each for each in (DISPOSITIONS[DispositionCode.RETURN_TO_VENDOR], reason) if each)

    def missing(self, reasons: Mapping[ReasonCode, ReasonTerms]) -> frozenset[Evidence]:
        """Return what its reason asks for and nobody has shown."""
        terms = reasons.get(self.reason) if self.reason else None
        asked = terms.evidence & ASKED if terms else frozenset()
        shown = {Evidence.PHOTO: bool(self.shots), Evidence.SERIAL: bool(self.serial)}
        return frozenset(each for each in asked if not shown[each])


def first_without(
    goods: Iterable[ClaimedGoods], reasons: Mapping[ReasonCode, ReasonTerms]
) -> tuple[ClaimedGoods, Collection[Evidence]] | None:
    """Return the first goods whose reason asks for more than there is, with what is missing; None when all is shown."""
    found = ((each, each.missing(reasons)) for each in goods)
    return next(((each, sorted(missing)) for each, missing in found if missing), None)
