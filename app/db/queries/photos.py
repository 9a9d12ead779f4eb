"""Named reads about photos and what they show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Event, EventItem, Operator, Photo, Product, table_of
from app.domain.epcis import EventKind

PHOTO, CARTON, LINE, PRODUCT = table_of(Photo), table_of(Carton), table_of(CartonLine), table_of(Product)
EVENT, ITEM, OPERATOR = table_of(Event), table_of(EventItem), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Pictured:
    """Goods that a photo can show: a line that stands in a carton, or all of one."""

    carton_id: UUID
    lpn: str
    receipt_line_id: UUID | None
    product: Mapping[str, str]


_PICTURED = (
    sa.select(CARTON.c.id, CARTON.c.lpn, LINE.c.receipt_line_id, PRODUCT.c.name)
    .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id))
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    .where(LINE.c.quantity > 0)
    .limit(1)
)


def goods_of(session: Session, site_id: UUID, carton_id: UUID, receipt_line_id: UUID) -> Pictured | None:
    """Return the goods of a receipt line, in `carton_id` or, when held goods went elsewhere, where they stand now."""
    row = session.execute(
        _PICTURED.where(CARTON.c.site_id == site_id, LINE.c.receipt_line_id == receipt_line_id).order_by(
            sa.case((CARTON.c.id == carton_id, 0), else_=1), LINE.c.id.desc()
        )
    ).one_or_none()
    return Pictured(*row) if row else None


def goods_counted_last(session: Session, site_id: UUID, carton_id: UUID) -> Pictured | None:
    """Return the goods that were last counted into a carton and are still there."""
    row = session.execute(
        _PICTURED.join(ITEM, (ITEM.c.site_id == LINE.c.site_id) & (ITEM.c.to_line_id == LINE.c.id))
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .where(CARTON.c.site_id == site_id, CARTON.c.id == carton_id, EVENT.c.kind == EventKind.UNITS_RECEIVED)
        .order_by(EVENT.c.id.desc(), ITEM.c.position.desc())
    ).one_or_none()
    return Pictured(*row) if row else None


def plate_of(session: Session, site_id: UUID, carton_id: UUID) -> str | None:
    """Return the plate of a carton in any state; None when there is no such carton."""
    return session.execute(
        sa.select(CARTON.c.lpn).where(CARTON.c.site_id == site_id, CARTON.c.id == carton_id)
    ).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo as a list shows it."""

    id: UUID
    taken_at: datetime
    taken_by: str


def of_carton(session: Session, site_id: UUID, carton_id: UUID) -> list[Shot]:
    """Return the photos of a carton, newest first."""
    rows = session.execute(
        sa.select(PHOTO.c.id, PHOTO.c.taken_at, OPERATOR.c.name)
        .join(OPERATOR, OPERATOR.c.id == PHOTO.c.taken_by)
        .where(PHOTO.c.site_id == site_id, PHOTO.c.carton_id == carton_id)
        .order_by(PHOTO.c.id.desc())
    )
    return [Shot(*row) for row in rows]


def digest_of(session: Session, site_id: UUID, photo_id: UUID) -> str | None:
    """Return the content hash of a photo of this site."""
    return session.execute(
        sa.select(PHOTO.c.digest).where(PHOTO.c.site_id == site_id, PHOTO.c.id == photo_id)
    ).scalar_one_or_none()
