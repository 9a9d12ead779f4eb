"""Until when vendors take goods back, for all goods of a list at once: three statements, however many cartons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import SnapshotLine, table_of
from app.db.queries import agreements
from app.domain.agreements import AgreementTerms
from app.domain.vendor_windows import Supplied, Window, window

STOCK = table_of(SnapshotLine)

Lot = tuple[UUID, str]
"""A product and its lot."""


@dataclass(frozen=True, slots=True)
class Windows:
    """What was agreed with the vendors of some goods, and when their lots came in."""

    terms: Sequence[AgreementTerms]
    came_in: Mapping[Lot, date]
    today: date

    def of(self, row: Any) -> Window | None:
        """Return the window of goods by their row: product, vendor, category, cost, program and lot."""
        if not self.terms or row.vendor_id is None:
            return None
        received_on = self.came_in.get((row.product_id, row.lot))
        goods = Supplied(row.product_id, row.vendor_id, row.category, row.unit_cost, row.program, received_on)
        return window(self.terms, goods, self.today)


def windows(session: Session, site_id: UUID, rows: Sequence[Any], today: date) -> Windows:
    """Return the windows of the goods of `rows`; goods without a vendor need no statement."""
    vendors = {row.vendor_id for row in rows if row.vendor_id}
    terms = agreements.terms_of(session, vendors) if vendors else []
    counting = {each.vendor_id for each in terms if each.window_days}
    products = {row.product_id for row in rows if row.vendor_id in counting}
    return Windows(terms, _came_in(session, site_id, products) if products else {}, today)


def _came_in(session: Session, site_id: UUID, products: set[UUID]) -> dict[Lot, date]:
    """Return the first day on which any place says that it got a lot: an agreement's days count from there."""
    first = sa.select(STOCK.c.product_id, STOCK.c.lot, sa.func.min(STOCK.c.received_on))
    where = (STOCK.c.site_id == site_id, STOCK.c.product_id.in_(products), STOCK.c.received_on.is_not(None))
    rows = session.execute(first.where(*where).group_by(STOCK.c.product_id, STOCK.c.lot))
    return {(row[0], row[1]): row[2] for row in rows}
