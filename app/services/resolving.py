"""What a scan means here: readings and what the screen knows -> Found, Unknown or Ambiguous."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import products
from app.db.queries.products import Coded
from app.domain.products import ScannedItem
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
    session: Session, readings: Sequence[Reading], prefer: frozenset[UUID] = frozenset()
) -> Found | Unknown | Ambiguous:
    """Look up the item readings in one statement; `prefer` are the products on the paper, which win over others."""
    wanted = [reading for reading in readings if reading.kind in ITEM_KINDS]
    coded = products.by_codes(session, {code_of(reading) for reading in wanted}) if wanted else []
    for reading in wanted:
        found = [_found(each, reading) for each in coded if each.code == code_of(reading)]
        on_paper = [each for each in found if each.item.product.id in prefer]
        match on_paper or found:
            case []:
                continue
            case [one]:
                return one
            case several:
                return Ambiguous(tuple(several))
    return Unknown(readings[0], is_case=_names_a_case(readings[0]))


def code_of(reading: Reading) -> str:
    """Return the catalogue code of an item reading: a GTIN of 14 digits, else its text."""
    gtin = reading.gtin or reading.content
    return gtin.value if gtin else reading.text.strip()


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
