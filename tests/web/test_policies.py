"""Return policies in the office: written, tried, put in force; whatever is sent is answered in words."""

import pytest
from flask.testing import FlaskClient

from app.db.ids import new_id
from app.db.models import ReturnPolicy
from app.domain.vocabulary import Role
from tests.domain.policy_rows import ROWS
from tests.factories import Floor, an_operator
from tests.services.clerks import Office, a_policy
from tests.web.pages import Page, SignIn, page_of

RULE = {"effect": "limit", "span": "days", "days": "14", "grace": "0", "condition_has": "opened",
        "sentence_en": "Opened goods come back within 14 days."}  # fmt: skip


@pytest.fixture
def policy(floor: Floor) -> ReturnPolicy:
    """Version 1, in force."""
    with floor.database.unit_of_work() as session:
        return a_policy(session)


def send(browser: FlaskClient, path: str, **fields: object) -> Page:
    """Send a form as the page would, and read the page it leads to."""
    answer = browser.post(path, data={"client_id": str(new_id()), **fields}, follow_redirects=True)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def read(browser: FlaskClient, path: str) -> Page:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def test_a_draft_is_written_tried_and_put_in_force(floor: Floor, policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    assert "Version 1 In force" in read(supervisor, "/policies").text
    drafted = send(supervisor, "/policies", source="1").text
    assert "Version 2 is a draft. Nobody is judged by it until it is put in force." in drafted
    saved = send(supervisor, "/policies/2/rules/0", revision="0", **RULE).text
    assert "Version 2 was changed. It is a draft still." in saved
    assert "Opened goods come back within 14 days." in saved
    assert "Goods are: opened" in saved
    assert "Nothing was judged yet" in read(supervisor, "/policies/2/trial").text
    activated = send(supervisor, "/policies/2/activation", revision="1", day="2090-01-01", note="Holidays").text
    assert "Version 2 judges every request from 1 Jan 2090 on." in activated
    assert "In force later" in activated
    assert supervisor.get("/policies/2/rules/1").status_code == 404


def test_a_rule_s_form_says_what_is_wrong_and_keeps_what_was_typed(
    policy: ReturnPolicy, supervisor: FlaskClient
) -> None:
    send(supervisor, "/policies", source="1")
    wrong = {**RULE, "effect": "allow", "days": "soon", "sentence_en": ""}
    answer = supervisor.post("/policies/2/rules/0", data={"client_id": str(new_id()), "revision": "0", **wrong})
    page = page_of(answer)
    assert answer.status_code == 422
    assert "3 things to put right" in page.text
    assert "A whole number from 0 to 3,650 belongs here; soon was entered." in page.text
    assert "Write what the party is told, in English, in Spanish or in both." in page.text
    assert page.one("input", name="days")["value"] == "soon"
    assert "checked" in page.one("input", name="condition_has", value="opened")
    assert "15" not in read(supervisor, "/policies/2").text.split("Reasons")[0]


def test_a_rule_opens_as_it_is_stored(policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    send(supervisor, "/policies", source="1")
    page = read(supervisor, "/policies/2/rules/6")
    assert page.one("input", name="days")["value"] == "14"
    assert "checked" in page.one("input", name="category", value="electronics")
    assert "checked" not in page.one("input", name="category", value="food")
    assert "checked" in page.one("input", name="may_override")


def test_rules_move_and_go(policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    send(supervisor, "/policies", source="1")
    raised = send(supervisor, "/policies/2/rules/11/rise", revision="0").text
    assert raised.index("Rule 11.") < raised.index("Rule 10.")
    assert "Rule 11." not in send(supervisor, "/policies/2/rules/10/removal", revision="1").text
    assert "There is no version 9 of the return policy here." in send(supervisor, "/policies", source="9").text


def test_a_reason_is_ticked(policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    send(supervisor, "/policies", source="1")
    assert "checked" in read(supervisor, "/policies/2/reasons/defective").one("input", value="photo")
    page = send(supervisor, "/policies/2/reasons/wrong_item", revision="0", programs="warranty", evidence="serial")
    assert "Wrong item sent Warranty Serial" in page.text
    assert supervisor.get("/policies/2/reasons/because").status_code == 404


def test_the_second_clerk_reads_who_was_first(policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    send(supervisor, "/policies", source="1")
    send(supervisor, "/policies/2/rules/0", revision="0", **RULE)
    late = send(supervisor, "/policies/2/removal", revision="0").text
    assert "Version 2 was changed by A. Novak at" in late
    assert "after you opened it. Nothing of yours was saved." in late
    gone = send(supervisor, "/policies/2/removal", revision="1").text
    assert "Version 2 is gone. What is in force stays as it is." in gone


def test_an_act_sent_twice_is_done_once(policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    sent = {"client_id": str(new_id()), "source": "1"}
    pages = [page_of(supervisor.post("/policies", data=sent, follow_redirects=True)).text for _ in range(2)]
    assert ["Version 2 is a draft." in page for page in pages] == [True, True]
    assert "Version 3" not in read(supervisor, "/policies").text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "A day belongs here, such as 2026-12-01; - was entered."),
        ("tomorrow", "A day belongs here, such as 2026-12-01; tomorrow was entered."),
        ("2020-01-01", "is past."),
    ],
)
def test_a_day_that_is_none_or_past_is_refused_in_words(
    policy: ReturnPolicy, supervisor: FlaskClient, day: str, sentence: str
) -> None:
    send(supervisor, "/policies", source="1")
    said = send(supervisor, "/policies/2/activation", revision="0", day=day).text
    assert sentence in said


HOSTILE = ("-1", "x", "9" * 20, "", "1.5", "\x00", "٣")


@pytest.mark.parametrize("text", HOSTILE)
def test_numbers_that_no_form_of_ours_sends_are_refused(
    policy: ReturnPolicy, supervisor: FlaskClient, text: str
) -> None:
    send(supervisor, "/policies", source="1")
    fields = {"client_id": str(new_id()), "revision": text, "source": text or "x", **RULE}
    for path in ("/policies", "/policies/2/rules/0", "/policies/2/removal"):
        assert supervisor.post(path, data=fields).status_code == 400


def test_the_trial_lists_and_exports_what_changes(floor: Floor, policy: ReturnPolicy, supervisor: FlaskClient) -> None:
    office = Office(floor)
    paper = office.ask(floor.shirt, 1)
    office.submit(paper)
    with floor.database.unit_of_work() as session:
        a_policy(session, [*ROWS[:4]], version=2)
    from_then = read(supervisor, "/policies/2/trial?days=365").text
    assert "0 lines change their verdict , of 1 judged." in from_then
    text = supervisor.get("/policies/2/trial/export.csv?days=365").get_data(as_text=True)
    assert text.lstrip("\ufeff").splitlines() == ["Authorization,Party,Product,Units,Asked on,Then,Now,Why"]


def test_who_only_reads_is_offered_no_change(
    floor: Floor, policy: ReturnPolicy, sign_in: SignIn, supervisor: FlaskClient, pin_hash: str
) -> None:
    with floor.database.unit_of_work() as session:
        an_operator(session, floor.site, [Role.QUALITY], "2550", "L. Haddad", pin_hash=pin_hash)
    send(supervisor, "/policies", source="1")
    reader = sign_in("2550")
    page = read(reader, "/policies/2")
    assert "Add a rule" not in page.text
    assert "Put in force" not in page.text
    assert reader.get("/policies/2/rules/1").status_code == 403
