"""The proof about temporary imports: what came under an entry is in cartons, or left on the strength of a document."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, CustomsLine, Discharge, DischargeLine, ReceiptLine, table_of
from app.domain.epcis import Boundary
from app.domain.transitions import DischargeState

COUNTED, STANDS, LINE = table_of(ReceiptLine), table_of(CartonLine), table_of(CustomsLine)
DOCUMENT, PART = table_of(Discharge), table_of(DischargeLine)

LEFT = (Boundary.OUT, Boundary.DESTROYED)
"""Where goods go when they leave: only a document lets them. What is missing or used up is still to be discharged."""
ELSEWHERE = (*LEFT, Boundary.ADJUSTED, Boundary.TRANSFORMED)


class Entries:
    """How many base units of each receipt line are at which boundary, by the ledger."""

    def __init__(self) -> None:
        self.at: dict[UUID, dict[Boundary, int]] = defaultdict(lambda: defaultdict(int))
        self.touched: dict[UUID, UUID] = {}

    def apply(self, event_id: UUID, item: dict[str, Any]) -> None:
        """Add one item that is about goods."""
        for place, sign in ((item["from_place"], -1), (item["to_place"], 1)):
            if place in ELSEWHERE and item["receipt_line_id"]:
                self.at[item["receipt_line_id"]][place] += sign * item["quantity"]
                self.touched[item["receipt_line_id"]] = event_id

    def compare(self, session: Session) -> tuple[UUID | None, str] | None:
        """Compare with entries and documents: the event that touched it last, and what does not agree."""
        return self._goods(session) or _lines(session)

    def _goods(self, session: Session) -> tuple[UUID | None, str] | None:
        for row in session.execute(_UNDER):
            at = self.at.get(row.id, {})
            left = sum(at.get(place, 0) for place in LEFT)
            elsewhere = sum(at.get(place, 0) for place in ELSEWHERE)
            told = f"receipt line {row.id} came under a customs entry with {row.quantity}"
            if row.here + elsewhere != row.quantity:
                return self.touched.get(row.id), f"{told}, and {row.here} are here and {elsewhere} elsewhere"
            if left > row.covered:
                return self.touched.get(row.id), f"{told}, and {left} left where documents cover {row.covered}"
        return None


def _sum(column: Any, *where: Any) -> Any:
    return sa.select(sa.func.coalesce(sa.func.sum(column), 0)).where(*where)


_RECORDED = sa.exists().where(
    DOCUMENT.c.site_id == PART.c.site_id, DOCUMENT.c.id == PART.c.discharge_id,
    DOCUMENT.c.state == DischargeState.RECORDED,
)  # fmt: skip
_UNDER = sa.select(
    COUNTED.c.id,
    COUNTED.c.quantity,
    _sum(STANDS.c.quantity, STANDS.c.site_id == COUNTED.c.site_id, STANDS.c.receipt_line_id == COUNTED.c.id)
    .scalar_subquery()
    .label("here"),
    _sum(PART.c.quantity, PART.c.site_id == COUNTED.c.site_id, PART.c.receipt_line_id == COUNTED.c.id, _RECORDED)
    .scalar_subquery()
    .label("covered"),
).where(COUNTED.c.customs_line_id.is_not(None))


def _lines(session: Session) -> tuple[UUID | None, str] | None:
    """Return an entry under which more came, or is discharged, than it brought in."""
    received = _sum(
        COUNTED.c.quantity, COUNTED.c.site_id == LINE.c.site_id, COUNTED.c.customs_line_id == LINE.c.id
    ).scalar_subquery()
    discharged = _sum(
        PART.c.quantity, PART.c.site_id == LINE.c.site_id, PART.c.customs_line_id == LINE.c.id, _RECORDED
    ).scalar_subquery()
    beyond = sa.or_(received > LINE.c.quantity, discharged > LINE.c.quantity)
    row = session.execute(
        sa.select(LINE.c.id, LINE.c.quantity, received.label("received"), discharged.label("discharged"))
        .where(beyond)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return (
        None,
        f"customs line {row.id} brought in {row.quantity}: {row.received} came, {row.discharged} are discharged",
    )
