"""How much of a product is in the building."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import CartonLine, table_of
from app.domain.products import Product

LINE = table_of(CartonLine)


@dataclass(frozen=True, slots=True)
class Stock:
    """Units of a product and the cartons they are in."""

    product: Product
    units: int
    cartons: int


def of_product(session: Session, site_id: UUID, product: Product) -> Stock:
    """Return what stands in open cartons of the site."""
    units, cartons = session.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0), sa.func.count(sa.distinct(LINE.c.carton_id))
        ).where(LINE.c.site_id == site_id, LINE.c.product_id == product.id, LINE.c.quantity > 0)
    ).one()
    return Stock(product, int(units), cartons)
