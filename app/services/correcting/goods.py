"""The goods of an act that is taken back: quantities on their lines again, what was judged of them set aside."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Inspection, PartUsed, ReceiptLine, table_of
from app.domain.epcis import Boundary
from app.domain.ledger import Moved, Spot
from app.services.acting import Act

LINE, RECEIPT_LINE = table_of(CartonLine), table_of(ReceiptLine)
INSPECTION, PART = table_of(Inspection), table_of(PartUsed)


def give_back(session: Session, act: Act, item: Any) -> None:
    """Put the quantity of one item back where it came from."""
    if item.to_line_id:
        _add(session, act, LINE, item.to_line_id, -item.quantity)
    if item.from_line_id:
        _add(session, act, LINE, item.from_line_id, item.quantity)
    if item.from_place is Boundary.OUTSIDE and item.receipt_line_id:
        _add(session, act, RECEIPT_LINE, item.receipt_line_id, -item.quantity)
    if item.to_place is Boundary.OUTSIDE and item.receipt_line_id:
        _add(session, act, RECEIPT_LINE, item.receipt_line_id, item.quantity)


def _add(session: Session, act: Act, table: sa.Table, row_id: UUID, quantity: int) -> None:
    # The check constraint on quantity is the last guard: a line can not go below zero.
    session.execute(
        sa.update(table)
        .where(table.c.site_id == act.site_id, table.c.id == row_id)
        .values(quantity=table.c.quantity + quantity)
    )


def set_aside_judgement(session: Session, act: Act, event: Any) -> None:
    """Let what the act judged or used count no more."""
    for table in (INSPECTION, PART):
        mine = (table.c.site_id == act.site_id, table.c.event_id == event.id)
        session.execute(sa.update(table).where(*mine).values(undone_at=act.now))


def opposite(item: Any) -> Moved:
    """Return the item that moves the same quantity back."""
    return Moved(
        role=item.role,
        source=Spot(item.to_place, item.to_carton_id, item.to_line_id),
        target=Spot(item.from_place, item.from_carton_id, item.from_line_id),
        quantity=item.quantity,
        product_id=item.product_id,
        owner_id=item.owner_id,
        lot=item.lot,
        expiry=item.expiry,
        serial=item.serial,
        lpn=item.lpn,
        receipt_line_id=item.receipt_line_id,
        packaging_type_id=item.packaging_type_id,
        asset_id=item.asset_id,
        unit=item.unit,
    )
