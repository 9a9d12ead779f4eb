"""What tests of every layer share: a fresh database, and the way to the outside data."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from app.db.engine import Database, open_database
from app.db.migrating import upgrade
from tests import throwaway_postgresql
from tests.leaving_out import leave_out

ROOT = Path(__file__).parents[1]


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
def postgresql_database(postgresql_url: str) -> Iterator[Database]:
    """A fresh, migrated, empty PostgreSQL database."""
    yield from _opened(postgresql_url)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh, migrated SQLite file, for tests that start a server on it."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'backdock.sqlite')}"


@pytest.fixture
def postgresql_url(postgresql_administration: Engine, postgresql_template: str) -> Iterator[str]:
    """The URL of a fresh, migrated PostgreSQL database, for tests that start a server on it."""
    name = f"backdock_{uuid4().hex}"
    _administer(postgresql_administration, f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    yield _url_of(postgresql_administration, name)
    _administer(postgresql_administration, f"DROP DATABASE {name} WITH (FORCE)")


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


def _administer(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _url_of(engine: Engine, name: str) -> str:
    return engine.url.set(database=name).render_as_string(hide_password=False)
