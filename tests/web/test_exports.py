"""Every list of the office exports what it shows, as CSV and as XLSX."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.access import ROLES_OF
from app.web.office import ROOMS
from tests.factories import Floor
from tests.services.clerks import a_policy
from tests.web.pages import page_of

EXPORTS = sorted(endpoint for endpoint in ROLES_OF if endpoint.endswith(".export"))
OF_ONE = {"dry_runs.export"}
"""What came of one thing rather than a list: its own test is test_rulesets.py."""
WITHOUT_LISTS = {"labels"}
"""The room that prints."""


def test_every_room_with_a_list_exports_it() -> None:
    rooms = {room.endpoint.partition(".")[0] for room in ROOMS if room.endpoint.endswith(".index")}
    assert sorted(rooms - {endpoint.partition(".")[0] for endpoint in EXPORTS}) == sorted(WITHOUT_LISTS)


@pytest.mark.parametrize("endpoint", [each for each in EXPORTS if each not in OF_ONE])
def test_a_list_offers_both_forms_and_sends_them(
    app: Flask, floor: Floor, supervisor: FlaskClient, endpoint: str
) -> None:
    with floor.database.unit_of_work() as session:
        version = a_policy(session).version
    (rule,) = app.url_map.iter_rules(endpoint)
    known = {"version": version} if "version" in rule.arguments else {}
    house = app.url_map.bind("localhost")
    paths = {kind: house.build(endpoint, {"kind": kind, **known}) for kind in ("csv", "xlsx")}
    # a file is sent while it is read, so each is read to its end before the next is asked for
    csv = supervisor.get(paths["csv"])
    assert (csv.status_code, csv.mimetype, csv.get_data(as_text=True)[:1]) == (200, "text/csv", "\ufeff")
    xlsx = supervisor.get(paths["xlsx"]).data
    assert "xl/worksheets/sheet1.xml" in ZipFile(BytesIO(xlsx)).namelist()
    page = page_of(supervisor.get(paths["csv"].rpartition("/")[0]))
    linked = {had["href"].partition("?")[0] for had in page.all("a") if "href" in had}
    assert set(paths.values()) <= linked
