"""The proof that the ledger and the floor agree: `flask --app app verify`.

Every event's digest is recomputed; then what came in less what went out, for every carton line by the ledger, must
equal the line, and for every product and lot the places must add up (domain: conservation law). What stands on a pallet
must stand where the pallet stands, and packaging where the ledger has it. What came under a customs entry leaves on the
strength of a document alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Answer, Carton, CartonLine, Event, EventItem, ReceiptLine, Site, table_of
from app.domain.epcis import Boundary
from app.domain.transitions import OPEN_CARTON
from app.services.entries_proven import Entries
from app.services.recording import digest
from app.services.whereabouts import Whereabouts

ANSWER, EVENT, ITEM = table_of(Answer), table_of(Event), table_of(EventItem)
CARTON, LINE = table_of(Carton), table_of(CartonLine)
RECEIPT_LINE, SITE = table_of(ReceiptLine), table_of(Site)
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
    """Check the whole ledger against the floor, site by site, reading events in order, some at a time."""
    ledger = _Balances()
    count = 0
    for event_id, event, items in _events(session):
        count += 1
        if event is None or digest(event, items) != event["digest"]:
            return Broken(event_id, "its bytes were changed after it was written")
        broken = ledger.apply(event, items)
        if broken:
            return broken
    return _missing(session) or ledger.compare(session) or _adrift(session) or Verified(count)


Row = dict[str, Any]
Read = tuple[UUID, Row | None, list[Row]]


def _events(session: Session) -> Iterator[Read]:
    """Yield every event with its id and items; None where its bytes say nothing that an event can say."""
    for site_id in session.scalars(sa.select(SITE.c.id).order_by(SITE.c.id)).all():
        after = UUID(int=0)
        while ids := _next_ids(session, site_id, after):
            try:
                yield from _read(session, site_id, ids)
            except _SAYS_NOTHING:
                yield from _one_by_one(session, site_id, ids)
            after = ids[-1]


_SAYS_NOTHING = (ValueError, LookupError, TypeError)


def _next_ids(session: Session, site_id: UUID, after: UUID) -> Sequence[UUID]:
    where = (EVENT.c.site_id == site_id, EVENT.c.id > after)
    return session.scalars(sa.select(EVENT.c.id).where(*where).order_by(EVENT.c.id).limit(AT_ONCE)).all()


def _one_by_one(session: Session, site_id: UUID, ids: Sequence[UUID]) -> Iterator[Read]:
    for event_id in ids:
        try:
            yield from _read(session, site_id, [event_id])
        except _SAYS_NOTHING:
            yield event_id, None, []


def _read(session: Session, site_id: UUID, ids: Sequence[UUID]) -> list[Read]:
    """Return the events from the first to the last of `ids`."""
    own = (EVENT.c.site_id == site_id, EVENT.c.id.between(ids[0], ids[-1]))
    theirs = (ITEM.c.site_id == site_id, ITEM.c.event_id.between(ids[0], ids[-1]))
    items: dict[UUID, list[Row]] = defaultdict(list)
    for row in session.execute(sa.select(ITEM).where(*theirs).order_by(ITEM.c.event_id, ITEM.c.position)):
        items[row.event_id].append(dict(row._mapping))
    events = session.execute(sa.select(EVENT).where(*own).order_by(EVENT.c.id))
    return [(event.id, dict(event._mapping), items[event.id]) for event in events]


def _missing(session: Session) -> Broken | None:
    """Return the first event that somebody was told of and that is not there."""
    is_there = sa.exists().where(EVENT.c.site_id == ANSWER.c.site_id, EVENT.c.id == ANSWER.c.event_id)
    told = sa.select(ANSWER.c.event_id).where(ANSWER.c.event_id.is_not(None), ~is_there)
    event_id = session.execute(told.order_by(ANSWER.c.event_id).limit(1)).scalar_one_or_none()
    return Broken(event_id, "an act was answered with it, and it is gone") if event_id else None


def _adrift(session: Session) -> Broken | None:
    """Return a carton that does not stand where the pallet under it stands, or a pallet that holds goods itself."""
    pallet = CARTON.alias("pallet")
    apart = sa.or_(
        ~pallet.c.is_pallet,
        pallet.c.state.not_in(sorted(OPEN_CARTON)),
        CARTON.c.location_id.is_distinct_from(pallet.c.location_id),
    )
    lost = session.execute(
        sa.select(CARTON.c.lpn, pallet.c.lpn.label("pallet"))
        .join(pallet, (pallet.c.site_id == CARTON.c.site_id) & (pallet.c.id == CARTON.c.parent_id))
        .where(CARTON.c.state.in_(sorted(OPEN_CARTON)), apart)
        .limit(1)
    ).one_or_none()
    if lost:
        return Broken(None, f"carton {lost.lpn} does not stand where its pallet {lost.pallet} stands")
    filled = session.execute(
        sa.select(CARTON.c.lpn)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id))
        .where(CARTON.c.is_pallet, LINE.c.quantity > 0)
        .limit(1)
    ).scalar_one_or_none()
    return Broken(None, f"pallet {filled} holds goods that no carton holds") if filled else None


class _Balances:
    """What each line and each receipt line holds by the ledger, and which event touched it last."""

    def __init__(self) -> None:
        self.lines: dict[UUID, int] = defaultdict(int)
        self.counted: dict[UUID, int] = defaultdict(int)
        self.touched: dict[UUID, UUID] = {}
        self.packaging = Whereabouts()
        self.entries = Entries()

    def apply(self, event: dict[str, Any], items: list[dict[str, Any]]) -> Broken | None:
        """Add one event; a place that would hold less than nothing breaks the law there."""
        for was, now, quantity in event["detail"].get("recounted", ()):
            self._recount(event["id"], UUID(was), -quantity)
            self._recount(event["id"], UUID(now), quantity)
        for item in items:
            if item["packaging_type_id"] and (astray := self.packaging.apply(event, item)):
                return Broken(event["id"], astray)
            if item["product_id"] is None:
                continue
            self._move(event["id"], item)
            self.entries.apply(event["id"], item)
            source = item["from_line_id"]
            if source and self.lines[source] < 0:
                return Broken(event["id"], f"it takes more from line {source} than ever came in")
        return None

    def _recount(self, event_id: UUID, receipt_line: UUID, quantity: int) -> None:
        self.counted[receipt_line] += quantity
        self.touched[receipt_line] = event_id

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
        astray = self.packaging.compare(session) or self.entries.compare(session)
        return Broken(*astray) if astray else None
