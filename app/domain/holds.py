"""Locked goods: a carton with its locked lines, and which locks a person may release."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.epcis import ItemRole
from app.domain.ledger import Moved, Spot
from app.domain.messages import releasing as say
from app.domain.messages.core import Message
from app.domain.products import Product, ScannedItem
from app.domain.transitions import CartonState
from app.domain.vocabulary import Condition, DispositionCode, Grade, HoldReason

NEVER_RELEASED: Mapping[HoldReason, Message] = {
    HoldReason.UNMATCHED: say.UNMATCHED_STAYS,
    HoldReason.EXPIRED: say.EXPIRED_STAYS,
}
"""Locks that no person lifts, and what to say instead: paper frees the one, and nothing the other."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A locked line: `quantity` base units alike in everything; `paper_id` is None for goods without paper."""

    id: UUID
    receipt_line_id: UUID
    receipt_id: UUID
    paper_id: UUID | None
    product: Product
    owner_id: UUID
    lot: str
    expiry: date | None
    serial: str
    condition: frozenset[Condition]
    grade: Grade | None
    code: DispositionCode | None
    hold: HoldReason
    quantity: int
    regrade: Grade | None = None

    def moved(self, source: Spot, target: Spot, lpn: str) -> Moved:
        """Return the item that says that all of it went from one line to another; `lpn` is the carton that took it."""
        return Moved(
            role=ItemRole.CHILD,
            source=source,
            target=target,
            quantity=self.quantity,
            product_id=self.product.id,
            owner_id=self.owner_id,
            lot=self.lot,
            expiry=self.expiry,
            serial=self.serial,
            lpn=lpn,
            receipt_line_id=self.receipt_line_id,
        )

    def fits(self, item: ScannedItem) -> bool:
        """Tell whether a scanned item may belong to the line: what its code does not carry decides nothing."""
        return (
            self.product.id == item.product.id
            and item.lot in ("", self.lot)
            and (item.serial == self.serial or not item.serial or not self.serial)
        )


@dataclass(frozen=True, slots=True)
class HeldCarton:
    """A carton with its locked lines; `units` counts all that is in it."""

    id: UUID
    lpn: str
    state: CartonState
    version: int
    is_quarantine: bool
    units: int
    lines: tuple[HeldLine, ...]

    def of(self, line_id: UUID | None) -> HeldLine | None:
        """Return the locked line with that id; without one the only line, if there is no other."""
        if line_id is None:
            return self.lines[0] if len(self.lines) == 1 else None
        return next((line for line in self.lines if line.id == line_id), None)
