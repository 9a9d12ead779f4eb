"""The form of a product: read strictly, with every fault in words; and written from one that is stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import catalogue
from app.db.queries.catalogue import Listed
from app.domain.cataloguing import FLAGS, MOST_GRAMS, MOST_MONTHS, Faults, ProductDraft
from app.domain.identifiers import Gtin, IdentifierError
from app.domain.messages import products as say
from app.domain.messages.core import Said
from app.domain.vocabulary import Category

LONGEST: Mapping[str, int] = {"sku": 40, "name_en": 120, "name_es": 120}
_NUMBERS = {"weight_grams": MOST_GRAMS, "warranty_months": MOST_MONTHS}
_AMOUNTS = ("unit_cost", "list_price")
_AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
NOBODY = UUID(int=0)
"""Stands for an owner that is not known: a draft with it has a fault, and is never kept."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was typed: the product, or None with what is wrong by field."""

    draft: ProductDraft | None
    faults: Faults


def parse(session: Session, form: Mapping[str, str], currency: str) -> Parsed:
    """Read the form of a product; `currency` is what stands where none is entered."""
    faults: Faults = {}
    texts = {name: _text(form, name, most, faults) for name, most in LONGEST.items()}
    for name in ("sku", "name_en"):
        if not texts[name] and name not in faults:
            faults[name] = Said(say.NEEDED)
    draft = ProductDraft(
        sku=texts["sku"],
        owner_id=_party(form, "owner", catalogue.owners(session), faults) or NOBODY,
        name={"en": texts["name_en"], "es": texts["name_es"] or texts["name_en"]},
        category=_category(form, faults),
        gtin=_gtin(form.get("gtin", "").strip(), faults),
        vendor_id=_party(form, "vendor", catalogue.vendors(session), faults) if form.get("vendor") else None,
        currency=_currency(form.get("currency", "").strip() or currency, faults),
        flags={flag: bool(form.get(flag)) for flag in FLAGS},
        unit_cost=_amount(form, "unit_cost", faults),
        list_price=_amount(form, "list_price", faults),
        weight_grams=_number(form, "weight_grams", faults),
        warranty_months=_number(form, "warranty_months", faults),
    )
    return Parsed(None if faults else draft, faults)


def _text(form: Mapping[str, str], name: str, most: int, faults: Faults) -> str:
    text = " ".join(form.get(name, "").split(" ")).strip()
    if not text.isprintable():
        faults[name] = Said(say.NOT_PLAIN)
    return text[:most].strip()


def _party(form: Mapping[str, str], name: str, known: list[tuple[UUID, str]], faults: Faults) -> UUID | None:
    text = form.get(name, "")
    found = next((party_id for party_id, _name in known if str(party_id) == text), None)
    if found is None:
        faults[name] = Said(say.NO_PARTY, {"got": text[:40] or "-"})
    return found


def _category(form: Mapping[str, str], faults: Faults) -> Category:
    if form.get("category") in set(Category):
        return Category(form["category"])
    faults["category"] = Said(say.NEEDED)
    return next(iter(Category))


def _gtin(text: str, faults: Faults) -> str:
    if not text:
        return ""
    try:
        return Gtin.parse(text).value
    except IdentifierError:
        faults["gtin"] = Said(say.NOT_A_GTIN, {"got": text[:20]})
        return ""


def _currency(text: str, faults: Faults) -> str:
    if not re.fullmatch("[A-Z]{3}", text.upper()):
        faults["currency"] = Said(say.NOT_A_CURRENCY, {"got": text[:20]})
    return text.upper()[:3]


def _amount(form: Mapping[str, str], name: str, faults: Faults) -> Decimal:
    text = form.get(name, "").strip()
    if text and not _AMOUNT.fullmatch(text):
        faults[name] = Said(say.NOT_AN_AMOUNT, {"got": text[:20]})
        return Decimal(0)
    return Decimal(text or 0)


def _number(form: Mapping[str, str], name: str, faults: Faults) -> int:
    text, most = form.get(name, "").strip(), _NUMBERS[name]
    if not text or (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= most):
        return int(text or 0)
    faults[name] = Said(say.NOT_A_NUMBER, {"got": text[:20], "most": most})
    return 0


def typed(listed: Listed) -> dict[str, str]:
    """Return the texts with which the form of a stored product begins."""
    draft = listed.draft
    texts = {"sku": draft.sku, "gtin": draft.gtin, "category": draft.category.value, "currency": draft.currency}
    names = {"name_en": draft.name.get("en", ""), "name_es": draft.name.get("es", "")}
    numbers = {name: str(getattr(draft, name)) for name in _NUMBERS}
    amounts = {name: f"{getattr(draft, name):.2f}" for name in _AMOUNTS}
    parties = {"owner": str(draft.owner_id), "vendor": str(draft.vendor_id or "")}
    return {**texts, **names, **numbers, **amounts, **parties, **{flag: "1" for flag in FLAGS if draft.flags[flag]}}
