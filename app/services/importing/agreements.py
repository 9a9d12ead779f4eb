"""Agreements with vendors by their number, one in a row. What a row does not say stays as it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import AgreementProduct, Party, Product, VendorAgreement, table_of
from app.db.queries.agreements import TERMS
from app.db.queries.imports import Run
from app.domain.agreements import AgreementTerms, QuotaKind, QuotaPeriod, wrong
from app.domain.importing import FileRow, ImportVerdict
from app.domain.messages import agreements as say_agreement
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word
from app.domain.vocabulary import Category, PartyKind
from app.services.importing.records import Facts, Judged, Record, refused
from app.services.importing.resolving import Names

AGREEMENT, NAMED = table_of(VendorAgreement), table_of(AgreementProduct)
PARTY, PRODUCT = table_of(Party), table_of(Product)

_FRESH: Facts = MappingProxyType({
    "categories": frozenset(), "products": frozenset(), "quota_kind": QuotaKind.UNITS, "purchased": 0,
    "period": QuotaPeriod.YEAR, "opens_on": None, "ends_on": None, "window_days": 0, "minimum": Decimal(0),
    "fee_percent": 0, "credit_percent": 100, "note": "",
})  # fmt: skip
"""What a row need not say of a new agreement."""
_NEW_NEEDS = {"vendor_id": "Vendor", "quota": "Quota"}
_KEPT = (*TERMS, "products", "note")


def resolve(row: FileRow, names: Names) -> Facts:
    """Return what `row` says, with the vendor's id in place of its name. Raises Refused for a name nobody knows."""
    facts: dict[str, Any] = {name: value for name, value in row.values.items() if name != "vendor"}
    if "vendor" in row.values:
        facts["vendor_id"] = names.party(str(row.values["vendor"]))
    return facts


def key(facts: Facts) -> str:
    """Return the natural key: the number that both sides use."""
    return str(facts.get("number", ""))


def name(record: Record) -> str:
    """Return how a sentence calls the agreement."""
    return record.key


def judge(session: Session, _run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the agreements stored under their numbers; `lock` keeps others from changing those."""
    stored = _stored(session, [record.key for record in records], lock)
    vendors = _vendors(session, {record.head["vendor_id"] for record in records if "vendor_id" in record.head})
    return [_judge(session, record, stored.get(record.key), vendors) for record in records]


def _stored(session: Session, numbers: Sequence[str], lock: bool) -> dict[str, dict[str, Any]]:
    found = sa.select(AGREEMENT).where(AGREEMENT.c.number.in_(numbers)).order_by(AGREEMENT.c.id)
    rows = session.execute(found.with_for_update() if lock else found).all()
    named = session.execute(sa.select(NAMED).where(NAMED.c.agreement_id.in_([row.id for row in rows]))).all()
    return {
        row.number: {
            **row._mapping, "products": frozenset(each.product_id for each in named if each.agreement_id == row.id),
        }
        for row in rows
    }  # fmt: skip


def _vendors(session: Session, ids: set[UUID]) -> frozenset[UUID]:
    is_vendor = (PARTY.c.id.in_(sorted(ids)), PARTY.c.kind == PartyKind.VENDOR)
    return frozenset(session.scalars(sa.select(PARTY.c.id).where(*is_vendor)))


def _judge(session: Session, record: Record, stored: Mapping[str, Any] | None, vendors: frozenset[UUID]) -> Judged:
    head = record.head
    missing = next((title for field, title in _NEW_NEEDS.items() if field not in head), None)
    if stored is None and missing:
        return refused(record, Said(say.NEW_NEEDS, {"record": record.key, "field": Word(missing)}))
    if "vendor_id" in head and head["vendor_id"] not in vendors:
        return refused(record, Said(say_agreement.NOT_A_VENDOR, {"agreement": record.key}))
    before = stored or _FRESH
    vendor_id = head.get("vendor_id") or before["vendor_id"]
    products = _products(session, vendor_id, head["products"]) if "products" in head else before["products"]
    if isinstance(products, Said):
        return refused(record, products)
    said = {name: _typed(name, value) for name, value in head.items()}
    now = {name: {**before, **said, "products": products}[name] for name in _KEPT}
    if faults := wrong(AgreementTerms(**{name: value for name, value in now.items() if name != "note"})):
        return refused(record, next(iter(faults.values())))
    if stored is None:
        return Judged(record, ImportVerdict.CREATED, changes=now)
    is_same = all(stored[name] == value for name, value in now.items())
    return Judged(record, ImportVerdict.UNCHANGED if is_same else ImportVerdict.UPDATED, id=stored["id"], changes=now)


def _products(session: Session, vendor_id: UUID, text: str) -> frozenset[UUID] | Said:
    """Return the products that a cell names by SKU, or what is wrong with it: only the vendor's own go back to it."""
    skus = [sku.strip() for sku in text.replace(";", ",").split(",") if sku.strip()]
    of_vendor = (PRODUCT.c.vendor_id == vendor_id, PRODUCT.c.sku.in_(skus))
    found = {row.sku: row.id for row in session.execute(sa.select(PRODUCT.c.sku, PRODUCT.c.id).where(*of_vendor))}
    unknown = next((sku for sku in skus if sku not in found), None)
    return Said(say_agreement.NO_PRODUCT, {"got": unknown}) if unknown else frozenset(found.values())


def _typed(name: str, value: Any) -> Any:
    match name:
        case "categories":
            return frozenset(Category(each) for each in value.split(",") if each)
        case "quota_kind":
            return QuotaKind(value)
        case "period":
            return QuotaPeriod(value)
        case _:
            return value


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated."""
    for one in judged:
        if one.verdict in (ImportVerdict.CREATED, ImportVerdict.UPDATED):
            _write(session, one, {"changed_at": now, "changed_by": run.created_by})


def _write(session: Session, one: Judged, told: Facts) -> None:
    columns = {name: value for name, value in one.changes.items() if name != "products"}
    agreement_id = one.id or new_id()
    if one.id is None:
        session.execute(sa.insert(AGREEMENT).values(id=agreement_id, revision=0, **columns, **told))
    else:
        mine = AGREEMENT.c.id == one.id
        session.execute(sa.update(AGREEMENT).where(mine).values(revision=AGREEMENT.c.revision + 1, **columns, **told))
    session.execute(sa.delete(NAMED).where(NAMED.c.agreement_id == agreement_id))
    rows = [{"agreement_id": agreement_id, "product_id": each} for each in sorted(one.changes["products"])]
    if rows:
        session.execute(sa.insert(NAMED), rows)
