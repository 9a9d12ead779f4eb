"""Temporary imports at the demo site: an entry whose last day is near, with laptops under it, and one that has time."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Party, table_of
from app.db.models import Product as ProductRow
from app.db.queries.products import by_ids
from app.demo.dock import Dock
from app.demo.gs1 import sscc
from app.demo.hands import Crew, Hand, result_of
from app.demo.parties import COMPANY
from app.domain.customs import EntryDraft, EntryLine, Pedimento, TariffUnit, due_on
from app.domain.products import Product
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Category
from app.services import customs
from app.services.customs import SeenEntry

PAPER, LINE, PARTY, PRODUCT = (table_of(each) for each in (Authorization, AuthorizationLine, Party, ProductRow))

LAPTOP, GRAMS = "LAP-14-I5", 1900
FRACTIONS = {Category.ELECTRONICS: "84713001", Category.APPAREL: "62034991", Category.TOOLS: "84672102"}
"""Tariff fractions by category; of any other goods that of articles of plastics."""
DAYS_LEFT, DAYS_AGO = 21, 40
"""Of the entry whose goods are here, and of the one whose goods are yet to come."""
PLATE, TIMES, SHARE = sscc(990), 4, Decimal("0.60")
"""The carton on the floor; how much more the entry brought in than came back; what customs takes a price for."""


def play_customs(crew: Crew, today: date) -> None:
    """Enter both, and receive the laptops of an authorization that comes under the first."""
    goods = crew.session.execute(_COMING).all()
    if not goods:
        return
    office = crew.hand("2118", "D-04", 9.0)
    due = today + timedelta(days=DAYS_LEFT)
    entry_id = _enter(office, goods, due_on(due, -18), due, 4211)
    cleared = today - timedelta(days=DAYS_AGO)
    _enter(office, goods, cleared, due_on(cleared), 7310)
    seen = SeenEntry(entry_id, 0)
    result_of(customs.link(crew.session, office.act(customs.SCOPE), seen, goods[0].number))
    _receive(crew.hand("2231", "D-03", 1.4), goods)


_LAPTOPS = (
    sa.select(PAPER.c.id)
    .join(LINE, (LINE.c.site_id == PAPER.c.site_id) & (LINE.c.authorization_id == PAPER.c.id))
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    .where(PAPER.c.state == AuthorizationState.IN_TRANSIT, PRODUCT.c.sku == LAPTOP, LINE.c.serial != "")
    .group_by(PAPER.c.id, PAPER.c.number)
    .order_by(sa.func.count().desc(), PAPER.c.number)
    .limit(1)
    .scalar_subquery()
)
_COMING = (
    sa.select(PAPER.c.number, LINE.c.product_id, LINE.c.serial, LINE.c.quantity, PRODUCT.c.gtin)
    .join(LINE, (LINE.c.site_id == PAPER.c.site_id) & (LINE.c.authorization_id == PAPER.c.id))
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    .where(PAPER.c.id == _LAPTOPS)
    .order_by(LINE.c.position)
)


def _enter(office: Hand, goods: Sequence[Any], cleared: date, due: date, serial: int) -> UUID:
    year = f"{cleared.year:04d}"[2:]
    number = Pedimento.parse(f"{year} 24 3421 {year[1]}{serial:06d}")
    owner: UUID = office.session.execute(sa.select(PARTY.c.id).where(PARTY.c.name == COMPANY)).scalar_one()
    draft = EntryDraft(number, "IN", cleared, due, owner, "USD", _lines(office, goods))
    return result_of(customs.enter(office.session, office.act(customs.SCOPE), new_id(), draft))


def _lines(office: Hand, goods: Sequence[Any]) -> tuple[EntryLine, ...]:
    products = by_ids(office.session, {row.product_id for row in goods})
    units = {each: TIMES * sum(row.quantity for row in goods if row.product_id == each) for each in products}
    in_order = sorted(products.values(), key=lambda product: product.sku)
    return tuple(_line(product, units[product.id]) for product in in_order)


def _line(product: Product, units: int) -> EntryLine:
    fraction = FRACTIONS.get(product.category, "39269099")
    value = product.unit_cost * units * SHARE
    return EntryLine(product, fraction, "00", units, units * GRAMS, TariffUnit.KILOGRAM, value, "US")


def _receive(hand: Hand, goods: Sequence[Any]) -> None:
    dock = Dock(hand, goods[0].number)
    dock.scan(PLATE)
    for row in goods:
        for _unit in range(row.quantity):
            dock.scan(f"01{row.gtin}21{row.serial}" if row.serial else f"01{row.gtin}")
    dock.close_carton()
    dock.close()
