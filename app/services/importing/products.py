"""Products by SKU and owner. What a row does not say stays as it is."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Product, Site, table_of
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word
from app.services.importing.records import Facts, Judged, Record, refused
from app.services.importing.resolving import Names

PRODUCT, SITE = table_of(Product), table_of(Site)

_NEW_NEEDS = {"name": "Name", "category": "Category"}
_COLUMNS = tuple(column.name for column in PRODUCT.columns if column.name != "id")


def resolve(row: FileRow, names: Names) -> Facts:
    """Return what `row` says of a product, by column. Raises Refused for parties that nobody knows."""
    facts: dict[str, Any] = {name: value for name, value in row.values.items() if name in _COLUMNS}
    facts["owner_id"] = names.party(str(row.values["owner"])) if "owner" in row.values else names.company
    if facts["owner_id"] is None:
        raise Refused(say.NO_COMPANY)
    if "vendor" in row.values:
        facts["vendor_id"] = names.party(str(row.values["vendor"]))
    texts = {language: row.values[field] for language, field in _TEXTS.items() if field in row.values}
    return {**facts, "name": texts} if texts else facts


_TEXTS = {"en": "name", "es": "name_es"}


def key(facts: Facts) -> str:
    """Return the natural key: a SKU is unique per owner."""
    return f"{facts['owner_id']}/{facts['sku']}" if "sku" in facts and "owner_id" in facts else ""


def name(record: Record) -> str:
    """Return how a sentence calls the product."""
    return str(record.head["sku"])


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with what is stored; `lock` keeps others from changing that."""
    named = sa.select(PRODUCT).where(PRODUCT.c.sku.in_([record.head["sku"] for record in records]))
    rows = session.execute(named.order_by(PRODUCT.c.id).with_for_update() if lock else named)
    stored = {(row.owner_id, row.sku): row._mapping for row in rows}
    currency = session.scalar(sa.select(SITE.c.currency).where(SITE.c.id == run.site_id))
    return [_judge(record, stored.get((record.head["owner_id"], record.head["sku"])), currency) for record in records]


def _judge(record: Record, stored: Any, currency: str | None) -> Judged:
    head = record.head
    if stored is None:
        missing = next((title for field, title in _NEW_NEEDS.items() if field not in head), None)
        if missing:
            return refused(record, Said(say.NEW_NEEDS, {"record": str(head["sku"]), "field": Word(missing)}))
        return Judged(record, ImportVerdict.CREATED, changes={**_EMPTY, "currency": currency, **head})
    if "name" in head:
        head = {**head, "name": {**stored["name"], **head["name"]}}
    changes = {name: value for name, value in head.items() if stored[name] != value}
    return Judged(
        record, ImportVerdict.UPDATED if changes else ImportVerdict.UNCHANGED, id=stored["id"], changes=changes
    )


_EMPTY: Facts = {
    "vendor_id": None, "gtin": "", "unit_cost": Decimal(0), "list_price": Decimal(0), "weight_grams": 0,
    "lot_tracked": False, "serial_tracked": False, "expiry_tracked": False, "data_bearing": False, "medical": False,
    "hazardous": False, "warranty_months": 0,
}  # fmt: skip


def write(session: Session, _run: Run, judged: Sequence[Judged], _now: datetime) -> None:
    """Write what was judged as created or updated."""
    new = [{"id": new_id(), **one.changes} for one in judged if one.verdict is ImportVerdict.CREATED]
    if new:
        session.execute(PRODUCT.insert(), new)
    for one in judged:
        if one.verdict is ImportVerdict.UPDATED:
            session.execute(sa.update(PRODUCT).where(PRODUCT.c.id == one.id).values(**one.changes))
