"""The rework screen over HTTP: with htmx it swaps, without scripts it goes on by 303; what it makes of the label."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.ids import new_id
from app.db.models import CartonLine, Site, table_of
from app.domain.identifiers import check_digit
from tests.factories import Floor
from tests.labels.paper import readings
from tests.services.bench import BenchWork, assert_ledger_holds
from tests.services.workshop import Workshop, a_contractor, a_drill, orders
from tests.web.pages import Page, SignIn, page_of
from tests.web.printing import pixels

HTMX = {"HX-Request": "true"}


@pytest.fixture
def inspector(sign_in: SignIn) -> FlaskClient:
    """The browser of J. Park, inspector, at bench B-02."""
    return sign_in("2304", "B-02")


def send(browser: FlaskClient, page: Page, path: str, **fields: str) -> TestResponse:
    """Send a form of the page with its hidden context, as a browser without scripts."""
    context = {name: page.all("input", name=name) for name in ("carton", "order", "scrap", "leaves_out", "last")}
    hidden = {name: found[0]["value"] for name, found in context.items() if found}
    return browser.post(f"/rework/{path}", data={**hidden, "client_id": str(new_id()), **fields})


def follow(browser: FlaskClient, response: TestResponse) -> Page:
    assert response.status_code == 303, response.get_data(as_text=True)
    assert response.location.startswith("/rework?")
    return page_of(browser.get(response.location))


def test_the_queue_is_ranked_by_gain_and_says_what_to_do_when_empty(inspector: FlaskClient, floor: Floor) -> None:
    empty = page_of(inspector.get("/rework")).text
    assert "Nothing waits for the workshop Goods that are graded for rework or refurbishing show up here" in empty
    a_drill(floor)
    page = page_of(inspector.get("/rework"))
    assert "T- 0412 1 unit, Cordless drill 18 V kit W-03" in page.text
    assert "$11.51" in page.text
    before = page_of(inspector.get(page.all("a", href=href_of(page))[0]["href"])).text
    assert "READY Carton 0412 in its place Scan its plate to take it up" in before
    assert "As it is $13.82 After the work $39.33 Labour planned $14.00 Gain planned $11.51" in before


def href_of(page: Page) -> str:
    return next(link["href"] for link in page.all("a") if link.get("href", "").startswith("/rework/cartons/"))


def test_without_scripts_an_order_is_worked_through(inspector: FlaskClient, floor: Floor) -> None:
    a_drill(floor)
    party = a_contractor(floor)
    page = follow(inspector, send(inspector, page_of(inspector.get("/rework")), "scans", text="T-0412"))
    assert "OK Carton 0412 Cordless drill 18 V kit, 1 unit. The work should gain $11.51." in page.text
    page = follow(inspector, send(inspector, page, "scans", text="CMD-CLEAN"))
    assert "Clean running J. Park 0 / 6 min Pause" in page.text
    assert "Finish: Clean Or scan FINISH" in page.text
    for deed in ("pause", "confirmation", "sending"):
        page = follow(inspector, send(inspector, page, deed, party=str(party.id)))
    assert (orders(floor), "OK With Rio Motor Service" in page.text) == (["0412: 1 away"], True)
    page = follow(inspector, send(inspector, page, "scans", text="T-0412"))
    page = follow(inspector, send(inspector, page, "charge", amount="9.00"))
    assert "Spent so far $9.00" in page.text
    page = follow(inspector, send(inspector, page, "destruction"))
    assert "Scan the tote Its scan gives the goods up: Destroy" in page.text
    page = follow(inspector, send(inspector, page, "undo"))
    assert "READY Set aside Nothing was changed." in page.text
    for _ in range(2):
        page = follow(inspector, send(inspector, page, "confirmation"))
    assert orders(floor) == ["0412: 1 done"]
    assert_ledger_holds(floor)


def test_with_scripts_the_work_and_the_action_are_swapped(inspector: FlaskClient, floor: Floor) -> None:
    a_drill(floor)
    data = {"client_id": str(new_id()), "text": "T-0412", "last": ""}
    answer = inspector.post("/rework/scans", data=data, headers=HTMX)
    swap = page_of(answer)
    assert swap.all("section", id="verdict", **{"data-verdict": "ok"})
    assert [each["hx-swap-oob"] for each in swap.all("div") if "hx-swap-oob" in each] == [
        "innerHTML:#work", "innerHTML:#action",
    ]  # fmt: skip
    assert answer.headers["HX-Replace-Url"].startswith("/rework?answer=")
    assert inspector.post("/rework/scans", data={**data, "carton": "x"}).status_code == 400


def test_the_new_label_says_what_was_done_to_it(inspector: FlaskClient, floor: Floor) -> None:
    a_drill(floor)
    Workshop(floor).scans("T-0412", "CMD-CONFIRM", "CMD-CONFIRM")
    bench = BenchWork(floor)
    bench.scans("T-0412", "DR7-204815")
    bench.says_more(function=5, cosmetics=7).scan("T-0500")
    path = f"/labels/items/{regraded_line(floor)}.svg"
    bare = readings(pixels(inspector, path, "item"))["]d2"].elements
    assert bare == {"01": floor.drill.gtin, "21": "DR7-204815", "10": "L2608", "7021": "F5C7"}, "no GLN, no (7020)"
    gln = "952123400900" + check_digit("952123400900")
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Site)).values(gln=gln))
    full = readings(pixels(inspector, path, "item"))["]d2"].elements
    assert {**bare, "416": gln, "7020": full["7020"]} == full
    assert full["7020"].startswith("R"), "the work order"
    assert "Grade B" in inspector.get("/labels/cartons/T-0500.svg").get_data(as_text=True)


def regraded_line(floor: Floor) -> UUID:
    line = table_of(CartonLine)
    with floor.database.reading() as session:
        return session.scalars(sa.select(line.c.id).where(line.c.regrade != "")).one()


def test_the_workshop_has_a_sheet_of_commands(inspector: FlaskClient) -> None:
    page = page_of(inspector.get("/labels/workshop"))
    assert page.one("img")["src"].startswith("/labels/workshop.svg")
    assert "CMD-PART-SWAP" in inspector.get("/labels/workshop.svg?lang=es").get_data(as_text=True)
