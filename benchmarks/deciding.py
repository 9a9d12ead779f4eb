"""Deciding where goods go: `python -m benchmarks.deciding [--quick] [--json]`.

One decision with the rules of the demo, and the dry run of a rule set over 200,000 units that were decided in 90 days.
Beside the dry run, in the same run: the same rows and their facts read with sqlite3 and json alone.
"""

import argparse
import json
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, Checklist, Decision, Inspection, Operator, table_of
from app.db.queries import rulesets
from app.domain.disposition import decide
from app.domain.grading import Scores, grade
from app.domain.recovery import Priced, nets
from app.domain.rules import Facts
from app.domain.vocabulary import Category, Condition, DispositionCode, Program, ReasonCode
from app.services import ruling
from benchmarks.floor import Site, demo_site

UNITS, QUICK_UNITS, DAYS = 200_000, 20_000, 90
PRODUCTS, ONE_BY_ONE, AT_ONCE = 2_000, 2_000, 10_000
GOAL_S, GOAL_MS = 10, 1

Columns = dict[str, Any]

INSPECTION, DECISION = table_of(Inspection), table_of(Decision)
_CONDITIONS = (
    frozenset({Condition.UNOPENED}), frozenset({Condition.OPENED}), frozenset({Condition.OPENED, Condition.DAMAGED}),
)  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """Seconds of the dry run and of the bare reading, milliseconds of one decision."""

    units: int
    distinct: int
    dry_run_s: float
    bare_s: float
    decision_ms: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help=f"{QUICK_UNITS:,} units only")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    with demo_site() as site:
        figures = measure(site, QUICK_UNITS if chosen.quick else UNITS)
    print(json.dumps(asdict(figures), indent=2) if chosen.json else table(figures))


def measure(site: Site, units: int) -> Figures:
    """Write so many past decisions and judge them again."""
    past = list(_past(random.Random(1), units))
    _write(site, past)
    with site.database.reading() as session:
        site_id = _anything(session, CartonLine).site_id
        ruleset = rulesets.in_force(session, site_id)
    began = time.perf_counter()
    since = date.today() - timedelta(days=DAYS + 2)  # noqa: DTZ011
    outcome = list(ruling.replay(site.database, site_id, ruleset, since))[-1]
    took = time.perf_counter() - began
    assert outcome.units >= units
    distinct = len({(json.dumps(facts.to_json()), price) for facts, price in past})
    return Figures(units, distinct, took, _bare(site), _one(past, ruleset))


def _past(rng: random.Random, units: int) -> Iterator[tuple[Facts, Decimal]]:
    """Yield what was known of goods: many products at prices of their own, each seen in all sorts of conditions."""
    kinds = [(rng.choice(list(Category)), Decimal(rng.randint(500, 40_000)) / 100) for _ in range(PRODUCTS)]
    claims = list(product([*Program, None], [ReasonCode.DEFECTIVE, ReasonCode.CHANGED_MIND, ReasonCode.OVERSTOCK]))
    for _ in range(units):
        (category, price), (program, reason) = rng.choice(kinds), rng.choice(claims)
        scores = Scores(rng.choice((2, 4, 5, 6, 6, 6)), rng.choice((4, 6, 7, 8, 9, 9)))
        dated = category in (Category.FOOD, Category.MEDICAL)
        yield Facts(
            program, reason, category, rng.choice(_CONDITIONS), scores.function, scores.cosmetics, grade(scores).grade,
            rng.randint(-20, 400) if dated else None, data_bearing=category is Category.ELECTRONICS,
        ), price  # fmt: skip


def _write(site: Site, past: list[tuple[Facts, Decimal]]) -> None:
    """Write the decisions as the bench does, spread over the days, ten thousand in a transaction."""
    with site.database.reading() as session:
        line, who, checklist = (_anything(session, each) for each in (CartonLine, Operator, Checklist))
    for start in range(0, len(past), AT_ONCE):
        rows = [_rows(line, who.id, checklist.id, *each, day) for day, each in enumerate(past[start : start + AT_ONCE])]
        with site.database.unit_of_work() as session:
            session.execute(sa.insert(INSPECTION), [inspection for inspection, _decision in rows])
            session.execute(sa.insert(DECISION), [decision for _inspection, decision in rows])


def _anything(session: Session, model: type) -> Any:
    return session.execute(sa.select(table_of(model)).limit(1)).one()


def _rows(
    line: Any, who: Any, checklist: Any, facts: Facts, price: Decimal, n: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    inspected_at, inspection_id = datetime.now(UTC) - timedelta(days=n % DAYS), new_id()
    within = {"site_id": line.site_id}
    inspection = within | {
        "id": inspection_id, "event_id": new_id(), "carton_line_id": line.id, "checklist_id": checklist, "quantity": 1,
        "answers": {}, "photos": {}, "condition": facts.condition, "because": None,
        "function": facts.function, "cosmetics": facts.cosmetics, "grade": facts.grade, "grade_table": 1,
        "inspected_at": inspected_at, "inspected_by": who,
    }  # fmt: skip
    code = DispositionCode.RESTOCK
    decision = within | {
        "id": new_id(), "inspection_id": inspection_id, "decided_on": inspected_at.date(), "recommended": code,
        "chosen": code, "override_reason": "", "rule_version": 1, "rule_position": 0, "facts": facts.to_json(),
        "ranking": [], "net_recovery": price / 2, "currency": "USD", "list_price": price, "unit_cost": price / 2,
    }  # fmt: skip
    return inspection, decision


def _bare(site: Site) -> float:
    began = time.perf_counter()
    with sqlite3.connect(site.file) as connection:
        rows = connection.execute(
            "SELECT d.facts, d.list_price, d.unit_cost, d.chosen, i.quantity FROM decision d"
            " JOIN inspection i ON i.site_id = d.site_id AND i.id = d.inspection_id WHERE i.undone_at IS NULL"
        )
        read = sum(len(json.loads(facts)) > 0 for facts, *_others in rows)
    assert read
    return time.perf_counter() - began


def _one(past: list[tuple[Facts, Decimal]], ruleset: Any) -> float:
    """Return the milliseconds of one decision, prices and sentence included, none of it remembered."""
    chosen = past[:ONE_BY_ONE]
    began = time.perf_counter()
    for facts, price in chosen:
        goods = Priced(price, price / 2, "USD", facts.category, facts.expiry_days)
        decide(facts, ruleset.rules, nets(goods, facts.grade, ruleset.prices))
    return 1000 * (time.perf_counter() - began) / len(chosen)


def table(figures: Figures) -> str:
    """Return the figures as a Markdown table."""
    return "\n".join((
        f"Deciding with the demo's rules: {figures.units:,} units, {figures.distinct:,} of them unlike any other",
        "",
        "| measure | Backdock | reading alone | goal |",
        "|---|---|---|---|",
        f"| dry run of a rule set, s | {figures.dry_run_s:.1f} | {figures.bare_s:.1f} | {GOAL_S} |",
        f"| one decision, ms | {figures.decision_ms:.3f} | - | {GOAL_MS} |",
    ))  # fmt: skip


if __name__ == "__main__":
    main()
