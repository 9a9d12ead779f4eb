"""100,000 shipment rows from a CSV file: `python -m benchmarks.importing [--quick] [--json]`.

The whole import as the server's worker does it, on an SQLite file with synchronous=FULL: read, checked, written, tidied
up. Beside it, in the same run: Python's csv module alone reading the same file, and the same rows into the same tables
by one raw executemany each, in one transaction that keeps every scan waiting.
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
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database, open_database
from app.db.ids import new_id
from app.db.migrating import upgrade
from app.db.models import Base, Site, table_of
from app.db.queries import imports
from app.demo import load_demo
from app.domain.importing import ImportKind
from app.exchange.files import rows_of
from app.exchange.mapping import guess
from app.exchange.tables import open_table
from app.services import importing

GOALS = {"seconds": 20, "megabytes": 250, "locked_ms": 50}
LINES = 4
"""Of one shipment."""
HEADINGS = ("Shipment", "Order", "Customer", "Delivered on", "SKU", "Quantity", "Lot", "Expiry", "Serial")


@dataclass(frozen=True)
class Figures:
    """What one run reached. `locked_*` is how long single transactions held the write lock, p99 / worst."""

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
    options.add_argument("--quick", action="store_true", help="a tenth of the rows")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    # in a process of its own, so that its peak of memory is the import's
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        figures = pool.apply(measure, (10_000 if chosen.quick else 100_000,))
    print(json.dumps(asdict(figures), indent=2) if chosen.json else table(figures))


def measure(rows: int) -> Figures:
    """Return all figures of one run."""
    with tempfile.TemporaryDirectory() as directory:
        database = demo_database(Path(directory))
        path = write_file(database, Path(directory), rows)
        locks = Locks(database)
        started, cpu = time.perf_counter(), time.process_time()
        import_file(database, path)
        seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = time.perf_counter()
        import_file(database, path)
        again_seconds = time.perf_counter() - again
        held, worked = told(locks.held), told(locks.worked)
        raw = raw_seconds(database, path, Path(directory))
        database.engine.dispose()
        return Figures(
            rows, seconds, cpu_seconds, again_seconds, megabytes, held, worked,
            csv_seconds(path), raw,
        )  # fmt: skip


def demo_database(directory: Path) -> Database:
    """Return a fresh SQLite database with the demo in it."""
    database = open_database(f"sqlite:///{directory / 'backdock.sqlite'}")
    upgrade(database.engine)
    load_demo(database)
    return database


def write_file(database: Database, directory: Path, rows: int) -> Path:
    """Write a CSV file of `rows` shipment lines for the demo's customers and products."""
    party, product = (Base.metadata.tables[name] for name in ("party", "product"))
    with database.reading() as session:
        customers = [name for (name,) in session.execute(sa.select(party.c.name).where(party.c.kind == "customer"))]
        skus = [sku for (sku,) in session.execute(sa.select(product.c.sku).where(~product.c.serial_tracked))]
    path = directory / "shipments.csv"
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        for row in range(rows):
            paper = row // LINES
            day = date(2026, 1, 1) + timedelta(days=paper % 300)
            lines.writerow([
                f"BSH-{paper:07}", f"BSO-{paper:07}", customers[paper % len(customers)], day.isoformat(),
                skus[row % len(skus)], 1 + row % 48, f"L{row % 997:04}", (day + timedelta(days=400)).isoformat(), "",
            ])  # fmt: skip
    return path


def import_file(database: Database, path: Path) -> None:
    """Import the shipments at `path`, as a person and the worker do it together."""
    opened, kind, now = open_table(path), ImportKind.SHIPMENTS, datetime.now(UTC)
    column_map = guess(kind, opened).as_document()
    file = importing.NewFile(kind, path.name, "0" * 64, opened.written, column_map)
    with database.unit_of_work() as session:
        site_id: UUID = session.execute(sa.select(table_of(Site).c.id)).scalar_one()
        run_id = importing.take_in(session, site_id, None, file, now)
    with database.unit_of_work() as session:
        run = imports.one(session, site_id, run_id)
        assert run is not None
        importing.begin(session, run, skips_bad=False, now=now)
    for _step in importing.work(database, site_id, run_id, lambda run: rows_of(path, run.kind, run.column_map)):
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


def raw_seconds(database: Database, path: Path, directory: Path) -> float:
    """Return what reading the file and one executemany for each table takes, with nothing checked."""
    party, product = (Base.metadata.tables[name] for name in ("party", "product"))
    with database.reading() as session:
        parties = {row.name: row.id.hex for row in session.execute(sa.select(party.c.id, party.c.name))}
        products = {row.sku: row.id.hex for row in session.execute(sa.select(product.c.id, product.c.sku))}
    with empty_copy(directory) as connection, path.open(newline="") as file:
        started = time.perf_counter()
        heads: dict[str, tuple[str, ...]] = {}
        lines: list[tuple[str, ...]] = []
        site = new_id().hex
        for row in csv.DictReader(file):
            head = (site, new_id().hex, row["Shipment"], row["Order"], parties[row["Customer"]], row["Delivered on"])
            paper = heads.setdefault(row["Shipment"], head)[1]
            what = (products[row["SKU"]], row["Lot"], row["Expiry"], "", row["Quantity"])
            lines.append((site, new_id().hex, paper, *what))
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO shipment VALUES (?, ?, ?, ?, ?, ?)", heads.values())
        connection.executemany("INSERT INTO shipment_line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lines)
        connection.execute("COMMIT")
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
    lines = ["An import of shipments; SQLite, synchronous=FULL", "", "| measure | Backdock | reference | goal |"]
    return "\n".join([*lines, "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


if __name__ == "__main__":
    main()
