"""Without scripts the same forms do the same work: every post is answered by 303 and a page that shows the verdict."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.live import PINS, House


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    """A browser whose scripts are switched off; every post must be answered by 303."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 1280})
    page = context.new_page()
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status) if posted(response) else None)
    page.goto(house.address)
    yield page
    context.close()
    assert set(answers) == {303}


def posted(response: Response) -> bool:
    return response.request.method == "POST"


def sign_in(page: Page, badge: str) -> None:
    page.locator(".scan__type > summary").click()
    page.locator("#typed").fill(badge)
    page.get_by_role("button", name="Use this badge").click()
    page.locator("#pin").fill(PINS[badge])
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#hero")).to_be_visible()


def type_code(page: Page, text: str) -> None:
    page.locator(".scan__type > summary").click()
    page.locator("#typed").fill(text)
    page.get_by_role("button", name="Send this code").click()


def expect_title(page: Page, title: str) -> None:
    expect(page.locator("#verdict .signal__title")).to_have_text(title)


def receive(page: Page, house: House) -> None:
    type_code(page, house.code("Return of Northline"))
    expect_title(page, "RMA-104418")
    type_code(page, house.code("Carton plate"))
    expect_title(page, "Carton 4612")
    type_code(page, house.code("Zinc, product only"))
    expect_title(page, "Lot needed")
    page.locator(".pick button", has_text="Z0415B").click()
    expect_title(page, "Zinc 25 mg, 60 ct")
    type_code(page, house.code("Vitamin D3, lot 10D9T"))
    page.get_by_role("button", name="Undo last").click()
    expect_title(page, "Undone")
    expect(page.locator(".line", has_text="10D9T").locator(".count b")).to_have_text("0")
    page.get_by_role("button", name="Close carton").click()
    expect_title(page, "Carton 4612 closed")
    page.get_by_role("button", name="Close receipt").click()
    page.get_by_role("button", name="Close with these differences").click()
    expect_title(page, "Closed with differences")


def grade(page: Page, house: House) -> None:
    page.goto(house.address + "/stations")
    page.get_by_role("button", name="Bench 2").click()
    page.goto(house.address + "/grading")
    type_code(page, house.code("Carton plate"))
    page.get_by_role("link", name="Zinc 25 mg, 60 ct").click()
    page.get_by_role("button", name="All pass").click()
    type_code(page, "T-0412")
    expect_title(page, "Grade A: Restock")


def route(page: Page, house: House) -> None:
    page.goto(house.address + "/routes")
    type_code(page, "T-0412")
    expect_title(page, "Tote 0412 is open")
    page.get_by_role("button", name="Close the tote and move it").click()
    place = page.locator(".dest__place").inner_text()
    type_code(page, "D-01")
    expect_title(page, "Wrong place")
    type_code(page, place)
    expect_title(page, f"Carton 0412 in {place}")


def test_receive_answer_a_question_undo_grade_and_route(page: Page, house: House) -> None:
    sign_in(page, "2007")
    receive(page, house)
    grade(page, house)
    route(page, house)
    verified = house.flask("verify")
    assert verified.returncode == 0, verified.stderr


def test_what_only_scripts_can_do_is_not_offered(page: Page, house: House) -> None:
    sign_in(page, "2231")
    expect(page.get_by_role("button", name="Camera")).to_be_hidden()
    page.locator(".scan__photo > summary").click()
    expect(page.get_by_role("button", name="Send the photo")).to_be_visible()
