"""Holding goods over the HTTP API: a system orders it and reads the order, a person lifts it."""

import pytest
from flask.testing import FlaskClient

from app.domain.scopes import Scope
from tests.factories import Floor
from tests.services.bench import goods, received
from tests.services.floor_state import omega
from tests.web.systems import System, granted


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, *Scope))


def test_a_system_holds_a_lot_and_reads_the_order(system: System, floor: Floor) -> None:
    received(floor, *[omega(floor)] * 2)
    given = system.send("hold_orders", {"what": f"{floor.omega.sku} K7731", "reason": "dispute", "until": "2099-12-31"})
    assert given.status_code == 201, given.text
    assert goods(floor) == ["6186: 2 K7731 - - dispute"]
    read = system.get("hold_orders/H-000001")[1]
    assert (read["scope"], read["lot"], read["state"], read["until"]) == (
        "product_lot",
        "K7731",
        "active",
        "2099-12-31",
    )
    assert [each["number"] for each in system.get("hold_orders?state=active&lot=K7731")[1]["items"]] == ["H-000001"]


def test_what_is_held_already_or_unknown_or_a_recall_is_refused(system: System, floor: Floor) -> None:
    entry = {"what": floor.omega.sku, "reason": "dispute"}
    assert system.send("hold_orders", entry).status_code == 201
    assert system.send("hold_orders", entry).status_code == 409
    assert "ordered the same at" in system.send("hold_orders", entry).text
    assert "That is nothing this site knows" in system.send("hold_orders", {**entry, "what": "NOBODY"}).text
    assert "by one role: Recall, Quality." in system.send("hold_orders", {**entry, "reason": "recall"}).text
