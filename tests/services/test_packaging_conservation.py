"""Whatever is done with packaging, in whatever order: the ledger, what parties have and the deposits agree."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.db.engine import open_database
from app.services import packaging
from app.services.acting import Act
from tests.factories import make_floor
from tests.services.packer import BOARD, Packer, Pool, a_pool, asset_type, asset_with, holds
from tests.services.profiles import RELAX

TEXTS = [
    *["CMD-ISSUE", "CMD-TAKE-BACK"] * 3, "CMD-TEND", "NORTH", "NORTH", "HARBOR", "CMD-GOOD", "CMD-DIRTY", "CMD-DAMAGED",
    "CMD-BEYOND-REUSE", "CMD-CONFIRM", "CMD-UNDO", "CMD-CLOSE", "STRAPS", "700", "40",
    f"(8003)0{asset_type(BOARD)}(30)7", f"(8003)0{asset_type(BOARD)}(30)3",
]  # fmt: skip


class PackagingWork(RuleBasedStateMachine):
    """Two at the packaging screen; one of them decides in the office too."""

    def __init__(self, open_pool: Callable[[], Any]) -> None:
        super().__init__()
        self.opened = open_pool()
        self.pool: Pool = self.opened.__enter__()
        self.at = [Packer(self.pool.floor, "supervisor"), Packer(self.pool.floor)]
        self.acts: list[tuple[Packer, Act]] = []
        for packer in self.at:
            packer.log = lambda act, packer=packer: self.acts.append((packer, act))
        self.at[0].scans("CMD-ISSUE", "NORTH", self.pool.scan(1), self.pool.scan(2), "BOARDS", "20")

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)

    @rule(who=st.integers(0, 1), text=st.sampled_from(TEXTS))
    def scan(self, who: int, text: str) -> None:
        self.at[who].scan(text)

    @rule(who=st.integers(0, 1), serial=st.integers(1, 4))
    def scan_a_tote(self, who: int, serial: int) -> None:
        self.at[who].scan(self.pool.scan(serial))

    @rule(serial=st.integers(1, 4), boards=st.integers(0, 9))
    def write_off(self, serial: int, boards: int) -> None:
        clerk, floor = self.at[0], self.pool.floor
        asset_id = asset_with(floor, serial).id
        clerk.decide(lambda session, act: packaging.lose(session, act, asset_id))
        clerk.decide(
            lambda session, act: packaging.lose_bulk(session, act, floor.northline.id, self.pool.board, boards)
        )

    @precondition(lambda self: self.acts)
    @rule(which=st.integers(0, 1000))
    def take_back_any_act(self, which: int) -> None:
        packer, act = self.acts[which % len(self.acts)]
        packer.screen = replace(packer.screen, last=act.client_id)
        packer.scan("CMD-UNDO")

    @invariant()
    def all_agrees(self) -> None:
        holds(self.pool.floor)


def test_whatever_is_done_with_packaging_agrees(sqlite_template: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.sqlite"
    database = open_database(f"sqlite:///{shutil.copy(sqlite_template, template)}")
    pool = a_pool(make_floor(database))
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    database.engine.dispose()

    @contextmanager
    def open_pool() -> Iterator[Pool]:
        path = Path(shutil.copy(template, tmp_path / f"{uuid4().hex}.sqlite"))
        fresh = open_database(f"sqlite:///{path}")
        yield replace(pool, floor=replace(pool.floor, database=fresh))
        fresh.engine.dispose()
        path.unlink()

    few = settings(max_examples=6, stateful_step_count=25, derandomize=True, **RELAX)
    run_state_machine_as_test(lambda: PackagingWork(open_pool), settings=few)
