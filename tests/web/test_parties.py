"""Parties in the office: found, exported, looked at, and their tier set by whoever may."""

import pytest
from flask.testing import FlaskClient

from tests.factories import Floor
from tests.web.office import band, send
from tests.web.pages import page_of


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Harbor & Pine Retail", "Northline Pharmacy", "Rio Bravo Supply"]),
        ("sort=-name&group=customer", ["Northline Pharmacy", "Harbor & Pine Retail"]),
        ("find=harbor", ["Harbor & Pine Retail"]),
        ("tier=partner", []),
        ("sort=-open", ["Northline Pharmacy", "Harbor & Pine Retail", "Rio Bravo Supply"]),
    ],
)
def test_parties_are_found(floor: Floor, clerk: FlaskClient, query: str, found: list[str]) -> None:
    text = page_of(clerk.get(f"/parties?{query}")).text
    assert all(name in text for name in found)
    exported = clerk.get(f"/parties/export.csv?{query}").get_data(as_text=True).splitlines()[1:]
    assert [line.split(",")[0] for line in exported] == found
    assert clerk.get("/parties/export.xlsx").data.startswith(b"PK")


def test_a_party_shows_what_is_open_and_what_it_was_sent(floor: Floor, supervisor: FlaskClient) -> None:
    text = page_of(supervisor.get(f"/parties/{floor.northline.id}")).text
    assert "RMA-104418 In transit Trade return 60" in text
    assert "SH-1 SO-SH-1 2 Oct 2026 60" in text
    assert supervisor.get("/parties/00000000-0000-0000-0000-000000000000").status_code == 404


def test_the_tier_is_set_once_and_the_second_is_told_who_was_first(
    floor: Floor, clerk: FlaskClient, supervisor: FlaskClient
) -> None:
    address = f"/parties/{floor.northline.id}"
    rated = send(clerk, f"{address}/tier", {"seen": "standard", "tier": "loyal"})
    assert band(page_of(clerk.get(rated.location))).startswith(
        "OK Northline Pharmacy Its tier is Loyal now; it was Standard."
    )
    late = page_of(
        supervisor.get(send(supervisor, f"{address}/tier", {"seen": "standard", "tier": "watched"}).location)
    )
    when = late.text.partition("to Loyal at ")[2].partition(". Nothing")[0]
    assert (
        f"R. Castillo was first R. Castillo set the tier of Northline Pharmacy to Loyal at {when}."
        " Nothing was changed here. Look at what it is now, then decide again"
    ) in late.text
    assert "Tier set by R. Castillo" in late.text
    same = send(clerk, f"{address}/tier", {"seen": "loyal", "tier": "loyal"})
    assert ("Northline Pharmacy Its tier is Loyal already. Choose another tier, or leave it") in page_of(
        clerk.get(same.location)
    ).text
    other = send(clerk, f"/parties/{floor.harbor.id}/tier", {"seen": "partner", "tier": "loyal"})
    assert (
        "Changed meanwhile An import set the tier of Harbor & Pine Retail to Standard. Nothing was changed here."
        " Look at what it is now, then decide again"
    ) in page_of(clerk.get(other.location)).text
    assert send(clerk, f"{address}/tier", {"seen": "loyal", "tier": "best"}).status_code == 400


def test_who_may_not_change_a_tier_is_not_offered_it(floor: Floor, dock_worker: FlaskClient) -> None:
    assert dock_worker.get("/parties").status_code == 403
