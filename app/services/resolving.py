"""What a scan means here: readings and what the screen knows -> Found, Unknown or Ambiguous."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.queries import products
from app.db.queries.products import Coded
from app.domain.products import Product, ScannedItem
from app.domain.readings import Reading, ReadingKind

ITEM_KINDS = frozenset({ReadingKind.GS1, ReadingKind.GTIN, ReadingKind.HIBC, ReadingKind.PLAIN})


@dataclass(frozen=True, slots=True)
class Found:
    """The one item that a scan stands for, and the reading that says so."""

    item: ScannedItem
    reading: Reading


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing in the catalogue has this code. `is_case` when only the case is unknown."""

    reading: Reading
    is_case: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several products share the code."""

    candidates: tuple[Found, ...]


def resolve_item(
    session: Session, readings: Sequence[Reading], on_paper: Sequence[Product] = ()
) -> Found | Unknown | Ambiguous:
    """Return what the item readings mean: a product on the paper wins, else the catalogue is asked in one statement."""
    wanted = [reading for reading in readings if reading.kind in ITEM_KINDS]
    expected = _first_match(wanted, [Coded(code, each, 1) for each in on_paper for code in (each.gtin, each.sku)])
    if expected or not wanted:
        return expected or Unknown(readings[0])
    return _first_match(wanted, products.by_codes(session, {code_of(reading) for reading in wanted})) or Unknown(
        readings[0], is_case=_names_a_case(readings[0])
    )


def _first_match(wanted: Sequence[Reading], coded: Sequence[Coded]) -> Found | Ambiguous | None:
    for reading in wanted:
        found = {each.product.id: _found(each, reading) for each in coded if each.code == code_of(reading)}
        if found:
            several = tuple(found.values())
            return several[0] if len(several) == 1 else Ambiguous(several)
    return None


def code_of(reading: Reading) -> str:
    """Return the catalogue code of an item reading: a GTIN of 14 digits, a HIBC product code, else its text."""
    gtin = reading.gtin or reading.content
    return gtin.value if gtin else reading.hibc or reading.text.strip()


def _found(coded: Coded, reading: Reading) -> Found:
    counted = reading.content_count or reading.count
    item = ScannedItem(
        product=coded.product,
        quantity=coded.quantity * (counted or 1),
        is_case=coded.quantity > 1 or reading.content is not None,
        lot=reading.lot,
        expiry=reading.expiry,
        serial=reading.serial,
    )
    return Found(item, reading)


def _names_a_case(reading: Reading) -> bool:
    gtin = reading.gtin or reading.content
    return gtin is not None and gtin.value[0] in "12345678"
