"""Lots and expiry dates at the dock: scanned, asked for, picked, unreadable."""

import sqlalchemy as sa

from app.db.models import CartonLine, table_of
from tests.factories import Floor, an_sscc
from tests.services.dock import Dock, gs1
from tests.services.floor_state import holds, lines, vitamin


def test_a_missing_lot_is_asked_for_and_a_lot_barcode_answers(dock: Dock, floor: Floor) -> None:
    assert dock.scan(f"{floor.vitamin.gtin}") == (
        "Lot needed | Vitamin D3 1000 IU, 120 ct. This barcode carries no lot. | Scan the lot barcode next to it"
    )
    assert dock.scan("10D9T").startswith("Vitamin D3 1000 IU, 120 ct | 1 of 24 counted. Lot 10D9T")


def test_lot_10d9t_is_not_read_as_ai_10_with_lot_d9t(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.vitamin.gtin)
    dock.scan("10D9T")
    assert lines(floor) == [("10D9T", 1, "")]


def test_lot_and_expiry_on_two_barcodes_are_taken_one_after_the_other(floor: Floor) -> None:
    dock = Dock(floor, "")
    dock.scan(an_sscc(1))
    assert dock.scan(floor.zinc.gtin).startswith("Lot needed")
    assert dock.scan("10NEWLOT") == (
        "Expiry needed | Zinc 25 mg, 60 ct, lot 10NEWLOT. The expiry date is not known."
        " | Scan the expiry barcode, or type the date"
    )
    assert dock.scan("17280131").startswith("Zinc 25 mg, 60 ct | 1 counted without paper")
    assert lines(floor) == [("10NEWLOT", 1, "unmatched")]


def test_the_expiry_barcode_may_come_before_the_lot_barcode(floor: Floor) -> None:
    dock = Dock(floor, "")
    dock.scan(an_sscc(1))
    dock.scan(floor.zinc.gtin)
    assert dock.scan("17280131").startswith("Lot needed")
    assert dock.scan("Z77").startswith("Zinc 25 mg, 60 ct | 1 counted")


def test_a_date_barcode_that_looks_like_an_ean_8_is_a_date_where_a_lot_is_asked(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.zinc.gtin)
    assert dock.scan("17270731").startswith("Lot needed | Zinc 25 mg, 60 ct.")
    assert dock.scan("10Z0415B").startswith("Zinc 25 mg, 60 ct | 1 of 18 counted. Lot Z0415B")


def test_a_lot_screen_is_not_shown_when_the_scan_gave_the_lot(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    assert dock.screen.pending is None


def test_the_expiry_of_a_known_lot_is_not_asked(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin, "10D9T"))
    assert dock.signal == "ok"
    table = table_of(CartonLine)
    with floor.database.reading() as session:
        assert str(session.execute(sa.select(table.c.expiry)).scalar_one()) == "2027-03-31"


def test_a_picked_lot_answers_and_an_empty_field_blanks_nothing(dock: Dock, floor: Floor) -> None:
    dock.scan(gs1(floor.vitamin, "", "270331"))
    dock.tap("tell", lot="10D9T", serial="")
    assert lines(floor) == [("10D9T", 1, "")]
    table = table_of(CartonLine)
    with floor.database.reading() as session:
        assert str(session.execute(sa.select(table.c.expiry)).scalar_one()) == "2027-03-31"


def test_an_unreadable_lot_is_held_in_the_named_quarantine_carton(dock: Dock, floor: Floor) -> None:
    dock.scan(floor.vitamin.gtin)
    assert dock.tap("tell", lot_is_unreadable=True) == (
        "Held: lot_unreadable | Vitamin D3 1000 IU, 120 ct: 1 received on hold in quarantine carton T-0901 at Q-01."
        " | Scan the next item"
    )
    assert lines(floor) == [("", 1, "lot_unreadable")]
    holds(floor)
