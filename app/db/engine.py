"""One database, two ways in: `unit_of_work` to change it, `reading` to look at it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from sqlite3 import Connection as SqliteConnection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from app.db.locks import FairLock
from app.db.prepared import DRIVER, Driver

POOL_SIZE = 16
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "wal_autocheckpoint=4000")


@dataclass(frozen=True, slots=True)
class Glance:
    """A connection for statements that each see a moment of their own; see `app.db.prepared`."""

    info: dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Database:
    """The engine with its two kinds of session. Make it with `open_database`."""

    engine: Engine
    _writes: sessionmaker[Session]
    _reads: sessionmaker[Session]
    _turn: AbstractContextManager[None]

    @contextmanager
    def unit_of_work(self) -> Iterator[Session]:
        """One transaction that may write: commits when the block ends, rolls back when it raises."""
        with self._turn, self._writes.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One deferred transaction on a single snapshot; whatever it changed by mistake is rolled back."""
        with self._reads() as session:
            yield session
            session.rollback()

    @contextmanager
    def glance(self) -> Iterator[Glance]:
        """A connection for one prepared read, without the cost of a transaction around it."""
        borrowed = self.engine.raw_connection()
        try:
            yield Glance({DRIVER: Driver(borrowed.driver_connection, self.engine.dialect)})
        finally:
            borrowed.close()


def open_database(url: str) -> Database:
    """Open `url` (sqlite:///... or postgresql+psycopg://...)."""
    parsed = make_url(url)
    engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
    writing = engine.execution_options(writes=True)
    is_sqlite = engine.dialect.name == "sqlite"
    # PostgreSQL's default gives every statement its own snapshot; a page is to show one moment.
    looking = engine if is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")
    return Database(
        engine,
        sessionmaker(writing, expire_on_commit=False),
        sessionmaker(looking, expire_on_commit=False),
        FairLock() if is_sqlite else nullcontext(),
    )


def _postgresql(url: URL) -> Engine:
    return sa.create_engine(url, pool_size=POOL_SIZE, max_overflow=4, pool_pre_ping=True)


def _sqlite(url: URL) -> Engine:
    engine = sa.create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=4,
        poolclass=sa.pool.QueuePool,
        pool_use_lifo=True,  # the next writer finds the pages of the last one still in its cache
        connect_args={"check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that writers can say IMMEDIATE
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    driver = Driver(connection.connection.driver_connection, connection.dialect)
    driver.send("BEGIN IMMEDIATE" if immediate else "BEGIN")
