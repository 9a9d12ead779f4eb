"""Whatever is done in the workshop, in whatever order: no unit is lost, and undo takes back act by act."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.db.engine import open_database
from app.db.models import CartonLine, EventItem, WorkOrder, table_of
from app.domain.epcis import Boundary
from app.domain.transitions import WorkOrderState
from app.services.reworking import Sheet
from tests.factories import Floor, make_floor
from tests.services.anything import GRADES
from tests.services.bench import BenchWork, assert_ledger_holds
from tests.services.dock import gs1
from tests.services.profiles import RELAX
from tests.services.workshop import LATER, Workshop, a_contractor, vitamins

TOTES = ["T-0412", "T-0413"]
UNITS = 6
ALL_DONE = ["CMD-CONFIRM", "CMD-CONFIRM"]
WORK = [
    ["CMD-CLEAN", "CMD-FINISH"], ["CMD-REPACK", "CMD-PAUSE"], ["CMD-RELABEL", "CMD-WHOLE-LOT"], ["CMD-REPAIR", "part"],
    ["CMD-RECYCLE", "T-0600"], ["CMD-RECYCLE", "unit", "T-0600"], ["away"], ["CMD-UNDO"], ALL_DONE,
]  # fmt: skip
LINE, ORDER, ITEM = table_of(CartonLine), table_of(WorkOrder), table_of(EventItem)


class MendingWork(RuleBasedStateMachine):
    """One at the workshop who may give goods up alone and one who may not; somebody grades what is done."""

    def __init__(self, open_floor: Callable[[], Any]) -> None:
        super().__init__()
        self.opened = open_floor()
        self.floor, self.contractor = self.opened.__enter__()
        self.mechanics = [Workshop(self.floor, "supervisor"), Workshop(self.floor)]
        self.acts: list[str] = []

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)

    @rule(who=st.integers(0, 1), tote=st.sampled_from(TOTES), lot=st.integers(0, 1), work=st.sampled_from(WORK))
    def work_on_it(self, who: int, tote: str, lot: int, work: list[str]) -> None:
        at = self.mechanics[who].works(3)
        at.screen = replace(at.screen, sheet=Sheet())  # what was asked before is left unanswered
        self.kept(at, tote, self.item(lot))
        for text in work:
            if text == "away":
                at.tap("send_out", str(self.contractor))
                self.acts.append(at.screen.last)
            else:
                self.kept(at, {"part": gs1(self.floor.zinc, "Z1", "270630"), "unit": self.item(lot)}.get(text, text))

    def kept(self, at: Workshop, *texts: str) -> None:
        for text in texts:
            at.scan(text)
            self.acts.append(at.screen.last)

    def item(self, lot: int) -> str:
        return gs1(self.floor.vitamin, *(("10D9T", "270331"), ("10F1C", "270531"))[lot])

    @rule(tote=st.sampled_from(TOTES), lot=st.integers(0, 1), grade=st.sampled_from(GRADES[:4]), to=st.integers(0, 1))
    def grade_again(self, tote: str, lot: int, grade: str, to: int) -> None:
        for each in (0, 1):
            self.work_on_it(0, tote, each, ALL_DONE)
        bench = BenchWork(self.floor, "supervisor", LATER + timedelta(hours=1))
        bench.scans(tote, self.item(lot), grade, ("T-0700", "T-0701")[to])
        self.acts.append(bench.screen.last)

    @precondition(lambda self: self.acts)
    @rule(which=st.integers(-6, -1))
    def take_back_a_late_act(self, which: int) -> None:
        at = self.mechanics[0]
        last = self.acts[which % len(self.acts)]
        at.screen = replace(at.screen, sheet=Sheet(), last=last)
        at.scan("CMD-UNDO")

    @invariant()
    def nothing_is_lost(self) -> None:
        assert_ledger_holds(self.floor)
        with self.floor.database.reading() as session:
            here, away, listed = (
                session.execute(sa.select(sa.func.coalesce(sa.func.sum(column), 0)).where(*where)).scalar_one()
                for column, where in (
                    (LINE.c.quantity, (LINE.c.product_id == self.floor.vitamin.id,)),
                    (ITEM.c.quantity * sa.case((ITEM.c.to_place == Boundary.OUT, 1), else_=-1), _CROSSED),
                    (ORDER.c.quantity, (ORDER.c.state == WorkOrderState.AWAY,)),
                )
            )
        assert (here + away, away) == (UNITS, listed)


_CROSSED = (sa.or_(ITEM.c.to_place == Boundary.OUT, ITEM.c.from_place == Boundary.OUT),)


def test_whatever_is_done_in_the_workshop_no_unit_is_lost(sqlite_template: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.sqlite"
    database = open_database(f"sqlite:///{shutil.copy(sqlite_template, template)}")
    floor = make_floor(database)
    vitamins(floor, 2, 1)
    vitamins(floor, 1, 2, tote="T-0413", carton=4702)
    contractor = a_contractor(floor).id
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    database.engine.dispose()

    @contextmanager
    def open_floor() -> Iterator[tuple[Floor, Any]]:
        path = Path(shutil.copy(template, tmp_path / f"{uuid4().hex}.sqlite"))
        fresh = open_database(f"sqlite:///{path}")
        yield replace(floor, database=fresh), contractor
        fresh.engine.dispose()
        path.unlink()

    few = settings(max_examples=4, stateful_step_count=16, derandomize=True, **RELAX)
    run_state_machine_as_test(lambda: MendingWork(open_floor), settings=few)
