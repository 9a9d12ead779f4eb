"""Who takes work from us, and what of a carton is with them."""

from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, Event, EventItem, Party, table_of
from app.domain.epcis import Boundary, EventKind
from app.domain.vocabulary import PartyKind

LINE, ITEM, EVENT, PARTY = table_of(CartonLine), table_of(EventItem), table_of(Event), table_of(Party)


class Contractor(NamedTuple):
    """Who takes work from us."""

    id: UUID
    name: str


_CONTRACTOR = sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.kind == PartyKind.CONTRACTOR)


def contractors(session: Session) -> list[Contractor]:
    """Return who takes work from us, by name."""
    return [Contractor(*row) for row in session.execute(_CONTRACTOR.order_by(PARTY.c.name))]


def contractor(session: Session, said: str) -> Contractor | None:
    """Return the contractor whose id or GLN is `said`."""
    try:
        which = PARTY.c.id == UUID(said)
    except ValueError:
        which = sa.and_(PARTY.c.gln == said, PARTY.c.gln != "")
    row = session.execute(_CONTRACTOR.where(which).limit(1)).one_or_none()
    return Contractor(*row) if row else None


_LINE = tuple(LINE.c[name] for name in ("id", "product_id", "owner_id", "lot", "expiry", "serial", "receipt_line_id"))


def lines(session: Session, site_id: UUID, carton_id: UUID) -> list[Any]:
    """Return the lines with units in a carton, with what an item of the ledger says of them and `quantity`."""
    mine = (LINE.c.site_id == site_id, LINE.c.carton_id == carton_id, LINE.c.quantity > 0)
    return list(session.execute(sa.select(*_LINE, LINE.c.quantity).where(*mine).order_by(LINE.c.id)))


def away(session: Session, site_id: UUID, carton_id: UUID) -> list[Any]:
    """Return the lines of a carton with the `quantity` that went out with it the last time."""
    left = (
        sa.select(EVENT.c.id)
        .join(ITEM, (ITEM.c.site_id == EVENT.c.site_id) & (ITEM.c.event_id == EVENT.c.id))
        .where(EVENT.c.site_id == site_id, EVENT.c.kind == EventKind.SENT_TO_CONTRACTOR)
        .where(ITEM.c.from_carton_id == carton_id, ITEM.c.to_place == Boundary.OUT)
        .order_by(EVENT.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(*_LINE, ITEM.c.quantity)
        .join(ITEM, (ITEM.c.site_id == LINE.c.site_id) & (ITEM.c.from_line_id == LINE.c.id))
        .where(LINE.c.site_id == site_id, ITEM.c.event_id == left)
        .order_by(LINE.c.id)
    )
    return list(rows)
