"""Named reads about people, the devices in their hands and the places they stand at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Device, Location, Operator, Site, table_of
from app.db.prepared import Connected, Prepared
from app.domain.messages.core import Local
from app.domain.principals import Principal, PrincipalKind, Station
from app.domain.vocabulary import DeviceKind, LocationKind, Role, Zone

OPERATOR, DEVICE, SITE, PLACE = table_of(Operator), table_of(Device), table_of(Site), table_of(Location)

NOBODY = UUID(int=0)
"""The operator of a wall display."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A signed-in operator with device and place, and how they like their screen."""

    principal: Principal
    badge: str
    pin_hash: str
    theme: str
    gloves: bool
    left_handed: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a badge, and whether they may try a PIN now."""

    id: UUID
    site_id: UUID
    name: str
    badge: str
    roles: tuple[Role, ...]
    language: str
    pin_hash: str
    locked_until: datetime | None

    def locked(self, now: datetime) -> datetime | None:
        """Return until when wrong PINs keep this badge out, None when they do not."""
        return self.locked_until if self.locked_until and self.locked_until > now else None


@dataclass(frozen=True, slots=True)
class Held:
    """A known device: whose building it belongs to, where it stands, in what language that place is named."""

    id: UUID
    site_id: UUID
    time_zone: str
    language: str
    station_id: UUID | None
    station_code: str
    station_name: Mapping[str, str]
    station_kind: LocationKind | None

    def station(self, language: str) -> Station | None:
        """Return the place with its name in `language`."""
        if self.station_id is None or self.station_kind is None:
            return None
        name = Local(self.station_name).in_language(language)
        return Station(self.station_id, self.station_code, name, self.station_kind.value)


@dataclass(frozen=True, slots=True)
class Building:
    """A site as a new browser may choose it."""

    id: UUID
    code: str
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a device can be set to."""

    id: UUID
    code: str
    kind: LocationKind
    zone: Zone | None
    name: Mapping[str, str]

    def named(self, language: str) -> str:
        """Return the name in `language`."""
        return Local(self.name).in_language(language)


def seat(session: Connected, operator_id: UUID, device_digest: str) -> Seat | None:
    """Return the active operator with the device of that token, in one statement; None when there is none."""
    row = _SEAT.one_or_none(session, {"operator": operator_id, "digest": device_digest})
    return _seat(row) if row else None


_SEAT = Prepared(
    sa.select(
        OPERATOR,
        SITE.c.time_zone,
        DEVICE.c.id.label("device_id"),
        PLACE.c.id.label("place_id"),
        PLACE.c.code.label("place_code"),
        PLACE.c.name.label("place_name"),
        PLACE.c.kind.label("place_kind"),
    )
    .join(SITE, SITE.c.id == OPERATOR.c.site_id)
    .outerjoin(
        DEVICE,
        sa.and_(DEVICE.c.token_digest == sa.bindparam("digest"), DEVICE.c.site_id == OPERATOR.c.site_id),
    )
    .outerjoin(PLACE, PLACE.c.id == DEVICE.c.station_id)
    .where(OPERATOR.c.id == sa.bindparam("operator"), OPERATOR.c.is_active)
)


def _seat(row: Any) -> Seat:
    station = None
    if row.place_id is not None:
        name = Local(row.place_name).in_language(row.language)
        station = Station(row.place_id, row.place_code, name, row.place_kind.value)
    principal = Principal(
        kind=PrincipalKind.OPERATOR,
        site_id=row.site_id,
        operator_id=row.id,
        operator_name=row.name,
        device_id=row.device_id,
        station=station,
        roles=frozenset(_roles(row.roles)),
        language=row.language,
        time_zone=row.time_zone,
    )
    return Seat(principal, row.badge, row.pin_hash, row.theme, row.gloves, row.left_handed)


def _roles(stored: str) -> tuple[Role, ...]:
    return tuple(Role(word) for word in stored.split(",") if word)


def holder(session: Session, site_id: UUID, badge: str, *, for_update: bool = False) -> Holder | None:
    """Return the active operator with that badge; `for_update` keeps others from judging a PIN at the same time."""
    if not badge:  # a system has none, and cannot sign in
        return None
    query = sa.select(OPERATOR).where(OPERATOR.c.site_id == site_id, OPERATOR.c.badge == badge, OPERATOR.c.is_active)
    row = session.execute(query.with_for_update() if for_update else query).one_or_none()
    if row is None:
        return None
    return Holder(
        id=row.id,
        site_id=row.site_id,
        name=row.name,
        badge=row.badge,
        roles=_roles(row.roles),
        language=row.language,
        pin_hash=row.pin_hash,
        locked_until=row.locked_until,
    )


def held(session: Connected, device_digest: str) -> Held | None:
    """Return the device whose token has that SHA-256."""
    return _held(_HELD.one_or_none(session, {"digest": device_digest}))


def wall(session: Connected, device_digest: str) -> Principal | None:
    """Return on whose behalf a wall display reads: nobody's, with no role."""
    device = _held(_WALL.one_or_none(session, {"digest": device_digest}))
    if device is None:
        return None
    return Principal(
        kind=PrincipalKind.WALL,
        site_id=device.site_id,
        operator_id=NOBODY,
        operator_name="",
        device_id=device.id,
        station=device.station(device.language),
        roles=frozenset(),
        language=device.language,
        time_zone=device.time_zone,
    )


def _held(row: Any) -> Held | None:
    return Held(*row) if row else None


_DEVICE = (
    sa.select(
        DEVICE.c.id,
        DEVICE.c.site_id,
        SITE.c.time_zone,
        SITE.c.language,
        PLACE.c.id.label("station_id"),
        PLACE.c.code.label("station_code"),
        PLACE.c.name.label("station_name"),
        PLACE.c.kind.label("station_kind"),
    )
    .join(SITE, SITE.c.id == DEVICE.c.site_id)
    .outerjoin(PLACE, PLACE.c.id == DEVICE.c.station_id)
    .where(DEVICE.c.token_digest == sa.bindparam("digest"))
)
_HELD, _WALL = Prepared(_DEVICE), Prepared(_DEVICE.where(DEVICE.c.kind == DeviceKind.WALL))


def buildings(session: Session) -> list[Building]:
    """Return every building, by code."""
    query = sa.select(SITE.c.id, SITE.c.code, SITE.c.name, SITE.c.time_zone).order_by(SITE.c.code)
    return [Building(*row) for row in session.execute(query)]


def places(session: Session, site_id: UUID) -> list[Place]:
    """Return the active places of a building, by code."""
    query = sa.select(PLACE).where(PLACE.c.site_id == site_id, PLACE.c.is_active).order_by(PLACE.c.code)
    return [Place(row.id, row.code, row.kind, row.zone, row.name) for row in session.execute(query)]


def place(session: Session, site_id: UUID, code: str) -> Place | None:
    """Return the active place with that code."""
    query = sa.select(PLACE).where(PLACE.c.site_id == site_id, PLACE.c.code == code, PLACE.c.is_active)
    row = session.execute(query).one_or_none()
    return Place(row.id, row.code, row.kind, row.zone, row.name) if row else None
