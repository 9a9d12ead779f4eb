"""Companies and people, as a form offers and finds them."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Party, Product, table_of

PARTY, PRODUCT = table_of(Party), table_of(Product)

OFFERED = 500
"""Of a list to choose from: what is not among them is found by its whole name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A party by name."""

    id: UUID
    name: str


def named(session: Session, limit: int = OFFERED) -> list[Named]:
    """Return the parties by name, at most `limit`."""
    rows = session.execute(sa.select(PARTY.c.id, PARTY.c.name).order_by(PARTY.c.name, PARTY.c.id).limit(limit))
    return [Named(*row) for row in rows]


def by_name(session: Session, text: str) -> list[Named]:
    """Return the parties with that name, in any case, or that GLN."""
    wanted = sa.or_(sa.func.lower(PARTY.c.name) == text.lower(), sa.and_(PARTY.c.gln != "", PARTY.c.gln == text))
    rows = session.execute(sa.select(PARTY.c.id, PARTY.c.name).where(wanted).order_by(PARTY.c.id))
    return [Named(*row) for row in rows]


def products(session: Session, limit: int = OFFERED) -> list[tuple[str, dict[str, str]]]:
    """Return SKU and name of the products to choose from."""
    rows = session.execute(sa.select(PRODUCT.c.sku, PRODUCT.c.name).order_by(PRODUCT.c.sku).limit(limit))
    return [(row.sku, row.name) for row in rows]
