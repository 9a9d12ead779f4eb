"""One line's eligibility: the verdict in words, every rule that spoke, and an exception with badge and PIN."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Program, ReasonCode, Role
from tests.domain.policy_rows import REFUSE, Row
from tests.factories import Floor, an_operator
from tests.services.clerks import NOW, Office, a_policy, line_of
from tests.web.pages import Page, SignIn, page_of


@pytest.fixture
def late(floor: Floor) -> UUID:
    """A line that comes too late, by a rule that lets a supervisor make exceptions."""
    office = Office(floor)
    with floor.database.unit_of_work() as session:
        a_policy(session)
    office.set_state(floor.trade_return.id, AuthorizationState.CANCELLED)
    paper = office.ask(floor.vitamin, 2, program=Program.CUSTOMER_RETURN, reason=ReasonCode.CHANGED_MIND,
                       at=NOW + timedelta(days=60))  # fmt: skip
    office.submit(paper)
    return line_of(floor, paper)


@pytest.fixture
def clerk(floor: Floor, sign_in: SignIn, pin_hash: str) -> FlaskClient:
    """The browser of R. Castillo of the returns office."""
    with floor.database.unit_of_work() as session:
        an_operator(session, floor.site, [Role.OFFICE], "2118", "R. Castillo", pin_hash=pin_hash)
    return sign_in("2118")


def accept(browser: FlaskClient, line: UUID, **fields: str) -> Page:
    sent = {"client_id": str(new_id()), "reason": "Promised by phone", **fields}
    return page_of(browser.post(f"/eligibility/{line}/exception", data=sent, follow_redirects=True))


def test_a_line_shows_its_verdict_and_what_it_rests_on(late: UUID, supervisor: FlaskClient) -> None:
    text = page_of(supervisor.get(f"/eligibility/{late}")).text
    assert "Refused Rule 3. Delivered on 2 Oct 2026, asked for on 19 Dec 2026: the window ended on 1 Nov 2026." in text
    assert "Version 1, rule 3" in text
    assert "Can still come back 36 of 36" in text
    assert "Verdicts so far" in text


def test_a_supervisor_accepts_by_role(late: UUID, supervisor: FlaskClient) -> None:
    text = accept(supervisor, late).text
    assert "A. Novak accepts 2 of Vitamin D3 1000 IU, 120 ct: Promised by phone." in text
    assert "Accepted by A. Novak: Promised by phone" in text
    assert "Accept it" not in text


def test_a_clerk_needs_a_supervisor_s_badge_and_pin(late: UUID, clerk: FlaskClient, pin: str) -> None:
    asked = accept(clerk, late)
    assert "Exception to the return policy, Vitamin D3 1000 IU, 120 ct: this is approved first." in asked.text
    assert asked.one("input", name="reason")["value"] == "Promised by phone", "nothing is to be said twice"
    assert "R. Castillo cannot approve this." in accept(clerk, late, approver="2118", approver_pin=pin).text
    assert "Wrong PIN" in accept(clerk, late, approver="2007", approver_pin="0000").text
    assert "Accepted by A. Novak: Promised by phone" in accept(clerk, late, approver="2007", approver_pin=pin).text


def test_an_exception_needs_its_reason(late: UUID, supervisor: FlaskClient) -> None:
    assert "An exception to the policy needs its reason in words." in accept(supervisor, late, reason=" ").text


def test_a_line_that_is_not_there(floor: Floor, supervisor: FlaskClient) -> None:
    assert supervisor.get(f"/eligibility/{new_id()}").status_code == 404
    assert supervisor.post(f"/eligibility/{new_id()}/exception", data={"client_id": str(new_id())}).status_code == 404


def test_what_the_sender_says_changes_the_verdict_and_is_written_down(floor: Floor, clerk: FlaskClient) -> None:
    with floor.database.unit_of_work() as session:
        a_policy(session, [Row(1), Row(2, REFUSE, {"condition_has": ["opened"]})])
    office = Office(floor)
    office.set_state(floor.trade_return.id, AuthorizationState.CANCELLED)
    paper = office.ask(floor.vitamin, 2)
    line = line_of(floor, paper)
    page = page_of(clerk.get(f"/eligibility/{line}"))
    assert "Eligible Rule 1. Delivered on 2 Oct 2026" in page.text
    said = {"client_id": str(new_id()), "version": page.all("input", name="version")[0]["value"], "condition": "opened"}
    after = page_of(clerk.post(f"/eligibility/{line}/statement", data=said, follow_redirects=True))
    assert "Noted what Northline Pharmacy says of Vitamin D3 1000 IU, 120 ct." in after.text
    assert "Refused Rule 2." in after.text
    assert "checked" in after.one("input", name="condition", value="opened")
    assert "Changed Condition: opened" in page_of(clerk.get(f"/authorizations/{paper}")).text
    late = {**said, "client_id": str(new_id())}
    answer = page_of(clerk.post(f"/eligibility/{line}/statement", data=late, follow_redirects=True))
    assert "was changed by R. Castillo at" in answer.text


def test_an_authorization_shows_the_verdict_of_each_line(late: UUID, floor: Floor, supervisor: FlaskClient) -> None:
    accept(supervisor, late)
    listed = page_of(supervisor.get("/authorizations?find=RMA-700001"))
    (link,) = [had["href"] for had in listed.all("a") if had.get("href", "").startswith("/authorizations/0")]
    page = page_of(supervisor.get(link))
    assert "Refused Accepted as an exception" in page.text
    assert page.all("a", href=f"/eligibility/{late}") != []
