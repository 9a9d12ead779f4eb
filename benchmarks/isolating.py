"""A mock recall: a lot in 2,000 cartons is isolated at once: `python -m benchmarks.isolating [--quick] [--json]`.

One order, one transaction, on an SQLite file with synchronous=FULL; then the order is lifted again. Beside it, in the
same run: one statement that sets the same lock on the same lines and tells nobody.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Carton, CartonLine, Operator, Site, table_of
from app.domain.hold_orders import About, Draft
from app.domain.principals import Principal, PrincipalKind
from app.domain.transitions import CartonState
from app.domain.vocabulary import HoldReason, HoldScope, ReleaseReason, Role
from app.services import isolating
from app.services.acting import Act
from benchmarks.importing import demo_database

CARTON, LINE = table_of(Carton), table_of(CartonLine)
GOAL_SECONDS = 1
LOT = "RECALLED-1"


@dataclass(frozen=True)
class Figures:
    """What one run reached: `places` cartons with the lot, seconds by the clock and of processor time."""

    places: int
    held: float
    held_cpu: float
    lifted: float
    lifted_cpu: float
    bare: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of the places")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    figures = measure(200 if chosen.quick else 2000)
    print(json.dumps(asdict(figures)) if chosen.json else table(figures))


def measure(places: int) -> Figures:
    """Return all figures of one run."""
    with tempfile.TemporaryDirectory() as directory:
        database = demo_database(Path(directory))
        product_id, by = spread(database, places), quality(database)
        draft = Draft(About(HoldScope.LOT, product_id=product_id, lot=LOT), HoldReason.RECALL)
        orders: list[UUID] = []

        def hold() -> None:
            with database.unit_of_work() as session:
                given = isolating.place(session, act(by), draft)
            assert given.result, given.said
            orders.append(given.result)

        def lift() -> None:
            with database.unit_of_work() as session:
                given = isolating.lift(session, act(by), orders[0], ReleaseReason.INSPECTED)
            assert given.event_id, given.said

        def bare() -> None:
            with database.unit_of_work() as session:
                session.execute(sa.update(LINE).where(LINE.c.lot == LOT).values(hold=HoldReason.RECALL))

        (held, held_cpu), (lifted, lifted_cpu), (alone, _cpu) = timed(hold), timed(lift), timed(bare)
        database.engine.dispose()
        return Figures(places, held, held_cpu, lifted, lifted_cpu, alone)


def spread(database: Database, places: int) -> UUID:
    """Put a lot of some product into as many new cartons; return the product. The ledger does not tell how it came."""
    with database.unit_of_work() as session:
        like = session.execute(sa.select(LINE).where(LINE.c.quantity > 0, LINE.c.hold == "").limit(1)).one()
        cartons = [
            {"site_id": like.site_id, "id": new_id(), "lpn": f"T-{900_000 + n}", "state": CartonState.PLACED,
             "state_since": datetime.now(UTC), "code": None, "is_quarantine": False, "is_pallet": False, "version": 0}
            for n in range(places)
        ]  # fmt: skip
        session.execute(sa.insert(CARTON), cartons)
        own = {**like._mapping, "lot": LOT, "quantity": 3}
        session.execute(sa.insert(LINE), [{**own, "id": new_id(), "carton_id": carton["id"]} for carton in cartons])
        product_id: UUID = like.product_id
        return product_id


def quality(database: Database) -> Principal:
    """Return somebody of the quality role."""
    with database.reading() as session:
        site = session.execute(sa.select(table_of(Site))).one()
        operator = table_of(Operator)
        row = session.execute(sa.select(operator).where(operator.c.roles.contains("quality"))).first()
    assert row is not None
    roles = frozenset({Role.QUALITY})
    return Principal(PrincipalKind.OPERATOR, site.id, row.id, row.name, None, None, roles, "en", site.time_zone)


def act(by: Principal) -> Act:
    """Return a new act."""
    return Act(by, isolating.SCOPE, str(new_id()), datetime.now(UTC))


def timed(do: Callable[[], None]) -> tuple[float, float]:
    """Return how long something took, by the clock and in processor time."""
    started, cpu = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - started, time.process_time() - cpu


def table(figures: Figures) -> str:
    """Return the figures as Markdown."""
    rows = [
        f"| a lot held in {figures.places:,} cartons, one transaction | {figures.held:.2f} s ({figures.held_cpu:.2f} s)"
        f" | {GOAL_SECONDS} s | {figures.held / figures.bare:.0f} x |",
        f"| the order lifted again | {figures.lifted:.2f} s ({figures.lifted_cpu:.2f} s) | {GOAL_SECONDS} s"
        f" | {figures.lifted / figures.bare:.0f} x |",
    ]
    heads = ["| mock recall | by the clock (processor) | goal | against one bare UPDATE |", "|---|---|---|---|"]
    return "\n".join([*heads, *rows])


if __name__ == "__main__":
    main()
