"""Identifying: what a medical unit is whose UDI nobody could read, said by quality from what can still be read on it.

One unit at a time becomes what it is, on a line of its own, and stays locked until it is released. What it was counted
as stays in the receipt; where it may go stands in `domain.lawful`.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.db.queries import cartons, products
from app.db.queries.cartons import StandingCarton
from app.domain.approvals import ApprovalAct, Extent
from app.domain.epcis import BizStep, Boundary, EpcisAction, EventKind, ItemRole
from app.domain.errors import Refused
from app.domain.holds import HeldLine, disposition_of
from app.domain.ledger import Entry, Moved, Spot
from app.domain.messages import medical as say
from app.domain.messages.core import Param, Said
from app.domain.products import Product, ScannedItem
from app.domain.receiving import check_serial
from app.domain.vocabulary import HoldReason
from app.services import approving, correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.locking import lock_line, unlock_lines
from app.services.moving import Standing, touch_carton
from app.services.recording import record
from app.services.releasing import locked
from app.services.stowing import add_to_line, line_values

SCOPE = "identifying"
LINE = table_of(CartonLine)
ADJUSTED = Spot(Boundary.ADJUSTED)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a unit is: the SKU of its product, and as much of its production identifier as can be read."""

    sku: str
    lot: str = ""
    serial: str = ""
    expiry: date | None = None


def identify(session: Session, act: Act, line_id: UUID, identity: Identity) -> Answered[UUID]:
    """Say what one unit of the line is; the result is the line it stands on now."""
    return answer(session, act, lambda: _identify(session, act, line_id, identity))


def undo(session: Session, act: Act, last: str) -> Answered[UUID]:
    """Take back the identification that was answered under the client id `last`."""
    return answer(session, act, lambda: correcting.undo(session, act, last))


def _identify(session: Session, act: Act, line_id: UUID, identity: Identity) -> Outcome[UUID]:
    line, carton = locked(session, act, line_id)
    if not any(lock.reason is HoldReason.UDI_UNREADABLE for lock in line.locks) or line.lot or line.serial:
        raise Refused(say.IDENTIFIED_ALREADY, product=line.product.said)
    product = _product(session, identity)
    if not (identity.lot or identity.serial):
        raise Refused(say.WHICH_UNIT, product=product.said)
    _check_serial(session, act, product, identity)
    who = approving.check(session, act, Request(ApprovalAct.IDENTIFY_DEVICE, product.said, Extent(1), line.id))
    found, items = _move(session, act, line, carton, product, identity)
    event_id = record(session, act, _entry(act, line, items, who))
    facts: dict[str, Param] = {"product": product.said, "udi": identity.serial or identity.lot, "lpn": carton.lpn}
    return Outcome(Said(say.IDENTIFIED, facts), event_id, {"line": str(found)}, found)


def _product(session: Session, identity: Identity) -> Product:
    found = {each.product.id: each.product for each in products.by_codes(session, [identity.sku])}
    if len(found) != 1:
        raise Refused(say.WHICH_PRODUCT, sku=identity.sku or "-")
    product = found.popitem()[1]
    if not product.medical:
        raise Refused(say.WHICH_PRODUCT, sku=identity.sku)
    return product


def _check_serial(session: Session, act: Act, product: Product, identity: Identity) -> None:
    if identity.serial:
        cartons.lock_serials(session, product.id)
        here = cartons.holding_serial(session, act.site_id, product.id, identity.serial)
        if here:
            check_serial(ScannedItem(product, 1, serial=identity.serial), here.lpn, here.since)


def _move(
    session: Session, act: Act, line: HeldLine, carton: StandingCarton, product: Product, identity: Identity
) -> tuple[UUID, tuple[Moved, Moved]]:
    """Take one unit off the line of what it was taken for, and put it on a line of what it is, locked as before."""
    mine = (LINE.c.site_id == act.site_id, LINE.c.id == line.id)
    session.execute(sa.update(LINE).where(*mine).values(quantity=LINE.c.quantity - 1))
    if line.quantity == 1:
        unlock_lines(session, act, [line.id])
    if not carton.is_quarantine:
        touch_carton(session, act, Standing(carton.id, carton.lpn, carton.state, carton.version))
    it = replace(
        line, product=product, owner_id=product.owner_id, lot=identity.lot, serial=identity.serial,
        expiry=identity.expiry, quantity=1,
    )  # fmt: skip
    line_id, units = add_to_line(session, line_values(act, it, carton.id, line.hold), 1)
    lock_line(session, act, line_id, line.locks, was_empty=units == 1)
    was = replace(line, quantity=1).moved(Spot.line(carton.id, line.id), ADJUSTED, carton.lpn)
    now = it.moved(ADJUSTED, Spot.line(carton.id, line_id), carton.lpn)
    return line_id, (replace(was, role=ItemRole.INPUT), replace(now, role=ItemRole.OUTPUT))


def _entry(act: Act, line: HeldLine, items: tuple[Moved, Moved], who: UUID) -> Entry:
    receipt = {"type": "receipt", "id": str(line.receipt_id)}
    return Entry(
        kind=EventKind.DEVICE_IDENTIFIED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.INSPECTING,
        disposition=disposition_of(line.hold),
        items=items,
        biz_location=act.station_id,
        biz_transactions=(receipt, {"type": "rma", "id": str(line.paper_id)}) if line.paper_id else (receipt,),
        detail={"identified_by": str(who)},
    )
