"""The proof that the ledger and the floor agree: `flask --app app verify`.

Every event's digest is recomputed; then what came in less what went out, for every carton line by the ledger, must
equal the line, and for every product and lot the places must add up (domain: conservation law).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Event, EventItem, ReceiptLine, table_of
from app.domain.vocabulary import Boundary
from app.services.recording import digest

EVENT, ITEM = table_of(Event), table_of(EventItem)
LINE, RECEIPT_LINE = table_of(CartonLine), table_of(ReceiptLine)
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Verified:
    """The ledger holds."""

    events: int


@dataclass(frozen=True, slots=True)
class Broken:
    """The first event at which the ledger does not hold, and why. `event_id` is None when no event names the goods."""

    event_id: UUID | None
    sentence: str


def verify(session: Session) -> Verified | Broken:
    """Check the whole ledger against the floor, reading events in order, some at a time."""
    ledger = _Balances()
    count = 0
    for event, items in _events(session):
        count += 1
        if digest(event, items) != event["digest"]:
            return Broken(event["id"], "its bytes were changed after it was written")
        broken = ledger.apply(event, items)
        if broken:
            return broken
    return ledger.compare(session) or Verified(count)


def _events(session: Session) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    after = UUID(int=0)
    while True:
        events = session.execute(sa.select(EVENT).where(EVENT.c.id > after).order_by(EVENT.c.id).limit(AT_ONCE)).all()
        if not events:
            return
        items = _items(session, [event.id for event in events])
        for event in events:
            yield dict(event._mapping), items[event.id]
        after = events[-1].id


def _items(session: Session, event_ids: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    rows = session.execute(
        sa.select(ITEM).where(ITEM.c.event_id.in_(event_ids)).order_by(ITEM.c.event_id, ITEM.c.position)
    )
    for row in rows:
        found[row.event_id].append(dict(row._mapping))
    return found


class _Balances:
    """What each line and each receipt line holds by the ledger, and which event touched it last."""

    def __init__(self) -> None:
        self.lines: dict[UUID, int] = defaultdict(int)
        self.counted: dict[UUID, int] = defaultdict(int)
        self.touched: dict[UUID, UUID] = {}

    def apply(self, event: dict[str, Any], items: list[dict[str, Any]]) -> Broken | None:
        """Add one event; a place that would hold less than nothing breaks the law there."""
        for item in items:
            if item["product_id"] is None:
                continue
            self._move(event["id"], item)
            source = item["from_line_id"]
            if source and self.lines[source] < 0:
                return Broken(event["id"], f"it takes more from line {source} than ever came in")
        return None

    def _move(self, event_id: UUID, item: dict[str, Any]) -> None:
        for line_id, sign in ((item["from_line_id"], -1), (item["to_line_id"], 1)):
            if line_id:
                self.lines[line_id] += sign * item["quantity"]
                self.touched[line_id] = event_id
        receipt_line = item["receipt_line_id"]
        for place, sign in ((item["from_place"], 1), (item["to_place"], -1)):
            if place is Boundary.OUTSIDE and receipt_line:
                self.counted[receipt_line] += sign * item["quantity"]
                self.touched[receipt_line] = event_id

    def compare(self, session: Session) -> Broken | None:
        """Compare with the rows of the floor, both ways."""
        for table, balances in ((LINE, self.lines), (RECEIPT_LINE, self.counted)):
            left = dict(balances)
            for row in session.execute(sa.select(table.c.id, table.c.quantity)).yield_per(AT_ONCE):
                ledger = left.pop(row.id, 0)
                if ledger != row.quantity:
                    sentence = f"{table.name} {row.id} holds {row.quantity}, the ledger says {ledger}"
                    return Broken(self.touched.get(row.id), sentence)
            for row_id, quantity in left.items():
                if quantity:
                    return Broken(self.touched[row_id], f"{table.name} {row_id} is gone, the ledger says {quantity}")
        return None
