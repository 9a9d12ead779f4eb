"""The demo site: as large as it says, two days old, and the same for everyone."""

import re

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from app.db.engine import Database
from app.db.models import Base
from app.demo import DEMO_OPERATORS, SiteExists, load_demo
from app.domain.identifiers import BadgeCode, Gln, Gtin, Lpn, PlaceCode
from app.services.verifying import Verified, verify
from tests.factories import a_site
from tests.services.demo_site import TODAY, column, rows


def test_the_whole_site_is_loaded_on_either_database(database: Database) -> None:
    summary = load_demo(database, today=TODAY)

    assert summary.site == "Laredo returns"
    assert {name: summary.counts[name] for name in _EXPECTED} == _EXPECTED
    for name, number in summary.counts.items():
        assert rows(database, f'SELECT count(*) FROM "{name}"') == [(number,)]
    with database.reading() as session:
        assert isinstance(verify(session), Verified)


_EXPECTED = {
    "site": 1, "location": 25, "party": 14, "product": 60, "operator": 8, "shipment": 402, "authorization": 81,
    "checklist": 6, "disposition_rule": 37, "ruleset": 2, "receipt": 15,
}  # fmt: skip


def test_a_database_that_has_a_site_is_refused_and_left_alone(database: Database) -> None:
    with database.unit_of_work() as session:
        a_site(session, "MONTERREY")

    with pytest.raises(SiteExists) as refusal:
        load_demo(database, today=TODAY)

    assert str(refusal.value) == (
        "The demo needs an empty database, and this one already has the site Monterrey returns. "
        "Nothing was changed. Point BACKDOCK_DATABASE_URL at a new database and load the demo there."
    )
    assert column(database, "SELECT code FROM site") == ["MONTERREY"]
    assert column(database, "SELECT sku FROM product") == []


def test_the_same_seed_and_day_give_the_same_rows(loaded: Database, sqlite_database: Database) -> None:
    load_demo(sqlite_database, 1, TODAY)

    assert _readable(sqlite_database) == _readable(loaded)


def test_another_seed_gives_other_shipments(loaded: Database, sqlite_database: Database) -> None:
    load_demo(sqlite_database, 2, TODAY)

    assert _readable(sqlite_database)["shipment"] != _readable(loaded)["shipment"]
    assert _readable(sqlite_database)["product"] == _readable(loaded)["product"]


_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|R[0-9A-F]{10}")
"""An id, or the number that a work order has of its id."""
_DIFFERS = {"pin_hash", "digest"}  # salted, or over ids


def _readable(database: Database) -> dict[str, list[str]]:
    """Return all rows in the order of loading, with every id replaced by its order of first use."""
    numbers: dict[str, str] = {}
    with database.reading() as session:
        return {
            table.name: [
                _ID.sub(
                    lambda found: numbers.setdefault(found[0], f"#{len(numbers)}"),
                    repr({name: str(value) for name, value in row._mapping.items() if name not in _DIFFERS}),
                )
                for row in session.execute(sa.select(table).order_by(table.c.id))
            ]
            for table in Base.metadata.sorted_tables
            if "id" in table.c
        }


def test_every_number_has_its_check_digit(loaded: Database) -> None:
    gtins = column(loaded, "SELECT gtin FROM product UNION ALL SELECT code FROM pack")
    glns = column(loaded, "SELECT gln FROM party WHERE gln <> ''")

    assert [Gtin.parse(gtin).value for gtin in gtins] == gtins
    assert [Gln.parse(gln).value for gln in glns] == glns
    assert all(gtin[1:8] == "9521234" for gtin in gtins)
    assert all(code[0] in "12345678" for code in column(loaded, "SELECT code FROM pack"))


def test_every_place_badge_and_tote_reads_as_one(loaded: Database) -> None:
    places = column(loaded, "SELECT code FROM location")
    badges = column(loaded, "SELECT badge FROM operator")

    assert [PlaceCode.parse(code).value for code in places] == places
    assert [BadgeCode.parse(f"BADGE-{badge}").value for badge in badges] == badges
    assert rows(loaded, """
        SELECT c.lpn, l.code, c.state FROM carton c JOIN location l ON l.id = c.location_id
        WHERE c.is_quarantine ORDER BY c.lpn""") == [
        ("T-0901", "Q-01", "open"),
        ("T-0902", "Q-02", "open"),
    ]  # fmt: skip
    assert [
        Lpn.parse(lpn).value for lpn in column(loaded, "SELECT lpn FROM carton WHERE is_quarantine ORDER BY lpn")
    ] == [
        "T-0901",
        "T-0902",
    ]


def test_the_letter_of_a_place_is_its_zone(loaded: Database) -> None:
    assert rows(loaded, "SELECT code, zone FROM location WHERE zone <> '' AND zone <> substr(code, 1, 1)") == []
    zones = column(loaded, "SELECT DISTINCT zone FROM location WHERE zone <> '' ORDER BY zone")
    assert zones == sorted("SWVLNRXCQ")


def test_the_printed_pin_is_the_one_that_signs_in(loaded: Database) -> None:
    hashes = dict(map(tuple, rows(loaded, "SELECT badge, pin_hash FROM operator")))

    assert set(hashes) == {operator.badge for operator in DEMO_OPERATORS}
    for operator in DEMO_OPERATORS:
        assert PasswordHasher().verify(hashes[operator.badge], operator.pin)


def test_two_days_of_work_are_behind_us(loaded: Database) -> None:
    assert set(column(loaded, "SELECT kind FROM exception")) == {
        "over", "unexpected", "wrong_lot", "expired", "differences", "over_target", "udi_unreadable",
    }  # fmt: skip
    of_goods = "SELECT min(event_time), max(event_time) FROM event WHERE kind NOT LIKE 'packaging_%'"
    ((first, last),) = rows(loaded, of_goods)
    assert (first[:10], last[:10]) == ("2026-11-20", "2026-11-22")
    assert last < "2026-11-22 19:00"


def test_there_is_something_to_do_at_every_station(loaded: Database) -> None:
    states = dict(map(tuple, rows(loaded, "SELECT state, count(*) FROM carton WHERE NOT is_quarantine GROUP BY state")))

    assert states["received"] >= 8
    assert {state: states[state] for state in ("receiving", "grading", "routing")} == {
        "receiving": 2,
        "grading": 1,
        "routing": 1,
    }
    assert set(states) == {
        "expected",
        "receiving",
        "received",
        "grading",
        "open",
        "graded",
        "routing",
        "loaded",
        "placed",
        "reworking",
        "away",
        "closed",
    }
    assert rows(loaded, """
        SELECT c.lpn FROM carton c JOIN location l ON l.id = c.location_id
        WHERE c.state = 'placed' AND l.zone = ''""") == []  # fmt: skip


def test_one_load_has_left_and_one_is_being_loaded(loaded: Database) -> None:
    sums = "SELECT number, state, code, units, seal FROM outbound_load ORDER BY number"
    assert rows(loaded, sums) == [
        ("OUT-000001", "departed", "return_to_vendor", 3, "SL-882014"), ("OUT-000002", "loading", "liquidate", 0, ""),
    ]  # fmt: skip
