"""Imports of every kind: created, updated, unchanged, refused; all or nothing, or without the bad ones; idempotent."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.db.models import Authorization, AuthorizationLine, ImportRow, Party, Product, Shipment, ShipmentLine, table_of
from app.domain.errors import Overtaken, Refused
from app.domain.importing import Counts, ImportKind
from app.domain.transitions import AuthorizationState, ImportState
from app.domain.vocabulary import Category, PartyKind, Program, ReasonCode
from app.services import importing
from app.services.importing import working
from tests.factories import Floor, a_product
from tests.services.importers import Importer, an_importer, now, said

PARTIES, PRODUCTS = ImportKind.PARTIES, ImportKind.PRODUCTS
SHIPMENTS, AUTHORIZATIONS = ImportKind.SHIPMENTS, ImportKind.AUTHORIZATIONS

SHIPMENT = ("Shipment", "Order", "Customer", "Delivered on", "SKU", "Quantity", "Lot", "Expiry", "Serial")
RMA = ("RMA", "Program", "Customer", "PO", "SKU", "Quantity", "Lot", "Reason", "Claim")
GLN = "9521234000006"


@pytest.fixture
def importer(floor: Floor, tmp_path: Path) -> Importer:
    """An importer at the floor's site."""
    return an_importer(floor.database, floor.site.id, tmp_path)


def shipped(number: str, lot: str = "L1", quantity: object = 4, sku: str = "VIT-D3-120") -> tuple[object, ...]:
    return number, "SO-9", "Northline Pharmacy", "2026-10-02", sku, quantity, lot, "2027-03-31", ""


def stored(floor: Floor, model: type[Any], *columns: str, **where: Any) -> list[tuple[Any, ...]]:
    table = table_of(model)
    statement = sa.select(*(table.c[name] for name in columns)).order_by(*(table.c[name] for name in columns))
    for name, value in where.items():
        statement = statement.where(table.c[name] == value)
    with floor.database.reading() as session:
        return [tuple(row) for row in session.execute(statement)]


def lines_of(floor: Floor, number: str) -> list[tuple[Any, ...]]:
    head, line = table_of(Shipment), table_of(ShipmentLine)
    with floor.database.reading() as session:
        rows = session.execute(
            sa.select(line.c.lot, line.c.quantity, line.c.expiry)
            .join(head, (head.c.site_id == line.c.site_id) & (head.c.id == line.c.shipment_id))
            .where(head.c.number == number)
            .order_by(line.c.lot)
        )
        return [tuple(row) for row in rows]


def counted(run: Any) -> tuple[int, int, int, int]:
    counts: Counts = run.counts
    return counts.created, counts.updated, counts.unchanged, counts.refused


def test_shipments_come_in_with_their_lines(importer: Importer, floor: Floor) -> None:
    run = importer.do(SHIPMENTS, SHIPMENT, [shipped("SH-7", "L2", 6), shipped("SH-8"), shipped("SH-7", "L1")])
    assert (run.state, counted(run)) == (ImportState.IMPORTED, (3, 0, 0, 0))
    assert said(run) == "3 rows created, 0 updated, 0 unchanged, 0 refused."
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
    assert said(run) == "All 3 rows say what is stored already. Nothing was changed."
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
    assert said(run) == ("2 of 3 rows are refused, so nothing was changed. Correct them, or import without them.")
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


def test_parties_are_known_again_by_code_else_by_gln(importer: Importer, floor: Floor) -> None:
    headings = ("Code", "GLN", "Name", "Kind")
    first = importer.do(PARTIES, headings, [("", GLN, "Clearwater", "customer"), ("V-1", "", "Kestrel", "proveedor")])
    assert counted(first) == (2, 0, 0, 0)
    again = importer.do(PARTIES, headings, [("C-9", GLN, "Clearwater", ""), ("V-1", "", "Kestrel Tools", "vendor")])
    assert counted(again) == (0, 2, 0, 0)
    assert stored(floor, Party, "code", "gln", "name", "kind", code="C-9") == [
        ("C-9", GLN, "Clearwater", PartyKind.CUSTOMER)
    ]
    assert stored(floor, Party, "code", "name", code="V-1") == [("V-1", "Kestrel Tools")]
    found = importer.do(SHIPMENTS, SHIPMENT, [("SH-7", "", "C-9", "2026-10-02", "VIT-D3-120", 4, "", "", "")])
    assert counted(found) == (1, 0, 0, 0)


def test_parties_say_what_they_lack(importer: Importer) -> None:
    headings = ("Code", "GLN", "Name", "Kind")
    importer.do(PARTIES, headings, [("C-9", GLN, "Clearwater", "customer")])
    rows = [("", "", "Nobody", "vendor"), ("C-8", GLN, "Other", "vendor"), ("C-7", "", "", "vendor"),
            ("C-6", "", "Six", "friend"), ("C-9", "", "Clearwater", ""), ("C-9", "", "Clearwater", "")]  # fmt: skip
    run = importer.do(PARTIES, headings, rows, skips_bad=True)
    assert counted(run) == (0, 0, 1, 5)
    assert importer.faults(run) == [
        "2 : The row has neither code nor GLN. Expected one of them, by which the party is known again.",
        f"3 : Read GLN {GLN}, which is that of Clearwater. Expected a GLN of its own.",
        "4 : C-7 is new and has no Name. Expected one, since nothing is stored to keep.",
        "5 Kind: Read friend. Expected one of: customer, vendor, carrier, recycler, liquidator, client.",
        "7 : C-9 stands in row 6 already. Expected it once.",
    ]


def test_products_keep_what_a_row_does_not_say(importer: Importer, floor: Floor) -> None:
    run = importer.do(
        PRODUCTS,
        ("SKU", "Name", "Unit cost", "Category", "Lot tracked"),
        [
            ("VIT-D3-120", "", "4.10", "", ""),
            ("NEW-1", "New thing", "", "tools", "yes"),
            ("SHT-M", "Work shirt, M", "", "", ""),
        ],
    )
    assert counted(run) == (1, 1, 1, 0)
    columns = ("sku", "name", "unit_cost", "category", "lot_tracked", "currency", "owner_id")
    assert stored(floor, Product, *columns[:5], sku="VIT-D3-120") == [
        ("VIT-D3-120", {"en": "Vitamin D3 1000 IU, 120 ct", "es": "Vitamin D3 1000 IU, 120 ct"}, Decimal("4.10"),
         Category.FOOD, True)
    ]  # fmt: skip
    assert stored(floor, Product, *columns, sku="NEW-1") == [
        ("NEW-1", {"en": "New thing"}, Decimal(0), Category.TOOLS, True, "USD", floor.company.id)
    ]


def test_a_product_of_another_owner_is_another_product(importer: Importer, floor: Floor) -> None:
    run = importer.do(
        PRODUCTS, ("SKU", "Owner", "Name", "Category"), [("SHT-M", "Harbor & Pine Retail", "Shirt", "apparel")]
    )
    assert counted(run) == (1, 0, 0, 0)
    assert len(stored(floor, Product, "owner_id", sku="SHT-M")) == 2


def test_authorizations_come_in_as_drafts_with_numbered_lines(importer: Importer, floor: Floor) -> None:
    rows = [
        ("RMA-9", "trade_return", "Northline Pharmacy", "PO-1", "VIT-D3-120", 5, "L1", "overstock", ""),
        ("RMA-9", "trade_return", "Northline Pharmacy", "", "ZNC-25-60", 2, "L2", "expired", "Found late"),
    ]
    assert counted(importer.do(AUTHORIZATIONS, RMA, rows)) == (2, 0, 0, 0)
    assert stored(floor, Authorization, "program", "state", "purchase_order", number="RMA-9") == [
        (Program.TRADE_RETURN, AuthorizationState.DRAFT, "PO-1")
    ]
    (rma,) = stored(floor, Authorization, "id", number="RMA-9")
    columns = ("position", "quantity", "lot", "reason", "claim")
    assert stored(floor, AuthorizationLine, *columns, authorization_id=rma[0]) == [
        (1, 5, "L1", ReasonCode.OVERSTOCK, ""),
        (2, 2, "L2", ReasonCode.EXPIRED, "Found late"),
    ]
    assert counted(importer.do(AUTHORIZATIONS, RMA, rows)) == (0, 0, 2, 0)


def test_an_authorization_under_way_is_not_changed(importer: Importer, floor: Floor) -> None:
    row = ("RMA-104418", "trade_return", "Northline Pharmacy", "PO-1", "VIT-D3-120", 5, "L1", "overstock", "")
    run = importer.do(AUTHORIZATIONS, RMA, [row])
    assert importer.faults(run) == ["2 : RMA-104418 is on its way here. Expected a draft: change it on its own screen."]


def test_a_long_file_is_written_in_short_transactions(importer: Importer, floor: Floor) -> None:
    rows = [shipped(f"SH-{number // 3:04}", f"L{number}") for number in range(1300)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    steps = [(step.state, step.handled) for step in importer.steps(run)]
    reading = [handled for state, handled in steps if state is ImportState.READING]
    writing = [handled for state, handled in steps if state is ImportState.WRITING]
    assert reading == [250, 500, 750, 1000, 1250, 1300]
    assert all(later - before <= working.AT_ONCE for before, later in pairwise(writing))
    assert (len(writing), writing[-1]) == (6, 1300)
    assert counted(importer.look(run.id)) == (1300, 0, 0, 0)
    assert stored(floor, ImportRow, "number") == []


@pytest.mark.parametrize("steps_done", [1, 5, 7, 9, 12])
def test_an_import_that_broke_off_goes_on_where_it_was(importer: Importer, floor: Floor, steps_done: int) -> None:
    rows = [shipped(f"SH-{number // 3:04}", f"L{number}") for number in range(1300)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    steps = importer.steps(run)
    for _count in range(steps_done):
        next(steps)
    steps.close()
    ended = importer.finish(run)
    assert (ended.state, counted(ended)) == (ImportState.IMPORTED, (1300, 0, 0, 0))
    assert len(stored(floor, ShipmentLine, "id")) == 1300 + 6


def test_a_second_worker_on_the_same_import_stops(importer: Importer, floor: Floor) -> None:
    rows = [shipped(f"SH-{number:04}") for number in range(600)]
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, rows))
    first, second = importer.steps(run), importer.steps(run)
    next(first)
    next(second)  # goes on from what the first has done
    assert list(first) == []  # which then finds its run changed
    for _step in second:
        pass
    assert counted(importer.look(run.id)) == (600, 0, 0, 0)


def test_an_import_is_given_up_until_it_writes(importer: Importer, floor: Floor) -> None:
    run = importer.begin(importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-7")]))
    next(importer.steps(run))
    with floor.database.unit_of_work() as session:
        importing.cancel(session, importer.look(run.id), now())
    ended = importer.finish(run)
    assert (ended.state, said(ended)) == (ImportState.CANCELLED, "Nothing was changed.")
    assert stored(floor, Shipment, "number", number="SH-7") == []
    with pytest.raises(Refused), floor.database.unit_of_work() as session:
        importing.cancel(session, ended, now())


def test_an_import_begins_once(importer: Importer, floor: Floor) -> None:
    run = importer.take_in(SHIPMENTS, SHIPMENT, [shipped("SH-7")])
    importer.begin(run)
    with pytest.raises(Overtaken) as overtaken:
        importer.begin(run)
    assert overtaken.value.said.message.say == "This import is {state} already. Nothing was changed."


def test_a_paper_that_changed_between_check_and_write_is_refused(importer: Importer, floor: Floor) -> None:
    row = ("RMA-9", "trade_return", "Northline Pharmacy", "PO-1", "VIT-D3-120", 5, "L1", "overstock", "")
    importer.do(AUTHORIZATIONS, RMA, [row])
    changed = (*row[:5], 6, *row[6:])
    run = importer.begin(importer.take_in(AUTHORIZATIONS, RMA, [changed]))
    steps = importer.steps(run)
    next(steps), next(steps)
    with floor.database.unit_of_work() as session:
        session.execute(
            sa.update(table_of(Authorization)).where(table_of(Authorization).c.number == "RMA-9")
            .values(state=AuthorizationState.RECEIVING)
        )  # fmt: skip
    ended = importer.finish(run)
    assert counted(ended) == (0, 0, 0, 1)
    assert importer.faults(ended)[0].startswith("2 : RMA-9 is being received.")
