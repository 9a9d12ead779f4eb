"""100,000 rows from a CSV file of each kind: `python -m benchmarks.importing [--quick] [--json] [KIND ...]`.

The whole import as the server's worker does it, on an SQLite file with synchronous=FULL: read, checked, written, tidied
up. Beside it, in the same run: Python's csv module alone reading the same file, and the same rows written raw.
"""

import argparse
import csv
import json
import multiprocessing
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database, open_database
from app.db.migrating import upgrade
from app.db.models import Site, table_of
from app.db.queries import imports
from app.demo import load_demo
from app.demo.transport import TRAILER
from app.domain.importing import ImportKind
from app.exchange.files import rows_of
from app.exchange.mapping import guess
from app.exchange.tables import open_table
from app.memory import settle
from app.services import importing
from benchmarks.import_files import FILES, Ground, ground_of, write_file, write_raw

GOALS = {"seconds": 20, "megabytes": 250, "locked_ms": 50}


@dataclass(frozen=True)
class Figures:
    """What one run reached. `locked_*` is how long single transactions held the write lock, p99 / worst."""

    kind: str
    rows: int
    seconds: float
    cpu_seconds: float
    again_seconds: float
    megabytes: float
    locked_ms: str
    locked_cpu_ms: str
    csv_seconds: float
    raw_seconds: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kinds", nargs="*", metavar="KIND", help=f"all by default: {', '.join(FILES)}")
    options.add_argument("--quick", action="store_true", help="a tenth of the rows")
    options.add_argument("--json", action="store_true", help="print the figures as JSON, one object a kind")
    chosen = options.parse_args()
    if unknown := set(chosen.kinds) - set(FILES):
        options.error(f"no file of {', '.join(sorted(unknown))}; there are {', '.join(FILES)}")
    for kind in map(ImportKind, chosen.kinds or FILES):
        # in a process of its own, so that its peak of memory is the import's
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures = pool.apply(measure, (kind, 10_000 if chosen.quick else 100_000))
        print(json.dumps(asdict(figures)) if chosen.json else f"{table(figures)}\n", flush=True)


def measure(kind: ImportKind, rows: int) -> Figures:
    """Return all figures of one run."""
    with tempfile.TemporaryDirectory() as directory:
        database, path = demo_database(Path(directory)), Path(directory) / "rows.csv"
        ground = ground_of(database)
        write_file(kind, ground, path, rows)
        locks = Locks(database)
        settle()  # as the server does
        started, cpu = time.perf_counter(), time.process_time()
        import_file(database, kind, path)
        seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = time.perf_counter()
        import_file(database, kind, path)
        again_seconds = time.perf_counter() - again
        held, worked = told(locks.held), told(locks.worked)
        database.engine.dispose()
        return Figures(
            kind, rows, seconds, cpu_seconds, again_seconds, megabytes, held, worked,
            csv_seconds(path), raw_seconds(kind, ground, path, Path(directory)),
        )  # fmt: skip


def demo_database(directory: Path) -> Database:
    """Return a fresh SQLite database with the demo in it."""
    database = open_database(f"sqlite:///{directory / 'backdock.sqlite'}")
    upgrade(database.engine)
    load_demo(database)
    return database


def import_file(database: Database, kind: ImportKind, path: Path) -> None:
    """Import the file at `path`, as a person and the worker do it together."""
    opened, now = open_table(path), datetime.now(UTC)
    column_map = guess(kind, opened).as_document()
    file = importing.NewFile(kind, path.name, "0" * 64, opened.written, column_map)
    with database.unit_of_work() as session:
        site_id: UUID = session.execute(sa.select(table_of(Site).c.id)).scalar_one()
        run_id = importing.take_in(session, site_id, None, file, now)
    with database.unit_of_work() as session:
        run = imports.one(session, site_id, run_id)
        assert run is not None
        importing.begin(session, run, skips_bad=False, now=now)
    for _step in importing.work(
        database, site_id, run_id, lambda run: rows_of(path, run.kind, run.column_map), TRAILER
    ):
        pass
    with database.reading() as session:
        run = imports.one(session, site_id, run_id)
    assert run is not None and run.created + run.unchanged == run.rows, run


class Locks:
    """How long each transaction that writes holds the lock: from BEGIN IMMEDIATE until its connection is put back.

    In seconds, by the clock and by this thread's processor time, which a busy machine does not stretch.
    """

    def __init__(self, database: Database) -> None:
        self.held: list[float] = []
        self.worked: list[float] = []
        self._since: dict[int, tuple[float, float]] = {}
        sa.event.listen(database.engine, "begin", self._begin)
        sa.event.listen(database.engine, "checkin", self._end)

    def _begin(self, connection: sa.Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            now = time.perf_counter(), time.thread_time()
            self._since[id(connection.connection.dbapi_connection)] = now

    def _end(self, dbapi_connection: object, _record: object) -> None:
        since = self._since.pop(id(dbapi_connection), None)
        if since is not None:
            self.held.append(time.perf_counter() - since[0])
            self.worked.append(time.thread_time() - since[1])


def told(seconds: list[float]) -> str:
    """Return the 99th percentile and the worst, in milliseconds."""
    ordered = sorted(seconds)
    return f"{ordered[int(len(ordered) * 0.99)] * 1e3:.0f} / {ordered[-1] * 1e3:.0f}"


def csv_seconds(path: Path) -> float:
    """Return what the csv module alone takes to read the file."""
    started = time.perf_counter()
    with path.open(newline="") as file:
        for _row in csv.reader(file):
            pass
    return time.perf_counter() - started


def raw_seconds(kind: ImportKind, ground: Ground, path: Path, directory: Path) -> float:
    """Return what reading the file and one executemany for each table takes, with nothing checked."""
    with empty_copy(directory) as connection:
        started = time.perf_counter()
        write_raw(kind, ground, path, connection)
        return time.perf_counter() - started


@contextmanager
def empty_copy(directory: Path) -> Iterator[sqlite3.Connection]:
    """A second database with the same tables, without rows."""
    path = directory / "raw.sqlite"
    other = open_database(f"sqlite:///{path}")
    upgrade(other.engine)
    other.engine.dispose()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    yield connection
    connection.close()


def table(figures: Figures) -> str:
    """Return the figures as a Markdown table."""
    rate, raw = figures.rows / figures.seconds, figures.raw_seconds
    rows = [
        (f"seconds for {figures.rows:,} rows", f"{figures.seconds:.1f}",
         f"raw executemany, unchecked {raw:.1f}: x {figures.seconds / raw:.1f}", f"{GOALS['seconds']}"),
        ("processor seconds", f"{figures.cpu_seconds:.1f}", f"csv module alone {figures.csv_seconds:.2f}", "-"),
        ("rows/s", f"{rate:,.0f}", f"raw {figures.rows / raw:,.0f}", "-"),
        ("seconds for the same file again, nothing changed", f"{figures.again_seconds:.1f}", "-", "-"),
        ("peak memory, MB", f"{figures.megabytes:.0f}", "-", f"{GOALS['megabytes']}"),
        ("write lock held at once, ms, p99 / worst", figures.locked_ms, f"raw {raw * 1e3:,.0f}",
         f"{GOALS['locked_ms']}"),
        ("the same in processor ms", figures.locked_cpu_ms, "-", "-"),
    ]  # fmt: skip
    lines = [f"An import of {figures.kind}; SQLite, synchronous=FULL", "", "| measure | Backdock | reference | goal |"]
    return "\n".join([*lines, "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    main()
