"""Putting units into carton lines: what receiving and grading share."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, table_of
from app.db.models.carton import MERGE_KEY
from app.db.prepared import PreparedInsert
from app.domain.holds import HeldLine
from app.domain.vocabulary import HoldReason
from app.services.acting import Act

CARTON_LINE = table_of(CartonLine)


def add_to_line(session: Session, line: dict[str, Any], quantity: int) -> tuple[UUID, int]:
    """Add `quantity` to the carton line with the merge key of `line`, made when new; return its id and quantity."""
    values = {"id": new_id(), "quantity": quantity, "regrade": None, **line}
    row = _ADD.one_or_none(session, values)
    return row.id, row.quantity


def _add(insert: Any) -> sa.Insert:
    added: sa.Insert = insert.on_conflict_do_update(
        index_elements=list(MERGE_KEY), set_={"quantity": CARTON_LINE.c.quantity + insert.excluded.quantity}
    ).returning(CARTON_LINE.c.id, CARTON_LINE.c.quantity)
    return added


_ADD = PreparedInsert(CARTON_LINE, _add)


def line_values(act: Act, line: HeldLine, carton_id: UUID, hold: HoldReason | None) -> dict[str, Any]:
    """Return what makes a carton line like `line`, in another carton or under another lock."""
    return {
        "site_id": act.site_id, "carton_id": carton_id, "receipt_line_id": line.receipt_line_id,
        "product_id": line.product.id, "owner_id": line.owner_id, "lot": line.lot, "expiry": line.expiry,
        "serial": line.serial, "condition": line.condition, "grade": line.grade,
        "regrade": line.regrade, "code": line.code, "hold": hold,
    }  # fmt: skip
