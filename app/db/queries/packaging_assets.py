"""Assets and types of packaging in the office: the lists, and one of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Event, EventItem, Location, Operator, PackagingAsset, PackagingType, Party, table_of
from app.domain.epcis import EventKind
from app.domain.packaging import CountedBy, Material, PackagingKind
from app.domain.transitions import AssetState

TYPE, ASSET, PARTY = table_of(PackagingType), table_of(PackagingAsset), table_of(Party)
PLACE, OPERATOR = table_of(Location), table_of(Operator)
EVENT, ITEM = table_of(Event), table_of(EventItem)

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "grai": ASSET.c.grai,
    "type": TYPE.c.code,
    "state": ASSET.c.state,
    "party": sa.func.lower(sa.func.coalesce(PARTY.c.name, "")),
    "since": ASSET.c.state_since,
    "trips": ASSET.c.trips,
}
"""What the list of assets sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which assets a list is to hold, and in which order; None and empty leave nothing out."""

    state: AssetState | None = None
    type_id: UUID | None = None
    party_id: UUID | None = None
    find: str = ""
    order: str = "since"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One asset of a list; `trips` are issues since its last wash."""

    id: UUID
    grai: str
    state: AssetState
    since: datetime
    trips: int
    version: int
    type_id: UUID
    code: str
    name: Mapping[str, str]
    party_id: UUID | None
    party: str
    place: str


def listed(session: Session, site_id: UUID, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` assets from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        _assets(_conditions(site_id, wanted))
        .order_by(column.desc() if wanted.falls else column, ASSET.c.grai)
        .offset(start)
        .limit(limit)
    )
    return [Listed(**row._mapping) for row in rows]


def _assets(where: list["sa.ColumnElement[bool]"]) -> "sa.Select[Any]":
    own = ("id", "grai", "state", "trips", "version", "type_id", "party_id")
    return (
        sa.select(
            *(ASSET.c[name] for name in own), ASSET.c.state_since.label("since"), TYPE.c.code, TYPE.c.name,
            sa.func.coalesce(PARTY.c.name, "").label("party"), sa.func.coalesce(PLACE.c.code, "").label("place"),
        )
        .join(TYPE, TYPE.c.id == ASSET.c.type_id)
        .outerjoin(PARTY, PARTY.c.id == ASSET.c.party_id)
        .outerjoin(PLACE, PLACE.c.id == ASSET.c.location_id)
        .where(*where)
    )  # fmt: skip


def count(session: Session, site_id: UUID, wanted: Wanted) -> int:
    """Return how many assets are wanted."""
    return session.execute(
        sa.select(sa.func.count())
        .select_from(ASSET)
        .join(TYPE, TYPE.c.id == ASSET.c.type_id)
        .outerjoin(PARTY, PARTY.c.id == ASSET.c.party_id)
        .where(*_conditions(site_id, wanted))
    ).scalar_one()


def _conditions(site_id: UUID, wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked = (
        (wanted.state, ASSET.c.state == wanted.state),
        (wanted.type_id, ASSET.c.type_id == wanted.type_id),
        (wanted.party_id, ASSET.c.party_id == wanted.party_id),
    )
    lower = wanted.find.lower()
    named = (sa.func.lower(column).contains(lower, autoescape=True) for column in (ASSET.c.grai, TYPE.c.code))
    found = [sa.or_(*named, sa.func.lower(PARTY.c.name).contains(lower, autoescape=True))] if wanted.find else []
    return [ASSET.c.site_id == site_id, *(test for value, test in asked if value is not None), *found]


def one(session: Session, site_id: UUID, asset_id: UUID) -> Listed | None:
    """Return one asset, or None when the site has none of that id."""
    row = session.execute(_assets([ASSET.c.site_id == site_id, ASSET.c.id == asset_id])).one_or_none()
    return Listed(**row._mapping) if row else None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on an asset, by the ledger; `is_undone` tells that it was taken back since."""

    at: datetime
    kind: EventKind
    who: str
    party: str
    is_undone: bool


def acts_on(session: Session, site_id: UUID, asset_id: UUID) -> list[Act]:
    """Return what was done with an asset, the latest first."""
    later = EVENT.alias("later")
    is_undone = sa.exists().where(later.c.site_id == EVENT.c.site_id, later.c.undoes_event_id == EVENT.c.id)
    rows = session.execute(
        sa.select(
            EVENT.c.record_time, EVENT.c.kind, OPERATOR.c.name, EVENT.c.biz_transactions, is_undone.label("is_undone")
        )
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .where(ITEM.c.site_id == site_id, ITEM.c.asset_id == asset_id)
        .order_by(EVENT.c.id.desc())
    ).all()
    ids = {UUID(each["id"]) for row in rows for each in row.biz_transactions if each["type"] == "party"}
    named = session.execute(sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.id.in_(ids)))
    names = {row.id: row.name for row in named}
    return [
        Act(row.record_time, row.kind, row.name, ", ".join(names[UUID(each["id"])] for each in row.biz_transactions),
            bool(row.is_undone))
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneType:
    """A type with how many assets of it are where; `deposit` is for one piece or one kilogram."""

    id: UUID
    code: str
    name: Mapping[str, str]
    kind: PackagingKind
    counted_by: CountedBy
    asset_type: str
    material: Material
    weight_grams: int
    deposit: Decimal
    currency: str
    dirty_percent: int
    damaged_percent: int
    beyond_percent: int
    wash_after: int
    cutoff_days: int
    changed_at: datetime
    version: int


_TYPE = tuple(TYPE.c[name] for name in OneType.__dataclass_fields__)
TYPE_ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "code": TYPE.c.code,
    "kind": TYPE.c.kind,
    "deposit": TYPE.c.deposit,
}
"""What the list of types sorts by."""


def types(session: Session, order: str = "code", falls: bool = False, find: str = "") -> list[OneType]:
    """Return the types of packaging whose code holds `find`."""
    column = TYPE_ORDERS[order]
    rows = session.execute(
        sa.select(*_TYPE)
        .where(sa.func.lower(TYPE.c.code).contains(find.lower(), autoescape=True))
        .order_by(column.desc() if falls else column, TYPE.c.code)
    )
    return [OneType(*row) for row in rows]


def one_type(session: Session, type_id: UUID) -> OneType | None:
    """Return one type."""
    row = session.execute(sa.select(*_TYPE).where(TYPE.c.id == type_id)).one_or_none()
    return OneType(*row) if row else None


def stock(session: Session, site_id: UUID) -> Mapping[tuple[UUID, AssetState], int]:
    """Return how many assets of each type are in each state."""
    of = (ASSET.c.type_id, ASSET.c.state)
    rows = session.execute(sa.select(*of, sa.func.count()).where(ASSET.c.site_id == site_id).group_by(*of))
    return {(type_id, state): int(assets) for type_id, state, assets in rows}
