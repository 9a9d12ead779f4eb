"""The list of authorizations over HTTP: search, filters, order, pages, saved views, export; and one of them."""

import csv
import io
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import Authorization, table_of
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program
from tests.factories import NOW, ExpectedLine, Floor, an_authorization
from tests.services.dock import Dock, gs1
from tests.web.office import do, kept
from tests.web.pages import Page, SignIn, page_of

PAPER = table_of(Authorization)


@pytest.fixture
def papers(floor: Floor) -> Floor:
    """Four authorizations beside the floor's two, one of them with a lot, a serial and a tracking number to find."""
    lines = [ExpectedLine(floor.zinc, 5, "Z0392A"), ExpectedLine(floor.drill, 1, "L2608", serial="DR7-9")]
    with floor.database.unit_of_work() as session:
        site, shirt = floor.site, [ExpectedLine(floor.shirt, 2)]
        an_authorization(
            session, site, floor.harbor, lines, "RMA-200", Program.RECALL, AuthorizationState.APPROVED,
            tracking="794808390594",
        )  # fmt: skip
        for number, state in (("RMA-201", "draft"), ("RMA-202", "pending_approval"), ("RMA-203", "rejected")):
            an_authorization(
                session, site, floor.harbor, shirt, number, Program.UNSOLD, AuthorizationState(state), "PO%_1"
            )
        session.execute(sa.update(PAPER).where(PAPER.c.number == "RMA-201").values(created_at=NOW - timedelta(days=9)))
    return floor


def numbers(page: Page) -> list[str]:
    """Return the numbers of the list, in its order."""
    return [word for word in page.words if word.startswith("RMA-")]


def asked(clerk: FlaskClient, query: str) -> list[str]:
    return numbers(page_of(clerk.get(f"/authorizations?{query}")))


def test_the_newest_come_first_with_what_was_received_of_them(clerk: FlaskClient, papers: Floor) -> None:
    dock = Dock(papers)
    dock.scans("T-0412", *[gs1(papers.omega, "K7731", "270228")] * 2)
    page = page_of(clerk.get("/authorizations"))
    assert numbers(page)[-1] == "RMA-201"
    assert "All 6 Draft 1 To approve 1 Approved 1 In transit 1 Receiving 1 Rejected 1" in page.text
    assert "RMA-104418 Receiving Northline Pharmacy Trade return - CM-88210 2 / 60 - - 22 Nov 2026" in page.text
    assert "1 to 6 of 6" in page.text


FINDS = {
    "find=rma-104": ["RMA-104418", "RMA-104502"], "find=harbor": ["RMA-200", "RMA-201", "RMA-202", "RMA-203"],
    "find=PO%25_1": ["RMA-201", "RMA-202", "RMA-203"], "find=PO__1": [], "find=z0392a": ["RMA-200"],
    "find=DR7-9": ["RMA-200"], "find=9622001560000000000000794808390594": ["RMA-200"], "find=794808390594": ["RMA-200"],
    "find=SHT-M": ["RMA-201", "RMA-202", "RMA-203"], "find=vitamin": ["RMA-104418"], "find=CM-88210": ["RMA-104418"],
    "state=draft": ["RMA-201"], "state=nonsense": 6, "program=recall": ["RMA-200"], "until=2026-11-14": ["RMA-201"],
    "since=2026-11-20&program=unsold": ["RMA-202", "RMA-203"], "since=tomorrow": 6, "party=x": 6, "find=%27%25": [],
    "since=0001-01-01&until=9999-12-31": 6,
}  # fmt: skip


@pytest.mark.parametrize("query", FINDS)
def test_the_list_is_searched_and_filtered(clerk: FlaskClient, papers: Floor, query: str) -> None:
    found = asked(clerk, query + "&sort=number")
    assert found == FINDS[query] or len(found) == FINDS[query]


def test_the_list_is_filtered_by_party(clerk: FlaskClient, papers: Floor) -> None:
    assert asked(clerk, f"party={papers.northline.id}&sort=number") == ["RMA-104418", "RMA-104502"]


def test_a_column_sorts_up_and_down_in_turn(clerk: FlaskClient, papers: Floor) -> None:
    page = page_of(clerk.get("/authorizations?sort=number&state=rejected"))
    assert page.one("th", **{"aria-sort": "ascending"})
    assert {"href": "/authorizations?state=rejected&sort=-number"} in page.all("a")
    assert asked(clerk, "sort=-number") == sorted(asked(clerk, "sort=number"), reverse=True)
    assert page_of(clerk.get("/authorizations?sort=-number")).one("th", **{"aria-sort": "descending"})


def test_long_lists_go_by_pages(clerk: FlaskClient, papers: Floor) -> None:
    with papers.database.unit_of_work() as session:
        row = session.execute(sa.select(PAPER).where(PAPER.c.number == "RMA-203")).one()._mapping
        more = [{**row, "id": new_id(), "number": f"RMA-9{n:03d}"} for n in range(120)]
        session.execute(sa.insert(PAPER), more)
    page = page_of(clerk.get("/authorizations?sort=number&page=2"))
    assert "51 to 100 of 126" in page.text
    assert len(numbers(page)) == 50
    links = {had.get("href") for had in page.all("a")}
    assert {"/authorizations?sort=number&page=1", "/authorizations?sort=number&page=3"} <= links
    assert numbers(page_of(clerk.get("/authorizations?page=99"))) == []


def test_nothing_found_says_what_to_do(clerk: FlaskClient, papers: Floor) -> None:
    page = page_of(clerk.get("/authorizations?find=nothing"))
    assert "Nothing here has what you search for. Take a filter away, or show all." in page.text


def test_the_export_holds_all_that_fits_and_nothing_that_runs(clerk: FlaskClient, papers: Floor) -> None:
    with papers.database.unit_of_work() as session:
        session.execute(sa.update(PAPER).where(PAPER.c.number == "RMA-202").values(purchase_order="=1+1"))
    answer = clerk.get("/authorizations/export.csv?program=unsold&sort=number")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="authorizations-')
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[0][:4] == ["Number", "Program", "State", "Party"]
    assert [row[:9] for row in rows[1:]] == [
        ["RMA-201", "unsold", "draft", "Harbor & Pine Retail", "PO%_1", "", "", "2", "0"],
        ["RMA-202", "unsold", "pending_approval", "Harbor & Pine Retail", "'=1+1", "", "", "2", "0"],
        ["RMA-203", "unsold", "rejected", "Harbor & Pine Retail", "PO%_1", "", "", "2", "0"],
    ]


def test_a_view_is_kept_by_its_operator_and_dropped(clerk: FlaskClient, papers: Floor, sign_in: SignIn) -> None:
    kept_view = {"room": "authorizations", "name": "Harbor's drafts", "query": "state=draft&find=harbor"}
    answer = clerk.post("/views", data=kept_view)
    assert answer.location == "/authorizations?state=draft&find=harbor"
    page = page_of(clerk.get(answer.location))
    assert page.all("a", href="/authorizations?state=draft&find=harbor", **{"aria-current": "true"})
    assert "Harbor's drafts" in page.text
    assert "Keep this view" not in page.text
    assert "Harbor's drafts" not in page_of(sign_in("2007").get("/authorizations")).text
    (form,) = [had for had in page.all("form", method="post") if had["action"].endswith("/removal")]
    assert clerk.post(form["action"]).location == "/authorizations"
    assert "Harbor's drafts" not in page_of(clerk.get("/authorizations")).text


def test_a_view_of_the_same_name_shows_the_new_query(clerk: FlaskClient, papers: Floor) -> None:
    for query in ("state=draft", "state=rejected"):
        clerk.post("/views", data={"room": "authorizations", "name": "Mine", "query": query})
    page = page_of(clerk.get("/authorizations"))
    assert len(page.all("a", href="/authorizations?state=rejected", **{"class": "pill"})) == 2
    assert page.text.count("Mine") == 1


def test_more_views_than_anyone_finds_again_are_refused(clerk: FlaskClient, papers: Floor) -> None:
    for n in range(21):
        answer = clerk.post("/views", data={"room": "authorizations", "name": f"View {n}", "query": f"find=rma-{n}"})
    assert answer.status_code == 422
    assert (
        "You keep 20 views of this list already, and View 20 would be one more. Drop one, then keep this one"
    ) in page_of(answer).text


def test_no_label_is_printed_for_goods_that_may_not_be_sent(clerk: FlaskClient, papers: Floor) -> None:
    with papers.database.reading() as session:
        paper_id = session.execute(sa.select(PAPER.c.id).where(PAPER.c.number == "RMA-203")).scalar_one()
    answer = clerk.get(f"/authorizations/{paper_id}/papers")
    assert answer.status_code == 422
    assert (
        "No label yet RMA-203 is rejected: a label is printed for goods that may be sent."
        " Have it approved first; one that is rejected, cancelled or expired needs a new authorization"
    ) in page_of(answer).text


@pytest.mark.parametrize("fields", [{"room": "cellar"}, {"name": " "}, {"query": "x" * 2000}, {"query": ""}])
def test_a_view_is_of_a_list_and_has_a_name(clerk: FlaskClient, fields: dict[str, str]) -> None:
    sound = {"room": "authorizations", "name": "Mine", "query": "state=draft"}
    assert clerk.post("/views", data=sound | fields).status_code == 400


def test_a_view_s_query_comes_back_as_an_address_and_nothing_else(clerk: FlaskClient) -> None:
    hostile = {"room": "authorizations", "name": "Mine", "query": "find=a\r\nLocation: //evil.example&state=<b>"}
    assert clerk.post("/views", data=hostile).location == (
        "/authorizations?find=a%0D%0ALocation%3A+%2F%2Fevil.example&state=%3Cb%3E"
    )


def test_one_shows_its_way_its_lines_and_what_was_counted(clerk: FlaskClient, papers: Floor) -> None:
    dock = Dock(papers)
    dock.scans("T-0412", *[gs1(papers.omega, "K7731", "270228")] * 2)
    page = page_of(clerk.get(f"/authorizations/{papers.trade_return.id}"))
    assert "Draft To approve Approved In transit Receiving Received Reconciled Closed" in page.text
    assert page.one("li", **{"aria-current": "step"})
    assert "Omega-3 1200 mg, 90 ct OMG-3-90 K7731 28 Feb 2027 - Overstock 6 2 Short 4" in page.text
    assert "R-000001" in page.text
    assert "Nothing is written down about it: it came before its history was kept." in page.text


def test_what_is_not_there_is_not_found(clerk: FlaskClient, papers: Floor) -> None:
    nowhere = f"/authorizations/{UUID(int=7)}"
    assert [clerk.get(nowhere + rest).status_code for rest in ("", "/edit", "/papers", "/label.svg")] == [404] * 4
    assert clerk.post(f"{nowhere}/approval", data={"client_id": str(new_id()), "version": "0"}).status_code == 404


def deeds(page: Page) -> set[str]:
    return {had["action"].rpartition("/")[2] for had in page.all("form", method="post") if "authoriz" in had["action"]}


def test_buttons_are_drawn_for_what_state_and_role_allow(clerk: FlaskClient, papers: Floor, sign_in: SignIn) -> None:
    address, page = kept(clerk)
    assert deeds(page) == {"submission", "cancellation", "split", "tracking"}
    assert deeds(page_of(sign_in("2007").get(address))) == deeds(page) | {"approval"}
    waiting = do(clerk, address, "submission")
    assert deeds(waiting) == {"cancellation", "split", "tracking"}
    assert deeds(page_of(sign_in("2007").get(address))) == deeds(waiting) | {"approval", "rejection"}
    over = do(clerk, address, "cancellation", reason="The customer keeps it")
    assert deeds(over) == set()
