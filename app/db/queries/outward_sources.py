"""Where each resource that the company's own systems read stands: one row a resource."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.db.models import (
    Authorization,
    AuthorizationLine,
    Carton,
    Claim,
    ClaimLine,
    Collection,
    CollectionPaper,
    CreditMemo,
    CreditMemoLine,
    DeclaredLine,
    Load,
    Location,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    Replacement,
    Shipment,
    ShipmentLine,
    Tracking,
    Trip,
    TripStop,
    table_of,
)
from app.db.queries.pallets import IS_ANNOUNCED
from app.db.queries.refunds import LIMIT, REFUND
from app.domain.money import NOTHING


@dataclass(frozen=True, slots=True)
class Source:
    """Where a resource is read: its table, and the table of its lines with the column that names their parent."""

    table: sa.FromClause
    lines: sa.FromClause | None = None
    parent: str = ""
    is_counted: Callable[[sa.FromClause], sa.ColumnElement[bool]] | None = None
    tracking: sa.Table | None = None


CARTON, DECLARED, PAPER = table_of(Carton), table_of(DeclaredLine), table_of(Authorization)
COLLECTION, OF, LOAD = table_of(Collection), table_of(CollectionPaper), table_of(Load)


def _notices() -> sa.FromClause:
    """Return what was announced, a row for each authorization."""
    announced = sa.exists().where(
        CARTON.c.site_id == PAPER.c.site_id, CARTON.c.authorization_id == PAPER.c.id, ~CARTON.c.is_pallet, IS_ANNOUNCED
    )
    return sa.select(*(PAPER.c[name] for name in ("site_id", "id", "number", "party_id"))).where(announced).subquery()


def _announced() -> sa.FromClause:
    own = (
        DECLARED.c[name] for name in ("site_id", "id", "pallet", "product_id", "lot", "expiry", "serial", "quantity")
    )
    of_carton = (CARTON.c.authorization_id, CARTON.c.lpn.label("carton"), CARTON.c.state.label("carton_state"))
    is_in = (CARTON.c.site_id == DECLARED.c.site_id) & (CARTON.c.id == DECLARED.c.carton_id)
    return sa.select(*own, *of_carton).join(CARTON, is_in).where(IS_ANNOUNCED).subquery()


def _fetched() -> sa.FromClause:
    """Return the authorizations of collection requests: on one request each stands once, so it is its line's id."""
    paper = OF.c.authorization_id
    return sa.select(OF.c.site_id, OF.c.collection_id, paper, paper.label("id")).subquery()


def _loads() -> sa.FromClause:
    place, trip = table_of(Location), table_of(Trip)
    named = (
        sa.func.coalesce(place.c.code, "").label("door"),
        sa.func.coalesce(trip.c.number, "").label("trip"),
    )
    return (
        sa.select(LOAD, *named)
        .outerjoin(place, place.c.id == LOAD.c.dock_id)
        .outerjoin(trip, (trip.c.site_id == LOAD.c.site_id) & (trip.c.id == LOAD.c.trip_id))
        .subquery()
    )


def _brought() -> sa.FromClause:
    columns = (COLLECTION.c.site_id, COLLECTION.c.id, COLLECTION.c.load_id, COLLECTION.c.id.label("collection_id"))
    return sa.select(*columns).subquery()


def _refunds() -> sa.FromClause:
    limit = sa.func.coalesce(LIMIT, NOTHING, type_=REFUND.c.amount.type).label("approve_from")
    return sa.select(REFUND, limit).subquery()


SOURCES: Mapping[str, Source] = {
    "products": Source(table_of(Product)),
    "parties": Source(table_of(Party)),
    "shipments": Source(table_of(Shipment), table_of(ShipmentLine), "shipment_id"),
    "authorizations": Source(
        table_of(Authorization), table_of(AuthorizationLine), "authorization_id", tracking=table_of(Tracking)
    ),
    "notices": Source(_notices(), _announced(), "authorization_id"),
    "collections": Source(COLLECTION, _fetched(), "collection_id"),
    "loads": Source(_loads(), _brought(), "load_id"),
    "trips": Source(table_of(Trip), table_of(TripStop), "trip_id"),
    "claims": Source(table_of(Claim), table_of(ClaimLine), "claim_id"),
    "refunds": Source(_refunds()),
    "credits": Source(table_of(CreditMemo), table_of(CreditMemoLine), "credit_memo_id"),
    "replacements": Source(table_of(Replacement)),
    # a line whose counts were all undone stays for its events; nobody outside needs it
    "receipts": Source(table_of(Receipt), table_of(ReceiptLine), "receipt_id", lambda lines: lines.c.quantity > 0),
}
