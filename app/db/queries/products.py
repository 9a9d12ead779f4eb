"""Products by what a barcode says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Pack, Party, Shipment, ShipmentLine, table_of
from app.db.models import Product as ProductTable
from app.domain.products import Product
from app.domain.receiving import SerialTrace

PRODUCT, PACK, PARTY = table_of(ProductTable), table_of(Pack), table_of(Party)
SHIPMENT, SHIPMENT_LINE = table_of(Shipment), table_of(ShipmentLine)

COLUMNS = tuple(PRODUCT.c[name].label(f"product_{name}") for name in Product.__dataclass_fields__)


def product_from(row: Any) -> Product:
    """Return the product of a row selected with COLUMNS at its end."""
    return Product(*row[-len(COLUMNS) :])


@dataclass(frozen=True, slots=True)
class Coded:
    """A product found by `code`, which stands for `quantity` base units of it."""

    code: str
    product: Product
    quantity: int


def by_codes(session: Session, codes: Iterable[str]) -> list[Coded]:
    """Return the products whose GTIN, SKU or pack code is among `codes` (GTINs as 14 digits): one statement."""
    rows = session.execute(_BY_CODES, {"wanted": list(codes)})
    return [Coded(row.code, product_from(row), row.pack_quantity) for row in rows]


_WANTED: "sa.BindParameter[str]" = sa.bindparam("wanted", expanding=True)
_BY_CODES = sa.union_all(
    sa.select(
        sa.case((PRODUCT.c.gtin.in_(_WANTED), PRODUCT.c.gtin), else_=PRODUCT.c.sku).label("code"),
        sa.literal(1).label("pack_quantity"),
        *COLUMNS,
    ).where(sa.or_(PRODUCT.c.gtin.in_(_WANTED), PRODUCT.c.sku.in_(_WANTED))),
    sa.select(PACK.c.code, PACK.c.quantity, *COLUMNS)
    .join(PRODUCT, PRODUCT.c.id == PACK.c.product_id)
    .where(PACK.c.code.in_(_WANTED)),
)


_OF_SHIPMENT = (SHIPMENT.c.site_id == SHIPMENT_LINE.c.site_id) & (SHIPMENT.c.id == SHIPMENT_LINE.c.shipment_id)


def by_ids(session: Session, ids: Iterable[UUID]) -> dict[UUID, Product]:
    """Return the products with `ids`."""
    rows = session.execute(sa.select(*COLUMNS).where(PRODUCT.c.id.in_(list(ids))))
    return {found.id: found for found in map(product_from, rows)}


def shipped_lots(session: Session, site_id: UUID, party_id: UUID, product_id: UUID) -> dict[str, date | None]:
    """Return the lots of a product that were ever delivered to a party, with their expiry."""
    rows = session.execute(
        sa.select(SHIPMENT_LINE.c.lot, SHIPMENT_LINE.c.expiry)
        .join(SHIPMENT, _OF_SHIPMENT)
        .where(
            SHIPMENT_LINE.c.site_id == site_id,
            SHIPMENT_LINE.c.product_id == product_id,
            SHIPMENT_LINE.c.lot != "",
            SHIPMENT.c.party_id == party_id,
        )
        .distinct()
    )
    return {row.lot: row.expiry for row in rows}


def serial_trace(
    session: Session, site_id: UUID, parties: Collection[UUID], product_id: UUID, serial: str
) -> SerialTrace:
    """Return to whom the unit with `serial` was delivered, as seen from `parties`: one statement."""
    got = sa.case((SHIPMENT_LINE.c.serial == serial, 1), else_=0)
    of_product = (SHIPMENT_LINE.c.site_id == site_id, SHIPMENT_LINE.c.product_id == product_id)
    rows = session.execute(
        sa.select(SHIPMENT.c.party_id, PARTY.c.name, sa.func.max(got).label("got"))
        .select_from(SHIPMENT_LINE)
        .join(SHIPMENT, _OF_SHIPMENT)
        .join(PARTY, PARTY.c.id == SHIPMENT.c.party_id)
        .where(*of_product, SHIPMENT_LINE.c.serial != "")
        .where(sa.or_(SHIPMENT_LINE.c.serial == serial, SHIPMENT.c.party_id.in_(parties)))
        .group_by(SHIPMENT.c.party_id, PARTY.c.name)
        .order_by(PARTY.c.name)
    ).all()
    holders = {row.party_id: row.name for row in rows if row.got}
    return SerialTrace(
        is_ours=not holders.keys().isdisjoint(parties),
        other=next((name for party, name in holders.items() if party not in parties), ""),
        tells=any(row.party_id in parties for row in rows),
    )
