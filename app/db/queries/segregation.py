"""Medical goods and others, which never stand together: what is in cartons, and what stands at places."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, CartonLine, Location, Product, table_of
from app.domain.segregation import KEPT_APART
from app.domain.transitions import OPEN_CARTON

CARTON, LINE, PRODUCT, PLACE = table_of(Carton), table_of(CartonLine), table_of(Product), table_of(Location)


def kinds(session: Session, site_id: UUID, carton_ids: Collection[UUID]) -> frozenset[bool]:
    """Return whether there are medical goods in these cartons (True), and others (False)."""
    where = (LINE.c.site_id == site_id, LINE.c.carton_id.in_(carton_ids), LINE.c.quantity > 0)
    query = sa.select(PRODUCT.c.medical).join(LINE, LINE.c.product_id == PRODUCT.c.id).where(*where).distinct()
    return frozenset(session.scalars(query))


def apart_from(session: Session, site_id: UUID, place_ids: Collection[UUID], carton_id: UUID) -> frozenset[UUID]:
    """Return those of the places that keep goods apart and where the other kind stands than in the carton or pallet."""
    mine = kinds(session, site_id, _on(session, site_id, carton_id))
    rows = session.execute(
        sa.select(CARTON.c.location_id)
        .join(PLACE, PLACE.c.id == CARTON.c.location_id)
        .join(LINE, (LINE.c.site_id == CARTON.c.site_id) & (LINE.c.carton_id == CARTON.c.id) & (LINE.c.quantity > 0))
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .where(
            CARTON.c.site_id == site_id,
            CARTON.c.location_id.in_(place_ids),
            CARTON.c.state.in_(sorted(OPEN_CARTON)),
            ~CARTON.c.is_quarantine,
            CARTON.c.id != carton_id,
            PLACE.c.zone.in_(sorted(KEPT_APART)),
            PRODUCT.c.medical.not_in(sorted(mine)),
        )
        .distinct()
    )
    return frozenset(row.location_id for row in rows)


def _on(session: Session, site_id: UUID, carton_id: UUID) -> list[UUID]:
    where = (CARTON.c.site_id == site_id, CARTON.c.parent_id == carton_id)
    return [carton_id, *session.scalars(sa.select(CARTON.c.id).where(*where))]
