"""A badge scanned on any floor screen: the PIN of its holder, and then the same page again."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Carton, Event, Scan, table_of
from tests.factories import Floor, an_sscc
from tests.services.bench import received
from tests.services.dock import gs1
from tests.web.pages import page_of

HTMX = {"HX-Request": "true"}
SUPERVISOR = "BADGE-2007"

# What each screen of the floor is about when the badge is scanned: the path of the page, and where it sends its scans.
SCREENS = {
    "paper": ("/receipts", "/receipts"),
    "receive": ("/receipts/{receipt}?carton={carton}", "/receipts/{receipt}/scans"),
    "grade": ("/grading?carton={carton}&function=4", "/grading/scans"),
    "route": ("/routes/{carton}", "/routes/scans"),
}


@pytest.fixture
def here(floor: Floor) -> dict[str, str]:
    """The ids of a received carton and of its receipt."""
    plate = received(floor, gs1(floor.vitamin, "10D9T", "270331"))
    carton = table_of(Carton)
    with floor.database.reading() as session:
        row = session.execute(sa.select(carton.c.id, carton.c.receipt_id).where(carton.c.lpn == plate)).one()
    return {"carton": str(row.id), "receipt": str(row.receipt_id)}


def a_scan(text: str, **more: str) -> dict[str, str]:
    return {"client_id": str(new_id()), "receipt_id": str(new_id()), "text": text, **more}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_badge_asks_for_its_pin_and_leads_back(
    sign_in: Callable[..., FlaskClient], here: dict[str, str], pin: str, screen: str, *, has_scripts: bool
) -> None:
    browser = sign_in("2007")
    page, scans = (path.format(**here) for path in SCREENS[screen])
    came_from = {"HX-Current-URL" if has_scripts else "Referer": f"http://localhost{page}"}
    answer = browser.post(scans, data=a_scan(SUPERVISOR), headers={**came_from, **(HTMX if has_scripts else {})})
    way = answer.headers["HX-Redirect"] if has_scripts else answer.location
    assert (answer.status_code, way.startswith("/sign-in?badge=2007&")) == (200 if has_scripts else 303, True)
    asked = page_of(browser.get(way))
    assert "A. Novak" in asked.text
    assert page in [field["value"] for field in asked.all("input", name="back")]
    entered = browser.post("/sign-in", data={"badge": "2007", "pin": pin, "back": page})
    assert (entered.status_code, entered.location) == (303, page)
    assert browser.get(page, follow_redirects=True).status_code == 200


def test_an_open_question_is_still_open_for_the_one_who_takes_over(
    dock_worker: FlaskClient, floor: Floor, pin: str
) -> None:
    opened = dock_worker.post("/receipts", data=a_scan("RMA-104418")).location
    url = urlsplit(opened).path + "/scans"
    carton = dock_worker.post(url, data=a_scan(an_sscc(4618))).location
    carton_id = parse_qs(urlsplit(carton).query)["carton"][0]
    asking = dock_worker.post(url, data=a_scan(floor.vitamin.gtin, carton_id=carton_id)).location
    question = "Vitamin D3 1000 IU, 120 ct. This barcode carries no lot."
    assert question in page_of(dock_worker.get(asking)).text
    referer = {"Referer": f"http://localhost{asking}"}
    dock_worker.post(url, data=a_scan(SUPERVISOR, carton_id=carton_id), headers=referer)
    dock_worker.post("/sign-in", data={"badge": "2007", "pin": pin, "back": asking})
    page = page_of(dock_worker.get(asking))
    assert question in page.text
    assert "A. Novak" in page.text


def test_the_scan_is_kept_without_the_badge_s_number_and_is_no_act_on_goods(
    dock_worker: FlaskClient, floor: Floor, here: dict[str, str]
) -> None:
    scan, event = table_of(Scan), table_of(Event)
    with floor.database.reading() as session:
        events = session.execute(sa.select(sa.func.count()).select_from(event)).scalar_one()
    act = a_scan(SUPERVISOR.lower())
    ways = [dock_worker.post("/routes/scans", data=act).location for _again in range(2)]
    assert ways == ["/sign-in?badge=2007"] * 2, "sending it again leads to the same"
    with floor.database.reading() as session:
        kept = session.execute(sa.select(scan.c.text, scan.c.verdict).where(scan.c.client_id == act["client_id"])).all()
        assert session.execute(sa.select(sa.func.count()).select_from(event)).scalar_one() == events
    assert [tuple(row) for row in kept] == [("BADGE-****", "home.found")]


def test_who_takes_over_from_another_role_starts_at_home(
    dock_worker: FlaskClient, here: dict[str, str], pin: str
) -> None:
    page = f"/receipts/{here['receipt']}"
    scan = a_scan("BADGE-2304", carton_id=here["carton"])
    way = dock_worker.post(f"{page}/scans", data=scan, headers={"Referer": f"http://localhost{page}"}).location
    assert parse_qs(urlsplit(way).query) == {"badge": ["2304"], "back": [page]}
    entered = dock_worker.post("/sign-in", data={"badge": "2304", "pin": pin, "back": page})
    assert entered.location == "/", "an inspector receives nothing"
    assert "J. Park" in page_of(dock_worker.get("/")).text


@pytest.mark.parametrize("back", ["/nowhere", "/receipts/not-an-id", "/receipts?find=RMA", "/stations"])
def test_a_page_that_opens_to_all_or_does_not_exist_is_gone_back_to(visitor: FlaskClient, pin: str, back: str) -> None:
    entered = visitor.post("/sign-in", data={"badge": "2231", "pin": pin, "back": back})
    assert (entered.status_code, entered.location) == (303, back)
