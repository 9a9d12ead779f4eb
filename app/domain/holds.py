"""Locked goods: why they are locked, what each lock allows, and which a person may release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.approvals import ApprovalAct
from app.domain.circumstances import Regime
from app.domain.epcis import Disposition, ItemRole
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

RELEASED_AS: Mapping[HoldReason, ApprovalAct] = {
    HoldReason.RECALL: ApprovalAct.RELEASE_RECALL,
    HoldReason.DECONTAMINATION: ApprovalAct.RELEASE_UNCLEANED,
    HoldReason.UDI_UNREADABLE: ApprovalAct.IDENTIFY_DEVICE,
}
"""Locks whose release is approved by a row of their own; every other is released as any."""

WAYS_OUT: Mapping[HoldReason, DispositionCode | None] = {
    HoldReason.RECALL: DispositionCode.DESTROY,
    HoldReason.EXPIRED: DispositionCode.DESTROY,
    HoldReason.DECONTAMINATION: None,
    HoldReason.CUSTOMS: None,
    HoldReason.WRONG_LOT: DispositionCode.RETURN_TO_CUSTOMER,
    HoldReason.WRONG_SERIAL: DispositionCode.RETURN_TO_CUSTOMER,
    HoldReason.UNEXPECTED: DispositionCode.RETURN_TO_CUSTOMER,
    HoldReason.LOT_UNREADABLE: None,
    HoldReason.UDI_UNREADABLE: None,
    HoldReason.QUALITY_CHECK: None,
    HoldReason.DISPUTE: None,
    HoldReason.UNMATCHED: None,
}
"""The one code under which locked goods may leave quarantine, by their case; None: only once they are released.

The strictest case stands first: of several locks on one line it is the one that the line shows.
"""

OUTLIVED = frozenset({
    HoldReason.WRONG_LOT, HoldReason.WRONG_SERIAL, HoldReason.UNEXPECTED, HoldReason.LOT_UNREADABLE,
    HoldReason.UDI_UNREADABLE,
})  # fmt: skip
"""What the dock finds and a person settles by releasing: nobody releases goods past their date, so it would keep them
for ever.
"""


_DISPOSITIONS = {
    HoldReason.EXPIRED: Disposition.EXPIRED,
    HoldReason.UNMATCHED: Disposition.RETURNED,
    HoldReason.RECALL: Disposition.RECALLED,
}


def disposition_of(reason: HoldReason) -> Disposition:
    """Return what CBV calls goods that are locked for `reason`."""
    return _DISPOSITIONS.get(reason, Disposition.NON_SELLABLE_OTHER)


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock on goods: why, the order that placed it, and the code which that allows in place of its case's.

    Where the order has ended, or an entry covers what customs held, it `is_lifted`: it locks only what stands in
    quarantine still, for what is free does not stay there.
    """

    reason: HoldReason
    code: DispositionCode | None = None
    order_id: UUID | None = None
    is_lifted: bool = False


def allows(locks: Iterable[Lock]) -> DispositionCode | None:
    """Return the one code under which goods with all of `locks` may leave quarantine, None when they may not.

    Of locks for one reason those that name a code decide; locks for several reasons allow only what each allows. Goods
    past their date are the exception: what else the dock found of them keeps them no longer.
    """
    named: dict[HoldReason, set[DispositionCode | None]] = {}
    for lock in _standing(locks):
        named.setdefault(lock.reason, set()).add(lock.code)
    codes = {code for reason, said in named.items() for code in (said - {None} or {WAYS_OUT[reason]})}
    return codes.pop() if len(codes) == 1 else None


def _standing(locks: Iterable[Lock]) -> list[Lock]:
    """Return the locks that still forbid something: what a lifted order locked only waits in quarantine."""
    standing = [lock for lock in locks if not lock.is_lifted]
    if not any(lock.reason is HoldReason.EXPIRED for lock in standing):
        return standing
    return [lock for lock in standing if lock.order_id or lock.reason not in OUTLIVED]


def shown(locks: Iterable[Lock]) -> HoldReason | None:
    """Return the reason that a line with `locks` shows."""
    return strictest(lock.reason for lock in locks)


def strictest(reasons: Iterable[HoldReason]) -> HoldReason | None:
    """Return the reason that a line with all of these shows; None for a line that nothing locks."""
    return min(reasons, key=list(WAYS_OUT).index, default=None)


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
    locks: tuple[Lock, ...]
    regrade: Grade | None = None
    regime: Regime | None = None

    @property
    def way_out(self) -> DispositionCode | None:
        """The one code under which it may leave quarantine while it is locked."""
        return allows(self.locks)

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


def waits_for_entry(locks: Iterable[Lock]) -> bool:
    """Tell whether any of `locks` is of customs and goes by an entry alone: one that an order placed is lifted."""
    return any(lock.reason is HoldReason.CUSTOMS and not lock.order_id and not lock.is_lifted for lock in locks)


def release_acts(line: HeldLine) -> list[ApprovalAct]:
    """Return what is approved when the line is released: each of its locks has its say, unless it is lifted already."""
    return sorted({release_act(lock.reason) if not lock.is_lifted else ApprovalAct.RELEASE_HOLD for lock in line.locks})


def release_act(reason: HoldReason) -> ApprovalAct:
    """Return what is approved when goods are let go that were locked for `reason`."""
    return RELEASED_AS.get(reason, ApprovalAct.RELEASE_HOLD)
