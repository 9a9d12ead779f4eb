"""The form of a type of packaging: read strictly, with every fault in words; and written from one that is stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from app.db.queries.packaging_assets import OneType
from app.domain.identifiers import Gtin, IdentifierError
from app.domain.messages import packaging as say
from app.domain.messages import products
from app.domain.messages.core import Said
from app.domain.money import rounded
from app.domain.packaging import CountedBy, Material, PackagingKind
from app.services.packaging import Draft

Faults = dict[str, Said]

NEW: Mapping[str, str] = {
    "kind": PackagingKind.TOTE.value, "counted_by": CountedBy.ASSET.value, "material": Material.PLASTIC.value,
    "dirty_percent": "100", "damaged_percent": "50", "beyond_percent": "0", "wash_after": "0", "cutoff_days": "90",
    "weight_grams": "0", "deposit": "0.00",
}  # fmt: skip
_MOST: Mapping[str, int] = {
    "weight_grams": 1_000_000, "dirty_percent": 100, "damaged_percent": 100, "beyond_percent": 100,
    "wash_after": 1000, "cutoff_days": 3650,
}  # fmt: skip
"""Whole numbers from 0 to these."""

_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")
_AMOUNT = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was typed: the type, or None with what is wrong by field."""

    draft: Draft | None
    faults: Faults


def parse(form: Mapping[str, str], stored: OneType | None, currency: str) -> Parsed:
    """Read the form of a type. How a stored one is counted, and its currency, stay."""
    faults: Faults = {}
    counted_by = stored.counted_by if stored else _one_of(CountedBy, form, "counted_by", faults)
    currency = stored.currency if stored else currency
    draft = Draft(
        code=_code(form, faults),
        name=_name(form, faults),
        kind=_one_of(PackagingKind, form, "kind", faults),
        counted_by=counted_by,
        asset_type=_asset_type(form, counted_by, faults),
        material=_one_of(Material, form, "material", faults),
        deposit=_amount(form, currency, faults),
        currency=currency,
        **{name: _number(form, name, faults) for name in _MOST},
    )
    return Parsed(None if faults else draft, faults)


def _code(form: Mapping[str, str], faults: Faults) -> str:
    text = form.get("code", "").strip().upper()
    if not _CODE.fullmatch(text):
        faults["code"] = Said(say.NO_CODE)
    return text


def _name(form: Mapping[str, str], faults: Faults) -> dict[str, str]:
    english, spanish = (" ".join(form.get(name, "").split())[:60] for name in ("name_en", "name_es"))
    if not (english or spanish):
        faults["name_en"] = Said(products.NEEDED)
    return {"en": english or spanish, "es": spanish or english}


W = TypeVar("W", bound=StrEnum)


def _one_of(words: type[W], form: Mapping[str, str], name: str, faults: Faults) -> W:
    try:
        return words(form.get(name, ""))
    except ValueError:
        faults[name] = Said(products.NEEDED)
        return next(iter(words))


def _asset_type(form: Mapping[str, str], counted_by: CountedBy, faults: Faults) -> str:
    """Return the 13 digits that a GRAI begins with; what is counted one by one is known by them."""
    text = form.get("asset_type", "").strip()
    if not text and counted_by is not CountedBy.ASSET:
        return ""
    try:
        return Gtin.parse(text).value[1:] if len(text) == 13 else _wrong(text, faults)
    except IdentifierError:
        return _wrong(text, faults)


def _wrong(text: str, faults: Faults) -> str:
    faults["asset_type"] = Said(say.NO_ASSET_TYPE, {"got": text[:20] or "-"})
    return ""


def _amount(form: Mapping[str, str], currency: str, faults: Faults) -> Decimal:
    text = form.get("deposit", "").strip()
    amount = Decimal(text) if _AMOUNT.fullmatch(text) else None
    if amount is None or amount != rounded(amount, currency):
        faults["deposit"] = Said(products.NOT_AN_AMOUNT, {"got": text[:20] or "-"})
        return Decimal(0)
    return amount


def _number(form: Mapping[str, str], name: str, faults: Faults) -> int:
    text, most = form.get(name, "").strip(), _MOST[name]
    if text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= most:
        return int(text)
    faults[name] = Said(products.NOT_A_NUMBER, {"got": text[:20] or "-", "most": most})
    return 0


def typed(stored: OneType) -> dict[str, str]:
    """Return the texts with which the form of a stored type begins."""
    words = {name: getattr(stored, name).value for name in ("kind", "counted_by", "material")}
    names = {"name_en": stored.name.get("en", ""), "name_es": stored.name.get("es", "")}
    numbers = {name: str(getattr(stored, name)) for name in _MOST}
    texts = {"code": stored.code, "asset_type": stored.asset_type, "deposit": f"{stored.deposit:.2f}"}
    return {**words, **names, **numbers, **texts, "version": str(stored.version)}
