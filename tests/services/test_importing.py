"""Imports of every kind: created, updated, unchanged, refused; all or nothing, or without the bad ones; idempotent."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.db.models import ImportRow, Shipment, ShipmentLine
from app.domain.transitions import ImportState
from tests.factories import Floor, a_product
from tests.services.importers import (
    SHIPMENT,
    SHIPMENTS,
    Importer,
    counted,
    lines_of,
    said,
    shipped,
    stored,
)


def test_shipments_come_in_with_their_lines(importer: Importer, floor: Floor) -> None:
    run = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7", "L2", 6), shipped("SH-8"), shipped("SH-7", "L1")])
    assert (run.state, counted(run)) == (ImportState.IMPORTED, (3, 0, 0, 0))
    assert said(run) == "Rows created: 3, updated: 0, unchanged: 0, refused: 0."
    assert lines_of(floor, "SH-7") == [("L1", 4, date(2027, 3, 31)), ("L2", 6, date(2027, 3, 31))]
    assert stored(floor, Shipment, "number", "order", "delivered_on", "party_id", number="SH-8") == [
        ("SH-8", "SO-9", date(2026, 10, 2), floor.northline.id)
    ]


def test_the_same_file_again_changes_nothing_and_says_so(importer: Importer, floor: Floor) -> None:
    rows = [shipped("SH-7", "L2", 6), shipped("SH-8"), shipped("SH-7", "L1")]
    importer.do(SHIPMENTS, SHIPMENT, rows)
    before = stored(floor, ShipmentLine, "id"), stored(floor, Shipment, "id")
    run = importer.do(SHIPMENTS, SHIPMENT, rows)
    assert counted(run) == (0, 0, 3, 0)
    assert said(run) == "All rows say what is stored already: 3. Nothing was changed."
    assert (stored(floor, ShipmentLine, "id"), stored(floor, Shipment, "id")) == before


def test_a_corrected_file_changes_what_differs_and_leaves_equal_lines_alone(importer: Importer, floor: Floor) -> None:
    importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7", "L1"), shipped("SH-7", "L2"), shipped("SH-8")])
    kept = stored(floor, ShipmentLine, "id", lot="L1", quantity=4)
    run = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7", "L1"), shipped("SH-7", "L3", 9), shipped("SH-8")])
    assert counted(run) == (0, 2, 1, 0)
    assert lines_of(floor, "SH-7") == [("L1", 4, date(2027, 3, 31)), ("L3", 9, date(2027, 3, 31))]
    assert stored(floor, ShipmentLine, "id", lot="L1", quantity=4) == kept


def test_what_a_file_has_no_column_for_stays(importer: Importer, floor: Floor) -> None:
    importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7", "L1")])
    short = [heading for heading in SHIPMENT if heading not in ("Lot", "Expiry", "Order")]
    run = importer.do(SHIPMENTS, short, [("SH-7", "Northline Pharmacy", "2026-10-02", "VIT-D3-120", 4, "")])
    assert counted(run) == (0, 0, 1, 0)
    assert lines_of(floor, "SH-7") == [("L1", 4, date(2027, 3, 31))]


def test_one_bad_row_stops_all_and_leaves_nothing(importer: Importer, floor: Floor) -> None:
    before = stored(floor, Shipment, "number")
    rows = [shipped("SH-7"), shipped("SH-8", quantity="many"), shipped("SH-9", sku="NONE-1")]
    run = importer.do(SHIPMENTS, SHIPMENT, rows)
    assert run.state is ImportState.REFUSED
    assert said(run) == ("Rows refused: 2 of 3, so nothing was changed. Correct them, or import without them.")
    assert importer.faults(run) == [
        "3 Quantity: Read many. Expected a whole number from 1 to 10,000,000.",
        "4 SKU: Read NONE-1. Expected the SKU or GTIN of a product. None has it: import the products first.",
    ]
    assert stored(floor, Shipment, "number") == before
    assert stored(floor, ImportRow, "number") == [(3,), (4,)]


def test_without_the_bad_rows_a_paper_is_taken_whole_or_left_out_whole(importer: Importer, floor: Floor) -> None:
    rows = [shipped("SH-7", "L1"), shipped("SH-8"), shipped("SH-7", "L2", quantity=0)]
    run = importer.do(SHIPMENTS, SHIPMENT, rows, skips_bad=True)
    assert (run.state, counted(run)) == (ImportState.IMPORTED, (1, 0, 0, 2))
    assert importer.faults(run) == [
        "2 : Row 4 of SH-7 is refused, so the whole of it is left out.",
        "4 Quantity: Read 0. Expected a whole number from 1 to 10,000,000.",
    ]
    assert stored(floor, Shipment, "number", number="SH-7") == []
    assert len(lines_of(floor, "SH-8")) == 1


CONTRADICTORY: list[tuple[Sequence[object], str]] = [
    (
        ("SH-7", "SO-9", "Northline Pharmacy", "2026-10-03", "VIT-D3-120", 4, "L2", "", ""),
        "Row 3 of SH-7 says 2026-10-03, row 2 says 2026-10-02. Expected the same in all its rows.",
    ),
    (
        ("SH-7", "SO-9", "Harbor & Pine Retail", "2026-10-02", "VIT-D3-120", 4, "L2", "", ""),
        "Row 3 of SH-7 names another party than row 2. Expected the same in all its rows.",
    ),
]


@pytest.mark.parametrize(("second", "sentence"), CONTRADICTORY)
def test_rows_of_one_paper_agree(importer: Importer, second: Sequence[object], sentence: str) -> None:
    run = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7"), second])
    assert importer.faults(run) == [f"2 : {sentence}", f"3 : {sentence}"]


def test_a_serial_is_one_unit(importer: Importer) -> None:
    row = ("SH-7", "", "Northline Pharmacy", "2026-10-02", "DRL-18V", 2, "", "", "DR7-1")
    run = importer.do(SHIPMENTS, SHIPMENT, [row])
    assert importer.faults(run) == ["2 : Read quantity 2 for serial DR7-1. Expected 1: a serial is one unit."]


def test_a_product_of_several_owners_needs_its_owner(importer: Importer, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_product(session, floor.harbor, sku="VIT-D3-120")
    run = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7")])
    assert importer.faults(run) == [
        "2 SKU: Read VIT-D3-120, which 2 products have. Add a column that says who owns it."
    ]
    run = importer.do(SHIPMENTS, (*SHIPMENT, "Owner"), [(*shipped("SH-7"), "Harbor & Pine Retail")])
    assert counted(run) == (1, 0, 0, 0)


def test_a_product_is_found_by_any_of_its_codes(importer: Importer, floor: Floor) -> None:
    run = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7", sku=floor.vitamin.gtin.lstrip("0"))])
    assert counted(run) == (1, 0, 0, 0)
