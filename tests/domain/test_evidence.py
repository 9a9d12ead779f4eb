"""What evidence must hold, and which line it stays with when an authorization is written anew."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.db.ids import new_id
from app.domain.authorizing import DraftLine
from app.domain.errors import Refused
from app.domain.evidence import LONGEST_TEXT, MOST_PIECES, check, paired
from app.domain.plain import in_english
from app.domain.products import Product
from app.domain.terms import Evidence
from app.domain.vocabulary import Category, ReasonCode


def a_product(sku: str) -> Product:
    """Return a product that tracks nothing."""
    tracks = dict.fromkeys(_FLAGS, False)
    price = {"unit_cost": Decimal(3), "list_price": Decimal(9), "currency": "USD"}
    return Product(
        id=new_id(), owner_id=new_id(), sku=sku, gtin="", name={"en": sku}, category=Category.APPAREL, **price, **tracks
    )  # type: ignore[arg-type]


_FLAGS = ("lot_tracked", "serial_tracked", "expiry_tracked", "data_bearing", "medical", "hazardous")
SHIRT, LAMP = a_product("SHT-M"), a_product("LMP-40")
PHOTO, TEXT = Evidence.PHOTO, Evidence.TEXT

REFUSED = [
    ((PHOTO, "torn", 0, 0), "A photo was to be kept, and none came. Nothing was changed."
     " | Choose a picture, then add it"),
    ((TEXT, "", 0, 0), "Description: neither words nor a picture came. Nothing was changed."
     " | Write what it says, or choose a picture of it"),
    ((TEXT, "a\x00b", 0, 0), "The words hold characters that nobody can read. Nothing was changed."
     " | Write them as plain text"),
    ((TEXT, "a" * (LONGEST_TEXT + 1), 0, 0), "The words have 501 characters, and 500 are kept. Nothing was changed."
     " | Say it shorter"),
    ((PHOTO, "", 2, MOST_PIECES - 1),
     "A line keeps at most 12 pieces of evidence, and 11 stand there. Nothing was changed."
     " | Take off what shows least, then add this"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), REFUSED)
def test_what_is_no_evidence_is_refused_in_a_sentence(given: tuple[Evidence, str, int, int], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        check(*given)
    said = refused.value.said
    assert f"{in_english(said)} | {said.message.next}" == sentence


@pytest.mark.parametrize("kind", [TEXT, Evidence.SERIAL, Evidence.PROOF_OF_PURCHASE])
def test_words_or_a_picture_show_what_is_no_photo(kind: Evidence) -> None:
    check(kind, "INV-7731", 0, MOST_PIECES - 1)
    check(kind, "", 1, 0)


def line(product: object = SHIRT, lot: str = "", **said: object) -> DraftLine:
    return replace(DraftLine(product, 1, ReasonCode.DEFECTIVE, lot, id=new_id()), **said)  # type: ignore[arg-type]


def test_a_line_whose_lot_was_put_right_is_the_same_line() -> None:
    shirt, lamp = line(), line(LAMP)
    assert paired([shirt, lamp], [line(LAMP, quantity=3), line(lot="L1")]) == [lamp.id, shirt.id]


def test_equal_goods_come_before_goods_that_are_merely_alike() -> None:
    first, second = line(lot="L1"), line(lot="L2")
    assert paired([first, second], [line(lot="L2"), line(lot="L9")]) == [second.id, first.id]


def test_a_new_product_is_a_new_line_and_what_fell_out_is_nobody_s() -> None:
    shirt = line()
    assert paired([shirt], [line(LAMP)]) == [None]
    assert paired([shirt, line(LAMP)], [line()]) == [shirt.id]
    assert paired([shirt], [line(), line()]) == [shirt.id, None]
