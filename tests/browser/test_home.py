"""The first floor page: light enough for a dock's Wi-Fi, from one origin, and leading where a scan belongs."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.live import House, new_tablet

MOST_BYTES = 150_000


def test_the_first_floor_page_is_light_and_from_one_origin(browser: Browser, house: House) -> None:
    tablet = new_tablet(browser, house)
    tablet.open("/sign-in")
    tablet.sign_in("2231")
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    tablet.page.context.new_cdp_session(tablet.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    tablet.page.on("response", note)
    tablet.open("/")
    loaded = {urlsplit(answer.url).path: answer.body() for answer in answers if answer.status == 200}
    assert "/static/js/wedge.js" in loaded
    assert sum(len(gzip.compress(body)) for body in loaded.values()) < MOST_BYTES
    assert tablet.strangers == []
    assert {urlsplit(answer.url).netloc for answer in answers} == {urlsplit(house.address).netloc}
    tablet.page.context.close()


@pytest.mark.parametrize(
    ("title", "path", "says"),
    [
        ("Return of Northline", "/receipts/", "RMA-104418"),
        ("Carton plate", "/", "Not known here"),
        ("Vitamin D3, lot 10D9T", "/", "Vitamin D3 1000 IU, 120 ct"),
        ("Badge J. Park", "/sign-in", ""),
        ("Bench 2", "/", ""),
    ],
)
def test_a_scan_leads_where_it_belongs(browser: Browser, house: House, title: str, path: str, says: str) -> None:
    tablet = new_tablet(browser, house)
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.scan(house.code(title))
    here = urlsplit(tablet.page.url).path
    assert here.startswith(path) if path.endswith("s/") else here == path
    if says:
        tablet.expect_title(says)
    if title == "Bench 2":
        expect(tablet.page.locator(".is-where")).to_have_text("Bench 2")
    tablet.page.context.close()
