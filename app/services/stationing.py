"""Devices and where they stand."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Device, FloorException, table_of
from app.db.queries import operators
from app.db.queries.operators import Held, Place
from app.domain.errors import Refused
from app.domain.messages.signing_in import NO_DEVICE, UNKNOWN_PLACE
from app.domain.principals import Principal
from app.domain.vocabulary import DeviceKind, ExceptionKind

DEVICE, EXCEPTION = table_of(Device), table_of(FloorException)


def digest(token: str) -> str:
    """Return what is kept of a token, a device's or a system's: its SHA-256. It is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def take_up(session: Session, site_id: UUID, device: Held | None, now: datetime) -> str | None:
    """Note that the device of this building is in use; a browser that is none becomes one and gets its token."""
    if device is not None and device.site_id == site_id:
        session.execute(sa.update(DEVICE).where(DEVICE.c.id == device.id).values(seen_at=now))
        return None
    return _enrol(session, site_id, now)


def _enrol(session: Session, site_id: UUID, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    known = session.execute(sa.select(sa.func.count()).where(DEVICE.c.site_id == site_id)).scalar_one()
    session.execute(
        sa.insert(DEVICE).values(
            id=new_id(),
            site_id=site_id,
            kind=DeviceKind.TABLET,
            name=f"Tablet {known + 1}",
            token_digest=digest(token),
            seen_at=now,
        )
    )
    return token


def choose(session: Session, by: Principal, code: str) -> Place:
    """Set the station of the operator's device to the place coded `code`. Raises Refused when there is none."""
    if by.device_id is None:
        raise Refused(NO_DEVICE)
    place = operators.place(session, by.site_id, code.strip().upper())
    if place is None:
        raise Refused(UNKNOWN_PLACE, text=code)
    session.execute(sa.update(DEVICE).where(DEVICE.c.id == by.device_id).values(station_id=place.id))
    return place


def call_for_help(session: Session, by: Principal, now: datetime) -> None:
    """Raise the flag at the operator's station; one open call per operator is enough."""
    is_open = sa.exists().where(
        EXCEPTION.c.site_id == by.site_id,
        EXCEPTION.c.kind == ExceptionKind.HELP,
        EXCEPTION.c.raised_by == by.operator_id,
        EXCEPTION.c.resolved_at.is_(None),
    )
    if session.execute(sa.select(is_open)).scalar_one():
        return
    session.execute(
        sa.insert(EXCEPTION).values(
            site_id=by.site_id,
            id=new_id(),
            kind=ExceptionKind.HELP,
            params={},
            station_id=by.station.id if by.station else None,
            raised_at=now,
            raised_by=by.operator_id,
        )
    )
