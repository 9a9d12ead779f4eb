"""The form of a customs entry: read strictly, with every fault in words; and written from one that is stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import catalogue
from app.db.queries.customs import Entry
from app.db.queries.products import by_codes
from app.domain.customs import DischargeMethod, EntryDraft, EntryLine, Faults, Pedimento, TariffUnit, due_on, wrong
from app.domain.errors import Refused
from app.domain.messages import customs as say
from app.domain.messages.core import Message, Said
from app.domain.products import Product

HEAD = ("number", "key", "cleared_on", "due_on", "owner", "currency", "rectified_by")
LINE = ("product", "fraction", "nico", "quantity", "tariff_quantity", "tariff_unit", "value", "origin", "method")
CHOSEN = frozenset({"tariff_unit", "method"})
"""Fields that say something in every row."""
NEW: Mapping[str, str] = {"key": "IN", "currency": "USD"}
GRAMS = 1000
_LINE = re.compile(r"line-([0-9]{1,3})-([a-z_]+)")
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")
_KILOGRAMS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
NOBODY = UUID(int=0)


@dataclass(slots=True)
class Parsed:
    """What was typed by field, lines counted anew from 1; the draft, where all of it could be understood."""

    typed: dict[str, str]
    draft: EntryDraft | None = None
    rectified_by: Pedimento | None = None
    faults: Faults = field(default_factory=dict)


def parse(session: Session, form: Mapping[str, str], today: date, entry: Entry | None = None) -> Parsed:
    """Read the form of an entry; that of a stored one keeps its number."""
    parsed = Parsed(_typed(form))
    number = _pedimento(parsed, "number") if entry is None else Pedimento(entry.number)
    parsed.rectified_by = _pedimento(parsed, "rectified_by") if parsed.typed["rectified_by"] else None
    cleared = _day(parsed, "cleared_on")
    due = _day(parsed, "due_on") if parsed.typed["due_on"] else None
    owner, lines = _owner(session, parsed), _lines(session, parsed)
    if number is None or cleared is None or len(lines) < _count(parsed.typed):
        return parsed
    draft = EntryDraft(
        number=number,
        key=parsed.typed["key"].upper(),
        cleared_on=cleared,
        due_on=due or due_on(cleared),
        owner_id=owner,
        currency=parsed.typed["currency"].upper(),
        lines=lines,
    )
    parsed.faults = {**wrong(draft, today), **parsed.faults}
    parsed.draft = None if parsed.faults else draft
    return parsed


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return the texts without blanks around them; rows that are empty fall out."""
    kept = {name: form.get(name, "").strip()[:40] for name in HEAD}
    rows: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        if (found := _LINE.fullmatch(name)) and found[2] in LINE:
            rows.setdefault(int(found[1]), {})[found[2]] = text.strip()[:48]
    filled = [row for _number, row in sorted(rows.items()) if any(row.get(name) for name in LINE if name not in CHOSEN)]
    for number, row in enumerate(filled, start=1):
        kept |= {f"line-{number}-{name}": row.get(name, "") for name in LINE}
    return kept


def _count(typed: Mapping[str, str]) -> int:
    return sum(1 for name in typed if name.startswith("line-") and name.endswith("-product"))


def _pedimento(parsed: Parsed, name: str) -> Pedimento | None:
    try:
        return Pedimento.parse(parsed.typed[name])
    except Refused as refused:
        parsed.faults[name] = refused.said
        return None


def _day(parsed: Parsed, name: str) -> date | None:
    text = parsed.typed[name]
    try:
        return date.fromisoformat(text)
    except ValueError:
        parsed.faults[name] = Said(say.NO_DAY, {"text": text or "-"})
        return None


def _owner(session: Session, parsed: Parsed) -> UUID:
    owners = {str(owner_id): owner_id for owner_id, _name in catalogue.owners(session)}
    if parsed.typed["owner"] not in owners:
        parsed.faults["owner"] = Said(say.NO_OWNER)
    return owners.get(parsed.typed["owner"], NOBODY)


def _lines(session: Session, parsed: Parsed) -> tuple[EntryLine, ...]:
    numbers = range(1, _count(parsed.typed) + 1)
    products = {number: _product(session, parsed, number) for number in numbers}
    return tuple(_line(parsed, number, product) for number, product in products.items() if product)


def _product(session: Session, parsed: Parsed, number: int) -> Product | None:
    text = parsed.typed[f"line-{number}-product"]
    digits = {text.zfill(14)} if text.isascii() and text.isdecimal() and len(text) <= 14 else set()
    found = {each.product.id: each.product for each in by_codes(session, {text, text.upper(), *digits})} if text else {}
    if len(found) != 1:
        parsed.faults[f"line-{number}-product"] = Said(say.NO_PRODUCT, {"text": text or "-"})
        return None
    return next(iter(found.values()))


def _line(parsed: Parsed, number: int, product: Product) -> EntryLine:
    said = {name: parsed.typed[f"line-{number}-{name}"] for name in LINE}
    unit = TariffUnit.KILOGRAM if said["tariff_unit"] == TariffUnit.KILOGRAM else TariffUnit.PIECE
    lot = said["method"] == DischargeMethod.SPECIFIC_LOT
    return EntryLine(
        product=product,
        fraction=said["fraction"].replace(".", "").replace(" ", ""),
        nico=said["nico"],
        quantity=_whole(said["quantity"]),
        tariff_quantity=_tariff(said["tariff_quantity"], unit),
        tariff_unit=unit,
        value=_number(parsed, f"line-{number}-value", said["value"], say.WRONG_VALUE),
        origin=said["origin"].upper(),
        method=DischargeMethod.SPECIFIC_LOT if lot else DischargeMethod.FIFO,
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # 0 is refused in words


def _tariff(text: str, unit: TariffUnit) -> int:
    """Return pieces, or grams of the kilograms that were typed; 0, which is refused in words, for what is neither."""
    if unit is TariffUnit.PIECE:
        return _whole(text)
    return int(Decimal(text) * GRAMS) if _KILOGRAMS.fullmatch(text) else 0


def _number(parsed: Parsed, name: str, text: str, fault: Message) -> Decimal:
    if _AMOUNT.fullmatch(text.replace(",", "")):
        return Decimal(text.replace(",", ""))
    parsed.faults[name] = Said(fault)
    return Decimal(0)


def typed(entry: Entry) -> dict[str, str]:
    """Return what an entry says as its form shows it."""
    texts = {
        "number": entry.said, "key": entry.entry_key, "cleared_on": entry.cleared_on.isoformat(),
        "due_on": entry.due_on.isoformat(), "owner": str(entry.owner_id), "currency": entry.currency,
    }  # fmt: skip
    for number, each in enumerate(entry.lines, start=1):
        line = each.line
        said = {
            "product": line.product.sku, "fraction": line.fraction, "nico": line.nico, "quantity": str(line.quantity),
            "tariff_quantity": in_tariff_unit(line), "tariff_unit": line.tariff_unit.value,
            "value": f"{line.value:.2f}", "origin": line.origin, "method": line.method.value,
        }  # fmt: skip
        texts |= {f"line-{number}-{name}": text for name, text in said.items()}
    return texts


def in_tariff_unit(line: EntryLine) -> str:
    """Return the tariff quantity as it is written: pieces whole, kilograms with three decimals."""
    if line.tariff_unit is TariffUnit.PIECE:
        return str(line.tariff_quantity)
    return f"{Decimal(line.tariff_quantity) / GRAMS:.3f}"
