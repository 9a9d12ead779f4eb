"""Outbound loads: the list, one of them, what is to be loaded now, and the papers of one that has left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Location, Operator, OutboundLoad, Party, table_of
from app.domain.consignments import Consignment
from app.domain.outbound import TAKERS, Addressee
from app.domain.transitions import CartonState, OutboundState
from app.domain.vocabulary import DispositionCode, PartyKind

OUTBOUND, PARTY, PLACE = table_of(OutboundLoad), table_of(Party), table_of(Location)
CARTON, LINE, OPERATOR = table_of(Carton), table_of(CartonLine), table_of(Operator)
CARRIER = PARTY.alias("carrier")

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "number": OUTBOUND.c.number,
    "state": OUTBOUND.c.state,
    "day": OUTBOUND.c.planned_on,
    "party": sa.func.lower(PARTY.c.name),
    "code": OUTBOUND.c.code,
    "departed": OUTBOUND.c.departed_at,
}
"""What the list sorts by. Those without a value stand last, whichever way it sorts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of loads is to hold, and in which order; None and empty leave nothing out. Days are included."""

    state: OutboundState | None = None
    code: DispositionCode | None = None
    since: date | None = None
    until: date | None = None
    find: str = ""
    order: str = "day"
    falls: bool = True


@dataclass(frozen=True, slots=True)
class Outbound:
    """A load with whom it goes to and what is on it: before it departs by its cartons, then as its papers state it.

    Instants are UTC; `handling_units` are pallets, and cartons that stand on none.
    """

    id: UUID
    number: str
    state: OutboundState
    party_id: UUID
    party: str
    code: DispositionCode
    planned_on: date
    carrier_id: UUID | None
    carrier: str
    trailer: str
    seal: str
    dock_id: UUID | None
    dock: str
    departed_at: datetime | None
    delivered_on: date | None
    received_by: str
    note: str
    digest: str
    changed_at: datetime
    changed_by: str
    version: int
    handling_units: int
    units: int
    grams: int

    @property
    def addressee(self) -> Addressee:
        """Whom it goes to, and under which code."""
        return Addressee(self.number, self.code, self.party_id, self.party)

    @property
    def is_gone(self) -> bool:
        """Tell whether it has left the building."""
        return self.departed_at is not None


_SAME = (
    "id", "number", "state", "party_id", "code", "planned_on", "carrier_id", "trailer", "seal", "dock_id",
    "departed_at", "delivered_on", "received_by", "note", "digest", "changed_at", "version", "grams",
)  # fmt: skip
_ON_IT = (
    (CARTON.c.site_id == OUTBOUND.c.site_id)
    & (CARTON.c.outbound_load_id == OUTBOUND.c.id)
    & (CARTON.c.state == CartonState.LOADED)
)


def _loads(site_id: UUID) -> "sa.Select[Any]":
    alone = sa.select(sa.func.count()).where(_ON_IT, CARTON.c.parent_id.is_(None))
    units = (
        sa.select(sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0))
        .select_from(CARTON)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id))
        .where(_ON_IT)
    )
    is_gone = OUTBOUND.c.departed_at.is_not(None)
    return (
        sa.select(
            *(OUTBOUND.c[name] for name in _SAME),
            PARTY.c.name.label("party"),
            sa.func.coalesce(CARRIER.c.name, "").label("carrier"),
            sa.func.coalesce(PLACE.c.code, "").label("dock"),
            sa.func.coalesce(OPERATOR.c.name, "").label("changed_by"),
            sa.case((is_gone, OUTBOUND.c.handling_units), else_=_count_of(alone)).label("handling_units"),
            sa.case((is_gone, OUTBOUND.c.units), else_=_count_of(units)).label("units"),
        )
        .select_from(OUTBOUND)
        .join(PARTY, PARTY.c.id == OUTBOUND.c.party_id)
        .outerjoin(CARRIER, CARRIER.c.id == OUTBOUND.c.carrier_id)
        .outerjoin(PLACE, PLACE.c.id == OUTBOUND.c.dock_id)
        .outerjoin(OPERATOR, OPERATOR.c.id == OUTBOUND.c.changed_by)
        .where(OUTBOUND.c.site_id == site_id)
    )


def _count_of(statement: "sa.Select[Any]") -> "sa.ScalarSelect[Any]":
    return statement.correlate(OUTBOUND).scalar_subquery()


def _outbound(row: Any) -> Outbound:
    counts = {name: int(getattr(row, name)) for name in ("handling_units", "units", "grams")}
    return Outbound(**{**row._mapping, **counts})


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Outbound]:
    """Return `limit` loads from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    turned = column.desc() if wanted.falls else column
    query = _loads(site_id).where(*_conditions(wanted)).order_by(column.is_(None), turned, OUTBOUND.c.number)
    return [_outbound(row) for row in session.execute(query.offset(start).limit(limit))]


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many loads are wanted."""
    inner = _loads(site_id).where(*_conditions(wanted)).subquery()
    return session.execute(sa.select(sa.func.count()).select_from(inner)).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, OUTBOUND.c.state == wanted.state),
        (wanted.code, OUTBOUND.c.code == wanted.code),
        (wanted.since, OUTBOUND.c.planned_on >= (wanted.since or date.min)),
        (wanted.until, OUTBOUND.c.planned_on <= (wanted.until or date.max)),
    ]
    named = (OUTBOUND.c.number, PARTY.c.name, CARRIER.c.name, OUTBOUND.c.trailer, OUTBOUND.c.seal, PLACE.c.code)
    part = wanted.find.lower()
    found = [sa.or_(*(sa.func.lower(each).contains(part, autoescape=True) for each in named))] if part else []
    return [*(test for value, test in asked if value is not None), *found]


def one(session: Session, site_id: UUID, load_id: UUID) -> Outbound | None:
    """Return a load of the site, or None."""
    row = session.execute(_loads(site_id).where(OUTBOUND.c.id == load_id)).one_or_none()
    return _outbound(row) if row else None


def locked(session: Session, site_id: UUID, load_id: UUID) -> Outbound | None:
    """Return a load of the site that nobody else changes meanwhile. It is locked before its cartons."""
    mine = (OUTBOUND.c.site_id == site_id, OUTBOUND.c.id == load_id)
    session.execute(sa.select(OUTBOUND.c.id).where(*mine).with_for_update(key_share=True))
    return one(session, site_id, load_id)


def by_code(session: Session, site_id: UUID, code: str) -> Outbound | None:
    """Return the load whose sheet carries `code`, or None."""
    row = session.execute(_loads(site_id).where(OUTBOUND.c.number == code)).one_or_none()
    return _outbound(row) if row else None


def to_load(session: Session, site_id: UUID) -> list[Outbound]:
    """Return what the floor works on: what is being loaded, then what is planned, the earliest first."""
    live = OUTBOUND.c.state.in_(sorted((OutboundState.LOADING, OutboundState.PLANNED)))
    order = (OUTBOUND.c.state, OUTBOUND.c.planned_on, OUTBOUND.c.number)
    return [_outbound(row) for row in session.execute(_loads(site_id).where(live).order_by(*order))]


@dataclass(frozen=True, slots=True)
class Papers:
    """What the papers of a departed load state, and how: by paper and language."""

    record: Consignment
    papers: Mapping[str, Mapping[str, Mapping[str, Any]]]


def papers(session: Session, site_id: UUID, load_id: UUID) -> Papers | None:
    """Return the frozen papers of a load; None before it has departed."""
    where = (OUTBOUND.c.site_id == site_id, OUTBOUND.c.id == load_id, OUTBOUND.c.departed_at.is_not(None))
    row = session.execute(sa.select(OUTBOUND.c.record, OUTBOUND.c.papers).where(*where)).one_or_none()
    return Papers(Consignment.from_json(row.record), row.papers) if row else None


def takers(session: Session) -> list[tuple[UUID, str, PartyKind]]:
    """Return id, name and kind of the parties that goods leave to, by name."""
    rows = session.execute(
        sa.select(PARTY.c.id, PARTY.c.name, PARTY.c.kind)
        .where(PARTY.c.kind.in_(sorted(set(TAKERS.values()))))
        .order_by(PARTY.c.name, PARTY.c.id)
    )
    return [(row.id, row.name, row.kind) for row in rows]


@dataclass(frozen=True, slots=True)
class Taker:
    """A party as papers name it; `address` is by lines."""

    name: str
    kind: PartyKind
    address: str


def taker(session: Session, party_id: UUID) -> Taker | None:
    """Return a party with its whole address, or None."""
    columns = (PARTY.c[name] for name in ("name", "kind", "address", "postal_code", "country"))
    row = session.execute(sa.select(*columns).where(PARTY.c.id == party_id)).one_or_none()
    if row is None:
        return None
    last = " ".join(each for each in (row.postal_code, row.country) if each)
    return Taker(row.name, row.kind, "\n".join(each for each in (row.address, last) if each))
