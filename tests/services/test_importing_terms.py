"""Imports of what was agreed on: vendor agreements."""

import sqlalchemy as sa

from app.db.models import Product, VendorAgreement, table_of
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.importing import ImportKind
from app.domain.vocabulary import Category, PartyKind
from tests.factories import Floor, a_party
from tests.services.importers import Importer, counted, stored

AGREED = ("Vendor agreement", "Vendor", "Categories", "SKUs", "Kind of quota", "Quota", "Bought", "Period", "Until")


def test_agreements_are_known_again_by_their_number(importer: Importer, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id))
    row = ("AG-7", "Sunrise Labs", "food, apparel", "VIT-D3-120", "percent", 10, 300, "quarterly", "2027-12-31")
    assert counted(importer.do(ImportKind.AGREEMENTS, AGREED, [row])) == (1, 0, 0, 0)
    assert counted(importer.do(ImportKind.AGREEMENTS, AGREED, [row])) == (0, 0, 1, 0)
    changed = importer.do(ImportKind.AGREEMENTS, ("Vendor agreement", "Quota"), [("AG-7", 20)])
    assert counted(changed) == (0, 1, 0, 0)
    kept = stored(floor, VendorAgreement, "categories", "quota_kind", "quota", "period", "revision", number="AG-7")
    assert kept == [(frozenset({Category.FOOD, Category.APPAREL}), QuotaKind.SHARE, 20, QuotaPeriod.QUARTER, 1)]


def test_agreements_say_what_they_lack(importer: Importer, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_party(session, PartyKind.VENDOR, "Sunrise Labs")
    rows = [
        ("AG-1", "", "", "", "", 10, "", "", ""),
        ("AG-2", "Northline Pharmacy", "", "", "", 10, "", "", ""),
        ("AG-3", "Sunrise Labs", "", "VIT-D3-120", "", 10, "", "", ""),
        ("AG-4", "Sunrise Labs", "", "", "share", 10, "", "", ""),
        ("AG-5", "Nobody", "", "", "", 10, "", "", ""),
    ]
    run = importer.do(ImportKind.AGREEMENTS, AGREED, rows, skips_bad=True)
    assert (counted(run), importer.faults(run)) == ((0, 0, 0, 5), [
        "2 : AG-1 is new and has no Vendor. Expected one, since nothing is stored to keep.",
        "3 : AG-2 names a party that is not kept as a vendor. Name the vendor itself.",
        "4 : No product of this vendor has the SKU VIT-D3-120. Separate several by commas.",
        "5 : A quota in percent needs the units bought in a period.",
        "6 Vendor: Read Nobody. Expected the code, GLN or whole name of a party. None has it: import the parties "
        "first.",
    ])  # fmt: skip
