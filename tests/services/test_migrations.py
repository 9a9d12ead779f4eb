"""The migrations lead to the schema that the models say, on either database, and back again with rows in it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from app.db.engine import Database, open_database
from app.db.migrating import SchemaBehind, config_for, downgrade, newest_revision, require_newest, revision_of, upgrade
from app.db.models import Base
from app.db.types import Expiry, MoneyAmount, UtcDateTime, Word, WordSet

TABLES = Base.metadata.sorted_tables
NAMESPACE = UUID("018f0000-0000-7000-8000-000000000000")
ALEMBICS_OWN = "alembic_version"


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[Database]:
    """A database of its own: what is done here to its schema no other test may meet."""
    database = open_database(postgresql_url)
    yield database
    database.engine.dispose()


def test_nothing_is_left_to_generate(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrated_and_created_schemas_are_the_same(database: Database) -> None:
    migrated = schema_of(database.engine)
    downgrade(database.engine)
    Base.metadata.create_all(database.engine)
    assert schema_of(database.engine) == migrated
    assert len(migrated) > len(TABLES)


def test_each_revision_leads_down_and_up_again_with_rows_in_the_tables(database: Database) -> None:
    populate(database)
    while revision_of(database.engine) is not None:
        downgrade(database.engine, "-1")
    assert tables_in(database.engine) == {ALEMBICS_OWN}
    upgrade(database.engine)
    assert revision_of(database.engine) == newest_revision()
    assert tables_in(database.engine) == {table.name for table in TABLES} | {ALEMBICS_OWN}
    populate(database)
    with database.reading() as session:
        assert {session.scalar(sa.select(sa.func.count()).select_from(table)) for table in TABLES} == {2}


def test_alembic_names_the_same_newest_revision(sqlite_database: Database) -> None:
    scripts = ScriptDirectory.from_config(config_for(sqlite_database.engine))
    assert scripts.get_heads() == [newest_revision()]


def test_an_old_schema_is_refused_with_what_to_run(sqlite_database: Database) -> None:
    require_newest(sqlite_database.engine)
    downgrade(sqlite_database.engine)
    with pytest.raises(SchemaBehind) as refused:
        require_newest(sqlite_database.engine)
    assert str(refused.value) == (
        f"The database is at revision none, this program needs {newest_revision()}. "
        "Run `flask --app app migrate` first; back up before you do."
    )


def test_a_migration_does_not_commit_rows_that_point_at_nothing(sqlite_database: Database) -> None:
    populate(sqlite_database)
    with sqlite_database.engine.connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        connection.connection.execute("DELETE FROM checklist WHERE version = 2")
        connection.connection.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(RuntimeError) as refused:
        upgrade(sqlite_database.engine)
    said, _, rows = str(refused.value).rpartition(": ")
    assert said == "The migration was undone: it left rows that point at nothing"
    assert re.fullmatch(r"\[\('inspection', 2, 'checklist', \d\)]", rows)


def test_foreign_keys_hold_again_after_a_migration(sqlite_database: Database) -> None:
    upgrade(sqlite_database.engine)
    with pytest.raises(sa.exc.IntegrityError), sqlite_database.unit_of_work() as session:
        session.execute(Base.metadata.tables["pack"].insert(), row_of(Base.metadata.tables["pack"], 0))


def schema_of(engine: Engine) -> set[tuple[str, ...]]:
    """Return what stands in the catalogue: each table's clauses, each index, in the database's own words."""
    read = _sqlite_schema if engine.dialect.name == "sqlite" else _postgresql_schema
    with engine.connect() as connection:
        return {words for words in read(connection) if words[0] != ALEMBICS_OWN}


def _sqlite_schema(connection: Connection) -> Iterator[tuple[str, ...]]:
    rows = connection.exec_driver_sql("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    for table, sql in rows:
        plain = re.sub(r'\s+|"', " ", sql)
        head, _, clauses = plain.partition("(")
        clauses = clauses.rpartition(")")[0] if head.startswith("CREATE TABLE") else f"{clauses}\n"
        for clause in re.split(r",(?![^(]*\))", clauses):
            yield table, re.sub(r"\s+", " ", head).strip(), re.sub(r"\s+", " ", clause).strip()


POSTGRESQL_SCHEMA = """
    SELECT table_name, column_name, data_type, coalesce(character_maximum_length::text, ''), is_nullable,
           coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public'
""", """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
""", """
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""  # fmt: skip


def _postgresql_schema(connection: Connection) -> Iterator[tuple[str, ...]]:
    for query in POSTGRESQL_SCHEMA:
        yield from (tuple(row) for row in connection.exec_driver_sql(query))


def tables_in(engine: Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def populate(database: Database) -> None:
    """Write two rows into every table: one with everything that may be missing, one without it."""
    with database.unit_of_work() as session:
        for table in TABLES:
            session.execute(table.insert(), [row_of(table, 0), row_of(table, 1)])


def row_of(table: sa.Table, number: int) -> dict[str, Any]:
    return {column.name: value_of(column, number) for column in table.columns}


def value_of(column: sa.Column[Any], number: int) -> Any:
    if column.nullable and number:
        return None
    if isinstance(column.type, sa.Uuid):
        target = "site" if column.name == "site_id" else _target_table(column)
        return uuid5(NAMESPACE, f"{target} {0 if target == 'site' and column.table.name != 'site' else number}")
    return _sample(column.type, number)


def _target_table(column: sa.Column[Any]) -> str:
    """Return the table a key points into; its own for a row's own id."""
    targets = {key.column.table.name for key in column.foreign_keys}
    return min(targets - {"site"}, default=column.table.name)


def _sample(kind: sa.types.TypeEngine[Any], number: int) -> Any:
    samples: dict[type, Any] = {
        Word: lambda: next(iter(kind.words)),  # type: ignore[attr-defined]
        WordSet: lambda: frozenset(list(kind.words)[:1]),  # type: ignore[attr-defined]
        Expiry: lambda: date(2027, 3, 31),
        MoneyAmount: lambda: Decimal("12.3456"),
        UtcDateTime: lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        sa.Date: lambda: date(2026, 1, 2),
        sa.JSON: lambda: {"en": "text"},
        sa.Boolean: lambda: True,
        sa.Integer: lambda: number + 1,
    }
    for known, sample in samples.items():
        if isinstance(kind, known):
            return sample()
    return f"{number}"
