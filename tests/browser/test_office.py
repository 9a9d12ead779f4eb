"""An authorization from the clerk's keyboard to the dock's scanner."""

import re

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.live import PINS, House, Tablet, new_tablet
from tests.web.pictures import jpeg

GLOVES = np.full((480, 640), 90, np.uint8)
"""A grey picture."""


@pytest.fixture
def desk(browser: Browser, house: House) -> Tablet:
    """A desktop browser."""
    desk = new_tablet(browser, house, viewport={"width": 1440, "height": 900}, has_touch=False)
    desk.language = "en"
    return desk


def fill_in(desk: Tablet) -> None:
    """Write a trade return with the keyboard and the scanner alone: Tab and the scanner's Enter go on."""
    page = desk.page
    page.locator("#party").focus()
    page.keyboard.type("Northline Pharmacy", delay=90)  # a person's pace: no scanner types so slowly
    page.locator("#purchase_order").focus()
    page.keyboard.type("PO-31337", delay=90)
    page.locator("#line-1-product").focus()
    desk.type("VIT-D3-120")
    expect(page.locator("#line-1-quantity")).to_be_focused()
    page.keyboard.type("24")
    page.locator("#line-1-lot").focus()
    desk.type("10D9T")
    expect(page.locator("#line-1-expiry")).to_be_focused()


def test_an_authorization_goes_from_the_clerk_to_the_dock(browser: Browser, house: House, desk: Tablet) -> None:
    page = desk.page
    desk.open("/")
    desk.sign_in("2118")
    desk.open("/authorizations/new?program=trade_return")
    fill_in(desk)
    desk.tap("Save and submit")
    expect(desk.title).to_have_text(re.compile(r"RMA-\d+ is approved"))  # the policy in force is clear about it
    number, address = (desk.title.text_content() or "").split()[0], page.url.split("?")[0].removeprefix(house.address)
    desk.open(address)
    desk.ready()
    page.locator("#tracking").focus()
    desk.type("9622001900000000000000776632517510")
    expect(desk.title).to_have_text("Tracking number kept")
    expect(page.locator(".steps [aria-current]")).to_have_text("In transit")
    page.context.close()

    dock = new_tablet(browser, house)
    dock.open("/")
    dock.sign_in("2231")
    dock.scan("D-04")
    dock.scan("9622001900000000000000776632517510")
    assert number in " ".join(dock.band())
    assert "24" in (dock.page.locator("#work").text_content() or "")
    dock.page.context.close()


def test_the_office_works_without_scripts(browser: Browser, house: House) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    page.goto(house.address + "/sign-in?badge=2007")
    page.locator("input[name=pin]").fill("9046")
    page.locator("#action .primary").click()
    page.goto(house.address + "/parties")
    page.locator("#rooms summary").filter(has_text="Returns").click()
    page.get_by_role("link", name="Authorizations", exact=True).click()
    page.goto(house.address + "/authorizations?state=draft&sort=number")
    page.locator(".table th a.code").first.click()
    page.get_by_text("Cancel it").first.click()
    page.get_by_label("Why").first.fill("Written twice")
    page.locator(".deed[open] button").click()
    expect(page.locator("#verdict .signal__title")).to_have_text(re.compile(r"RMA-\d+ is cancelled"))
    expect(page.locator(".story li").first).to_contain_text("Cancelled: Written twice")
    context.close()


def test_a_replacement_is_planned_and_leaves_with_a_scanned_serial(house: House, desk: Tablet) -> None:
    page = desk.page
    desk.open("/")
    desk.sign_in("2118")
    desk.open("/replacements?state=planned")
    desk.tap_first(".table td a.code")
    page.locator("#replacements .deed > summary").click()
    page.locator("#replace-line").select_option(index=1)
    page.get_by_label("Before the goods come").check()
    desk.tap("Plan it")
    expect(desk.title).to_have_text(re.compile(r"RMA-\d+-S2 is planned"))
    desk.ready()
    page.locator("#serial").focus()
    desk.type("RPL-77001")  # the scanner's Enter sends no half of a form
    desk.tap("It was shipped")
    expect(desk.title).to_have_text(re.compile(r"RMA-\d+-S2 is shipped"))
    expect(page.locator(".facts")).to_contain_text("RPL-77001")
    page.context.close()


def signed_in(browser: Browser, house: House, badge: str, scripts: bool) -> Page:
    """Open a window in which somebody is signed in, at dock 4."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 800}, locale="en-US")
    page, origin = context.new_page(), {"Origin": house.address}
    for path, form in (("/sign-in", {"badge": badge, "pin": PINS[badge]}), ("/stations", {"place": "D-04"})):
        answer = page.request.post(house.address + path, form=form, headers=origin, max_redirects=0)
        assert answer.status == 303
    return page


def write_damaged(page: Page, house: House) -> str:
    """Submit gloves that came damaged, for which the policy wants a photo; return the number."""
    page.goto(house.address + "/authorizations/new?program=trade_return")
    for field, text in {"party": "Northline Pharmacy", "purchase_order": "PO-31338", "line-1-product": "GLV-NIT-M",
                        "line-1-quantity": "2"}.items():  # fmt: skip
        page.locator(f"#{field}").fill(text)
    page.locator("#line-1-reason").select_option("damaged_in_transit")
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("#verdict .signal__title")).to_have_text(re.compile(r"RMA-\d+ is submitted"))
    return (page.locator("#verdict .signal__title").text_content() or "").split()[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_photo_goes_from_the_clerk_to_the_dock(browser: Browser, house: House, scripts: bool) -> None:
    clerk = signed_in(browser, house, "2118", scripts)
    number = write_damaged(clerk, house)
    lacks = "The reason Damaged in transit needs evidence: Photo. It was not given."
    expect(clerk.locator("#verdict")).to_contain_text(lacks)
    paper = clerk.url.partition("?")[0]
    clerk.locator("[aria-labelledby=lines-title] td a").last.click()
    expect(clerk.locator("#verdict-title + p")).to_have_text(lacks)
    clerk.locator("#picture").set_input_files({"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": jpeg(GLOVES)})
    clerk.get_by_role("button", name="Add it").click()
    expect(clerk.locator("#verdict .signal__title")).to_have_text("Photo kept")
    expect(clerk.locator("#verdict-title")).to_contain_text("Needs approval")
    expect(clerk.locator("#verdict-title + p")).to_contain_text("Medical goods are taken back unopened only")

    supervisor = signed_in(browser, house, "2007", scripts)
    supervisor.goto(clerk.url.partition("?")[0])
    supervisor.get_by_text("Accept as an exception").click()
    supervisor.get_by_label("Why").fill("The photo shows it")
    supervisor.get_by_role("button", name="Accept it").click()
    expect(supervisor.locator("#verdict-title")).to_contain_text("Accepted as an exception")
    supervisor.goto(paper)
    supervisor.get_by_role("button", name="Approve").click()
    expect(supervisor.locator("#verdict .signal__title")).to_have_text(f"{number} is approved")

    dock = signed_in(browser, house, "2231", scripts)
    dock.goto(house.address + "/receipts")
    dock.locator(".scan__type > summary").click()
    dock.locator("#typed").fill(number)
    dock.get_by_role("button", name="Send this code").click()
    expect(dock.locator("#verdict .signal__title")).to_have_text(number)
    dock.get_by_role("link", name="What the customer shows").click()
    picture = dock.get_by_role("img", name="Photo 1")
    expect(picture).to_have_js_property("naturalWidth", 216) if scripts else expect(picture).to_be_visible()
    for page in (clerk, supervisor, dock):
        page.context.close()
