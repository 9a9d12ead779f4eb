"""The room of approvals over HTTP: the table and its versions, what was approved, as a list, a file and by the API."""

from flask.testing import FlaskClient

from app.db.ids import new_id
from app.domain.approvals import DEFAULTS, MEASURES, ApprovalAct
from app.domain.scopes import Scope
from tests.factories import Floor, an_sscc
from tests.services.bench import received
from tests.services.floor_state import omega
from tests.services.holder import lock
from tests.services.releaser import Releaser, by_badge
from tests.web.pages import Page, page_of
from tests.web.systems import System, granted


def typed(page: Page) -> dict[str, list[str]]:
    """Return the form as it stands on the page."""
    inputs = [each for each in page.all("input") if "name" in each and ("value" in each or "checked" in each)]
    ticks = [each for each in inputs if each.get("type") != "checkbox" or "checked" in each]
    fields: dict[str, list[str]] = {}
    for each in ticks:
        fields.setdefault(each["name"], []).append(each.get("value", "on"))
    measures = {f"{deed}-measure": [DEFAULTS[deed].measure.value] for deed in ApprovalAct if len(MEASURES[deed]) > 1}
    return {**measures, **fields, "client_id": [str(new_id())]}


def test_the_table_is_changed_by_a_form_and_keeps_its_versions(supervisor: FlaskClient, floor: Floor) -> None:
    page = page_of(supervisor.get("/approvals/table"))
    assert "Nobody has changed this table yet." in page.text
    form = typed(page) | {"release_hold-measure": ["units"], "release_hold-threshold": ["20"], "note": ["A trial"]}
    page = page_of(supervisor.post("/approvals/table", data=form, follow_redirects=True))
    assert "Version 1 of what is approved is in force from now on." in page.text
    assert "Version 1" in page.text and "A. Novak A trial" in page.text
    assert page.one("input", id="release_hold-threshold")["value"] == "20"


def test_what_is_wrong_is_said_at_its_row_and_nothing_is_kept(supervisor: FlaskClient) -> None:
    page = page_of(supervisor.get("/approvals/table"))
    form = typed(page) | {"release_hold-measure": ["units"], "release_hold-threshold": ["few"], "credit_over-roles": []}
    answer = supervisor.post("/approvals/table", data=form)
    text = page_of(answer).text
    assert (answer.status_code, "2 things to put right" in text) == (422, True)
    assert "Release of locked goods: got few. Expected: a number from 0 to 1,000,000," in text
    assert "Credit for overs: no role is ticked, so nobody could approve it." in text
    assert "Nobody has changed this table yet." in text


def test_a_clerk_changes_it_with_a_supervisor_s_badge(clerk: FlaskClient, pin: str) -> None:
    form = typed(page_of(clerk.get("/approvals/table"))) | {"release_hold-roles": ["quality", "supervisor", "office"]}
    asked = page_of(clerk.post("/approvals/table", data=form))
    assert "Change of this table, 1: this is approved first." in asked.text
    assert len(asked.all("input", name="release_hold-roles")) == 3, "all that was ticked comes again"
    again = form | {"client_id": [str(new_id())], "approver": ["2007"], "approver_pin": [pin]}
    page = page_of(clerk.post("/approvals/table", data=again, follow_redirects=True))
    assert "Version 1 of what is approved is in force from now on." in page.text


def test_what_was_approved_is_listed_exported_and_read_by_systems(
    supervisor: FlaskClient, floor: Floor, visitor: FlaskClient
) -> None:
    received(floor, omega(floor))
    lock(floor, "K7731")
    Releaser(floor, "inspector", approver=by_badge(floor)).release(an_sscc(4700))
    text = page_of(supervisor.get("/approvals?who=another")).text
    assert "Release of locked goods Omega-3 1200 mg, 90 ct 1 - J. Park A. Novak" in text
    assert "Nothing fits" in page_of(supervisor.get("/approvals?deed=large_refund")).text
    file = supervisor.get("/approvals/export.csv").get_data(as_text=True)
    assert 'Release of locked goods,"Omega-3 1200 mg, 90 ct",1,,,J. Park,A. Novak' in file
    system = System(visitor, granted(floor, Scope.APPROVALS_READ))
    (approval,) = system.get("approvals?deed=release_hold")[1]["items"]
    assert (approval["units"], approval["approved_by"]) == (1, str(floor.supervisor.id))
