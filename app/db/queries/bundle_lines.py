"""What sale bundles hold: their goods as they stand now with what these should bring, and as they were offered."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Product, Receipt, ReceiptLine, SaleBundleLine, table_of
from app.db.queries.contents import GRADE
from app.db.queries.rulesets import prices_in_force
from app.domain.bundles import BundleLine, Goods, estimate
from app.domain.pricing import Prices
from app.domain.transitions import OPEN_CARTON

CARTON, LINE, PRODUCT = table_of(Carton), table_of(CartonLine), table_of(Product)
RECEIPT, RECEIPT_LINE, FROZEN = table_of(Receipt), table_of(ReceiptLine), table_of(SaleBundleLine)
PALLET = CARTON.alias("under")

_PRICED = ("unit_cost", "list_price", "currency", "category")


def now(session: Session, site_id: UUID, bundle_id: UUID, today: date) -> tuple[BundleLine, ...]:
    """Return what the cartons of a bundle hold, priced by what is in force today."""
    is_in = (CARTON.c.bundle_id == bundle_id, CARTON.c.state.in_(sorted(OPEN_CARTON)))
    return _of(session, site_id, today, *is_in)


def owners(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """Return whose goods these cartons hold, each with a currency that they are priced in."""
    rows = session.execute(
        sa.select(LINE.c.owner_id, PRODUCT.c.currency)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0)
        .distinct()
    )
    return {(row.owner_id, row.currency) for row in rows}


def _of(session: Session, site_id: UUID, today: date, *where: sa.ColumnElement[bool]) -> tuple[BundleLine, ...]:
    grade = sa.case((LINE.c.regrade != "", True), else_=False).label("is_reworked")
    rows = session.execute(
        _joined(
            sa.select(
                LINE.c.id.label("carton_line_id"), *(LINE.c[name] for name in _OWN), GRADE, grade,
                *(PRODUCT.c[name] for name in _PRICED), *_NAMED,
            ),
            LINE,
        )
        .where(LINE.c.site_id == site_id, LINE.c.quantity > 0, *where)
        .order_by(CARTON.c.lpn, PRODUCT.c.sku, LINE.c.id)
    ).all()  # fmt: skip
    prices = prices_in_force(session, site_id) if rows else None
    return tuple(_priced(row, prices, today) for row in rows if prices)


_OWN = ("carton_id", "receipt_line_id", "product_id", "lot", "expiry", "serial", "quantity")
_NAMED = (
    CARTON.c.lpn, sa.func.coalesce(PALLET.c.lpn, "").label("pallet"), PRODUCT.c.sku, PRODUCT.c.gtin, PRODUCT.c.name,
    RECEIPT.c.authorization_id,
)  # fmt: skip


def _joined(statement: "sa.Select[Any]", lines: sa.Table) -> "sa.Select[Any]":
    return (
        statement.select_from(lines)
        .join(CARTON, _parent(lines, "carton_id", CARTON))
        .join(PRODUCT, PRODUCT.c.id == lines.c.product_id)
        .join(RECEIPT_LINE, _parent(lines, "receipt_line_id", RECEIPT_LINE))
        .join(RECEIPT, _parent(RECEIPT_LINE, "receipt_id", RECEIPT))
        .outerjoin(PALLET, _parent(CARTON, "parent_id", PALLET))
    )


def _parent(child: sa.Table, column: str, parent: Any) -> sa.ColumnElement[bool]:
    matches: sa.ColumnElement[bool] = (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])
    return matches


def _priced(row: Any, prices: Prices, today: date) -> BundleLine:
    days = (row.expiry - today).days if row.expiry else None
    goods = Goods(row.list_price, row.unit_cost, row.currency, row.category, days, row.grade, row.is_reworked)
    return _line(row, row.list_price * row.quantity, estimate(goods, row.quantity, prices))


def _line(row: Any, list_total: Any, expected: Any) -> BundleLine:
    own = {
        name: getattr(row, name) for name in BundleLine.__dataclass_fields__ if name not in ("list_total", "estimate")
    }
    return BundleLine(**own, list_total=list_total, estimate=expected)


def frozen(session: Session, site_id: UUID, bundle_id: UUID) -> tuple[BundleLine, ...]:
    """Return what a bundle held when it was offered, in the order in which proceeds are shared."""
    rows = session.execute(
        _joined(
            sa.select(
                FROZEN.c.carton_line_id, *(FROZEN.c[name] for name in (*_OWN, "grade", "list_total", "estimate")),
                *_NAMED,
            ),
            FROZEN,
        )
        .where(FROZEN.c.site_id == site_id, FROZEN.c.bundle_id == bundle_id)
        .order_by(FROZEN.c.position)
    )  # fmt: skip
    return tuple(_line(row, row.list_total, row.estimate) for row in rows)
