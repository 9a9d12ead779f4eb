"""Replacements in the office: planned at the money of an authorization, shipped, delivered, charged; and the list."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import AuthorizationLine, Replacement, table_of
from app.domain.refunds import Resolution
from tests.factories import Floor
from tests.services.settler import TermOf, assert_books_balance, terms_in_force
from tests.web.office import send
from tests.web.pages import Page, SignIn, page_of
from tests.web.test_money import do

REPLACEMENT, LINE = table_of(Replacement), table_of(AuthorizationLine)
TODAY = datetime.now(UTC).date() - timedelta(days=1)  # a day that has begun at the site too


@pytest.fixture
def address(floor: Floor) -> str:
    """Where the money of RMA-104502 stands, whose drill is replaced, in advance for 14 days."""
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(advance_days=14))
    return f"/authorizations/{floor.warranty.id}/money"


def plan(clerk: FlaskClient, address: str, **fields: str) -> Page:
    """Plan a replacement as the page offers it, and return the page that answers."""
    line = page_of(clerk.get(address)).all("select", name="line")
    assert line, "the page offers no line to be replaced"
    typed = {"due": (TODAY + timedelta(days=9)).isoformat(), "quantity": "1", **fields}
    answer = send(clerk, address.replace("/money", "/replacements"), typed)
    return page_of(clerk.get(answer.location) if answer.status_code == 303 else answer)


def line_of(floor: Floor) -> str:
    with floor.database.reading() as session:
        mine = sa.select(LINE.c.id).where(LINE.c.authorization_id == floor.warranty.id)
        return str(session.execute(mine).scalar_one())


def test_it_is_planned_shipped_delivered_and_charged(floor: Floor, clerk: FlaskClient, address: str) -> None:
    assert "1: Cordless drill 18 V kit Replacement. Promised: 1, accepted: 0" in page_of(clerk.get(address)).text
    page = plan(clerk, address, line=line_of(floor), order="SO-9", advance="on")
    assert "RMA-104502-S1 is planned Northline Pharmacy gets 1 unit of Cordless drill 18 V kit" in page.text
    with floor.database.reading() as session:
        found = f"/replacements/{session.execute(sa.select(REPLACEMENT.c.id)).scalar_one()}"
    wrong = send(clerk, f"{found}/shipment", {"version": "0", "day": "soon"})
    example = datetime.now(ZoneInfo(floor.site.time_zone)).date()
    said = f"Entered soon: a day such as {example} belongs here. Nothing was changed. Enter the day"
    assert said in page_of(wrong).text
    day = TODAY.isoformat()
    shipped = do(clerk, found, "shipment", day=day, serial="DR7-300001", tracking="1Z999")
    assert "1 unit of Cordless drill 18 V kit went to Northline Pharmacy on " in shipped.text
    assert "It was delivered" in shipped.text
    assert "Charge 1 unit that did not come" not in shipped.text
    assert "Northline Pharmacy got 1 unit of Cordless drill" in do(clerk, found, "delivery", day=day).text
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(REPLACEMENT).values(return_by=TODAY - timedelta(days=1)))
    assert "Charge 1 unit that did not come" in page_of(clerk.get(found)).text
    charged = do(clerk, found, "charge")
    assert "Northline Pharmacy owes us $89.00. Replaced in advance, to be here by" in charged.text
    assert "Charges for what did not come back" in charged.text
    account = page_of(clerk.get(address))
    assert "Charged for what did not come back $89.00" in account.text
    assert "RMA-104502-R1 Replacement Northline Pharmacy Owed -$89.00" in account.text
    assert "Charged for what did not come back $89.00" in page_of(
        clerk.get(address.replace("/money", "/reconciliation"))
    ).text  # fmt: skip
    listed = page_of(clerk.get("/money?what=replacement"))
    assert "RMA-104502-R1 Replacement Northline Pharmacy Owed $89.00 They" in listed.text
    assert "Replacement charged RMA-104502-S1" in page_of(clerk.get(address.removesuffix("/money"))).text
    assert_books_balance(floor)


def test_what_cannot_be_planned_is_said_where_it_was_asked(floor: Floor, clerk: FlaskClient, address: str) -> None:
    page = plan(clerk, address, line=line_of(floor), quantity="many", advance="on")
    assert "Entered 0: of Cordless drill 18 V kit, 1 unit may still be replaced." in page.text
    assert "Plan a replacement" in page.text
    assert "Entered -: a day such as " in plan(clerk, address, line=line_of(floor), due="").text
    nothing = f"/authorizations/{new_id()}/replacements"
    typed = {"line": line_of(floor), "due": TODAY.isoformat()}
    assert send(clerk, nothing, typed).status_code == 404
    assert clerk.get(f"/replacements/{new_id()}").status_code == 404
    assert send(clerk, f"/replacements/{new_id()}/charge", {"version": "0"}).status_code == 404


def test_the_list_is_searched_exported_and_says_what_to_do_when_empty(
    floor: Floor, clerk: FlaskClient, address: str
) -> None:
    assert "No replacement yet" in page_of(clerk.get("/replacements")).text
    plan(clerk, address, line=line_of(floor), advance="on", order="SO-9")
    page = page_of(clerk.get("/replacements?find=so-9&state=planned&what=replacement&back=advance"))
    assert "RMA-104502-S1 Replacement To be shipped Northline Pharmacy Cordless drill 18 V kit DRL-18V 1" in page.text
    assert "Nothing fits" in page_of(clerk.get("/replacements?back=overdue")).text
    assert "Nothing fits" in page_of(clerk.get("/replacements?state=shipped")).text
    table = clerk.get("/replacements/export.csv?sort=-back").text
    assert "RMA-104502-S1,replacement,planned,RMA-104502,Northline Pharmacy,DRL-18V,1,SO-9," in table
    assert clerk.get("/replacements/export.xlsx").data[:2] == b"PK"


def test_a_line_that_comes_to_money_is_not_offered(floor: Floor, clerk: FlaskClient, address: str) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(LINE).values(resolution=Resolution.REFUND))
    assert "Plan a replacement" not in page_of(clerk.get(address)).text


def test_the_dock_sees_no_replacements(sign_in: SignIn) -> None:
    assert sign_in("2231").get("/replacements").status_code == 403


def test_it_is_changed_and_lost_on_its_page(floor: Floor, clerk: FlaskClient, address: str) -> None:
    plan(clerk, address, line=line_of(floor), order="SO-9", advance="on")
    with floor.database.reading() as session:
        found = f"/replacements/{session.execute(sa.select(REPLACEMENT.c.id)).scalar_one()}"
    due = (TODAY + timedelta(days=5)).isoformat()
    changed = do(clerk, found, "change", quantity="1", due=due, order="SO-10", product="")
    assert "RMA-104502-S1 is changed" in changed.text
    assert "SO-10" in changed.text
    do(clerk, found, "shipment", day=TODAY.isoformat(), serial="DR7-300001")
    lost = do(clerk, found, "loss", reason="The carrier cannot find it")
    assert "Northline Pharmacy did not get 1 unit of Cordless drill 18 V kit: The carrier cannot find it" in lost.text
    assert "RMA-104502-S1 Replacement Lost Northline Pharmacy" in page_of(clerk.get("/replacements?state=lost")).text
