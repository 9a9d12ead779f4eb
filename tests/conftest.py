"""What tests of every layer share: a fresh database, and the way to the outside data."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import Engine

from app.db.engine import Database, open_database
from app.db.migrating import upgrade
from app.db.models import Base
from tests import throwaway_postgresql
from tests.factories import Floor, make_floor
from tests.leaving_out import leave_out
from tests.quick import prepare_apps_once

ROOT = Path(__file__).parents[1]
MEMORY, ENOUGH_MEMORY = Path("/dev/shm"), 2 * 10**9

settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")  # how long an example takes says how busy this machine is


def _write_to_memory() -> None:
    """Keep what tests write in memory where there is room: else SQLite waits for the disk at every commit.

    By the environment, so that the servers and browsers which tests start do the same. TMPDIR, where set, is followed.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY:
        os.environ.setdefault("TMPDIR", str(MEMORY))
        tempfile.tempdir = None


_write_to_memory()
prepare_apps_once()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh, migrated, empty database; each test that asks for it runs once on either kind."""
    fresh: Database = request.getfixturevalue(f"{request.param}_database")
    return fresh


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """A fresh, migrated, empty SQLite file."""
    yield from _opened(sqlite_url)


@pytest.fixture
def postgresql_database(kept_postgresql: Database) -> Database:
    """A migrated PostgreSQL database that is empty again."""
    _empty(kept_postgresql)
    return kept_postgresql


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh, migrated SQLite file, for tests that start a server on it."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'backdock.sqlite')}"


@pytest.fixture
def postgresql_url(postgresql_administration: Engine, postgresql_template: str) -> Iterator[str]:
    """The URL of a fresh, migrated PostgreSQL database, for tests that start a server on it."""
    yield from _copied(postgresql_administration, postgresql_template)


@pytest.fixture(scope="session")
def kept_postgresql(postgresql_administration: Engine, postgresql_template: str) -> Iterator[Database]:
    """The PostgreSQL database that is emptied from test to test, with its connections.

    To empty it takes a thirtieth of the time to make one, and a connection that knows the tables answers at once.
    """
    for url in _copied(postgresql_administration, postgresql_template):
        yield from _opened(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "backdock.sqlite"
    database = open_database(f"sqlite:///{path}")
    upgrade(database.engine)
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it in the one file that is copied
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def floor_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    """A floor in an SQLite file, to copy."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("floor") / "backdock.sqlite")
    database = open_database(f"sqlite:///{path}")
    yield make_floor(database)
    database.engine.dispose()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_administration: Engine) -> Iterator[str]:
    """The name of a migrated PostgreSQL database to copy; nobody stays connected to it."""
    name = f"backdock_template_{uuid4().hex}"
    _administer(postgresql_administration, f"CREATE DATABASE {name}")
    database = open_database(_url_of(postgresql_administration, name))
    upgrade(database.engine)
    database.engine.dispose()
    yield name
    _administer(postgresql_administration, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_administration(postgresql_server: str) -> Iterator[Engine]:
    """Where databases are created and dropped."""
    engine = sa.create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of the server named by BACKDOCK_TEST_POSTGRESQL_URL, else of one started for this run."""
    named = os.environ.get("BACKDOCK_TEST_POSTGRESQL_URL")
    if named:
        yield named
        return
    programs = throwaway_postgresql.programs()
    if programs is None:
        leave_out("PostgreSQL: not installed (apt install postgresql) and BACKDOCK_TEST_POSTGRESQL_URL is not set")
    with throwaway_postgresql.server(programs) as url:
        yield url


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The directory of pictures and scans that are kept outside the repository."""
    path = Path(os.environ.get("BACKDOCK_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not path.is_dir():
        leave_out(f"outside data: {path} is not there; say where it is with BACKDOCK_TEST_DATA")
    return path


def _opened(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.engine.dispose()


def _copied(administration: Engine, template: str) -> Iterator[str]:
    name = f"backdock_{uuid4().hex}"
    _administer(administration, f"CREATE DATABASE {name} TEMPLATE {template}{_by_file(administration)}")
    yield _url_of(administration, name)
    _administer(administration, f"DROP DATABASE {name} WITH (FORCE)")


def _by_file(administration: Engine) -> str:
    """Return what makes a server copy files, which takes a third of the time; before PostgreSQL 15 all do."""
    with administration.connect() as connection:
        return " STRATEGY FILE_COPY" if (connection.dialect.server_version_info or ()) >= (15,) else ""


def _empty(database: Database) -> None:
    """Delete every row, also where a test left a connection with work half done.

    Deleted, not truncated, and by a superuser, who may leave the foreign keys unchecked: a table's new file, and what
    every connection has to learn of it, cost more than the rows of a test. Vacuumed, a table is filled from its
    start again: rows that nobody sorts come in the order in which they were written.
    """
    tables = [f'"{name}"' for name in Base.metadata.tables]
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        ask = connection.exec_driver_sql
        ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'")  # fmt: skip
        has_rows = ask("SELECT " + ", ".join(f"EXISTS (SELECT FROM {table})" for table in tables)).one()
        if full := [table for table, any_row in zip(tables, has_rows, strict=True) if any_row]:
            ask("SET session_replication_role = replica")
            ask("; ".join(f"DELETE FROM {table}" for table in full))
            ask("SET session_replication_role = DEFAULT")
            ask(f"VACUUM (TRUNCATE) {', '.join(full)}")


def _administer(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _url_of(engine: Engine, name: str) -> str:
    return engine.url.set(database=name).render_as_string(hide_password=False)
