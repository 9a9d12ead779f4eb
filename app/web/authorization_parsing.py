"""From the texts of the office's form to a draft, and back: the one place where they are understood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import parties
from app.db.queries.authorization import Paper
from app.db.queries.products import by_codes
from app.domain.authorizing import DataDeclaration, Detail, Draft, DraftLine, Faults
from app.domain.messages import authorizing as say
from app.domain.messages.core import Said
from app.domain.products import Product
from app.domain.vocabulary import Program, ReasonCode
from app.services.preferring import LANGUAGES

LINE_FIELDS = ("product", "quantity", "lot", "expiry", "serial", "reason", "claim", "asset_type")
LONGEST: Mapping[str, int] = {
    "contact": 120, "agreement": 60, "return_place": 60, "claim": 200, "party": 120, "product": 48,
}  # fmt: skip
USUAL_LENGTH = 40
_LINE = re.compile(r"line-([0-9]{1,3})-([a-z_]+)")


@dataclass(slots=True)
class Parsed:
    """What was typed, by field, with the lines counted anew from 1; the draft, where all of it could be understood."""

    typed: dict[str, str]
    draft: Draft | None = None
    faults: Faults = field(default_factory=dict)


def parse(session: Session, program: Program, form: Mapping[str, str]) -> Parsed:
    """Read the form of an authorization."""
    parsed = Parsed(_typed(form))
    party_id = _party(session, parsed)
    is_known = not parsed.faults
    expected_on, expires_on = (_day(parsed, name) for name in ("expected_on", "expires_on"))
    lines = _lines(session, parsed)
    for name, text in parsed.typed.items():
        if not text.isprintable():
            parsed.faults[name] = Said(say.NOT_PRINTABLE)
    if len(parsed.faults) == (not is_known):  # an unknown party keeps nothing else from being looked at
        parsed.draft = Draft(program, party_id, lines, _details(parsed), expected_on, expires_on, _language(parsed))
    return parsed


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return the texts without blanks around them, cut to what the columns hold; rows that are empty fall out."""
    heads = ("party", "language", "expected_on", "expires_on", *(detail.value for detail in Detail))
    kept = {name: _cut(name, form.get(name, "")) for name in heads}
    rows: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        if (found := _LINE.fullmatch(name)) and found[2] in LINE_FIELDS:
            rows.setdefault(int(found[1]), {})[found[2]] = _cut(found[2], text)
    filled = [row for _number, row in sorted(rows.items()) if _says_something(row)]
    for number, row in enumerate(filled, start=1):
        kept |= {f"line-{number}-{name}": text for name, text in {"product": "", **row}.items()}
    return kept


def _cut(name: str, text: str) -> str:
    return text.strip()[: LONGEST.get(name, USUAL_LENGTH)].strip()


def _says_something(row: Mapping[str, str]) -> bool:
    return any(text for name, text in row.items() if name != "reason")


NOBODY = UUID(int=0)
"""Stands for a party that is not known: a draft with it has a fault, and is never kept."""


def _party(session: Session, parsed: Parsed) -> UUID:
    text = parsed.typed["party"]
    found = parties.by_name(session, text) if text else []
    if found:
        return found[0].id
    parsed.faults["party"] = Said(say.NO_PARTY, {"text": text}) if text else Said(say.PARTY_MISSING)
    return NOBODY


def _day(parsed: Parsed, name: str) -> date | None:
    text = parsed.typed.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        parsed.faults[name] = Said(say.NO_DAY, {"text": text})
        return None


def _details(parsed: Parsed) -> dict[Detail, str]:
    texts = {detail: parsed.typed[detail.value] for detail in Detail}
    if texts[Detail.DATA_BEARING] not in set(DataDeclaration):
        texts[Detail.DATA_BEARING] = ""
    return texts


def _language(parsed: Parsed) -> str:
    return parsed.typed["language"] if parsed.typed["language"] in LANGUAGES else LANGUAGES[0]


def _lines(session: Session, parsed: Parsed) -> tuple[DraftLine, ...]:
    numbers = sorted(
        int(found[1]) for name in parsed.typed if (found := _LINE.fullmatch(name)) and found[2] == "product"
    )
    products = _products(session, parsed, numbers)
    lines = [_line(parsed, number, products.get(number)) for number in numbers]
    return tuple(line for line in lines if line is not None)


def _products(session: Session, parsed: Parsed, numbers: list[int]) -> dict[int, Product]:
    """Return the product of each line, by SKU or GTIN; what is none is a fault."""
    texts = {number: parsed.typed[f"line-{number}-product"] for number in numbers}
    codes = {code for text in texts.values() for code in _codes(text)}
    known = by_codes(session, codes) if codes else []
    found = {}
    for number, text in texts.items():
        candidates = {each.product.id: each.product for each in known if each.code in _codes(text)}
        if len(candidates) == 1:
            found[number] = next(iter(candidates.values()))
        else:
            parsed.faults[f"line-{number}-product"] = _no_product(text, len(candidates))
    return found


def _codes(text: str) -> set[str]:
    digits = {text.zfill(14)} if text.isascii() and text.isdecimal() and len(text) <= 14 else set()
    return {text, text.upper(), *digits} if text else set()


def _no_product(text: str, candidates: int) -> Said:
    if not text:
        return Said(say.PRODUCT_MISSING)
    return (
        Said(say.SEVERAL_PRODUCTS, {"text": text, "count": candidates})
        if candidates
        else Said(say.NO_PRODUCT, {"text": text})
    )


def _line(parsed: Parsed, number: int, product: Product | None) -> DraftLine | None:
    said = {name: parsed.typed.get(f"line-{number}-{name}", "") for name in LINE_FIELDS}
    expiry = _day(parsed, f"line-{number}-expiry")
    reason = ReasonCode(said["reason"]) if said["reason"] in set(ReasonCode) else ReasonCode.OTHER
    quantity = said["quantity"] or "1"
    is_whole = quantity.isascii() and quantity.isdecimal() and len(quantity) < 10
    if product is None:
        return None
    return DraftLine(
        product=product,
        quantity=int(quantity) if is_whole else 0,  # which is refused with its sentence
        reason=reason,
        lot=said["lot"],
        expiry=expiry,
        serial=said["serial"],
        claim=said["claim"],
        asset_type=said["asset_type"],
    )


def typed(paper: Paper) -> dict[str, str]:
    """Return what an authorization says as its form shows it."""
    texts = {
        "party": paper.party,
        "language": paper.language,
        "expected_on": paper.expected_on.isoformat() if paper.expected_on else "",
        "expires_on": paper.expires_on.isoformat() if paper.expires_on else "",
        **{detail.value: text for detail, text in paper.details.items()},
    }
    for number, line in enumerate(paper.lines, start=1):
        said = {
            "product": line.product.sku, "quantity": str(line.quantity), "lot": line.lot, "serial": line.serial,
            "expiry": line.expiry.isoformat() if line.expiry else "", "reason": line.reason.value,
            "claim": line.claim, "asset_type": line.asset_type,
        }  # fmt: skip
        texts |= {f"line-{number}-{name}": text for name, text in said.items()}
    return texts
