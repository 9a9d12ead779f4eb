"""The catalogue in the office: the list of products, and one with its packs and what stands of it in the building."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Answer, CartonLine, Operator, Pack, Party, Site, table_of
from app.db.models import Product as ProductTable
from app.domain.cataloguing import FLAGS, ProductDraft
from app.domain.vocabulary import Category, PartyKind

PRODUCT, PACK, PARTY = table_of(ProductTable), table_of(Pack), table_of(Party)
LINE, ANSWER, OPERATOR = table_of(CartonLine), table_of(Answer), table_of(Operator)
SITE, VENDOR = table_of(Site), PARTY.alias("vendor")

ORDERS: Mapping[str, "sa.ColumnElement[Any]"] = {
    "sku": PRODUCT.c.sku,
    "category": PRODUCT.c.category,
    "owner": sa.func.lower(PARTY.c.name),
    "vendor": sa.func.lower(sa.func.coalesce(VENDOR.c.name, "")),
    "cost": PRODUCT.c.unit_cost,
    "price": PRODUCT.c.list_price,
}
"""What the list sorts by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products a list is to hold, and in which order; None and empty leave nothing out."""

    category: Category | None = None
    owner_id: UUID | None = None
    vendor_id: UUID | None = None
    trait: str | None = None
    find: str = ""
    order: str = "sku"
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One product of a list, with the names of its owner and its vendor."""

    id: UUID
    draft: ProductDraft
    owner: str
    vendor: str


_OWN = ("sku", "owner_id", "name", "category", "gtin", "vendor_id", "unit_cost", "list_price", "currency",
        "weight_grams", "warranty_months")  # fmt: skip
_SELECT = (
    sa.select(
        PRODUCT.c.id,
        *(PRODUCT.c[name] for name in (*_OWN, *FLAGS)),
        PARTY.c.name.label("owner"),
        sa.func.coalesce(VENDOR.c.name, "").label("vendor"),
    )
    .join(PARTY, PARTY.c.id == PRODUCT.c.owner_id)
    .outerjoin(VENDOR, VENDOR.c.id == PRODUCT.c.vendor_id)
)


def listed(session: Session, wanted: Wanted, start: int = 0, limit: int | None = None) -> list[Listed]:
    """Return `limit` products from position `start` on, the first being 0; without a limit all."""
    column = ORDERS[wanted.order]
    rows = session.execute(
        _SELECT.where(*_conditions(wanted))
        .order_by(column.desc() if wanted.falls else column, PRODUCT.c.sku, PRODUCT.c.id)
        .offset(start)
        .limit(limit)
    )
    return [_listed(row) for row in rows]


def _listed(row: Any) -> Listed:
    own = {name: getattr(row, name) for name in _OWN}
    draft = ProductDraft(**own, flags={flag: getattr(row, flag) for flag in FLAGS})
    return Listed(row.id, draft, row.owner, row.vendor)


def count(session: Session, wanted: Wanted) -> int:
    """Return how many products are wanted."""
    query = sa.select(sa.func.count()).select_from(PRODUCT).where(*_conditions(wanted))
    return session.execute(query).scalar_one()


def _conditions(wanted: Wanted) -> list["sa.ColumnElement[bool]"]:
    asked: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.category, PRODUCT.c.category == wanted.category),
        (wanted.owner_id, PRODUCT.c.owner_id == wanted.owner_id),
        (wanted.vendor_id, PRODUCT.c.vendor_id == wanted.vendor_id),
        (wanted.trait, PRODUCT.c[wanted.trait or FLAGS[0]]),
    ]
    return [*(test for value, test in asked if value is not None), *([_finds(wanted.find)] if wanted.find else [])]


def _finds(text: str) -> "sa.ColumnElement[bool]":
    """Match part of a SKU or a name, in either language; a whole GTIN or the whole code of a pack."""
    lower = text.lower()
    names = [PRODUCT.c.name[spoken].as_string() for spoken in ("en", "es")]
    parts = [sa.func.lower(each).contains(lower, autoescape=True) for each in (PRODUCT.c.sku, *names)]
    codes = {text, text.zfill(14)} if text.isascii() and text.isdecimal() else {text}
    packed = sa.select(PACK.c.product_id).where(PACK.c.code.in_(codes))
    return sa.or_(*parts, PRODUCT.c.gtin.in_(codes - {""}), PRODUCT.c.id.in_(packed))


@dataclass(frozen=True, slots=True)
class PackOf:
    """A code that stands for `quantity` base units."""

    id: UUID
    code: str
    quantity: int


@dataclass(frozen=True, slots=True)
class One:
    """A product with its packs, the smallest first, and what of it stands in cartons of the site."""

    listed: Listed
    packs: tuple[PackOf, ...]
    units: int
    cartons: int


def one(session: Session, site_id: UUID, product_id: UUID) -> One | None:
    """Return a product, or None when there is none of that id."""
    row = session.execute(_SELECT.where(PRODUCT.c.id == product_id)).one_or_none()
    if row is None:
        return None
    packs = session.execute(
        sa.select(PACK.c.id, PACK.c.code, PACK.c.quantity)
        .where(PACK.c.product_id == product_id)
        .order_by(PACK.c.quantity, PACK.c.code)
    )
    units, cartons = session.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(LINE.c.quantity), 0), sa.func.count(sa.distinct(LINE.c.carton_id))
        ).where(LINE.c.site_id == site_id, LINE.c.product_id == product_id, LINE.c.quantity > 0)
    ).one()
    return One(_listed(row), tuple(PackOf(*pack) for pack in packs), int(units), cartons)


def id_of(session: Session, owner_id: UUID, sku: str) -> UUID | None:
    """Return the product of an owner with `sku`."""
    query = sa.select(PRODUCT.c.id).where(PRODUCT.c.owner_id == owner_id, PRODUCT.c.sku == sku)
    return session.execute(query).scalar_one_or_none()


def currency_of(session: Session, site_id: UUID) -> str:
    """Return the currency of a site (ISO 4217)."""
    currency: str = session.execute(sa.select(SITE.c.currency).where(SITE.c.id == site_id)).scalar_one()
    return currency


def owners(session: Session) -> list[tuple[UUID, str]]:
    """Return who owns goods here: the company, which is the first, and its clients."""
    query = sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.kind == PartyKind.CLIENT).order_by(PARTY.c.id)
    return [(row.id, row.name) for row in session.execute(query)]


def vendors(session: Session) -> list[tuple[UUID, str]]:
    """Return who supplies goods, by name."""
    query = sa.select(PARTY.c.id, PARTY.c.name).where(PARTY.c.kind == PartyKind.VENDOR).order_by(PARTY.c.name)
    return [(row.id, row.name) for row in session.execute(query)]


def last_change(
    session: Session, site_id: UUID, scope: str, verdicts: tuple[str, ...], product_id: UUID
) -> tuple[str, datetime] | None:
    """Return who wrote a product last in the office of the site, and when; None when nobody did there."""
    row = session.execute(
        sa.select(OPERATOR.c.name, ANSWER.c.answered_at)
        .join(OPERATOR, OPERATOR.c.id == ANSWER.c.operator_id)
        .where(
            ANSWER.c.site_id == site_id,
            ANSWER.c.scope == scope,
            ANSWER.c.verdict.in_(verdicts),
            ANSWER.c.params["id"].as_string() == str(product_id),
        )
        .order_by(ANSWER.c.answered_at.desc())
        .limit(1)
    ).one_or_none()
    return (row.name, row.answered_at) if row else None
