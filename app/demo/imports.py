"""What the office of Laredo imported: its parties with the codes of the ERP, and a file that was refused."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Operator, table_of
from app.db.queries import imports
from app.demo.transport import TRAILER
from app.domain.importing import FileRow, ImportKind
from app.exchange.files import rows_of
from app.exchange.mapping import guess
from app.exchange.tables import open_table
from app.services import importing
from app.services.importing import NewFile

OFFICE_BADGE = "2118"
_FILES = (("import_parties", ImportKind.PARTIES, 26), ("import_shipments", ImportKind.SHIPMENTS, 3))
"""Name, kind, and how many hours ago."""


def play_imports(database: Database, site_id: UUID, now: datetime) -> None:
    """Import the demo's files as the office and the worker do it together."""
    operator = table_of(Operator)
    with database.reading() as session:
        clerk = session.execute(sa.select(operator.c.id).where(operator.c.badge == OFFICE_BADGE)).scalar_one()
    for name, kind, hours in _FILES:
        with as_file(files(__package__) / f"{name}.csv") as path:
            _play(database, site_id, clerk, kind, path, now - timedelta(hours=hours))


def _play(database: Database, site_id: UUID, clerk: UUID, kind: ImportKind, path: Path, at: datetime) -> None:
    table = open_table(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    file = NewFile(kind, path.name, digest, table.written, guess(kind, table).as_document())
    with database.unit_of_work() as session:
        run_id = importing.take_in(session, site_id, clerk, file, at)
        run = imports.one(session, site_id, run_id)
        assert run is not None
        importing.start(session, run, skips_bad=False)

    def rows(_run: imports.Run) -> Iterator[FileRow]:
        return rows_of(path, kind, file.column_map)

    for _step in importing.work(database, site_id, run_id, rows, TRAILER, lambda: at):
        pass
