"""The HTTP API: what became of what was announced, pulled by change."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.domain.scopes import Scope
from tests.factories import Floor
from tests.services.bench import BenchWork, received
from tests.services.dock import Dock, gs1
from tests.web.systems import System, granted


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, Scope.OUTCOMES_READ))


def test_an_outcome_tells_lots_verdicts_grades_codes_and_places(system: System, floor: Floor) -> None:
    vitamin = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor)
    bench.scan(received(floor, vitamin, vitamin))
    bench.scans(vitamin, "CMD-PASS", "T-0412")
    status, outcome = system.get(f"outcomes/{floor.trade_return.id}")
    assert (status, outcome["number"], outcome["state"]) == (200, "RMA-104418", "receiving")
    first, *others = outcome["lines"]
    assert (first["position"], first["quantity"]) == (1, 24)
    assert [(each["lot"], each["verdict"], each["quantity"]) for each in first["received"]] == [
        ("10D9T", "expected", 2),
    ]  # fmt: skip
    names = ("grade", "code", "hold", "quantity", "carton_state", "place", "zone")
    assert [tuple(each[name] for name in names) for each in first["standing"]] == [
        (None, None, None, 1, "grading", "B-02", None), ("A", "restock", None, 1, "open", "B-02", None),
    ]  # fmt: skip
    assert [(line["received"], line["standing"]) for line in others] == [([], [])] * 3


def test_a_reader_is_told_what_changed_since_it_asked_and_then_nothing(system: System, floor: Floor) -> None:
    assert system.get("outcomes") == (200, {"items": [], "next": None, "more": False})
    dock = Dock(floor)
    dock.scans("T-0412", gs1(floor.vitamin, "10D9T", "270331"))
    other = Dock(floor, "RMA-104502", "supervisor")
    other.scans("T-0413", gs1(floor.drill, "L2608", serial="DR7-204815"))
    page = pulled(system)
    assert [each["number"] for each in page["items"]] == ["RMA-104418", "RMA-104502"]
    one = pulled(system, "?limit=1")
    assert ([each["number"] for each in one["items"]], one["more"]) == (["RMA-104418"], True)
    rest = pulled(system, f"?limit=1&after={one['next']}")
    assert ([each["number"] for each in rest["items"]], rest["more"]) == (["RMA-104502"], False)
    assert pulled(system, f"?after={page['next']}") == {"items": [], "next": page["next"], "more": False}
    dock.tap("close_carton")
    later = pulled(system, f"?after={page['next']}")
    assert [each["number"] for each in later["items"]] == ["RMA-104418"]
    assert later["items"][0]["lines"][0]["standing"][0]["carton_state"] == "received"


def pulled(system: System, query: str = "") -> Any:
    status, page = system.get(f"outcomes{query}")
    assert status == 200
    return page


def test_what_is_not_there_or_not_understood_is_said(system: System) -> None:
    assert system.get("outcomes/01a20509-2e25-75ed-b180-9ff11c6729fd")[0] == 404
    status, body = system.get("outcomes?number=RMA-104418")
    assert (status, body["faults"]) == (
        400, [{"name": "number", "detail": "There is no such parameter here. Known are: after, limit."}],
    )  # fmt: skip
