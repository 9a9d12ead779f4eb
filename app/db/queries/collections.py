"""Collection requests: the list, one of them, what waits to be planned, what may be asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Collection, CollectionPaper, Load, Operator, Party, table_of
from app.domain.collecting import Freight, Pickup
from app.domain.geography import Point, Whereabouts, area_of
from app.domain.transitions import AuthorizationState, CollectionState
from app.domain.vocabulary import Program

COLLECTION, OF, LOAD = table_of(Collection), table_of(CollectionPaper), table_of(Load)
PARTY, PAPER, OPERATOR = table_of(Party), table_of(Authorization), table_of(Operator)

COLLECTABLE = frozenset({AuthorizationState.APPROVED, AuthorizationState.IN_TRANSIT})
"""States in which goods are still with their sender, or on their way."""

ENDED = frozenset({CollectionState.CANCELLED})

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": COLLECTION.c.number,
    "party": sa.func.lower(PARTY.c.name),
    "state": COLLECTION.c.state,
    "area": COLLECTION.c.postal_code,
    "ready": COLLECTION.c.ready_from,
    "until": COLLECTION.c.ready_until,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of requests is to hold, and in which order; None and empty leave nothing out. Days are included."""

    state: CollectionState | None = None
    party_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = "ready"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """An authorization on a request."""

    id: UUID
    number: str
    state: AuthorizationState
    program: Program


@dataclass(frozen=True, slots=True)
class Request:
    """A collection request with what it is for, and the load that brings it, if any."""

    id: UUID
    number: str
    state: CollectionState
    party_id: UUID
    party: str
    address: str
    postal_code: str
    country: str
    latitude: int | None
    longitude: int | None
    contact: str
    ready_from: date
    ready_until: date
    kg: int
    litres: int
    pallets: int
    cartons: int
    load_id: UUID | None
    load: str
    stop_id: UUID | None
    changed_at: datetime
    changed_by: str
    version: int
    papers: tuple[Paper, ...] = ()

    @property
    def area(self) -> str:
        """The area of its postal code, "US 780"."""
        return area_of(self.country, self.postal_code)

    @property
    def point(self) -> Point | None:
        """Where it is on the map, if that is known."""
        return point_of(self.latitude, self.longitude)

    @property
    def freight(self) -> Freight:
        """What it weighs and takes up."""
        return Freight(self.kg, self.litres)

    def as_pickup(self) -> Pickup:
        """Return it as planning sees it."""
        return Pickup(
            self.id, self.number, self.party_id, self.party, self.area, self.point, self.ready_from, self.ready_until,
            self.freight,
        )  # fmt: skip


def point_of(latitude: int | None, longitude: int | None) -> Point | None:
    """Return a place on the map where both are known."""
    return None if latitude is None or longitude is None else Point(latitude, longitude)


_SAME = (
    "id", "number", "state", "party_id", "address", "postal_code", "country", "latitude", "longitude", "contact",
    "ready_from", "ready_until", "kg", "litres", "pallets", "cartons", "load_id", "stop_id", "changed_at", "version",
)  # fmt: skip


def _requests(site_id: UUID) -> "sa.Select[Any]":
    return (
        sa.select(
            *(COLLECTION.c[name] for name in _SAME),
            PARTY.c.name.label("party"),
            sa.func.coalesce(LOAD.c.number, "").label("load"),
            sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
        )
        .select_from(COLLECTION)
        .join(PARTY, PARTY.c.id == COLLECTION.c.party_id)
        .outerjoin(OPERATOR, OPERATOR.c.id == COLLECTION.c.changed_by)
        .outerjoin(LOAD, (LOAD.c.site_id == COLLECTION.c.site_id) & (LOAD.c.id == COLLECTION.c.load_id))
        .where(COLLECTION.c.site_id == site_id)
    )


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Request]:
    """Return `limit` requests from position `start` on, the first being 0, each with its papers; without limit all."""
    column = ORDERS[wanted.order]
    turned = column.desc() if wanted.falls else column
    query = _requests(site_id).where(*_conditions(wanted)).order_by(turned, COLLECTION.c.number)
    return _with_papers(session, site_id, query.offset(start).limit(limit))


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many requests are wanted."""
    inner = _requests(site_id).where(*_conditions(wanted)).subquery()
    return session.execute(sa.select(sa.func.count()).select_from(inner)).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, COLLECTION.c.state == wanted.state),
        (wanted.party_id, COLLECTION.c.party_id == wanted.party_id),
        (wanted.since, COLLECTION.c.ready_until >= (wanted.since or date.min)),
        (wanted.until, COLLECTION.c.ready_from <= (wanted.until or date.max)),
    ]
    found = [_finds(wanted.find)] if wanted.find else []
    return [*(test for value, test in asked if value is not None), *found]


def _finds(text: str) -> "sa.ColumnElement[bool]":
    """Match part of a number, party, place or load, or an authorization of it."""
    part = text.lower()
    named = (COLLECTION.c.number, PARTY.c.name, COLLECTION.c.address, COLLECTION.c.postal_code, LOAD.c.number)
    held = (
        sa.select(OF.c.collection_id)
        .join(PAPER, (PAPER.c.site_id == OF.c.site_id) & (PAPER.c.id == OF.c.authorization_id))
        .where(OF.c.site_id == COLLECTION.c.site_id, sa.func.lower(PAPER.c.number).contains(part, autoescape=True))
    )
    texts = (sa.func.lower(column).contains(part, autoescape=True) for column in named)
    return sa.or_(*texts, COLLECTION.c.id.in_(held))


def _with_papers(session: Session, site_id: UUID, query: "sa.Select[Any]") -> list[Request]:
    rows = session.execute(query).all()
    papers = _papers(session, site_id, [row.id for row in rows])
    return [Request(**row._mapping, papers=tuple(papers.get(row.id, ()))) for row in rows]


def _papers(session: Session, site_id: UUID, requests: list[UUID]) -> dict[UUID, list[Paper]]:
    rows = session.execute(
        sa.select(OF.c.collection_id, *(PAPER.c[name] for name in ("id", "number", "state", "program")))
        .join(PAPER, (PAPER.c.site_id == OF.c.site_id) & (PAPER.c.id == OF.c.authorization_id))
        .where(OF.c.site_id == site_id, OF.c.collection_id.in_(requests))
        .order_by(PAPER.c.number)
    )
    found: dict[UUID, list[Paper]] = {}
    for collection_id, *paper in rows:
        found.setdefault(collection_id, []).append(Paper(*paper))
    return found


def one(session: Session, site_id: UUID, request_id: UUID) -> Request | None:
    """Return a request of the site, or None."""
    return next(iter(_with_papers(session, site_id, _requests(site_id).where(COLLECTION.c.id == request_id))), None)


def several(session: Session, site_id: UUID, ids: list[UUID]) -> list[Request]:
    """Return the requests of the site among `ids`, by id: the order in which acts take them."""
    query = _requests(site_id).where(COLLECTION.c.id.in_(ids)).order_by(COLLECTION.c.id)
    return _with_papers(session, site_id, query)


def waiting(session: Session, site_id: UUID, today: date) -> list[Request]:
    """Return the requests that no load was made for, and whose days are not over."""
    is_open = (COLLECTION.c.state == CollectionState.REQUESTED, COLLECTION.c.ready_until >= today)
    return _with_papers(session, site_id, _requests(site_id).where(*is_open).order_by(COLLECTION.c.number))


def of_load(session: Session, site_id: UUID, load_id: UUID) -> list[Request]:
    """Return the requests that a load brings, by number."""
    query = _requests(site_id).where(COLLECTION.c.load_id == load_id).order_by(COLLECTION.c.number)
    return _with_papers(session, site_id, query)


def of_paper(session: Session, site_id: UUID, paper_id: UUID) -> list[Request]:
    """Return the requests that an authorization stands on, the latest first."""
    mine = sa.select(OF.c.collection_id).where(OF.c.site_id == site_id, OF.c.authorization_id == paper_id)
    query = _requests(site_id).where(COLLECTION.c.id.in_(mine)).order_by(COLLECTION.c.number.desc())
    return _with_papers(session, site_id, query)


def collectable(session: Session, site_id: UUID, party_id: UUID) -> list[Paper]:
    """Return the approved authorizations of a party that stand on no request yet, by number."""
    asked = (
        sa.select(OF.c.authorization_id)
        .join(COLLECTION, (COLLECTION.c.site_id == OF.c.site_id) & (COLLECTION.c.id == OF.c.collection_id))
        .where(OF.c.site_id == site_id, COLLECTION.c.state.not_in(sorted(ENDED)))
    )
    rows = session.execute(
        sa.select(*(PAPER.c[name] for name in ("id", "number", "state", "program")))
        .where(PAPER.c.site_id == site_id, PAPER.c.party_id == party_id, PAPER.c.state.in_(sorted(COLLECTABLE)))
        .where(PAPER.c.id.not_in(asked))
        .order_by(PAPER.c.number)
    )
    return [Paper(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party is, as a form starts with it."""

    id: UUID
    name: str
    address: str
    postal_code: str
    country: str
    latitude: int | None
    longitude: int | None

    @property
    def whereabouts(self) -> Whereabouts:
        """The same without whose it is."""
        return Whereabouts(self.address, self.postal_code, self.country, point_of(self.latitude, self.longitude))


def ids_of(session: Session, site_id: UUID, numbers: Iterable[str]) -> dict[str, UUID]:
    """Return the ids of requests by their numbers, of those that exist."""
    named = sa.select(COLLECTION.c.number, COLLECTION.c.id).where(
        COLLECTION.c.site_id == site_id, COLLECTION.c.number.in_(sorted(numbers))
    )
    return {row.number: row.id for row in session.execute(named)}


def ids_by_name(session: Session, site_id: UUID, names: Iterable[str]) -> dict[str, UUID]:
    """Return the ids of requests by their numbers, or by the authorizations that stand on them as long as they run."""
    wanted = sorted(names)
    stands = (
        sa.select(PAPER.c.number, COLLECTION.c.id)
        .join(OF, (OF.c.site_id == PAPER.c.site_id) & (OF.c.authorization_id == PAPER.c.id))
        .join(COLLECTION, (COLLECTION.c.site_id == OF.c.site_id) & (COLLECTION.c.id == OF.c.collection_id))
        .where(PAPER.c.site_id == site_id, PAPER.c.number.in_(wanted), COLLECTION.c.state.not_in(sorted(ENDED)))
    )
    of_papers = {row.number: row.id for row in session.execute(stands)}
    return of_papers | ids_of(session, site_id, wanted)


def place_of(session: Session, party_id: UUID) -> Place:
    """Return where a party is."""
    names = ("id", "name", "address", "postal_code", "country", "latitude", "longitude")
    return Place(*session.execute(sa.select(*(PARTY.c[name] for name in names)).where(PARTY.c.id == party_id)).one())
