"""Wall displays: each is a device whose token stands in the address it shows, and opens nothing else."""

import secrets
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Device, table_of
from app.domain.principals import Principal
from app.domain.vocabulary import DeviceKind
from app.services.stationing import digest

DEVICE = table_of(Device)


def hang(session: Session, site_id: UUID, name: str) -> str:
    """Make a wall display and return its token, which is kept nowhere: whoever loses it makes another."""
    token = secrets.token_urlsafe(32)
    session.execute(
        sa.insert(DEVICE).values(
            id=new_id(), site_id=site_id, kind=DeviceKind.WALL, name=name[:60] or "Wall", token_digest=digest(token)
        )
    )
    return token


def take_down(session: Session, by: Principal, device_id: UUID) -> None:
    """Make the address of a wall display lead nowhere from now on."""
    where = (DEVICE.c.site_id == by.site_id, DEVICE.c.id == device_id, DEVICE.c.kind == DeviceKind.WALL)
    session.execute(sa.delete(DEVICE).where(*where))
