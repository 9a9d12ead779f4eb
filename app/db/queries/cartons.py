"""Cartons by plate, serial and place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Carton,
    CartonLine,
    Event,
    EventItem,
    Location,
    Operator,
    Product,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.domain.transitions import OPEN_CARTON, CartonState
from app.domain.vocabulary import DispositionCode, LineVerdict, LocationKind

CARTON, CARTON_LINE = table_of(Carton), table_of(CartonLine)
LOCATION, PRODUCT = table_of(Location), table_of(Product)
RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)
EVENT, ITEM, OPERATOR = table_of(Event), table_of(EventItem), table_of(Operator)


@dataclass(frozen=True, slots=True)
class StandingCarton:
    """An open carton: its plate names no other."""

    id: UUID
    lpn: str
    state: CartonState
    state_since: datetime
    receipt_id: UUID | None
    location_id: UUID | None
    code: DispositionCode | None
    is_quarantine: bool
    version: int
    parent_id: UUID | None
    authorization_id: UUID | None
    is_pallet: bool


_COLUMNS = tuple(CARTON.c[name] for name in StandingCarton.__dataclass_fields__)


def standing_by_plate(session: Session, site_id: UUID, lpn: str, *, lock: bool = False) -> StandingCarton | None:
    """Return the open carton with plate `lpn`; `lock` keeps others from changing it and the pallet under it."""
    where = (CARTON.c.site_id == site_id, CARTON.c.lpn == lpn, CARTON.c.state.in_(sorted(OPEN_CARTON)))
    return _standing(session, site_id, where, lock=lock)


def standing_by_id(session: Session, site_id: UUID, carton_id: UUID, *, lock: bool = False) -> StandingCarton | None:
    """Return the carton with `carton_id` in any state."""
    return _standing(session, site_id, (CARTON.c.site_id == site_id, CARTON.c.id == carton_id), lock=lock)


def standing_by_ids(
    session: Session, site_id: UUID, carton_ids: Sequence[UUID], *, lock: bool = False
) -> list[StandingCarton]:
    """Return those of these cartons that there are, in any state, in the order of `carton_ids`."""
    where = (CARTON.c.site_id == site_id, CARTON.c.id.in_(carton_ids))
    return sorted(_all_standing(session, site_id, where, lock=lock), key=lambda each: carton_ids.index(each.id))


def _standing(
    session: Session, site_id: UUID, where: tuple[sa.ColumnElement[bool], ...], *, lock: bool
) -> StandingCarton | None:
    return next(iter(_all_standing(session, site_id, where, lock=lock)), None)


def _all_standing(
    session: Session, site_id: UUID, where: tuple[sa.ColumnElement[bool], ...], *, lock: bool
) -> list[StandingCarton]:
    if not lock:
        return [StandingCarton(*row) for row in session.execute(sa.select(*_COLUMNS).where(*where))]
    wanted = sa.select(CARTON.c.id).where(*where).correlate(None)
    under = sa.select(CARTON.c.parent_id).where(*where).correlate(None)
    both = sa.select(*_COLUMNS, CARTON.c.id.in_(wanted).label("is_wanted")).where(
        CARTON.c.site_id == site_id, sa.or_(CARTON.c.id.in_(wanted), CARTON.c.id.in_(under))
    )
    # A pallet is locked before what stands on it: whoever moves all of it does the same.
    ordered = both.order_by(CARTON.c.parent_id.is_not(None), CARTON.c.id).with_for_update(key_share=True)
    return [StandingCarton(*row[:-1]) for row in session.execute(ordered) if row.is_wanted]


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opened a carton, and when (UTC); `receipt` is the number of its receipt, "" for a tote."""

    who: str
    when: datetime
    receipt: str


def opening_of(session: Session, site_id: UUID, carton_id: UUID) -> Opening | None:
    """Return how a carton came to be: the first event about it. None for one that stands here since the site began."""
    row = session.execute(
        sa.select(OPERATOR.c.name, EVENT.c.record_time, sa.func.coalesce(RECEIPT.c.number, ""))
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .join(CARTON, (CARTON.c.site_id == ITEM.c.site_id) & (CARTON.c.id == ITEM.c.to_carton_id))
        .outerjoin(RECEIPT, (RECEIPT.c.site_id == CARTON.c.site_id) & (RECEIPT.c.id == CARTON.c.receipt_id))
        .where(ITEM.c.site_id == site_id, ITEM.c.to_carton_id == carton_id, ~CARTON.c.is_quarantine)
        .order_by(EVENT.c.id)
        .limit(1)
    ).one_or_none()
    return Opening(*row) if row else None


@dataclass(frozen=True, slots=True)
class Quarantine:
    """The standing carton that takes held goods, and the place where it stands."""

    id: UUID
    lpn: str
    place: str


def quarantine(session: Session, site_id: UUID) -> Quarantine | None:
    """Return the first quarantine carton of the site by its place: always the same one, so that a question and its
    answer name the same.
    """
    row = session.execute(
        sa.select(CARTON.c.id, CARTON.c.lpn, LOCATION.c.code)
        .join(LOCATION, LOCATION.c.id == CARTON.c.location_id)
        .where(CARTON.c.site_id == site_id, CARTON.c.is_quarantine, CARTON.c.state.in_(sorted(OPEN_CARTON)))
        .order_by(LOCATION.c.code, CARTON.c.lpn)
        .limit(1)
    ).one_or_none()
    return Quarantine(*row) if row else None


@dataclass(frozen=True, slots=True)
class SerialInHouse:
    """Where a serial stands, and since when its carton is in that state."""

    lpn: str
    since: datetime


def lock_serials(session: Session, product_id: UUID) -> None:
    """Keep others from counting a serial of the product: the next to ask sees what this transaction counted."""
    session.execute(sa.select(PRODUCT.c.id).where(PRODUCT.c.id == product_id).with_for_update(key_share=True))


def holding_serial(session: Session, site_id: UUID, product_id: UUID, serial: str) -> SerialInHouse | None:
    """Return the carton in the building that holds a serial of a product."""
    row = session.execute(
        sa.select(CARTON.c.lpn, CARTON.c.state_since)
        .join(CARTON_LINE, (CARTON_LINE.c.site_id == CARTON.c.site_id) & (CARTON_LINE.c.carton_id == CARTON.c.id))
        .join(
            RECEIPT_LINE,
            (RECEIPT_LINE.c.site_id == CARTON_LINE.c.site_id) & (RECEIPT_LINE.c.id == CARTON_LINE.c.receipt_line_id),
        )
        .where(
            CARTON_LINE.c.site_id == site_id,
            CARTON_LINE.c.product_id == product_id,
            CARTON_LINE.c.serial == serial,
            CARTON_LINE.c.quantity > 0,
            RECEIPT_LINE.c.verdict != LineVerdict.DECLARED,  # nobody has seen it yet
        )
        .limit(1)
    ).one_or_none()
    return SerialInHouse(row.lpn, row.state_since) if row else None


def staging_place(session: Session, site_id: UUID) -> tuple[UUID, str] | None:
    """Return the staging place with the fewest open cartons, to put a received carton in."""
    here = (
        (CARTON.c.site_id == LOCATION.c.site_id)
        & (CARTON.c.location_id == LOCATION.c.id)
        & CARTON.c.state.in_(sorted(OPEN_CARTON))
        & CARTON.c.parent_id.is_(None)
    )
    row = session.execute(
        sa.select(LOCATION.c.id, LOCATION.c.code)
        .outerjoin(CARTON, here)
        .where(LOCATION.c.site_id == site_id, LOCATION.c.kind == LocationKind.STAGING, LOCATION.c.is_active)
        .group_by(LOCATION.c.id, LOCATION.c.code)
        .order_by(sa.func.count(CARTON.c.id), LOCATION.c.code)
        .limit(1)
    ).one_or_none()
    return (row.id, row.code) if row else None
