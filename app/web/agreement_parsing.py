"""The form of an agreement: read strictly, with every fault in words; and written from one that is stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import agreements as queries
from app.db.queries.agreements import Stored
from app.domain.agreements import MOST_UNITS, AgreementTerms, Faults, QuotaKind, QuotaPeriod, wrong
from app.domain.messages import agreements as say
from app.domain.messages.core import Said
from app.domain.vocabulary import Category

NEW: Mapping[str, str] = {"quota_kind": "quota_units", "period": "year", "credit_percent": "100", "fee_percent": "0"}
"""What the form of a new agreement begins with."""

_NUMBERS = ("quota", "purchased", "window_days", "fee_percent", "credit_percent")
_DAYS = ("opens_on", "ends_on")
_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was typed: the terms, or None with what is wrong by field."""

    terms: AgreementTerms | None
    note: str
    faults: Faults


def parse(session: Session, form: Mapping[str, str], ticked: Sequence[str]) -> Parsed:
    """Read the form of an agreement."""
    faults: Faults = {}
    vendor_id = _vendor(session, form.get("vendor", ""), faults)
    whole = {name: _whole(form, name, faults) for name in _NUMBERS}
    terms = AgreementTerms(
        number=" ".join(form.get("number", "").split())[:40],
        vendor_id=vendor_id,
        categories=frozenset(each for each in Category if each.value in ticked),
        products=_products(session, vendor_id, form.get("products", ""), faults),
        quota_kind=QuotaKind.SHARE if form.get("quota_kind") == QuotaKind.SHARE else QuotaKind.UNITS,
        period=next((each for each in QuotaPeriod if each.value == form.get("period")), QuotaPeriod.YEAR),
        opens_on=_day(form, "opens_on", faults),
        ends_on=_day(form, "ends_on", faults),
        minimum=_amount(form.get("minimum", "").strip(), faults),
        **whole,
    )
    faults |= {name: said for name, said in wrong(terms).items() if name not in faults}
    return Parsed(None if faults else terms, form.get("note", ""), faults)


def _vendor(session: Session, text: str, faults: Faults) -> UUID:
    found = next((vendor_id for vendor_id, _name in queries.vendors(session) if str(vendor_id) == text), None)
    if found is None:
        faults["vendor"] = Said(say.NEEDS_VENDOR)
    return found or NOBODY


def _products(session: Session, vendor_id: UUID, text: str, faults: Faults) -> frozenset[UUID]:
    skus = [sku.strip().upper() for sku in text.split(",") if sku.strip()]
    found = queries.products_of(session, vendor_id, skus) if skus else {}
    unknown = next((sku for sku in skus if sku not in found), None)
    if unknown and "vendor" not in faults:
        faults["products"] = Said(say.NO_PRODUCT, {"got": unknown[:40]})
    return frozenset(found.values())


def _whole(form: Mapping[str, str], name: str, faults: Faults) -> int:
    text = form.get(name, "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= MOST_UNITS:
        return int(text)
    if text or name in ("quota", "credit_percent"):
        faults[name] = Said(say.NOT_A_NUMBER, {"got": text[:20] or "-", "most": MOST_UNITS})
    return 0


def _amount(text: str, faults: Faults) -> Decimal:
    if text and not _AMOUNT.fullmatch(text):
        faults["minimum"] = Said(say.NOT_AN_AMOUNT, {"got": text[:20]})
        return Decimal(0)
    return Decimal(text or 0)


def _day(form: Mapping[str, str], name: str, faults: Faults) -> date | None:
    text = form.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults[name] = Said(say.NOT_A_DAY, {"got": text[:20]})
        return None


def typed(stored: Stored) -> dict[str, str]:
    """Return the texts with which the form of a stored agreement begins."""
    terms = stored.terms
    numbers = {name: str(getattr(terms, name)) for name in _NUMBERS}
    days = {name: getattr(terms, name).isoformat() for name in _DAYS if getattr(terms, name)}
    chosen = {"vendor": str(terms.vendor_id), "quota_kind": terms.quota_kind.value, "period": terms.period.value}
    texts = {"number": terms.number, "products": ", ".join(stored.skus), "note": stored.note}
    return {**numbers, **days, **chosen, **texts, "minimum": f"{terms.minimum:.2f}"}
