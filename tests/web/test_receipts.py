"""The receiving screen over HTTP: how much of it one more counted unit changes."""

import re

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from tests.factories import Floor
from tests.services.dock import Dock, gs1
from tests.web.pages import Page, page_of

PLATE, UNKNOWN = "T-0412", "7501031311309"


class Tablet:
    """A tablet on one receipt: it carries the fields of its scan form from swap to swap, as htmx does."""

    def __init__(self, browser: FlaskClient, paper: str) -> None:
        self.browser = browser
        posted = {"client_id": str(new_id()), "receipt_id": str(new_id()), "text": paper}
        self.body = browser.get(browser.post("/receipts", data=posted).headers["Location"]).get_data(as_text=True)
        self.action = re.findall(r'action="(/receipts/[^"]+/scans)"', self.body)[0]

    def scan(self, text: str) -> str:
        """Scan, and return the swap."""
        posted = {**self.fields(), "client_id": str(new_id()), "text": text}
        answer = self.browser.post(self.action, data=posted, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        self.body = answer.get_data(as_text=True)
        return self.body

    def fields(self) -> dict[str, str]:
        """Return what the scan form carries from act to act."""
        start = self.body.index("scan-context")
        context = Page()
        context.feed(self.body[start : self.body.index("</div>", start)])
        return {each["name"]: each["value"] for each in context.all("input", type="hidden")}


@pytest.fixture
def tablet(dock_worker: FlaskClient) -> Tablet:
    return Tablet(dock_worker, "RMA-104418")


def test_counting_on_leaves_the_buttons_of_the_screen_alone(tablet: Tablet, floor: Floor) -> None:
    item = gs1(floor.vitamin, "10D9T")
    tablet.scan(PLATE)
    assert "Close carton" in tablet.scan(item)
    counted = tablet.scan(item)
    assert "Close carton" not in counted
    for part in ('id="verdict"', ":#work", ":#scan-context", ":#damaged"):
        assert part in counted


def test_a_photo_can_be_of_what_was_counted_a_moment_ago(tablet: Tablet, floor: Floor) -> None:
    for text in (PLATE, gs1(floor.vitamin, "10D9T")):
        tablet.scan(text)
    counted = Page()
    counted.feed(tablet.scan(gs1(floor.vitamin, "10F1C")))
    assert len(counted.all("option")) == 2
    assert [each for each in counted.all("option") if "selected" in each] == counted.all("option")[:1]


def test_after_a_stop_the_buttons_come_back(tablet: Tablet, floor: Floor) -> None:
    item = gs1(floor.vitamin, "10D9T")
    for text in (PLATE, item, item):
        tablet.scan(text)
    stopped = tablet.scan(UNKNOWN)
    assert ":#action" in stopped
    assert ":#action" in tablet.scan(item)
    assert ":#action" not in tablet.scan(item)


def test_a_carton_that_was_closed_takes_its_button_along(tablet: Tablet, floor: Floor) -> None:
    item = gs1(floor.vitamin, "10D9T")
    for text in (PLATE, item, item):
        tablet.scan(text)
    assert "Close receipt" in tablet.scan("CMD-CLOSE")


def test_a_code_that_nobody_knows_is_given_to_a_product_without_leaving(
    supervisor: FlaskClient, dock_worker: FlaskClient, floor: Floor
) -> None:
    dock = Dock(floor)
    dock.scan("T-0042")
    receipt = f"/receipts/{dock.screen.receipt_id}"
    sent = {"text": "ZINC-DISPLAY", "carton_id": str(dock.board().carton_id)}
    asked = dock_worker.post(f"{receipt}/scans", data={**sent, "client_id": str(new_id())})
    assert "It is a product we have" not in page_of(dock_worker.get(asked.location)).text
    asked = supervisor.post(f"{receipt}/scans", data={**sent, "client_id": str(new_id())})
    page = page_of(supervisor.get(asked.location))
    assert "STOP Unknown code" in page.text
    assert page.all("option", value="ZNC-25-60") != []
    assert page.one("input", type="hidden", name="text")["value"] == "ZINC-DISPLAY"
    told = {**sent, "sku": "SHT-M", "quantity": "6", "client_id": str(new_id())}
    assert dock_worker.post(f"{receipt}/codes", data=told).status_code == 403
    assert supervisor.post(f"{receipt}/codes", data={**told, "quantity": "0"}).status_code == 400
    named = page_of(supervisor.post(f"{receipt}/codes", data=told, follow_redirects=True))
    assert "OK Work shirt, M ZINC-DISPLAY now stands for 6 of it. Scan it again, here or on any screen" in named.text
    assert "Work shirt, M" in dock.scan("ZINC-DISPLAY")
