"""The HTTP API: what a system may read with its token, page by page, and what it is told when it may not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db.models import ApiToken, table_of
from app.domain.scopes import Scope
from app.services import granting, stationing
from tests.factories import Floor
from tests.makers import a_site
from tests.services.dock import Dock, gs1
from tests.web.systems import System, granted

TOKEN = table_of(ApiToken)
Grant = Callable[..., str]


@pytest.fixture
def grant(floor: Floor) -> Grant:
    """Grant a token and return it."""
    return lambda *scopes, **how: granted(floor, *scopes, **how)


@pytest.fixture
def system(visitor: FlaskClient, grant: Grant) -> System:
    return System(visitor, grant(*Scope))


def test_a_collection_is_read_page_by_page_and_every_item_once(system: System) -> None:
    pages = list(system.pages("products", 2))
    ids = [item["id"] for page in pages for item in page]
    assert {len(page) for page in pages[:-1]} == {2}
    assert len(set(ids)) == len(ids) > 2
    assert ids == sorted(ids)


def test_an_authorization_comes_with_its_lines(system: System, floor: Floor) -> None:
    _status, page = system.get("authorizations?number=RMA-104418")
    [paper] = page["items"]
    assert (paper["number"], paper["program"], paper["state"]) == ("RMA-104418", "trade_return", "in_transit")
    assert [(line["position"], line["quantity"], line["lot"]) for line in paper["lines"]] == [
        (1, 24, "10D9T"), (2, 12, "10F1C"), (3, 6, "K7731"), (4, 18, "Z0415B"),
    ]  # fmt: skip
    assert paper["lines"][0]["expiry"] == "2027-03-31"
    assert system.get(f"authorizations/{paper['id']}") == (200, paper)


def test_a_receipt_tells_what_was_counted_and_how_it_stands_to_the_paper(system: System, floor: Floor) -> None:
    dock = Dock(floor)
    dock.scans("T-0412", *[gs1(floor.vitamin, "10D9T")] * 2)
    dock.scan(gs1(floor.vitamin, "10F1C"))
    dock.tap("undo")
    _status, page = system.get("receipts?state=open")
    [receipt] = page["items"]
    [line] = receipt["lines"]
    assert (line["lot"], line["quantity"], line["verdict"]) == ("10D9T", 2, "expected")
    assert receipt["closed_at"] is None
    assert receipt["opened_at"].endswith("Z")


def test_money_is_a_decimal_string_beside_its_currency(system: System) -> None:
    _status, page = system.get("products?sku=VIT-D3-120")
    [product] = page["items"]
    assert isinstance(product["unit_cost"], str)
    assert product["currency"] == "USD"


REFUSED = [
    ("products?limit=0", "limit", "Expected a whole number from 1 to 200, got '0'."),
    ("products?limit=1e2", "limit", "Expected a whole number from 1 to 200, got '1e2'."),
    ("products?after=x", "after", "Expected an id such as 01a20509-2e25-75ed-b180-9ff11c6729fd, got 'x'."),
    ("products?after={01a20509-2e25-75ed-b180-9ff11c6729fd}", "after",
     "Expected an id with hyphens such as 01a20509-2e25-75ed-b180-9ff11c6729fd,"
     " got '{01a20509-2e25-75ed-b180-9ff11c6729fd}'."),
    ("parties?kind=friend", "kind",
     "Expected one of customer, vendor, carrier, recycler, liquidator, client, contractor, "
     "charity, got 'friend'."),
    ("products?sku=%07A", "sku", "Expected no control characters, got '\\x07A'."),
    ("products?sku=", "sku", "Expected 1 to 60 characters, got 0."),
    ("receipts?foo=1", "foo",
     "There is no such parameter here. Known are: after, limit, number, state, authorization_id."),
]  # fmt: skip


@pytest.mark.parametrize(("path", "name", "detail"), REFUSED)
def test_a_query_with_a_fault_is_told_which_and_what_was_expected(
    system: System, path: str, name: str, detail: str
) -> None:
    status, body = system.get(path)
    assert status == 400
    assert body["detail"] == "The query has faults. Mend them and ask again."
    assert body["faults"] == [{"name": name, "detail": detail}]


def test_what_another_building_has_is_not_there(system: System, floor: Floor) -> None:
    assert system.get(f"receipts/{UUID(int=7)}") == (404, {
        "type": "about:blank", "title": "Not Found", "status": 404, "faults": [],
        "detail": "There is nothing at this address. The document at /api/v1/openapi.json lists what there is.",
    })  # fmt: skip
    with floor.database.unit_of_work() as session:
        elsewhere = a_site(session, code="MTY")
        session.execute(sa.update(TOKEN).values(site_id=elsewhere.id))
    assert system.get("authorizations")[1] == {"items": [], "next": None}
    assert system.get(f"authorizations/{floor.trade_return.id}")[0] == 404


def test_a_token_opens_only_what_its_scopes_name(visitor: FlaskClient, grant: Grant) -> None:
    system = System(visitor, grant(Scope.PARTIES_READ))
    assert system.get("parties")[0] == 200
    status, body = system.get("products")
    assert status == 403
    assert body["detail"] == "This token lacks the scope products:read. It has: parties:read."


def test_without_a_token_that_holds_nothing_is_told(visitor: FlaskClient, floor: Floor, grant: Grant) -> None:
    revoked, past = grant(Scope.PARTIES_READ), grant(Scope.PARTIES_READ, now=datetime(2020, 1, 1, tzinfo=UTC), days=30)
    with floor.database.unit_of_work() as session:
        of_id = session.execute(sa.select(TOKEN.c.id).where(TOKEN.c.digest == stationing.digest(revoked))).scalar_one()
        assert granting.revoke(session, floor.site.id, of_id, datetime.now(UTC))
        assert not granting.revoke(session, floor.site.id, of_id, datetime.now(UTC))
    for token in (revoked, past, "bdk_made_up"):
        status, body = System(visitor, token).get("parties")
        ended = "This token is unknown, revoked or past its day. Ask an administrator for another."
        assert (status, body["detail"]) == (401, ended)
    answer = visitor.get("/api/v1/parties")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer realm=backdock")
    assert answer.get_json(force=True)["detail"] == (
        "Send a token: 'Authorization: Bearer bdk_...'. An administrator makes one."
    )


def test_a_supervisor_s_cookie_is_no_token(supervisor: FlaskClient) -> None:
    assert supervisor.get("/api/v1/parties").status_code == 401


def test_of_a_token_only_a_digest_is_kept_and_when_it_was_used(system: System, floor: Floor) -> None:
    system.get("parties")
    with floor.database.reading() as session:
        row = session.execute(sa.select(TOKEN)).one()
    assert system.token not in str(row)
    assert row.digest == stationing.digest(system.token)
    assert datetime.now(UTC) - row.used_at < timedelta(minutes=5)


def test_a_post_says_which_methods_there_are(system: System) -> None:
    answer = system.browser.post("/api/v1/receipts", headers={"Authorization": f"Bearer {system.token}"})
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_a_person_reads_the_document_without_scripts_from_elsewhere(visitor: FlaskClient) -> None:
    page = visitor.get("/api/v1/").get_data(as_text=True)
    for sentence in ("Backdock HTTP API 1", "GET /authorizations/{id}", "Needs the scope `receipts:read`."):
        assert sentence in page
