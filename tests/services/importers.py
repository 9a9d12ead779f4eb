"""What tests of imports share: a CSV file taken in, begun and worked to its end, and what is left of it."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database
from app.db.import_store import ImportStore
from app.db.models import Shipment, ShipmentLine, table_of
from app.db.queries import imports
from app.db.queries.imports import Run
from app.domain.collecting import Freight
from app.domain.importing import Counts, FileRow, ImportKind
from app.domain.plain import in_english
from app.exchange.files import rows_of
from app.exchange.mapping import guess
from app.exchange.tables import open_table
from app.services import importing
from app.services.importing import NewFile
from tests.factories import Floor

Rows = Sequence[Sequence[object]]

PARTIES, PRODUCTS = ImportKind.PARTIES, ImportKind.PRODUCTS
SHIPMENTS, AUTHORIZATIONS = ImportKind.SHIPMENTS, ImportKind.AUTHORIZATIONS

SHIPMENT = ("Shipment", "Order", "Customer", "Delivered on", "SKU", "Quantity", "Lot", "Expiry", "Serial")
RMA = ("RMA", "Program", "Customer", "PO", "SKU", "Quantity", "Lot", "Reason", "Claim")
GLN = "9521234000006"
TRAILER = Freight(20_000, 60_000)


@dataclass(frozen=True)
class Importer:
    """One site that files are brought to."""

    database: Database
    site_id: UUID
    store: ImportStore

    def take_in(self, kind: ImportKind, headings: Sequence[str], rows: Rows) -> Run:
        """Make a CSV file of `rows` and take it in, its columns guessed."""
        text = io.StringIO()
        csv.writer(text).writerows([headings, *rows])
        digest = self.store.put(io.BytesIO(text.getvalue().encode()))
        table = open_table(self.store.path(digest))
        file = NewFile(kind, "file.csv", digest, table.written, guess(kind, table).as_document())
        with self.database.unit_of_work() as session:
            run_id = importing.take_in(session, self.site_id, None, file, now())
        return self.look(run_id)

    def begin(self, run: Run, *, skips_bad: bool = False) -> Run:
        """Begin an import."""
        with self.database.unit_of_work() as session:
            importing.begin(session, run, skips_bad=skips_bad, now=now())
        return self.look(run.id)

    def steps(self, run: Run) -> Iterator[Run]:
        """Work on the import, step by step; every step takes as many rows as it may, however busy the machine is."""
        return importing.work(self.database, self.site_id, run.id, self.rows, TRAILER, clock=lambda: 0.0)

    def rows(self, run: Run) -> Iterator[FileRow]:
        """Read the kept file of an import."""
        return rows_of(self.store.path(run.digest), run.kind, run.column_map)

    def finish(self, run: Run) -> Run:
        """Work on the import to its end."""
        for _step in self.steps(run):
            pass
        return self.look(run.id)

    def do(self, kind: ImportKind, headings: Sequence[str], rows: Rows, *, skips_bad: bool = False) -> Run:
        """Take a file in, begin, and work to the end."""
        return self.finish(self.begin(self.take_in(kind, headings, rows), skips_bad=skips_bad))

    def look(self, run_id: UUID) -> Run:
        """Return the import as it is now."""
        with self.database.reading() as session:
            run = imports.one(session, self.site_id, run_id)
        assert run is not None
        return run

    def faults(self, run: Run) -> list[str]:
        """Return what is wrong, one sentence a fault: row, column, sentence."""
        with self.database.reading() as session:
            rows = imports.refused_rows(session, run, 1000)
        return [f"{row.number} {fault.column}: {in_english(fault.said)}" for row in rows for fault in row.faults]


def an_importer(database: Database, site_id: UUID, directory: Path) -> Importer:
    """Return an importer that keeps its files in `directory`."""
    return Importer(database, site_id, ImportStore(directory / "imports"))


def said(run: Run) -> str:
    """Return the sentence that says how an import ended."""
    assert run.said is not None, run.state
    return in_english(run.said)


def now() -> datetime:
    return datetime.now(UTC)


def shipped(number: str, lot: str = "L1", quantity: object = 4, sku: str = "VIT-D3-120") -> tuple[object, ...]:
    return number, "SO-9", "Northline Pharmacy", "2026-10-02", sku, quantity, lot, "2027-03-31", ""


def stored(floor: Floor, model: type[Any], *columns: str, **where: Any) -> list[tuple[Any, ...]]:
    table = table_of(model)
    statement = sa.select(*(table.c[name] for name in columns)).order_by(*(table.c[name] for name in columns))
    for name, value in where.items():
        statement = statement.where(table.c[name] == value)
    with floor.database.reading() as session:
        return [tuple(row) for row in session.execute(statement)]


def lines_of(floor: Floor, number: str) -> list[tuple[Any, ...]]:
    head, line = table_of(Shipment), table_of(ShipmentLine)
    with floor.database.reading() as session:
        rows = session.execute(
            sa.select(line.c.lot, line.c.quantity, line.c.expiry)
            .join(head, (head.c.site_id == line.c.site_id) & (head.c.id == line.c.shipment_id))
            .where(head.c.number == number)
            .order_by(line.c.lot)
        )
        return [tuple(row) for row in rows]


def counted(run: Any) -> tuple[int, int, int, int]:
    counts: Counts = run.counts
    return counts.created, counts.updated, counts.unchanged, counts.refused
