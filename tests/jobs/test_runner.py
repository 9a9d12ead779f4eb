"""The worker in the server process: what waits is done, what fails is tried again, what is left goes on."""

import io
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from app.config import Settings
from app.context import Backdock
from app.db.models import ImportRun, Job, table_of
from app.db.queries import imports
from app.domain.importing import ImportKind
from app.exchange.mapping import guess
from app.exchange.tables import open_table
from app.jobs import running
from app.jobs.runner import do_next
from app.services import importing
from app.services.importing import NewFile
from app.services.leasing import MOST_ATTEMPTS
from tests.factories import Floor, make_floor
from tests.services.importers import said

JOB, RUN = table_of(Job), table_of(ImportRun)
HEAD = "Shipment,Customer,Delivered on,SKU,Quantity\n"


@pytest.fixture
def floor(sqlite_database: object) -> Floor:
    return make_floor(sqlite_database)  # type: ignore[arg-type]


@pytest.fixture
def backdock(floor: Floor, tmp_path: Path) -> Backdock:
    return Backdock(Settings(data_dir=tmp_path, secret_key=SecretStr("x" * 32)), floor.database)


def begun(backdock: Backdock, floor: Floor, rows: int = 1) -> UUID:
    lines = "".join(f"SH-{n:04},Northline Pharmacy,2026-10-02,VIT-D3-120,4\n" for n in range(rows))
    digest = backdock.import_store.put(io.BytesIO((HEAD + lines).encode()))
    table, kind = open_table(backdock.import_store.path(digest)), ImportKind.SHIPMENTS
    file = NewFile(kind, "file.csv", digest, table.written, guess(kind, table).as_document())
    with floor.database.unit_of_work() as session:
        run_id = importing.take_in(session, floor.site.id, None, file, datetime.now(UTC))
        run = imports.one(session, floor.site.id, run_id)
        assert run is not None
        importing.begin(session, run, skips_bad=False, now=datetime.now(UTC))
    return run_id


def ended(floor: Floor, run_id: UUID) -> tuple[str, int, str]:
    with floor.database.reading() as session:
        run = imports.one(session, floor.site.id, run_id)
    assert run is not None
    return run.state.value, run.created, run.verdict


def jobs(floor: Floor) -> list[tuple[int, bool, str]]:
    with floor.database.reading() as session:
        rows = session.execute(sa.select(JOB.c.attempts, JOB.c.finished_at, JOB.c.failure))
        return [(row.attempts, row.finished_at is not None, row.failure) for row in rows]


def test_what_waits_is_done_and_then_nothing_waits(backdock: Backdock, floor: Floor) -> None:
    run_id = begun(backdock, floor)
    assert do_next(backdock)
    assert ended(floor, run_id) == ("imported", 1, "importing.done")
    assert jobs(floor) == [(1, True, "")]
    assert not do_next(backdock)


def test_a_worker_that_is_stopped_leaves_its_job_to_the_next(backdock: Backdock, floor: Floor) -> None:
    run_id = begun(backdock, floor, rows=600)
    stop = threading.Event()
    stop.set()
    assert do_next(backdock, stop)
    state, created, _verdict = ended(floor, run_id)
    assert (state, created) == ("reading", 0)
    assert jobs(floor) == [(1, False, "")]
    assert do_next(backdock)
    assert ended(floor, run_id) == ("imported", 600, "importing.done")


def test_the_thread_does_what_waits_and_ends_with_the_server(backdock: Backdock, floor: Floor) -> None:
    run_id = begun(backdock, floor)
    done = threading.Event()

    def see(*_statement: object) -> None:
        if ended_in(floor, run_id):
            done.set()

    with running(backdock):
        sa.event.listen(floor.database.engine, "checkin", see)
        assert done.wait(30)
        sa.event.remove(floor.database.engine, "checkin", see)
    assert ended(floor, run_id)[0] == "imported"
    assert [thread for thread in threading.enumerate() if thread.name == "jobs"] == []


def ended_in(floor: Floor, run_id: UUID) -> bool:
    """Look by a connection of its own, so that looking is not seen."""
    import sqlite3

    connection = sqlite3.connect(str(floor.database.engine.url.database))
    found = connection.execute("SELECT state FROM import_run WHERE id = ?", (run_id.hex,)).fetchone()
    connection.close()
    return found == ("imported",)


def test_a_job_that_fails_again_and_again_is_given_up_in_words(backdock: Backdock, floor: Floor) -> None:
    run_id = begun(backdock, floor)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(RUN).values(digest="not a digest"))  # as only a broken program writes it
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert do_next(backdock)
        assert jobs(floor) == [(attempt, attempt == MOST_ATTEMPTS, "ValueError")]
        with floor.database.unit_of_work() as session:
            session.execute(sa.update(JOB).values(due_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert ended(floor, run_id) == ("refused", 0, "importing.broke_off")
    with floor.database.reading() as session:
        run = imports.one(session, floor.site.id, run_id)
    assert run
    assert said(run) == (
        "The server failed and has written down why. Import the file again: what was written before stays as it is."
    )
