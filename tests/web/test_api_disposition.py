"""The HTTP API: disposition rules with their prices, and what was decided under them."""

import pytest
from flask.testing import FlaskClient

from app.db.models import Ruleset, table_of
from app.domain.scopes import Scope
from app.domain.vocabulary import DispositionCode, RuleEffect
from tests.factories import Floor, a_rule
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1
from tests.web.systems import System, granted


@pytest.fixture
def system(visitor: FlaskClient, floor: Floor) -> System:
    return System(visitor, granted(floor, Scope.RULESETS_READ, Scope.DECISIONS_READ))


def test_rules_and_decisions_are_read(system: System, floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_rule(session, 1, {"hazardous": True}, RuleEffect.EXCLUDE, [DispositionCode.RESTOCK])
        prices = session.execute(table_of(Ruleset).select()).one().prices
    vitamin = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin), vitamin, "CMD-PASS", "T-0412")
    (ruleset,) = system.get("rulesets?state=active")[1]["items"]
    assert system.get("rulesets/1") == (200, ruleset)
    assert (ruleset["number"], ruleset["prices"]) == ("1", prices)
    assert ruleset["lines"] == [{
        "position": 1, "when": {"hazardous": True}, "effect": "exclude", "codes": ["restock"],
        "sentence": {"en": "Rule 1 applies.", "es": "Se aplica la regla 1."},
    }]  # fmt: skip
    (decision,) = system.get("decisions?chosen=restock&ruleset=1")[1]["items"]
    assert (decision["quantity"], decision["recommended"], decision["net_recovery"]) == (1, "restock", "6.38")
    assert decision["facts"]["program"] == "trade_return"
    assert decision["ranking"][0] == {"code": "restock", "net": "6.38", "excluded_by": None, "by": ""}
    assert decision["undone_at"] is None
    bench.undo()
    assert system.get(f"decisions/{decision['id']}")[1]["undone_at"] is not None
    assert system.get("decisions?chosen=destroy")[1]["items"] == []
