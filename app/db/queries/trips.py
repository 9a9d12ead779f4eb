"""Forward trips: the list, one of them, and what of them can take a pick-up on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Collection, Load, Party, Site, Trip, TripStop, table_of
from app.db.queries.collections import point_of
from app.domain.collecting import Freight
from app.domain.combining import Aboard, Stop
from app.domain.combining import Trip as Planned
from app.domain.geography import Point
from app.domain.transitions import LoadState, TripState

TRIP, STOP, PARTY = table_of(Trip), table_of(TripStop), table_of(Party)
LOAD, COLLECTION, SITE = table_of(Load), table_of(Collection), table_of(Site)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": TRIP.c.number,
    "state": TRIP.c.state,
    "day": TRIP.c.leaves_on,
    "vehicle": TRIP.c.vehicle,
    "capacity": TRIP.c.capacity_kg,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of trips is to hold, and in which order; None and empty leave nothing out. Days are included."""

    state: TripState | None = None
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = "day"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """One trip of a list; weights in kilograms, volumes in litres, of what it delivers in all."""

    id: UUID
    number: str
    state: TripState
    leaves_on: date
    vehicle: str
    capacity_kg: int
    capacity_litres: int
    version: int
    stops: int
    kg: int
    litres: int


def _trips(site_id: UUID) -> "sa.Select[Any]":
    mine = (STOP.c.site_id == TRIP.c.site_id) & (STOP.c.trip_id == TRIP.c.id)
    same = ("id", "number", "state", "leaves_on", "vehicle", "capacity_kg", "capacity_litres", "version")
    return sa.select(
        *(TRIP.c[name] for name in same),
        sa.select(sa.func.count()).where(mine).scalar_subquery().label("stops"),
        *(
            sa.select(sa.func.coalesce(sa.func.sum(STOP.c[name]), 0)).where(mine).scalar_subquery().label(name)
            for name in ("kg", "litres")
        ),
    ).where(TRIP.c.site_id == site_id)


def _listed(row: Any) -> Listed:
    return Listed(**{**row._mapping, "kg": int(row.kg), "litres": int(row.litres)})


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` trips from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    query = (
        _trips(site_id).where(*_conditions(wanted)).order_by(column.desc() if wanted.falls else column, TRIP.c.number)
    )
    return [_listed(row) for row in session.execute(query.offset(start).limit(limit))]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many trips are wanted."""
    inner = _trips(site_id).where(*_conditions(wanted)).subquery()
    return session.execute(sa.select(sa.func.count()).select_from(inner)).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, TRIP.c.state == wanted.state),
        (wanted.since, TRIP.c.leaves_on >= (wanted.since or date.min)),
        (wanted.until, TRIP.c.leaves_on <= (wanted.until or date.max)),
    ]
    part = wanted.find.lower()
    goes_to = (
        sa.select(STOP.c.trip_id)
        .join(PARTY, PARTY.c.id == STOP.c.party_id)
        .where(STOP.c.site_id == TRIP.c.site_id, sa.func.lower(PARTY.c.name).contains(part, autoescape=True))
    )
    named = (sa.func.lower(each).contains(part, autoescape=True) for each in (TRIP.c.number, TRIP.c.vehicle))
    found = [sa.or_(*named, TRIP.c.id.in_(goes_to))] if part else []
    return [*(test for value, test in asked if value is not None), *found]


def one(session: Session, site_id: UUID, trip_id: UUID) -> Listed | None:
    """Return a trip of the site, or None."""
    row = session.execute(_trips(site_id).where(TRIP.c.id == trip_id)).one_or_none()
    return _listed(row) if row else None


def id_of(session: Session, site_id: UUID, number: str) -> UUID | None:
    """Return the trip with `number`."""
    named = sa.select(TRIP.c.id).where(TRIP.c.site_id == site_id, TRIP.c.number == number)
    return session.execute(named).scalar_one_or_none()


def planned(session: Session, site_id: UUID, since: date) -> list[Planned]:
    """Return the trips of `since` and later that run as planning sees them, with what they pick up already."""
    runs = (TRIP.c.leaves_on >= since, TRIP.c.state == TripState.PLANNED)
    rows = session.execute(_trips(site_id).where(*runs).order_by(TRIP.c.leaves_on, TRIP.c.number))
    return _as_planned(session, site_id, [_listed(row) for row in rows])


def plans_of(session: Session, site_id: UUID, ids: Iterable[UUID]) -> dict[UUID, Planned]:
    """Return trips by their ids as planning sees them."""
    rows = session.execute(_trips(site_id).where(TRIP.c.id.in_(sorted(ids)))).all()
    return {plan.id: plan for plan in _as_planned(session, site_id, [_listed(row) for row in rows])}


def plan_of(session: Session, site_id: UUID, trip: Listed) -> Planned:
    """Return one trip as planning sees it."""
    return _as_planned(session, site_id, [trip])[0]


def _as_planned(session: Session, site_id: UUID, trips: list[Listed]) -> list[Planned]:
    ids = [trip.id for trip in trips]
    stops, places = _stops(session, site_id, ids)
    aboard = _aboard(session, site_id, ids, places)
    return [
        Planned(
            trip.id, trip.number, trip.leaves_on, Freight(trip.capacity_kg, trip.capacity_litres),
            tuple(stops[trip.id]), tuple(aboard[trip.id]),
        )
        for trip in trips
    ]  # fmt: skip


def _stops(session: Session, site_id: UUID, trips: list[UUID]) -> tuple[dict[UUID, list[Stop]], dict[UUID, int]]:
    """Return the stops by trip, counted from 1 without gaps, and the place in that count by stop."""
    rows = session.execute(
        sa.select(STOP, PARTY.c.name, PARTY.c.latitude, PARTY.c.longitude)
        .join(PARTY, PARTY.c.id == STOP.c.party_id)
        .where(STOP.c.site_id == site_id, STOP.c.trip_id.in_(trips))
        .order_by(STOP.c.trip_id, STOP.c.position, STOP.c.id)
    )
    stops: dict[UUID, list[Stop]] = defaultdict(list)
    places: dict[UUID, int] = {}
    for row in rows:
        places[row.id] = place = len(stops[row.trip_id]) + 1
        point, freight = point_of(row.latitude, row.longitude), Freight(row.kg, row.litres)
        stops[row.trip_id].append(Stop(row.id, place, row.party_id, row.name, point, freight))
    return stops, places


def _aboard(session: Session, site_id: UUID, trips: list[UUID], places: Mapping[UUID, int]) -> dict[UUID, list[Aboard]]:
    rows = session.execute(
        sa.select(
            LOAD.c.trip_id, *(COLLECTION.c[name] for name in ("stop_id", "latitude", "longitude", "kg", "litres"))
        )
        .join(COLLECTION, (COLLECTION.c.site_id == LOAD.c.site_id) & (COLLECTION.c.load_id == LOAD.c.id))
        .where(LOAD.c.site_id == site_id, LOAD.c.trip_id.in_(trips), LOAD.c.state != LoadState.CANCELLED)
        .order_by(COLLECTION.c.number)
    )
    aboard: dict[UUID, list[Aboard]] = defaultdict(list)
    for row in rows:
        # a stop that is no more tells nothing of where it is picked up: then it needs room from the start
        after = places.get(row.stop_id, 0)
        point, freight = point_of(row.latitude, row.longitude), Freight(row.kg, row.litres)
        aboard[row.trip_id].append(Aboard(after, point, freight))
    return aboard


@dataclass(frozen=True, slots=True)
class Home:
    """Where the site is on the map, and the currency it reckons in."""

    point: Point | None
    currency: str


def home(session: Session, site_id: UUID) -> Home:
    """Return where the site is."""
    row = session.execute(
        sa.select(SITE.c.latitude, SITE.c.longitude, SITE.c.currency).where(SITE.c.id == site_id)
    ).one()
    return Home(point_of(row.latitude, row.longitude), row.currency)
