"""Credit memos from a file: drafts, known again by number, refused in words; issued they credit by product and lot."""

from decimal import Decimal

import sqlalchemy as sa

from app.db.models import CreditMemo, CreditMemoLine, Product, table_of
from app.domain.importing import ImportKind
from app.domain.transitions import CreditMemoState
from tests.factories import Floor
from tests.services.bookkeeper import Bookkeeper, graded, omegas_came
from tests.services.importers import Importer, counted, stored

MEMOS = ImportKind.CREDIT_MEMOS
HEADINGS = ("Memo", "RMA", "Dated", "SKU", "Lot", "Quantity", "Amount")
OMEGA = ("CM-9", "RMA-104418", "2026-11-20", "OMG-3-90", "K7731", 6, "60.00")


def test_a_memo_comes_in_as_a_draft_and_is_known_again(importer: Importer, floor: Floor) -> None:
    zinc = (*OMEGA[:3], "ZNC-25-60", "Z0415B", 2, "20.00")
    assert counted(importer.do(MEMOS, HEADINGS, [OMEGA, zinc])) == (2, 0, 0, 0)
    assert stored(floor, CreditMemo, "state", "party_id", "currency", number="CM-9") == [
        (CreditMemoState.DRAFT, floor.northline.id, "USD")
    ]
    assert counted(importer.do(MEMOS, HEADINGS, [OMEGA, zinc])) == (0, 0, 2, 0)
    assert counted(importer.do(MEMOS, HEADINGS, [OMEGA])) == (0, 1, 0, 0)
    assert stored(floor, CreditMemoLine, "lot", "quantity", "amount") == [("K7731", 6, Decimal(60))]
    books = Bookkeeper(floor).opens()
    assert books.story == ["memo_written by itself memo: - > CM-9 (file.csv)"]


def test_issued_it_credits_the_line_that_its_product_and_lot_name(importer: Importer, floor: Floor) -> None:
    importer.do(MEMOS, HEADINGS, [OMEGA])
    books = Bookkeeper(floor).opens()
    books.sees(books.memos[0].id)
    assert books.issues().startswith("More than was accepted | Omega-3 1200 mg, 90 ct, K7731: the memo credits 6 units")
    graded(floor, omegas_came(floor, 6))
    assert books.issues().startswith("CM-9 is issued | Northline Pharmacy is credited 6 units of RMA-104418: 60 USD.")
    assert (books.match.total("credited"), books.match.total("due")) == (6, 0)
    again = importer.do(MEMOS, HEADINGS, [(*OMEGA[:5], 5, "50.00")], skips_bad=True)
    assert importer.faults(again) == ["2 : CM-9 is issued. Expected a draft: change it on its own screen."]


def test_what_a_memo_cannot_be_is_said_by_row(importer: Importer, floor: Floor) -> None:
    product = table_of(Product)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(product).where(product.c.sku == "SHT-M").values(currency="MXN"))
    rows = [
        ("CM-1", "RMA-7", "2026-11-20", "OMG-3-90", "K7731", 1, "10.00"),
        ("CM-2", "RMA-104418", "2026-11-20", "OMG-3-90", "K7731", 1, "10.005"),
        ("CM-3", "RMA-104418", "2026-11-20", "NO-SUCH", "", 1, "10.00"),
        ("CM-4", "RMA-104418", "2026-11-20", "OMG-3-90", "K7731", 1, "10.00"),
        ("CM-4", "RMA-104418", "2026-11-20", "SHT-M", "", 1, "10.00"),
    ]
    assert importer.faults(importer.do(MEMOS, HEADINGS, rows, skips_bad=True)) == [
        "2 : Read RMA-7. Expected the number of an authorization. None has it: import the authorizations first.",
        "3 : An amount is a number such as 1234.50, no finer than the coins of its currency, and not below zero.",
        "4 SKU: Read NO-SUCH. Expected the SKU or GTIN of a product. None has it: import the products first.",
        "5 : Work shirt, M is priced in MXN, and this memo is in USD: credit it on a memo of its own.",
        "6 : Work shirt, M is priced in MXN, and this memo is in USD: credit it on a memo of its own.",
    ]
