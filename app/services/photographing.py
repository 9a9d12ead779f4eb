"""Keeping photos of goods as evidence. A photo moves nothing and changes no line, so it writes no event."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Photo, table_of
from app.db.photo_store import PhotoStore
from app.db.queries import photos
from app.db.queries.photos import Pictured
from app.domain.errors import Refused
from app.domain.messages import floor
from app.domain.messages import receiving as say
from app.domain.messages.core import Local, Said
from app.services.acting import Act, Answered, Outcome, answer

PHOTO = table_of(Photo)


@dataclass(frozen=True, slots=True)
class Picture:
    """A developed photo: upright, without EXIF. Width and height are in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What the photo was taken of: a line that was counted, or whatever was counted last into the carton."""

    carton_id: UUID
    receipt_line_id: UUID | None = None


def keep(session: Session, store: PhotoStore, act: Act, picture: Picture, subject: Subject) -> Answered[UUID]:
    """Keep `picture` with the goods it shows; the result is the photo's id."""
    return answer(session, act, lambda: _keep(session, store, act, picture, subject))


def _keep(session: Session, store: PhotoStore, act: Act, picture: Picture, subject: Subject) -> Outcome[UUID]:
    goods = _goods(session, act, subject)
    photo_id = store_picture(session, store, act, picture, goods)
    return Outcome(Said(say.DAMAGE_NOTED, {"product": Local(goods.product), "lpn": goods.lpn}), result=photo_id)


def store_picture(
    session: Session, store: PhotoStore, act: Act, picture: Picture, goods: Pictured | None = None
) -> UUID:
    """Keep `picture`, of `goods` where it was taken in the building, as a part of an act; return the photo's id."""
    photo_id = new_id()
    session.execute(
        sa.insert(PHOTO).values(
            site_id=act.site_id,
            id=photo_id,
            digest=store.put(picture.jpeg),
            width=picture.width,
            height=picture.height,
            carton_id=goods.carton_id if goods else None,
            receipt_line_id=goods.receipt_line_id if goods else None,
            taken_at=act.now,
            taken_by=act.by.operator_id,
        )
    )
    return photo_id


def _goods(session: Session, act: Act, subject: Subject) -> Pictured:
    if photos.plate_of(session, act.site_id, subject.carton_id) is None:
        raise Refused(floor.UNKNOWN_THING)
    found = (
        photos.goods_of(session, act.site_id, subject.carton_id, subject.receipt_line_id)
        if subject.receipt_line_id
        else photos.goods_counted_last(session, act.site_id, subject.carton_id)
    )
    if found is None:
        raise Refused(say.PHOTO_NEEDS_ITEM)
    return found
