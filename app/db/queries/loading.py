"""What is on an outbound load, or goes on it: its cartons, whose goods they hold, who put them there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    Authorization,
    Carton,
    CartonLine,
    Event,
    EventItem,
    Operator,
    OutboundLoad,
    Product,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.db.queries.cartons import StandingCarton
from app.domain.epcis import EventKind
from app.domain.messages.core import Local
from app.domain.outbound import Aboard
from app.domain.transitions import CartonState

CARTON, LINE, PRODUCT = table_of(Carton), table_of(CartonLine), table_of(Product)
RECEIPT, RECEIPT_LINE, PAPER = table_of(Receipt), table_of(ReceiptLine), table_of(Authorization)
EVENT, ITEM, OPERATOR, OUTBOUND = table_of(Event), table_of(EventItem), table_of(Operator), table_of(OutboundLoad)

_STANDING = tuple(CARTON.c[name] for name in StandingCarton.__dataclass_fields__)


def cartons_on(session: Session, site_id: UUID, load_id: UUID, *, locked: bool = False) -> list[StandingCarton]:
    """Return pallets and cartons on a load; `locked` keeps others from changing them. The load is locked before."""
    where = (CARTON.c.site_id == site_id, CARTON.c.outbound_load_id == load_id, CARTON.c.state == CartonState.LOADED)
    # in the order of all acts: what stands on a pallet after the pallet
    found = sa.select(*_STANDING).where(*where)
    ordered = found.order_by(CARTON.c.parent_id.is_not(None), CARTON.c.id)  # the order of all acts: pallets first
    rows = session.execute(ordered.with_for_update(key_share=True) if locked else ordered)
    return [StandingCarton(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class OnLoad:
    """A carton that stands on no pallet, or a pallet with all on it: `units` base units of these products."""

    id: UUID
    lpn: str
    is_pallet: bool
    units: int
    products: tuple[Mapping[str, str], ...]


def shown(session: Session, site_id: UUID, load_id: UUID) -> list[OnLoad]:
    """Return what is handled of a load, what was put on last first."""
    under = CARTON.alias("under")
    rows = session.execute(
        sa.select(
            sa.func.coalesce(under.c.id, CARTON.c.id).label("id"),
            sa.func.coalesce(under.c.lpn, CARTON.c.lpn).label("lpn"),
            under.c.id.is_not(None).label("is_pallet"), LINE.c.quantity, PRODUCT.c.name,
        )
        .select_from(CARTON)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(under, (under.c.site_id == CARTON.c.site_id) & (under.c.id == CARTON.c.parent_id))
        .where(CARTON.c.site_id == site_id, CARTON.c.outbound_load_id == load_id,
               CARTON.c.state == CartonState.LOADED, LINE.c.quantity > 0)
        .order_by(CARTON.c.state_since.desc(), CARTON.c.lpn, PRODUCT.c.sku)
    )  # fmt: skip
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return [_on_load(each) for each in found.values()]


def _on_load(rows: list[Any]) -> OnLoad:
    names = {row.name["en"]: row.name for row in rows}
    first, units = rows[0], sum(row.quantity for row in rows)
    return OnLoad(first.id, first.lpn, bool(first.is_pallet), units, tuple(names.values()))


def aboard(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> list[Aboard]:
    """Return whose goods these cartons hold, and who sent them, carton by carton."""
    rows = session.execute(
        sa.select(CARTON.c.lpn, PRODUCT.c.name, PRODUCT.c.vendor_id, PAPER.c.party_id)
        .select_from(LINE)
        .join(CARTON, _same(LINE, "carton_id", CARTON))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _same(LINE, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _same(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PAPER, _same(RECEIPT, "authorization_id", PAPER))
        .where(LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0)
        .order_by(CARTON.c.lpn, PRODUCT.c.sku, LINE.c.id)
    )
    return [Aboard(row.lpn, Local(row.name), row.vendor_id, row.party_id) for row in rows]


def hazardous(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> tuple[str, ...]:
    """Return the SKUs in these cartons that are dangerous to carry."""
    rows = session.scalars(
        sa.select(PRODUCT.c.sku)
        .join(LINE, LINE.c.product_id == PRODUCT.c.id)
        .where(LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0, PRODUCT.c.hazardous)
        .distinct()
        .order_by(PRODUCT.c.sku)
    )
    return tuple(rows)


def _same(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


@dataclass(frozen=True, slots=True)
class Loading:
    """Who put a carton on which load, when (UTC), and where it and what is on it stood before, by carton."""

    load_id: UUID
    load: str
    who: str
    when: datetime
    places: Mapping[UUID, UUID | None]


def loading_of(session: Session, site_id: UUID, carton_id: UUID) -> Loading:
    """Return how a carton that is on a load came onto it."""
    row = session.execute(
        sa.select(OUTBOUND.c.id, OUTBOUND.c.number, OPERATOR.c.name, EVENT.c.record_time, EVENT.c.detail)
        .select_from(ITEM)
        .join(EVENT, (EVENT.c.site_id == ITEM.c.site_id) & (EVENT.c.id == ITEM.c.event_id))
        .join(OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .join(CARTON, (CARTON.c.site_id == ITEM.c.site_id) & (CARTON.c.id == carton_id))
        .join(OUTBOUND, _same(CARTON, "outbound_load_id", OUTBOUND))
        .where(ITEM.c.site_id == site_id, ITEM.c.to_carton_id == carton_id, EVENT.c.kind == EventKind.CARTON_LOADED)
        .order_by(EVENT.c.id.desc())
        .limit(1)
    ).one()
    return Loading(row.id, row.number, row.name, row.record_time, _places(row.detail["changes"]))


def _places(changes: list[list[str]]) -> Mapping[UUID, UUID | None]:
    """Return where cartons stood before, by what the event says that it changed."""
    stood = [(one, before) for thing, one, column, before, _after in changes if (thing, column) == _PLACE]
    return {UUID(one): UUID(before) if before else None for one, before in stood}


_PLACE = ("carton", "location_id")
