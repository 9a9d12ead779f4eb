"""Shipments in the office: found by what people remember, and what came back of each."""

import pytest
from flask.testing import FlaskClient

from tests.factories import Floor
from tests.web.pages import Page, page_of


def read(browser: FlaskClient, path: str) -> Page:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return page_of(answer)


def numbers(page: Page) -> list[str]:
    return [word for word in page.text.split() if word.startswith("SH-") and word != "SH-"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["SH-1", "SH-2", "SH-3"]),
        ("find=so-sh-2", ["SH-2"]),
        ("find=harbor", ["SH-3"]),
        ("find=z0392a", ["SH-3"]),
        ("find=DR7-204815", ["SH-2"]),
        ("find=VIT-D3-120", ["SH-1"]),
        ("find=no%25such", []),
        ("since=2026-10-03", []),
        ("until=2026-10-02&sort=-number", ["SH-3", "SH-2", "SH-1"]),
        ("since=yesterday&page=x&sort=cost&party=me", ["SH-1", "SH-2", "SH-3"]),
    ],
)
def test_shipments_are_found(floor: Floor, supervisor: FlaskClient, query: str, found: list[str]) -> None:
    assert numbers(read(supervisor, f"/shipments?{query}")) == found
    text = supervisor.get(f"/shipments/export.csv?{query}").get_data(as_text=True)
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == found


def test_a_shipment_shows_what_came_back_and_what_is_asked_for(floor: Floor, supervisor: FlaskClient) -> None:
    listed = read(supervisor, "/shipments?find=SH-1")
    (link,) = [had["href"] for had in listed.all("a") if had.get("href", "").startswith("/shipments/0")]
    text = read(supervisor, link).text
    assert "Vitamin D3 1000 IU, 120 ct VIT-D3-120 10D9T 31 Mar 2027 - - 24 0 24" in text
    assert "RMA-104418 In transit Trade return Vitamin D3 1000 IU, 120 ct 10D9T 24 0" in text


def test_a_shipment_that_is_not_there(floor: Floor, supervisor: FlaskClient) -> None:
    assert supervisor.get("/shipments/00000000-0000-0000-0000-000000000000").status_code == 404
