"""Whatever people do on the floor, in whatever order: nothing is lost, nothing counts twice, refusals change nothing.

`BACKDOCK_HYPOTHESIS_PROFILE=long` looks for much longer, with other examples every time.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.engine import Engine

from app.db.engine import Database, open_database
from app.db.models import Carton, table_of
from app.domain.messages.core import Units
from app.domain.vocabulary import DispositionCode
from app.services.verifying import Verified, verify
from tests.factories import Floor, make_floor
from tests.services.anything import ANSWERS, COMMANDS, COUNTS, FACTS, GRADES, PALLETS, PLACES, PLATES, TOTES, items
from tests.services.bench import BenchWork
from tests.services.dock import gs1
from tests.services.ending_work import FINAL, EndingWork
from tests.services.holding_work import LOTS, HoldingWork
from tests.services.isolator import Isolator
from tests.services.loading_work import LoadingWork
from tests.services.logged import (
    Done,
    LoggedBench,
    LoggedDock,
    LoggedForklift,
    LoggedHolder,
    LoggedIsolator,
    LoggedReleaser,
    LoggedStacker,
)
from tests.services.notices import ALONE, FIRST, PALLET, SECOND, announce
from tests.services.profiles import PROFILE, RELAX
from tests.services.releaser import Releaser, locked_lines
from tests.services.written import WRITTEN_BY_ACTS, WRITTEN_BY_REFUSALS

DECLARED = {"pallets.received": 1, "pallets.count_started": -1}
"""Verdicts that bring declared units in, or take them out to be counted."""
TELLS_A_SUPERVISOR = {"routing.no_other_place"}
"""Verdicts without an event that raise an exception all the same."""


class FloorWork(EndingWork, HoldingWork, LoadingWork, RuleBasedStateMachine):
    """Two dock workers on one paper, one on another, one blind; two benches; two forklifts; two who build pallets."""

    def __init__(self, open_floor: Callable[[], Any]) -> None:
        super().__init__()
        self.opened = open_floor()
        self.floor: Floor = self.opened.__enter__()
        self.done: list[Done] = []
        self.counted: dict[str, int] = {}
        floor, log = self.floor, self.log
        self.docks = [
            LoggedDock(log, floor), LoggedDock(log, floor, operator="supervisor"), LoggedDock(log, floor, ""),
            LoggedDock(log, floor, "RMA-104502"),
        ]  # fmt: skip
        self.benches = [LoggedBench(log, floor), LoggedBench(log, floor, "supervisor")]
        self.forklifts = [LoggedForklift(log, floor), LoggedForklift(log, floor, "supervisor")]
        self.stackers = [LoggedStacker(log, floor), LoggedStacker(log, floor, "supervisor")]
        self.isolators = {lot: LoggedIsolator(log, floor) for lot in LOTS}
        self.rows = self.read_rows()

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)

    @initialize()
    def start(self) -> None:
        for dock, plate in zip(self.docks[1:], PLATES, strict=False):
            dock.scans(plate, items(self.floor)[0])
        self.docks[1].scans(items(self.floor)[9], "CMD-CONFIRM")  # of a wrong lot: to quarantine
        self.docks[0].screen = self.docks[1].screen

    @rule(dock=st.integers(0, 3), item=st.integers(0, 19), answer=st.sampled_from([*ANSWERS, *["accept"] * 4]))
    def receive(self, dock: int, item: int, answer: str) -> None:
        at = self.docks[dock]
        if at.screen.carton_id is None:
            at.scan(PLATES[item % len(PLATES)])
        at.scan(items(self.floor)[item])
        for _ in range(3):
            if at.screen.pending:
                at.tap("tell", **FACTS[answer]) if answer in FACTS else at.tap(answer)

    @rule(dock=st.integers(0, 3), verb=st.sampled_from(["close_carton", "close_carton", "close_receipt", "undo"]))
    def close(self, dock: int, verb: str) -> None:
        self.docks[dock].tap(verb)
        if verb == "close_receipt" and self.docks[dock].screen.pending:
            self.docks[dock].tap("accept")

    @rule(dock=st.integers(0, 1))
    def goods_come_late(self, dock: int) -> None:
        self.docks[dock] = LoggedDock(self.log, self.floor, operator=("dock_worker", "supervisor")[dock])
        self.rows = self.read_rows()  # a receipt may have been opened

    @rule(bench=st.integers(0, 1), carton=st.integers(0, 9), item=st.integers(0, 5), grade=st.sampled_from(GRADES))
    def grade(self, bench: int, carton: int, item: int, grade: str) -> None:
        plate = self.standing(carton, "received", "grading", "placed")
        goods = [gs1(self.floor.vitamin, "10D9T", "270331"), self.floor.shirt.gtin, items(self.floor)[item * 3]]
        self.benches[bench].scans("CMD-UNDO", plate, goods[item % 3], grade, TOTES[(carton + item) % len(TOTES)])

    @rule(bench=st.integers(0, 1), carton=st.integers(0, 9), grade=st.sampled_from(GRADES))
    def grade_whole(self, bench: int, carton: int, grade: str) -> None:
        plate = self.standing(carton, "received", "grading", "placed")
        self.benches[bench].scans("CMD-UNDO", plate, "CMD-WHOLE", grade, plate)

    @rule(bench=st.integers(0, 1), carton=st.integers(0, 9), grade=st.sampled_from(GRADES))
    def grade_again(self, bench: int, carton: int, grade: str) -> None:
        plate, vitamin = self.standing(carton, "graded", "placed"), gs1(self.floor.vitamin, "10D9T", "270331")
        to = [plate, *TOTES][carton % (1 + len(TOTES))]
        self.benches[bench].scans("CMD-UNDO", plate, plate, vitamin, grade, to, "CMD-CLOSE")

    @rule(bench=st.integers(0, 1), tote=st.sampled_from(TOTES))
    def close_a_tote(self, bench: int, tote: str) -> None:
        self.benches[bench].scans(tote, "CMD-CLOSE")

    @rule(forklift=st.integers(0, 1), carton=st.integers(0, 9), place=st.sampled_from([None, None, None, *PLACES]))
    def route(self, forklift: int, carton: int, place: str | None) -> None:
        at = self.forklifts[forklift]
        at.scan(self.standing(carton, "received", "graded", "open", "placed", "routing"))
        if at.screen.trip.ask:
            at.tap("accept")
        assert at.answered
        at.scan(place or str(at.answered.said.params.get("place", "G-01")))

    @rule(carton=st.integers(0, 9), item=st.integers(0, 19), text=st.sampled_from(["T-0901", "Q-01", *COMMANDS]))
    def split_out(self, carton: int, item: int, text: str) -> None:
        plate = self.standing(carton, "received", "grading", "graded", "open", "placed", "receiving", "routing")
        if self.stands(plate):
            LoggedHolder(self.log, self.floor, plate).scans(items(self.floor)[item], text)

    @rule(which=st.integers(0, 3), text=st.sampled_from(["", *TOTES, *PLATES]))
    def release(self, which: int, text: str) -> None:
        if lines := locked_lines(self.floor)[: which + 1]:
            LoggedReleaser(self.log, self.floor, lines[-1]).release(text)

    @rule(dock=st.integers(0, 2), plate=st.sampled_from([PALLET, FIRST, SECOND, ALONE]), verb=st.sampled_from(COUNTS))
    def announced_goods_come(self, dock: int, plate: str, verb: str) -> None:
        at = self.docks[dock]
        at.scan(plate)
        if at.screen.pending:
            at.tap(verb)

    @rule(stacker=st.integers(0, 1), pallet=st.sampled_from(PALLETS), carton=st.integers(0, 9), more=st.booleans())
    def stack(self, stacker: int, pallet: str, carton: int, more: bool) -> None:
        at = self.stackers[stacker]
        if not more:
            at.scans("CMD-CLOSE", pallet)
        at.scan(self.standing(carton, "received", "graded", "placed"))

    @rule(stacker=st.integers(0, 1), carton=st.integers(0, 9), all_of_it=st.booleans())
    def unstack(self, stacker: int, carton: int, all_of_it: bool) -> None:
        plate = self.standing(carton, "received", "graded", "placed", "routing")
        if all_of_it or not self.stands(plate):
            self.stackers[stacker].tap("break_up")
        else:
            self.stackers[stacker].take_off(plate)

    @rule(forklift=st.integers(0, 1))
    def a_place_is_full(self, forklift: int) -> None:
        self.forklifts[forklift].tap("place_is_full")

    @rule(worker=st.integers(0, 9), text=st.sampled_from([*PLATES, *TOTES, *PALLETS, FIRST, *PLACES, *COMMANDS]))
    def scan_anything_anywhere(self, worker: int, text: str) -> None:
        [*self.docks, *self.benches, *self.forklifts, *self.stackers][worker].scan(text)

    def standing(self, which: int, *states: str, code: DispositionCode | None = None) -> str:
        """Return the plate of some carton in one of `states`, and with `code` where that is given."""
        carton = table_of(Carton)
        query = sa.select(carton.c.lpn).where(carton.c.state.in_(states), ~carton.c.is_quarantine)
        query = query.where(carton.c.code == code) if code else query
        with self.floor.database.reading() as session:
            plates = session.scalars(query.order_by(carton.c.lpn)).all()
        return plates[which % len(plates)] if plates else PLATES[which % len(PLATES)]

    def stands(self, plate: str) -> bool:
        """Tell whether there is a carton with that plate at all."""
        carton = table_of(Carton)
        with self.floor.database.reading() as session:
            return session.execute(sa.select(carton.c.id).where(carton.c.lpn == plate)).first() is not None

    @precondition(lambda self: self.done)
    @rule(which=st.integers(1, 6))
    def take_back_a_late_act(self, which: int) -> None:
        self.take_back_any_act(-which)

    @precondition(lambda self: self.done)
    @rule(which=st.integers(0, 10_000))
    def take_back_any_act(self, which: int) -> None:
        earlier = self.done[which % len(self.done)]
        if isinstance(earlier.worker, FINAL):
            return
        earlier.worker.screen = replace(earlier.worker.screen, last=earlier.act.client_id)  # type: ignore[arg-type]
        earlier.worker.undo() if isinstance(earlier.worker, BenchWork | Isolator | Releaser) else earlier.worker.tap(
            "undo"
        )

    @precondition(lambda self: self.done)
    @rule(which=st.integers(0, 10_000))
    def send_any_act_again(self, which: int) -> None:
        earlier = self.done[which % len(self.done)]
        before = self.read_rows(*WRITTEN_BY_REFUSALS)
        with self.floor.database.unit_of_work() as session:
            again = earlier.verb(session)
        assert (again.said, again.event_id, dict(again.pending)) == (
            earlier.answered.said, earlier.answered.event_id, dict(earlier.answered.pending),
        )  # fmt: skip
        assert again.is_replay
        assert self.read_rows(*WRITTEN_BY_REFUSALS) == before

    def log(self, done: Done) -> None:
        """Judge what an act wrote: a refusal nothing, an event what its verdict says."""
        self.done.append(done)
        rows, said = self.read_rows(), done.answered.said
        if done.answered.event_id is None and said.message.key not in TELLS_A_SUPERVISOR:
            assert rows == self.rows, said
        self.rows = rows
        self.check_put_down(done)
        if said.message.key.startswith("receiving.counted"):
            self.counted[done.act.client_id] = int(str(said.params["quantity"]))
        if said.message.key in DECLARED:
            units = said.params["units"]
            assert isinstance(units, Units)
            self.counted[done.act.client_id] = DECLARED[said.message.key] * units.quantity
        if done.undid:
            self.counted.pop(done.undid, None)

    def read_rows(self, *more: str) -> dict[str, list[str]]:
        """Return every row of every table that an act may write, and of `more`, as the database has them."""
        with self.floor.database.reading() as session:
            ask = session.connection().exec_driver_sql
            return {name: sorted(map(repr, ask(f'SELECT * FROM "{name}"'))) for name in (*WRITTEN_BY_ACTS, *more)}

    @invariant()
    def the_ledger_holds(self) -> None:
        with self.floor.database.reading() as session:
            verified = verify(session)
        assert isinstance(verified, Verified), verified


def test_nothing_is_lost_on_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.sqlite"
    database = open_database(f"sqlite:///{shutil.copy(sqlite_template, template)}")
    floor = make_floor(database)
    announce(floor)
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    database.engine.dispose()

    @contextmanager
    def open_floor() -> Iterator[Floor]:
        path = Path(shutil.copy(template, tmp_path / f"{uuid4().hex}.sqlite"))
        with opened(f"sqlite:///{path}") as fresh:
            yield replace(floor, database=fresh)
        path.unlink()

    run_state_machine_as_test(lambda: FloorWork(open_floor), settings=settings(PROFILE["sqlite"], **RELAX))


def test_nothing_is_lost_on_postgresql(postgresql_administration: Engine, postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    floor, template = make_floor(database), database.engine.url.database
    announce(floor)
    database.engine.dispose()

    @contextmanager
    def open_floor() -> Iterator[Floor]:
        name = f"backdock_{uuid4().hex}"
        with postgresql_administration.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        url = database.engine.url.set(database=name).render_as_string(hide_password=False)
        with opened(url) as fresh:
            yield replace(floor, database=fresh)
        with postgresql_administration.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")

    run_state_machine_as_test(lambda: FloorWork(open_floor), settings=settings(PROFILE["postgresql"], **RELAX))


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.engine.dispose()
