"""Inbound loads: the list, one of them, the appointments of a day, and what a scan at the dock names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Collection, CollectionPaper, Load, Location, Operator, Party, Trip, table_of
from app.domain.collecting import Freight
from app.domain.messages.core import Local
from app.domain.transitions import AuthorizationState, LoadState
from app.domain.vocabulary import LocationKind, PartyKind

LOAD, TRIP, PLACE = table_of(Load), table_of(Trip), table_of(Location)
COLLECTION, OF, PAPER = table_of(Collection), table_of(CollectionPaper), table_of(Authorization)
OPERATOR = table_of(Operator)
PARTY = table_of(Party)
CARRIER = PARTY.alias("carrier")

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": LOAD.c.number,
    "state": LOAD.c.state,
    "day": LOAD.c.planned_on,
    "carrier": sa.func.lower(CARRIER.c.name),
    "door": PLACE.c.code,
    "appointment": LOAD.c.appointment_from,
}
"""What the list sorts by. Those without a value stand last, whichever way it sorts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of loads is to hold, and in which order; None and empty leave nothing out. Days are included."""

    state: LoadState | None = None
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = "day"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Inbound:
    """A load with who brings it, where to, and how much: `requests` are its collection requests."""

    id: UUID
    number: str
    state: LoadState
    planned_on: date
    trip_id: UUID | None
    trip: str
    carrier_id: UUID | None
    carrier: str
    trailer: str
    seal: str
    seal_found: str
    dock_id: UUID | None
    dock: str
    dock_name: Local | None
    appointment_from: datetime | None
    appointment_until: datetime | None
    arrived_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime
    changed_by: str
    version: int
    requests: int
    kg: int
    litres: int

    @property
    def freight(self) -> Freight:
        """What it brings."""
        return Freight(self.kg, self.litres)


_SAME = (
    "id", "number", "state", "planned_on", "trip_id", "carrier_id", "trailer", "seal", "seal_found", "dock_id",
    "appointment_from", "appointment_until", "arrived_at", "closed_at", "changed_at", "version",
)  # fmt: skip


def _loads(site_id: UUID) -> "sa.Select[Any]":
    mine = (COLLECTION.c.site_id == LOAD.c.site_id) & (COLLECTION.c.load_id == LOAD.c.id)
    return (
        sa.select(
            *(LOAD.c[name] for name in _SAME),
            sa.func.coalesce(TRIP.c.number, "").label("trip"),
            sa.func.coalesce(CARRIER.c.name, "").label("carrier"),
            sa.func.coalesce(PLACE.c.code, "").label("dock"),
            PLACE.c.name.label("dock_name"),
            sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
            sa.select(sa.func.count()).where(mine).scalar_subquery().label("requests"),
            *(
                sa.select(sa.func.coalesce(sa.func.sum(COLLECTION.c[name]), 0))
                .where(mine)
                .scalar_subquery()
                .label(name)
                for name in ("kg", "litres")
            ),
        )
        .select_from(LOAD)
        .outerjoin(OPERATOR, OPERATOR.c.id == LOAD.c.changed_by)
        .outerjoin(TRIP, (TRIP.c.site_id == LOAD.c.site_id) & (TRIP.c.id == LOAD.c.trip_id))
        .outerjoin(CARRIER, CARRIER.c.id == LOAD.c.carrier_id)
        .outerjoin(PLACE, PLACE.c.id == LOAD.c.dock_id)
        .where(LOAD.c.site_id == site_id)
    )


def _inbound(row: Any) -> Inbound:
    name = Local(row.dock_name) if row.dock_name else None
    return Inbound(**{**row._mapping, "dock_name": name, "kg": int(row.kg), "litres": int(row.litres)})


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Inbound]:
    """Return `limit` loads from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    turned = column.desc() if wanted.falls else column
    query = _loads(site_id).where(*_conditions(wanted)).order_by(column.is_(None), turned, LOAD.c.number)
    return [_inbound(row) for row in session.execute(query.offset(start).limit(limit))]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many loads are wanted."""
    inner = _loads(site_id).where(*_conditions(wanted)).subquery()
    return session.execute(sa.select(sa.func.count()).select_from(inner)).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, LOAD.c.state == wanted.state),
        (wanted.since, LOAD.c.planned_on >= (wanted.since or date.min)),
        (wanted.until, LOAD.c.planned_on <= (wanted.until or date.max)),
    ]
    named = (LOAD.c.number, CARRIER.c.name, LOAD.c.trailer, LOAD.c.seal, TRIP.c.number, PLACE.c.code)
    part = wanted.find.lower()
    found = [sa.or_(*(sa.func.lower(each).contains(part, autoescape=True) for each in named))] if part else []
    return [*(test for value, test in asked if value is not None), *found]


def one(session: Session, site_id: UUID, load_id: UUID) -> Inbound | None:
    """Return a load of the site, or None."""
    row = session.execute(_loads(site_id).where(LOAD.c.id == load_id)).one_or_none()
    return _inbound(row) if row else None


def of_trip(session: Session, site_id: UUID, trip_id: UUID) -> Inbound | None:
    """Return the load that a trip brings back, or None."""
    runs = (LOAD.c.trip_id == trip_id, LOAD.c.state != LoadState.CANCELLED)
    row = session.execute(_loads(site_id).where(*runs)).one_or_none()
    return _inbound(row) if row else None


def expected(session: Session, site_id: UUID, day: date) -> list[Inbound]:
    """Return the loads of one day that were not cancelled: by appointment, then those without one."""
    runs = (LOAD.c.planned_on == day, LOAD.c.state != LoadState.CANCELLED)
    order = (LOAD.c.appointment_from.is_(None), LOAD.c.appointment_from, LOAD.c.number)
    return [_inbound(row) for row in session.execute(_loads(site_id).where(*runs).order_by(*order))]


def at_the_dock(session: Session, site_id: UUID, day: date) -> list[Inbound]:
    """Return what the dock works on: what has arrived, then what is planned for `day` or before."""
    here = LOAD.c.state == LoadState.ARRIVED
    due = (LOAD.c.state == LoadState.PLANNED) & (LOAD.c.planned_on <= day)
    order = (LOAD.c.state, LOAD.c.planned_on, LOAD.c.appointment_from.is_(None), LOAD.c.appointment_from, LOAD.c.number)
    return [_inbound(row) for row in session.execute(_loads(site_id).where(sa.or_(here, due)).order_by(*order))]


def by_code(session: Session, site_id: UUID, code: str) -> Inbound | None:
    """Return the load whose sheet carries `code`, or None."""
    row = session.execute(_loads(site_id).where(LOAD.c.number == code)).one_or_none()
    return _inbound(row) if row else None


def by_trailer(session: Session, site_id: UUID, text: str) -> Inbound | None:
    """Return the load that a trailer brings: of several, one that is here goes first, then the earliest."""
    runs = LOAD.c.state.in_(sorted((LoadState.ARRIVED, LoadState.PLANNED)))
    query = _loads(site_id).where(LOAD.c.trailer != "", LOAD.c.trailer == text.strip().upper(), runs)
    row = session.execute(query.order_by(LOAD.c.state, LOAD.c.planned_on, LOAD.c.number).limit(1)).one_or_none()
    return _inbound(row) if row else None


@dataclass(frozen=True, slots=True)
class LoadPaper:
    """An authorization that a load brings, and how far its receiving is."""

    id: UUID
    number: str
    state: AuthorizationState
    party: str
    collection_id: UUID


def papers(session: Session, site_id: UUID, load_id: UUID) -> list[LoadPaper]:
    """Return the authorizations that a load brings, by number."""
    rows = session.execute(
        sa.select(PAPER.c.id, PAPER.c.number, PAPER.c.state, PARTY.c.name, COLLECTION.c.id)
        .select_from(COLLECTION)
        .join(OF, (OF.c.site_id == COLLECTION.c.site_id) & (OF.c.collection_id == COLLECTION.c.id))
        .join(PAPER, (PAPER.c.site_id == OF.c.site_id) & (PAPER.c.id == OF.c.authorization_id))
        .join(PARTY, PARTY.c.id == PAPER.c.party_id)
        .where(COLLECTION.c.site_id == site_id, COLLECTION.c.load_id == load_id)
        .order_by(PAPER.c.number)
    )
    return [LoadPaper(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Door:
    """A dock door."""

    id: UUID
    code: str
    name: Local


def doors(session: Session, site_id: UUID) -> list[Door]:
    """Return the dock doors of the building, by code."""
    is_door = (PLACE.c.site_id == site_id, PLACE.c.kind == LocationKind.DOCK, PLACE.c.is_active)
    rows = session.execute(sa.select(PLACE.c.id, PLACE.c.code, PLACE.c.name).where(*is_door).order_by(PLACE.c.code))
    return [Door(row.id, row.code, Local(row.name)) for row in rows]


def carriers(session: Session) -> list[tuple[UUID, str]]:
    """Return id and name of the carriers, by name."""
    rows = session.execute(
        sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.kind == PartyKind.CARRIER).order_by(PARTY.c.name, PARTY.c.id)
    )
    return [(row.id, row.name) for row in rows]


def at_the_door(
    session: Session, site_id: UUID, dock_id: UUID, start: datetime, end: datetime, but: UUID
) -> Inbound | None:
    """Return another load whose appointment at a door meets the time from `start` to `end`."""
    meets = (
        LOAD.c.dock_id == dock_id, LOAD.c.appointment_from < end, LOAD.c.appointment_until > start, LOAD.c.id != but,
        LOAD.c.state.in_(sorted((LoadState.ARRIVED, LoadState.PLANNED))),
    )  # fmt: skip
    row = session.execute(_loads(site_id).where(*meets).order_by(LOAD.c.appointment_from).limit(1)).one_or_none()
    return _inbound(row) if row else None


def states(session: Session, site_id: UUID) -> Mapping[LoadState, int]:
    """Return how many loads stand in each state that any stands in."""
    rows = session.execute(
        sa.select(LOAD.c.state, sa.func.count()).where(LOAD.c.site_id == site_id).group_by(LOAD.c.state)
    )
    return {row[0]: row[1] for row in rows}
