"""Imports of what was agreed on: vendor agreements, and the rules of a return policy as a draft."""

import sqlalchemy as sa

from app.db.models import Product, RefundTerm, ReturnPolicy, ReturnPolicyRule, VendorAgreement, table_of
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.importing import ImportKind
from app.domain.terms import PolicyEffect
from app.domain.transitions import PolicyState
from app.domain.vocabulary import Category, PartyKind
from tests.factories import Floor, a_party
from tests.services.importers import Importer, counted, stored
from tests.services.settler import terms_in_force

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


RULES = ("Return policy", "Effect", "Program", "Goods are", "Window", "Days", "Grace", "Exceptions", "In English")
AUTUMN = [
    ("Autumn", "allow", "customer_return, warranty", "", "days", 30, 5, "", "Thirty days."),
    ("Autumn", "rechazar", "", "dañado", "", "", "", "sí", "Damaged goods stay."),
]


def test_a_file_of_rules_is_one_draft_with_the_reasons_and_terms_in_force(importer: Importer, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        terms_in_force(session)
    assert counted(importer.do(ImportKind.POLICIES, RULES, AUTUMN)) == (2, 0, 0, 0)
    assert counted(importer.do(ImportKind.POLICIES, RULES, AUTUMN)) == (0, 0, 2, 0)
    kept = stored(floor, ReturnPolicyRule, "position", "effect", "when", "days", "grace", "may_override",
                  policy_id=_draft(floor))  # fmt: skip
    assert kept == [
        (1, PolicyEffect.ALLOW, {"program": ["customer_return", "warranty"]}, 30, 5, False),
        (2, PolicyEffect.REFUSE, {"condition_has": ["damaged"]}, 0, 0, True),
    ]
    assert len(stored(floor, RefundTerm, "position", policy_id=_draft(floor))) == 1
    assert counted(importer.do(ImportKind.POLICIES, RULES, AUTUMN[:1])) == (0, 1, 0, 0)
    assert stored(floor, ReturnPolicyRule, "position", policy_id=_draft(floor)) == [(1,)]
    assert stored(floor, ReturnPolicy, "state", "revision", note="Autumn") == [(PolicyState.DRAFT, 2)]


def _draft(floor: Floor) -> object:
    return stored(floor, ReturnPolicy, "id", note="Autumn")[0][0]


def test_rules_say_what_is_wrong_as_their_form_does(importer: Importer) -> None:
    rows = [
        ("Autumn", "allow", "", "damaged", "days", 30, "", "", "Thirty days."),
        ("Winter", "limit", "", "", "none", 30, "", "", "Less."),
        ("Spring", "allow", "", "", "days", 30, "", "", ""),
    ]
    run = importer.do(ImportKind.POLICIES, RULES, rows, skips_bad=True)
    assert (counted(run), [fault.partition(": ")[0] for fault in importer.faults(run)]) == (
        (0, 0, 0, 3), ["2 ", "3 ", "4 "],
    )  # fmt: skip
