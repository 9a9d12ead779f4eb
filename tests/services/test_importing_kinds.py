"""What imports of parties, products and authorizations know again, keep and refuse."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.db.models import (
    Authorization,
    AuthorizationLine,
    LineEvidence,
    Party,
    Product,
    ShipmentLine,
    table_of,
)
from app.domain.importing import ImportKind
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Category, Condition, PartyKind, Program, ReasonCode
from app.exchange.cells import amount, day
from app.exchange.kinds import FIELDS
from app.services.importing.records import as_content, facts_of
from tests.factories import Floor, a_party
from tests.services.clerks import Office
from tests.services.importers import (
    AUTHORIZATIONS,
    GLN,
    PARTIES,
    PRODUCTS,
    RMA,
    SHIPMENT,
    SHIPMENTS,
    Importer,
    counted,
    stored,
)


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
        "5 Kind: Read friend. Expected one of: customer, vendor, carrier, recycler, liquidator, client, contractor, "
        "charity.",
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


def test_a_name_of_several_parties_names_none(importer: Importer, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_party(session, name="Northline Pharmacy")
    run = importer.do(SHIPMENTS, SHIPMENT, [("SH-7", "", "Northline Pharmacy", "2026-10-02", "SHT-M", 4, "", "", "")])
    assert importer.faults(run) == [
        "2 Customer: Read Northline Pharmacy, which 2 parties have. Expected a code or GLN that only one has."
    ]


def test_products_of_a_house_without_a_client_have_no_owner(importer: Importer, floor: Floor) -> None:
    party = table_of(Party)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(party).where(party.c.kind == PartyKind.CLIENT).values(kind=PartyKind.VENDOR))
    run = importer.do(PRODUCTS, ("SKU", "Name", "Category"), [("NEW-1", "New thing", "tools")])
    assert importer.faults(run) == [
        "2 : The row names no owner, and no party is a client yet. Import the company itself first, as a client."
    ]


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


def test_what_is_to_follow_is_kept_and_evidence_stays_with_its_product(importer: Importer, floor: Floor) -> None:
    headings = ("RMA", "Program", "Customer", "SKU", "Quantity", "Lot", "Reason", "Condition", "Evidence to follow")
    row = (
        "RMA-9",
        "customer_return",
        "Northline Pharmacy",
        "VIT-D3-120",
        5,
        "",
        "defective",
        "opened",
        "Photo; Serial",
    )
    assert counted(importer.do(AUTHORIZATIONS, headings, [row])) == (1, 0, 0, 0)
    assert counted(importer.do(AUTHORIZATIONS, headings, [row])) == (0, 0, 1, 0)
    (rma,) = stored(floor, Authorization, "id", number="RMA-9")
    Office(floor).shows(rma[0], Evidence.PHOTO)
    assert counted(importer.do(AUTHORIZATIONS, headings, [(*row[:5], "L1", *row[6:8], "serial")])) == (0, 1, 0, 0)
    columns = ("id", "lot", "condition", "evidence_to_follow")
    ((line_id, *said),) = stored(floor, AuthorizationLine, *columns, authorization_id=rma[0])
    assert said == ["L1", {Condition.OPENED}, {Evidence.SERIAL}]
    assert stored(floor, LineEvidence, "authorization_line_id", authorization_id=rma[0]) == [(line_id,)]
    bad = importer.do(AUTHORIZATIONS, headings, [("RMA-8", *row[1:8], "smell")])
    assert importer.faults(bad) == [
        "2 Evidence to follow: Read smell. Expected one of: photo, text, serial, proof_of_purchase."
    ]


def test_an_authorization_under_way_is_not_changed(importer: Importer, floor: Floor) -> None:
    row = ("RMA-104418", "trade_return", "Northline Pharmacy", "PO-1", "VIT-D3-120", 5, "L1", "overstock", "")
    run = importer.do(AUTHORIZATIONS, RMA, [row])
    assert importer.faults(run) == ["2 : RMA-104418 is on its way here. Expected a draft: change it on its own screen."]


@pytest.mark.parametrize("kind", ImportKind)
def test_what_a_cell_held_comes_out_of_the_staged_row_as_it_went_in(kind: ImportKind) -> None:
    samples = {amount: Decimal("12.50"), day: date(2026, 11, 22)}
    facts = {field.name: samples[field.read] for field in FIELDS[kind] if field.read in samples}
    assert facts_of(as_content(facts)) == facts


def test_a_shipment_keeps_its_price_and_an_authorization_its_last_day(importer: Importer, floor: Floor) -> None:
    headings = ("Shipment", "Customer", "Delivered on", "SKU", "Quantity", "Unit price", "Currency")
    row = ("SH-9", "Northline Pharmacy", "2026-10-02", "VIT-D3-120", 4, "199.00", "USD")
    assert counted(importer.do(SHIPMENTS, headings, [row])) == (1, 0, 0, 0)
    assert counted(importer.do(SHIPMENTS, headings, [row])) == (0, 0, 1, 0)
    assert (Decimal(199), "USD") in stored(floor, ShipmentLine, "unit_price", "currency")
    paper = ("RMA-9", "trade_return", "Northline Pharmacy", "VIT-D3-120", 4, "overstock", "2026-12-31")
    headings = ("RMA", "Program", "Customer", "SKU", "Quantity", "Reason", "Expires on")
    assert counted(importer.do(AUTHORIZATIONS, headings, [paper])) == (1, 0, 0, 0)
    assert counted(importer.do(AUTHORIZATIONS, headings, [paper])) == (0, 0, 1, 0)
    assert stored(floor, Authorization, "expires_on", number="RMA-9") == [(date(2026, 12, 31),)]
