"""Statements on the path of every scan: compiled once, then handed to the driver with nothing between.

A prepared statement is written like any other, in Core on the tables, and reads and writes by the same column types;
why, see docs/decisions/0021. It does not flush: services write by Core alone.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

Values = Mapping[str, Any]
Process = Callable[[Any], Any]
Statement = sa.Select[Any] | sa.CompoundSelect[Any] | sa.Insert | sa.Update

observers: list[Callable[[str], None]] = []
"""Called with each statement before it is sent: how tests and benchmarks count them."""


@dataclass(frozen=True, slots=True)
class Driver:
    """The connection of the database's own driver, and how SQLAlchemy talks to it."""

    connection: Any
    dialect: Dialect

    def send(self, sql: str, values: Any = ()) -> Any:
        """Run `sql` and return the driver's cursor. Raises what SQLAlchemy would raise."""
        for observe in observers:
            observe(sql)
        try:
            return self.connection.execute(sql, values)
        except self.dialect.loaded_dbapi.Error as error:
            raise _wrapped(error, sql, values, self.dialect) from error


class Connected(Protocol):
    """Something that keeps its driver: a session, or a look of one statement."""

    @property
    def info(self) -> dict[Any, Any]: ...


def driver_of(connected: Connected) -> Driver:
    """Return the driver of an open session, looked up once: a session of ours is one transaction."""
    found: Driver | None = connected.info.get(DRIVER)
    if found is None:
        assert isinstance(connected, Session)
        connection = connected.connection()
        found = Driver(connection.connection.driver_connection, connection.dialect)
        connected.info[DRIVER] = found
    return found


DRIVER = "driver"  # where `info` keeps it


@contextmanager
def savepoint(session: Session) -> Iterator[None]:
    """Take back what the block changed when it raises; the transaction around it goes on."""
    driver = driver_of(session)
    driver.send("SAVEPOINT act")
    try:
        yield
    except BaseException:
        driver.send("ROLLBACK TO SAVEPOINT act")
        raise
    driver.send("RELEASE SAVEPOINT act")


class Prepared:
    """One statement with named parameters. Made once, beside the function that sends it."""

    __slots__ = ("_build", "_ready")

    def __init__(self, statement: Statement) -> None:
        self._build: Callable[[Dialect], Statement] = lambda _dialect: statement
        self._ready: dict[str, _Ready] = {}

    def all(self, connected: Connected, values: Values) -> list[Any]:
        """Return every row, each a tuple with named fields."""
        driver = driver_of(connected)
        ready = self._for(driver.dialect, values)
        cursor = driver.send(ready.sql, ready.bound(values))
        return ready.rows(cursor.fetchall())

    def one_or_none(self, connected: Connected, values: Values) -> Any:
        """Return the row, or None when there is none. Raises ValueError for several."""
        rows = self.all(connected, values)
        if len(rows) > 1:
            raise ValueError(f"{len(rows)} rows where one was expected")
        return rows[0] if rows else None

    def run(self, connected: Connected, values: Values) -> None:
        """Send the statement for what it changes."""
        driver = driver_of(connected)
        ready = self._for(driver.dialect, values)
        driver.send(ready.sql, ready.bound(values))

    def _for(self, dialect: Dialect, values: Values) -> "_Ready":
        found = self._ready.get(dialect.name)
        if found is None:
            found = self._ready[dialect.name] = _compiled(self._build(dialect), dialect, values)
        return found


class PreparedInsert(Prepared):
    """An insert that both databases can complete in their own words: `on_conflict_...`, `returning`."""

    __slots__ = ()

    def __init__(self, table: sa.Table, complete: Callable[[Any], sa.Insert]) -> None:
        super().__init__(sa.insert(table))
        self._build = lambda dialect: complete(_INSERT[dialect.name](table))


_INSERT: dict[str, Callable[[sa.Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as one database takes it: its text, how each value is written and how each column is read."""

    sql: str
    named: bool
    given: tuple[tuple[str, Process | None, Any], ...]
    row: Callable[[Sequence[Any]], Any]
    read: tuple[tuple[int, Process], ...]

    def bound(self, values: Values) -> Any:
        """Return `values` as the driver takes them, with the statement's own constants."""
        if self.named:
            return {
                name: constant if constant is not _REQUIRED else (write(values[name]) if write else values[name])
                for name, write, constant in self.given
            }
        return [
            constant if constant is not _REQUIRED else (write(values[name]) if write else values[name])
            for name, write, constant in self.given
        ]

    def rows(self, fetched: Sequence[Sequence[Any]]) -> list[Any]:
        """Return what the driver fetched in Python's types."""
        found = []
        for each in fetched:
            columns = list(each)
            for position, read in self.read:
                columns[position] = read(columns[position])
            found.append(self.row(columns))
        return found


_REQUIRED = object()


def _compiled(statement: Statement, dialect: Dialect, values: Values) -> _Ready:
    keys = list(values) if isinstance(statement, sa.Insert) else None
    compiled = statement.compile(dialect=dialect, column_keys=keys)
    assert isinstance(compiled, sa.sql.compiler.SQLCompiler)
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    columns = statement.exported_columns
    row = namedtuple("Row", [str(name) for name in columns.keys()], rename=True)  # type: ignore[misc]  # noqa: SIM118
    readers = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Ready(
        str(compiled),
        not compiled.positional,
        tuple(_given(name, compiled.binds[name], dialect) for name in names or ()),
        row._make,
        tuple((position, read) for position, read in enumerate(readers) if read),
    )


def _given(name: str, bind: "sa.BindParameter[Any]", dialect: Dialect) -> tuple[str, Process | None, Any]:
    assert not bind.expanding, "a list has another statement for each length"
    write = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.required:
        return name, write, _REQUIRED
    return name, None, write(bind.effective_value) if write else bind.effective_value


def _wrapped(error: Exception, sql: str, values: Any, dialect: Dialect) -> BaseException:
    return sa.exc.DBAPIError.instance(sql, values, error, dialect.loaded_dbapi.Error, dialect=dialect)
