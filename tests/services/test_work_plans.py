"""The plan of the workshop: who writes what, who was first, what the floor makes of it."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Location, WorkOrder, table_of
from app.db.queries import reworking as queries
from app.db.queries import work_orders, yields
from app.domain.reworking import Priority
from app.domain.work_orders import Order
from app.domain.work_plans import Plan
from app.domain.yields import By
from app.domain.yields import yields as figures
from app.services import work_plans
from app.services.acting import Act, Answered
from app.services.work_plans import Seen
from tests.factories import Floor
from tests.services.bench import BenchWork, assert_ledger_holds
from tests.services.dock import shown
from tests.services.workshop import LATER, Workshop, a_battery, a_drill, orders, regrades

DRILL = "Cordless drill 18 V kit"


class Planner:
    """A supervisor in the office who has the only order's page open."""

    def __init__(self, floor: Floor, operator: str = "supervisor") -> None:
        self.floor, self.by = floor, floor.principal(getattr(floor, operator))
        self.look()

    def look(self) -> Order:
        """Open the page anew."""
        with self.floor.database.reading() as session:
            ids = list(session.scalars(sa.select(table_of(WorkOrder).c.id)))
            (self.order,) = queries.by_ids(session, self.floor.site.id, ids)
        return self.order

    def does(self, verb: Callable[..., Answered[object]], *said: object) -> str:
        act = Act(by=self.by, scope=work_plans.SCOPE, client_id=str(new_id()), now=LATER)
        with self.floor.database.unit_of_work() as session:
            answered = verb(session, act, Seen(self.order.id, self.order.version), *said)
        params = {name: shown(value) for name, value in answered.said.params.items()}
        message = answered.said.message
        told = " | ".join(part.format(**params) for part in (message.title, message.say, message.next))
        return told.replace(self.order.number, "R1")

    def history(self) -> list[str]:
        """Return what was done to the order, the first first."""
        with self.floor.database.reading() as session:
            told = work_orders.told(session, self.floor.site.id, self.order)
        return [
            " ".join(filter(None, (each.what.value, each.operation or "", each.reason, "undone" * each.is_undone)))
            for each in reversed(told)
        ]


def bench_id(session: Session, code: str) -> object:
    return session.scalars(sa.select(table_of(Location).c.id).where(table_of(Location).c.code == code)).one()


def test_an_order_is_planned_put_in_order_and_told_of(floor: Floor) -> None:
    a_drill(floor)
    planner = Planner(floor)
    with floor.database.reading() as session:
        bench = bench_id(session, "B-02")
    assert planner.does(work_plans.plan, Plan(bench, Priority.URGENT)) == (
        f"Planned | R1, {DRILL}: bench B-02, urgent. | The workshop sees it in its queue"
    )
    assert planner.does(work_plans.plan, Plan(None, Priority.LATER)) == (
        "A. Novak was first | A. Novak changed R1 at 23:32:00: it is open. Nothing was changed here."
        " | Look at it as it is now, then decide"
    )
    repack = planner.look().steps[2]
    assert planner.does(work_plans.bring_forward, repack.id) == (
        "repack first | R1: repack is planned before clean. | The workshop sees them in this order"
    )
    assert [step.kind.value for step in planner.look().steps] == ["repair", "repack", "clean"]
    assert planner.does(work_plans.bring_forward, planner.order.steps[0].id) == (
        "Nothing before it | R1: no operation that waits is planned before that one. | Choose another operation"
    )
    assert planner.does(work_plans.plan, Plan(new_id(), Priority.LATER)) == (
        "Unknown bench | The bench that was chosen is not in use here. | Choose one of the list, or any bench"
    )
    assert planner.does(work_plans.plan, Plan(None, Priority.LATER)) == (
        f"Planned | R1, {DRILL}: any bench, later. | The workshop sees it in its queue"
    )
    Workshop(floor).scans("T-0412", "CMD-REPAIR", "CMD-PAUSE", "CMD-UNDO", "CMD-FINISH")
    assert planner.history()[-4:] == [
        "rework_started", "operation_started repair", "operation_paused repair undone", "operation_finished repair",
    ]  # fmt: skip
    assert sorted(planner.history()[:3]) == ["work_planned", "work_planned", "work_reordered"]
    planner.look()
    assert planner.does(work_plans.cancel, "No parts") == (
        "Not now | R1 is in_work: only an order that waits is planned. | Look at what it allows now"
    )
    assert_ledger_holds(floor)


def test_what_is_cancelled_is_not_worked_on_until_it_is_planned_or_decided_anew(floor: Floor) -> None:
    a_drill(floor)
    planner, work = Planner(floor), Workshop(floor)
    assert planner.does(work_plans.cancel, " ") == (
        "Say why | R1 is cancelled with a reason only. | Enter it in a few words"
    )
    assert planner.does(work_plans.cancel, "No parts") == (
        f"Cancelled | R1, {DRILL}, 1 unit: out of the plan."
        " | Have carton T-0412 graded again: its goods are decided anew"
    )
    assert work.scan("T-0412") == (
        "Taken out of the plan | A. Novak cancelled the work on carton T-0412 at 23:32:00: No parts."
        " | Take it to a grading bench: its goods are decided anew"
    )
    planner.look()
    assert planner.does(work_plans.reopen) == (
        f"Planned again | R1: 1 unit of {DRILL} in carton T-0412. | The workshop sees it in its queue"
    )
    assert work.scan("T-0412").startswith("Carton 0412 | ")
    work.scan("CMD-UNDO")
    planner.look()
    planner.does(work_plans.cancel, "No parts")
    bench = BenchWork(floor)
    bench.scans("T-0412", "T-0412", "DR7-204815")
    assert bench.says_more(function=2, cosmetics=4).scan("T-0500").startswith("Grade D: ")
    planner.look()
    assert planner.does(work_plans.reopen) == (
        "Decided anew | R1: its goods are in carton T-0412 no more. | Look for them under Cartons"
    )
    assert orders(floor) == ["0412: 1 cancelled"]
    assert_ledger_holds(floor)


def test_an_order_that_ended_is_a_yield(floor: Floor) -> None:
    a_drill(floor)
    battery, work = a_battery(floor), Workshop(floor)
    work.scans("T-0412", "CMD-REPAIR")
    work.works(20).scans(f"01{battery.gtin}10B77", "CMD-FINISH", "CMD-CONFIRM", "CMD-CONFIRM")
    bench = BenchWork(floor)
    bench.scans("T-0412", "DR7-204815")
    bench.says_more(function=5, cosmetics=7).scan("T-0500")
    planner = Planner(floor)
    with floor.database.reading() as session:
        since, until = (planner.order.state_since + timedelta(days=days) for days in (-1, 1))
        ended = yields.ended(session, floor.site.id, since, until)
        (again,) = work_orders.regraded(session, floor.site.id, planner.order.id)
    (row,) = figures(ended, By.PRODUCT)
    assert (row.key, row.units, row.first, row.passed, row.first_pass) == ("DRL-18V", 1, 1, 1, 1.0)
    assert (row.labour, row.parts, str(row.cost_per_unit.amount)) == (8, battery.unit_cost, "22.50")
    assert (again.grade, again.quantity, again.code, again.who) == ("B", 1, "restock", bench.by.operator_name)
    assert "units_graded" in planner.history()
    assert regrades(floor) == ["B"]
    bench.undo()
    with floor.database.reading() as session:
        assert yields.ended(session, floor.site.id, since, until) == []
