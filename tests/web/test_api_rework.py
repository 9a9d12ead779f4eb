"""The HTTP API: work orders with what was done, what went in, and what came of it."""

from flask.testing import FlaskClient

from app.domain.scopes import Scope
from tests.factories import Floor
from tests.services.bench import BenchWork
from tests.services.workshop import Workshop, a_battery, a_drill
from tests.web.systems import System, granted


def test_a_work_order_is_read_with_all_that_its_cost_and_gain_are_made_of(visitor: FlaskClient, floor: Floor) -> None:
    system = System(visitor, granted(floor, Scope.REWORK_READ))
    a_drill(floor)
    battery, work = a_battery(floor), Workshop(floor)
    work.scans("T-0412", "CMD-REPAIR", f"01{battery.gtin}10B76", "CMD-UNDO", f"01{battery.gtin}10B77")
    work.works(20).scans("CMD-FINISH", "CMD-CONFIRM", "CMD-CONFIRM")
    bench = BenchWork(floor)
    bench.scans("T-0412", "DR7-204815")
    bench.says_more(function=5, cosmetics=7).scan("T-0500")
    (order,) = system.get("work_orders?state=regraded")[1]["items"]
    assert system.get(f"work_orders/{order['number']}") == (200, order)
    assert (order["grade"], order["quantity"], order["expected"], order["rate"]) == ("C", 1, "39.33", "24")
    assert [f"{each['position']} {each['kind']} {each['state']} {each['seconds']}" for each in order["lines"]] == [
        "1 repair finished 1200", "2 clean left_out 0", "3 repack left_out 0",
    ]  # fmt: skip
    assert [(each["lot"], each["unit_cost"]) for each in order["parts"]] == [("B77", "14.5")]
    (again,) = order["regraded"]
    assert (again["grade"], again["code"], again["function"], again["cosmetics"]) == ("B", "restock", 5, 7)
    assert system.get("work_orders?state=open")[1]["items"] == []
    day = order["state_since"][:10]
    (row,) = system.get(f"yields?by=contractor&until={day}&since={day}")[1]["items"]
    assert (row["key"], row["units"], row["first"], row["passed"], row["cost"]) == ("", 1, 1, 1, "22.50")
    assert system.get("yields?until=1999-01-01")[1] == {"items": [], "next": None}
    assert system.get("yields?since=9999-12-31&until=9999-12-31")[1]["items"] == []
    assert system.get("yields?by=colour")[0] == 400
