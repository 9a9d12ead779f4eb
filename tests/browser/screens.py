"""Every screen in every state it can be in: a walk through the demo site that stops at each for a test to look.

Each walk yields the name of the state that stands on the screen, and goes on when asked for the next.
"""

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from app.db.models import Party, Product, table_of
from tests.browser.approval_screens import at_the_approvals
from tests.browser.books_screens import at_the_books
from tests.browser.bundle_screens import at_the_sale
from tests.browser.catalogue_screens import at_blind_receipts, at_the_catalogue
from tests.browser.customs_screens import at_the_customs
from tests.browser.ending_screens import at_the_data, at_the_end, at_the_recycler
from tests.browser.execution_screens import with_the_next_best
from tests.browser.judgement_screens import at_the_judgement
from tests.browser.live import House, Tablet
from tests.browser.locked_screens import at_the_lock
from tests.browser.medical_screens import at_the_ward
from tests.browser.money_screens import at_the_money
from tests.browser.packaging_screens import with_packaging
from tests.browser.pallet_screens import with_pallets
from tests.browser.ruleset_screens import at_the_rules
from tests.browser.sampling_screens import at_the_samples
from tests.browser.transport_screens import at_the_gate
from tests.browser.unsold_screens import at_the_unsold
from tests.browser.workshop_screens import at_the_workshop

Walk = Callable[[Tablet, House], Iterator[str]]

LONG = {
    "en": "Extra strength chewable multivitamin with minerals and probiotics, 120 tablets x",
    "es": "Multivitaminico masticable de alta potencia con minerales y probioticos, 120 pzs",
}
LONG_PARTY = "Consolidated Northern Pharmacies and Health Food Retailers of the Rio Grande Co."


def give_long_names(house: House) -> None:
    """Give every product and every party a name of 80 characters."""
    assert {len(name) for name in (*LONG.values(), LONG_PARTY)} == {80}
    with house.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).values(name=LONG))
        session.execute(sa.update(table_of(Party)).values(name=LONG_PARTY))


def at_the_door(tablet: Tablet, house: House) -> Iterator[str]:
    """Sign in with mistakes; home with codes that lead nowhere; stations."""
    tablet.open("/sign-in")
    yield "sign in: ready"
    tablet.page.locator(".scan__type > summary").click()
    yield "sign in: typing a badge"
    tablet.open("/sign-in")
    tablet.scan("BADGE-9999")
    yield "sign in: unknown badge"
    tablet.sign_in("2007")
    yield "home: ready"
    tablet.page.locator(".me > summary").click()
    yield "home: the operator's own panel"
    tablet.open("/")
    tablet.scan(house.code("Vitamin D3, lot 10D9T"))
    yield "home: a product"
    tablet.scan("7790001234567")
    yield "home: bad code"
    tablet.scan("7501031311309")
    yield "home: unknown code"
    for summary in tablet.page.locator("#hero summary").all():
        summary.click()
        yield "home: saying what it is"
    tablet.open("/stations")
    yield "stations"
    tablet.scan("Z-99")
    yield "stations: unknown place"
    tablet.open("/nowhere")
    yield "no such page"


def at_the_dock(tablet: Tablet, house: House) -> Iterator[str]:
    """Receive the tour's return, with every surprise it has."""
    tablet.open("/")
    tablet.sign_in("2231")
    tablet.scan("D-04")
    tablet.open("/receipts")
    yield "receive: list"
    tablet.scan("NO-SUCH-PAPER")
    yield "receive: unknown paper"
    tablet.scan(house.code("Return of Northline"))
    yield "receive: opened"
    tablet.scan(house.code("Carton plate"))
    yield "receive: carton open"
    tablet.scan(house.code("Vitamin D3, lot 10D9T"))
    yield "receive: ok"
    for title in SURPRISES:
        tablet.scan(house.code(title))
        yield f"receive: {title}"
        tablet.scan("CMD-UNDO")
    tablet.scan(house.code("Zinc, product only"))
    yield "receive: lot asked for"
    tablet.page.locator(".typing > summary").click()
    yield "receive: typing the lot"
    tablet.scan("CMD-UNDO")
    yield "receive: set aside"
    tablet.page.locator(".damage > summary").click()
    yield "receive: damage photo"
    tablet.page.keyboard.press("Escape")
    yield from _to_the_end_of_a_receipt(tablet, house)


def _to_the_end_of_a_receipt(tablet: Tablet, house: House) -> Iterator[str]:
    tablet.scan(house.code("A case nobody knows"))
    yield "receive: unknown case"
    tablet.scan("CMD-CLOSE")
    yield "receive: carton closed"
    tablet.scan("CMD-CLOSE")
    yield "receive: differences"
    tablet.scan("CMD-CONFIRM")
    yield "receive: closed"
    tablet.page.goto(tablet.page.url.split("?")[0] + "/differences")
    tablet.ready()
    yield "receive: difference report"
    tablet.open("/")
    tablet.scan(house.code("Warranty return"))
    yield "receive: serials"


SURPRISES = ("Omega-3, eight in a bag", "Case of 12, lot 10F1C", "Work shirt", "Zinc, lot Z0392A", "Omega-3, expired")


def at_the_bench(tablet: Tablet, house: House) -> Iterator[str]:
    """Grade from a carton that waits in the demo, into a tote and with a mistake."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.scan("B-03")
    tablet.open("/grading")
    yield "grade: what waits"
    tablet.scan("00395212349999999999")
    yield "grade: bad plate"
    take_carton_with_free_lines(tablet)
    yield "grade: a carton"
    tablet.tap_first("#work a.second")
    yield "grade: an item"
    tablet.scan("CMD-GRADE-C")
    yield "grade: judged"
    tablet.page.locator(".override > summary").click()
    yield "grade: override"
    tablet.page.keyboard.press("Escape")
    tablet.scan("S-01")
    yield "grade: not a tote"
    tablet.scan("T-0415")
    yield "grade: graded"


def take_carton_with_free_lines(tablet: Tablet) -> None:
    """Put a waiting carton of the demo on the bench, one with a line that can be tapped."""
    tablet.open("/grading")
    waiting = tablet.page.locator("#work form button.second").evaluate_all("all => all.map((one) => one.value)")
    for plate in sorted(waiting):
        tablet.open("/grading")
        tablet.scan(plate)
        if tablet.page.locator("#work a.second").count():
            return
    raise AssertionError("the demo has no carton with a line that can be tapped")


def on_the_forklift(tablet: Tablet, house: House) -> Iterator[str]:
    """Route what waits in the demo; a wrong place; then the supervisor's lists."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.scan("F-01")
    tablet.open("/routes")
    yield "route: queue"
    tablet.scan("CMD-CONFIRM")
    yield "route: nothing on the way"
    tablet.open("/routes")
    tablet.tap_first("#action > form button.primary")
    yield "route: chosen"
    tablet.tap_first("#action > form button.primary")
    yield "route: on the way"
    tablet.scan("D-01")
    yield "route: wrong place"
    tablet.open("/cartons")
    yield "cartons"
    tablet.open("/cartons?find=nothing")
    yield "cartons: none found"
    tablet.open("/labels")
    yield "labels"


def in_the_office(tablet: Tablet, house: House) -> Iterator[str]:
    """Look for authorizations, look at some, write one with mistakes."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/authorizations")
    yield "office: authorizations"
    tablet.page.locator(".me > summary").click()
    yield "office: the operator's own panel"
    tablet.open("/authorizations?find=nothing")
    tablet.page.locator(".rail__menu").click()
    tablet.page.locator("#rooms summary").last.click()
    yield "office: the rooms"
    tablet.page.keyboard.press("Escape")
    yield "office: none found"
    tablet.open("/authorizations?state=in_transit&program=trade_return")
    tablet.page.get_by_label("Name of this view").or_(tablet.page.get_by_label("Nombre de esta vista")).fill("B2B")
    tablet.tap_first(".keep button")
    yield "office: a view kept"
    for state in ("draft", "pending_approval", "in_transit", "received", "expired"):
        tablet.open(f"/authorizations?state={state}&sort=number")
        tablet.tap_first(".table th a.code")
        yield f"office: one {state}"
        for summary in tablet.page.locator(".deed > summary").all():
            summary.click()
            yield f"office: a reason asked for, {state}"
    tablet.open("/authorizations?state=approved&sort=number")
    tablet.tap_first(".table th a.code")
    tablet.tap_first("a[href$='/papers']")
    yield "office: label and instructions"
    tablet.open("/authorizations/new")
    yield "office: programs"
    tablet.open("/authorizations/new?program=packaging")
    yield "office: a form"
    tablet.page.locator("#line-1-product").fill("NO-SUCH")
    tablet.tap_first(".foot .primary")
    yield "office: a form with faults"
    yield from at_blind_receipts(tablet)
    yield from at_the_catalogue(tablet)


def at_the_policies(tablet: Tablet, house: House) -> Iterator[str]:
    """Read the policy in force, change a draft with mistakes, try it; shipments; one line's eligibility."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/policies")
    yield "policies: versions"
    tablet.open("/policies/2")
    yield "policies: in force"
    tablet.open("/policies/3")
    yield "policies: a draft"
    tablet.open("/policies/3/rules/10")
    yield "policies: a rule"
    tablet.page.locator("#days").fill("")
    tablet.tap_first(".foot .primary")
    yield "policies: a rule with faults"
    tablet.open("/policies/3/reasons/defective")
    tablet.tap_first(".foot .primary")
    yield "policies: a reason kept"
    tablet.open("/policies/3/trial?days=365")
    yield "policies: tried"
    tablet.tap_first(".table th a.code")
    yield "policies: a line that changes"
    tablet.open("/shipments")
    yield "shipments"
    tablet.open("/shipments?find=K7731")
    tablet.tap_first(".table th a.code")
    yield "shipments: one"
    tablet.open("/webhooks")
    yield "webhooks"
    tablet.page.locator("#url").fill("http://erp.example/backdock")
    tablet.tap_first("main form .primary")
    yield "webhooks: an address that is refused"
    tablet.open("/webhooks/messages")
    yield "webhooks: messages"
    tablet.open("/authorizations?state=pending_approval&program=customer_return")
    tablet.tap_first(".table th a.code")
    tablet.tap_first("[aria-labelledby=lines-title] td:last-child a")
    for summary in tablet.page.locator("main .deed > summary").all():
        summary.click()
    yield "eligibility: a line that is judged"


WALKS: dict[str, Walk] = {
    "door": at_the_door,
    "dock": at_the_dock,
    "bench": at_the_bench,
    "forklift": on_the_forklift,
    "pallets": with_pallets,
    "packaging": with_packaging,
    "office": in_the_office,
    "books": at_the_books,
    "policies": at_the_policies,
    "judgement": at_the_judgement,
    "rules": at_the_rules,
    "money": at_the_money,
    "unsold": at_the_unsold,
    "transport": at_the_gate,
    "locked": at_the_lock,
    "samples": at_the_samples,
    "customs": at_the_customs,
    "approvals": at_the_approvals,
    "execution": with_the_next_best,
    "ending": at_the_end,
    "data": at_the_data,
    "ward": at_the_ward,
    "recycler": at_the_recycler,
    "workshop": at_the_workshop,
    "sale": at_the_sale,
}
